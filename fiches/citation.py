"""References written out, in one place: Vancouver with French conventions, or APA; in plain text, or in HTML with links.

Sources: NLM, "Citing Medicine", 2nd edition (Vancouver: names inverted, initials without full stops, six names then "et
al."); American Psychological Association, "Publication Manual", 7th edition, 2020 (APA). French conventions: "dir" for
editors, "et" for "&", "Dans" for "In", French months; spaces are left to the typography filter.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fiches.bibliography import markup
from fiches.bibliography.identifiers import ADDRESSES
from fiches.bibliography.items import ET_AL, Item
from fiches.bibliography.types import KINDS
from fiches.citation_apa import apa_text
from fiches.citation_parts import family_of, issued, part_of_name, sentence, when

# Beyond six names, Vancouver writes the first six then "et al.".
MAX_NAMES = 6


def vancouver(item: Item) -> str:
    """One reference as plain text, each part ended by a full stop."""
    return markup.plain(" ".join([_vancouver(item), *_identifier(item)]))


def vancouver_html(item: Item) -> SafeString:
    """The same, safe in a page, with its italics and its link."""
    return _linked(_vancouver(item), item, _identifier(item))


def apa(item: Item) -> str:
    """One reference as plain text, in APA style."""
    return markup.plain(" ".join(part for part in (apa_text(item), address(item)) if part))


def apa_html(item: Item) -> SafeString:
    """The same, safe in a page, with its italics and its link."""
    found = address(item)
    return _linked(apa_text(item), item, [found] if found else [])


def address(item: Item) -> str:
    """Where a publication is read: its DOI, else PubMed, else its own address; empty when unknown."""
    for variable, pattern in ADDRESSES.items():
        if value := item.get(variable):
            return pattern.format(value)
    return str(item.get("URL", ""))


def _linked(text: str, item: Item, ending: list[str]) -> SafeString:
    """HTML of a citation and of its last part, which is the link."""
    link = address(item)
    if not ending or not link.startswith(("https://", "http://")):
        return markup.as_html(" ".join([text, *ending]))
    anchor = format_html('<a href="{}" rel="noreferrer">{}</a>', link, ending[0].rstrip("."))
    return mark_safe(f"{markup.as_html(text)} {anchor}{'.' if ending[0].endswith('.') else ''}")


def _identifier(item: Item) -> list[str]:
    if item.get("DOI"):
        return [f"doi: {item['DOI']}."]
    if item.get("PMID"):
        return [f"PMID: {item['PMID']}."]
    return [f"Disponible sur : {item['URL']}"] if item.get("URL") and _is_web(item) else []


def _is_web(item: Item) -> bool:
    return KINDS[item["type"]].family == "web" or "accessed" in item


def _vancouver(item: Item) -> str:
    """All but the identifier."""
    parts = [names(item["author"])] if item.get("author") else []
    is_part = KINDS[item["type"]].family == "part"
    editors, translators = item.get("editor", []), item.get("translator", [])
    if editors and not is_part:
        parts.append(f"{names(editors)} (dir)")
    nature = item.get("genre") or ("En ligne" if KINDS[item["type"]].family == "web" else "")
    parts.append(item.get("title", "") + (f" [{nature}]" if nature else ""))
    if translators:
        parts.append(f"Trad. de {names(translators)}")
    if is_part:
        host = [f"{names(editors)} (dir)"] if editors else []
        host += [text for name in ("container-title", "event-title") if (text := item.get(name))]
        if host:
            parts.append("Dans : " + " ".join(sentence(part) for part in host))
    parts.append(_source(item))
    return " ".join(sentence(part) for part in parts if part)


def _source(item: Item) -> str:
    """Where and when it appeared."""
    family = KINDS[item["type"]].family
    consulted = f" [consulté le {when(item, 'accessed')}]" if item.get("accessed") else ""
    if family == "article":
        locator = item.get("volume", "") + (f"({item['issue']})" if item.get("issue") else "")
        locator += f":{item['page']}" if item.get("page") else ""
        date = (issued(item) if item.get("volume") or item["type"] == "article-journal" else when(item)) or "s. d."
        date += consulted + (f";{locator}" if locator else "")
        container = item.get("container-title-short") or item.get("container-title") or item.get("publisher", "")
        return f"{sentence(container)} {date}" if container else date
    parts = [_edition(item), _series(item)]
    host = "" if family == "part" else item.get("container-title", "") or item.get("event-title", "")
    publisher = item.get("publisher") or host
    imprint = ": ".join(part for part in (item.get("publisher-place", ""), publisher) if part)
    precise = family in {"web", "law"} or item["type"] in {"speech", "broadcast", "interview", "event"}
    date = ((when(item) if precise else issued(item)) or "s. d.") + consulted
    parts.append("; ".join(part for part in (imprint, date) if part))
    if item.get("page"):
        parts.append(f"p. {item['page']}")
    elif pages := item.get("number-of-pages"):
        parts.append(f"{pages} p")
    return " ".join(sentence(part) for part in parts if part)


def _edition(item: Item) -> str:
    edition = str(item.get("edition", ""))
    if not edition.isdecimal():
        return edition
    return f"{edition}{'re' if edition == '1' else 'e'} éd"


def _series(item: Item) -> str:
    volume = f"Vol. {item['volume']}" if item.get("volume") else ""
    number = f"N° {item['number']}" if item.get("number") else ""
    series = " ".join(part for part in (item.get("collection-title", ""), item.get("collection-number", "")) if part)
    return ", ".join(part for part in (volume, number, f"({series})" if series else "") if part)


def names(people: list[dict[str, str]]) -> str:
    """Names separated by commas, cut after six, with "et al." when some are missing."""
    known = [person for person in people if person != ET_AL]
    shown = [name(person) for person in known[:MAX_NAMES]]
    if len(known) > MAX_NAMES or len(known) < len(people):
        shown.append("et al")
    return ", ".join(shown)


def name(person: dict[str, str]) -> str:
    """``de La Tour MA``, ``Goethe JW von``, ``King ML Jr``; a body as it is."""
    if "literal" in person:
        return person["literal"]
    parts = [family_of(person), initials(person.get("given", "")), *part_of_name(person, "dropping-particle", "suffix")]
    return " ".join(part for part in parts if part)


def initials(given: str) -> str:
    """``Susan E.`` → ``SE``, ``Jean-Karl`` → ``JK``."""
    return "".join(part[0].upper() for part in given.replace("-", " ").replace(".", " ").split())


def structured_data(item: Item) -> dict[str, Any]:
    """The publication itself, in the words of schema.org."""
    is_article = KINDS[item["type"]].family == "article"
    container = item.get("container-title")
    return {
        "@type": KINDS[item["type"]].schema,
        "name": markup.plain(item.get("title", "")),
        "author": [_agent(person) for person in item.get("author", []) if person != ET_AL],
        "editor": [_agent(person) for person in item.get("editor", []) if person != ET_AL],
        "translator": [_agent(person) for person in item.get("translator", []) if person != ET_AL],
        "datePublished": issued(item, "-"),
        "isPartOf": {"@type": "Periodical" if is_article else "CreativeWork", "name": container} if container else {},
        "publisher": {"@type": "Organization", "name": item["publisher"]} if item.get("publisher") else {},
        "isbn": item.get("ISBN", "").split(),
        "inLanguage": item.get("language", ""),
        "sameAs": address(item),
    }


def _agent(person: dict[str, str]) -> dict[str, str]:
    if "literal" in person:
        return {"@type": "Organization", "name": person["literal"]}
    return {"@type": "Person", "familyName": family_of(person), "givenName": person.get("given", "")}
