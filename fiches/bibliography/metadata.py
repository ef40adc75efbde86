"""What lets a reference manager take a reference from its page.

Sources: Google Scholar, "Inclusion guidelines" (Highwire tags ``citation_*``); DCMI metadata terms; OCOinS 1.0, "COinS"
(OpenURL, ANSI/NISO Z39.88-2004, key/encoded-value formats for journals, books and dissertations).
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from fiches.citation_parts import family_of, issued

from . import markup
from .items import ET_AL, Item, Name, split_keywords
from .types import KINDS

_HIGHWIRE = {
    "volume": "volume", "issue": "issue", "DOI": "doi", "PMID": "pmid", "publisher": "publisher", "language": "language",
}  # fmt: skip


def written(person: Name) -> str:
    """``de La Tour, Marie``; a body as it is."""
    if "literal" in person:
        return person["literal"]
    return ", ".join(part for part in (family_of(person), person.get("given", "")) if part)


def meta_tags(item: Item) -> Iterator[tuple[str, str]]:
    """Name and content of each meta tag, Highwire's then Dublin Core's."""
    yield from _highwire(item)
    yield from _dublin_core(item)


def _highwire(item: Item) -> Iterator[tuple[str, str]]:
    title, date = markup.plain(item.get("title", "")), issued(item, "-")
    people = [written(person) for person in item.get("author", []) if person != ET_AL]
    yield "citation_title", title
    for person in people:
        yield "citation_author", person
    for person in item.get("editor", []):
        if person != ET_AL:
            yield "citation_editor", written(person)
    if date:
        yield "citation_publication_date", date.replace("-", "/")
    if container := item.get("container-title"):
        yield _container_tag(item), container
    for variable, name in _HIGHWIRE.items():
        if item.get(variable):
            yield f"citation_{name}", item[variable]
    first, _, last = item.get("page", "").partition("–")
    yield from ((f"citation_{name}", page) for name, page in (("firstpage", first), ("lastpage", last)) if page)
    for variable in ("ISSN", "ISBN"):
        for number in item.get(variable, "").split():
            yield f"citation_{variable.lower()}", number
    if item["type"] == "thesis" and item.get("publisher"):
        yield "citation_dissertation_institution", item["publisher"]
    yield from (("citation_keywords", word) for word in split_keywords(item.get("keyword", "")))


def _dublin_core(item: Item) -> Iterator[tuple[str, str]]:
    yield "DC.title", markup.plain(item.get("title", ""))
    yield from (("DC.creator", written(person)) for person in item.get("author", []) if person != ET_AL)
    values = {"date": issued(item, "-"), "publisher": item.get("publisher"), "language": item.get("language")}
    yield from ((f"DC.{name}", value) for name, value in values.items() if value)
    if item.get("DOI"):
        yield "DC.identifier", f"doi:{item['DOI']}"


def _container_tag(item: Item) -> str:
    if item["type"] == "paper-conference":
        return "citation_conference_title"
    return "citation_journal_title" if KINDS[item["type"]].family == "article" else "citation_inbook_title"


def coins(item: Item) -> str:
    """The title of a COinS span: the reference as an OpenURL."""
    family = KINDS[item["type"]].family
    kind = "journal" if family == "article" else "dissertation" if family == "thesis" else "book"
    title = markup.plain(item.get("title", ""))
    whole = {"journal": "atitle", "dissertation": "title"}.get(kind, "atitle" if family == "part" else "btitle")
    container = "jtitle" if kind == "journal" else "btitle"
    fields = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"), (f"rft.{whole}", title)]
    if item.get("container-title") and whole != "btitle":
        fields.append((f"rft.{container}", item["container-title"]))
    pairs = {
        "date": issued(item, "-"), "volume": item.get("volume"), "issue": item.get("issue"), "pages": item.get("page"),
        "pub": item.get("publisher"), "place": item.get("publisher-place"), "edition": item.get("edition"),
        "issn": item.get("ISSN", "").split(" ")[0], "isbn": item.get("ISBN", "").split(" ")[0],
    }  # fmt: skip
    fields += [(f"rft.{name}", value) for name, value in pairs.items() if value]
    people = [person for person in item.get("author", []) if person != ET_AL]
    if people and "family" in people[0]:
        fields += [("rft.aulast", family_of(people[0])), ("rft.aufirst", people[0].get("given", ""))]
    fields += [("rft.au", written(person)) for person in people]
    if item.get("DOI"):
        fields.append(("rft_id", f"info:doi/{item['DOI']}"))
    if item.get("PMID"):
        fields.append(("rft_id", f"info:pmid/{item['PMID']}"))
    return urlencode(fields)
