"""References written out in Vancouver style with French conventions.

Source of the style: NLM, "Citing Medicine", 2nd edition (names inverted, initials without full stops, six names
then "et al."). French conventions: month names, "Dir." for editors, spaces left to the typography filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fiches.models import ReferenceContributor, ReferencePage

# Beyond six names, Vancouver writes the first six then "et al.".
MAX_NAMES = 6
# BibTeX writes "and others" for names that the source did not give.
OTHERS = "others"


def initials(given: str) -> str:
    """``Susan E.`` → ``SE``, ``Jean-Karl`` → ``JK``."""
    return "".join(part[0].upper() for part in given.replace("-", " ").replace(".", " ").split())


def name(person: ReferenceContributor) -> str:
    return person.literal or f"{person.family} {initials(person.given)}".strip()


def names(people: list[ReferenceContributor]) -> str:
    """Names separated by commas, cut after six, with "et al." when some are missing."""
    known = [person for person in people if person.family.lower() != OTHERS]
    shown = [name(person) for person in known[:MAX_NAMES]]
    if len(known) > MAX_NAMES or len(known) < len(people):
        shown.append("et al")
    return ", ".join(shown)


def vancouver(reference: ReferencePage) -> str:
    """One reference as plain text, each part ended by a full stop."""
    people = list(reference.contributors.all())
    authors = [person for person in people if person.role == "author"]
    editors = [person for person in people if person.role == "editor"]
    parts = [names(authors)] if authors else []
    if editors:
        parts.append(f"{names(editors)} (dir)")
    parts.append(reference.title + (f" [{reference.genre}]" if reference.genre else ""))
    parts.append(_source(reference))
    if reference.doi:
        parts.append(f"doi: {reference.doi}")
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(part: str) -> str:
    """A part with its full stop, unless it asks or exclaims."""
    part = part.rstrip(". ")
    return part if part.endswith(("?", "!")) else f"{part}."


def _source(reference: ReferencePage) -> str:
    if reference.csl_type == "article-journal":
        locator = reference.volume + (f"({reference.issue})" if reference.issue else "")
        locator += f":{reference.pages}" if reference.pages else ""
        when = f"{reference.year or 's. d.'}" + (f";{locator}" if locator else "")
        return f"{reference.container}. {when}" if reference.container else when
    publisher = ": ".join(part for part in (reference.place, reference.publisher or reference.container) if part)
    return "; ".join(part for part in (publisher, str(reference.year or "s. d.")) if part)


# schema.org's word for each CSL type.
SCHEMA_TYPES = {
    "article-journal": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def structured_data(reference: ReferencePage) -> dict[str, Any]:
    """The publication itself, in the words of schema.org."""
    people = [person for person in reference.contributors.all() if person.family.lower() != OTHERS]
    container = "Periodical" if reference.csl_type == "article-journal" else "CreativeWork"
    return {
        "@type": SCHEMA_TYPES.get(reference.csl_type, "CreativeWork"),
        "name": reference.title,
        "author": [_agent(person) for person in people if person.role == "author"],
        "editor": [_agent(person) for person in people if person.role == "editor"],
        "datePublished": str(reference.year) if reference.year else "",
        "isPartOf": {"@type": container, "name": reference.container} if reference.container else {},
        "publisher": {"@type": "Organization", "name": reference.publisher} if reference.publisher else {},
        "inLanguage": reference.language,
        "sameAs": f"https://doi.org/{reference.doi}" if reference.doi else reference.url,
    }


def _agent(person: ReferenceContributor) -> dict[str, str]:
    if person.literal:
        return {"@type": "Organization", "name": person.literal}
    return {"@type": "Person", "familyName": person.family, "givenName": person.given}
