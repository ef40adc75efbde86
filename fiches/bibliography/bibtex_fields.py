"""Fields of BibTeX and biblatex entries from CSL-JSON items, and back. Sources: the BibTeX and biblatex manuals."""

import re
from collections.abc import Iterator

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from .entries import Item, completed, is_ours, issued_of, note_of
from .items import ET_AL, Name, split_keywords
from .latex import decode, decode_address, encode, encode_markup
from .types import BIBTEX_TYPES, DEFAULT, KINDS

ROLES = ("author", "editor", "translator")
# By CSL variable, the fields in which it is found, the one in which it is written first.
TEXTS = {
    "container-title": ("journal", "booktitle", "journaltitle", "maintitle"),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location"),
    "genre": ("type",),
    "volume": ("volume",),
    "edition": ("edition",),
    "number-of-pages": ("pagetotal",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "language": ("language", "langid"),
    "title-short": ("shorttitle",),
    "number-of-volumes": ("volumes",),
    "chapter-number": ("chapter",),
    "version": ("version",),
    "status": ("pubstate",),
}
ADDRESSES = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid", "URL": "url"}
_READ = {
    *ROLES, *ADDRESSES.values(), *(name for names in TEXTS.values() for name in names), "title", "subtitle", "pages",
    "number", "issue", "date", "year", "month", "day", "urldate", "abstract", "keywords", "crossref", "eprinttype",
}  # fmt: skip
_GENRES = {"mastersthesis": "Mémoire", "phdthesis": "Thèse"}
_PMID_NOTE = re.compile(r"^PMID:? (\d+)\.?$")
_URL = re.compile(r"\\url\{([^{}]+)\}")
_KEY = re.compile(r"""[^\s,{}"#%~\\'()=@]+""")


def item_of(kind: str, key: str, fields: dict[str, str]) -> Item:
    """The item of an entry whose values are still LaTeX."""
    item: Item = {"id": key, "type": BIBTEX_TYPES.get(kind, DEFAULT), "title": _title(fields)}
    is_article = KINDS[item["type"]].family == "article"
    for role in ROLES:
        item[role] = read_names(fields.get(role, ""))
    for variable, names in TEXTS.items():
        item[variable] = next((decode(fields[name]) for name in names if fields.get(name)), "")
    for variable, name in ADDRESSES.items():
        item[variable] = decode_address(fields.get(name, ""))
    item["genre"] = item["genre"] or _GENRES.get(kind, "")
    item["page"] = re.sub(r"\s*-+\s*", "–", decode(fields.get("pages", "")))
    number = "collection-number" if fields.get("series") and item["type"] in {"book", "chapter"} else "number"
    item["issue" if is_article else number] = decode(fields.get("number", "") or fields.get("issue", ""))
    item["issued"] = _issued(fields)
    item["accessed"] = {"raw": fields.get("urldate", "")}
    item["abstract"] = "\n".join(decode(part) for part in re.split(r"\n\s*\n", fields.get("abstract", "")))
    item["keyword"] = split_keywords(decode(fields.get("keywords", "")))
    _read_loose_ends(item, fields)
    return completed(item, decode(fields.get("annote", "")))


def left_out(fields: dict[str, str]) -> tuple[str, ...]:
    """The fields that ``item_of`` does not read, notes among them: they are for whoever wrote them."""
    return tuple(name for name, value in fields.items() if value and name not in _READ and not _is_read(name, fields))


def _is_read(name: str, fields: dict[str, str]) -> bool:
    """Fields of which only some values are read."""
    if name == "eprint":
        return _is_of_pubmed(fields)
    if name == "annote":
        return is_ours(decode(fields[name]))
    pattern = {"note": _PMID_NOTE, "howpublished": _URL}.get(name)
    return bool(pattern and pattern.search(fields[name]))


def _title(fields: dict[str, str]) -> str:
    title, subtitle = decode(fields.get("title", "")), decode(fields.get("subtitle", ""))
    return f"{title} : {subtitle}" if subtitle else title


def _issued(fields: dict[str, str]) -> Item:
    if fields.get("date"):
        return {"raw": decode(fields["date"])}
    return issued_of(*(decode(fields.get(name, "")) for name in ("year", "month", "day")))


def _read_loose_ends(item: Item, fields: dict[str, str]) -> None:
    """Identifiers that other software puts elsewhere."""
    if not item["PMID"] and _is_of_pubmed(fields):
        item["PMID"] = fields.get("eprint", "")
    if not item["PMID"] and (found := _PMID_NOTE.match(fields.get("note", ""))):
        item["PMID"] = found[1]
    if not item["URL"] and (found := _URL.search(fields.get("howpublished", ""))):
        item["URL"] = found[1]


def _is_of_pubmed(fields: dict[str, str]) -> bool:
    return fields.get("eprinttype", "").lower() == "pubmed"


def fields_of(item: Item) -> tuple[str, dict[str, str]]:
    """Type and fields of the entry of a normalised item, its key under ``key``; ``annote`` holds what they cannot."""
    kind, fields = _fields(item)
    read_back = item_of(kind, fields["key"], fields)
    if note := note_of(item, read_back):
        fields["annote"] = encode(note)
    return kind, fields


def _fields(item: Item) -> tuple[str, dict[str, str]]:
    family = KINDS[item["type"]].family
    kind = KINDS[item["type"]].bibtex
    if item["type"] == "thesis" and "moire" in item.get("genre", ""):
        kind = "mastersthesis"
    fields = {"key": "-".join(_KEY.findall(item.get("id", ""))) or "reference"}
    for role in ROLES:
        fields[role] = write_names(item.get(role, []))
    fields["title"] = encode_markup(item.get("title", ""))
    for variable, (name, *_) in TEXTS.items():
        fields[name] = encode(item.get(variable, ""))
    if family != "article":
        fields["booktitle"] = fields.pop("journal")
    if kind == "techreport":
        fields["institution"] = fields.pop("publisher")
    if kind in _GENRES:
        fields["school"] = fields.pop("publisher")
    fields["number"] = encode(item.get("issue") or item.get("number") or item.get("collection-number") or "")
    fields["pages"] = encode(item.get("page", "")).replace("–", "--")
    fields.update(_write_dates(item))
    for variable, name in ADDRESSES.items():
        fields[name] = encode(item.get(variable, ""))
    fields["abstract"] = "\n\n".join(map(encode, item.get("abstract", "").split("\n")))
    fields["keywords"] = encode(item.get("keyword", ""))
    return kind, {name: value for name, value in fields.items() if value}


def _write_dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = item.get("issued", {})
    if len(issued.get("date-parts", [])) == 1:
        yield from zip(("year", "month", "day"), map(str, issued["date-parts"][0]), strict=False)
    elif issued.get("literal"):
        yield "year", encode(issued["literal"])
    accessed = item.get("accessed", {}).get("date-parts", [])
    if accessed:
        yield "urldate", "-".join(f"{number:02}" for number in accessed[0])


def read_names(value: str) -> list[Name]:
    """Names of a field. They are split before LaTeX is decoded: the braces that keep a body's name whole would be lost."""
    words = " ".join(value.split())
    return [_read_name(one) for one in split_multiple_persons_names(words)] if words else []


def _read_name(text: str) -> Name:
    try:
        parts = parse_single_name_into_parts(text)
    except InvalidNameError:
        return {"literal": decode(text)}
    if text.lower() == "others":
        return ET_AL
    if len(parts.last) == 1 and not (parts.first or parts.von or parts.jr) and _is_whole(parts.last[0]):
        return {"literal": decode(parts.last[0])}
    name = {
        "family": decode(" ".join(parts.last)),
        "given": decode(" ".join(parts.first)),
        "non-dropping-particle": decode(" ".join(parts.von)),
        "suffix": decode(" ".join(parts.jr)),
    }
    return {part: text for part, text in name.items() if text}


def _is_whole(text: str) -> bool:
    """Whether one pair of braces holds it all: the name of a body. ``{\\'E}luard`` is none."""
    if not (text.startswith("{") and text.endswith("}") and text[1:2] != "\\"):
        return False
    depth = 0
    for position, character in enumerate(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return position == len(text) - 1
    return False


def write_names(people: list[Name]) -> str:
    return " and ".join(map(_write_name, people))


def _write_name(person: Name) -> str:
    if person == ET_AL:
        return "others"
    if "literal" in person:
        return f"{{{encode(person['literal'])}}}"
    family = " ".join(
        part for part in (encode(person.get("non-dropping-particle", "")), _whole(person["family"])) if part
    )
    parts = [family, *([encode(person["suffix"])] if person.get("suffix") else [])]
    if person.get("given"):
        parts.append(_whole(person["given"], is_family=False))
    return ", ".join(parts)


def _whole(text: str, is_family: bool = True) -> str:
    """A part of a name, in braces if it would be cut or taken for a particle without them."""
    breaks = "," in text or re.search(r"\band\b", text, re.IGNORECASE)
    particle = is_family and any(word[0].islower() for word in text.split())
    return f"{{{encode(text)}}}" if breaks or particle else encode(text)
