"""RIS files. Source: Research Information Systems, "RIS format specification", 2001 and 2011; tags as Zotero uses them."""

import re
from collections.abc import Iterable, Iterator
from string import ascii_uppercase, digits
from typing import ClassVar

from rispy import RisParser

from .entries import Entry, Item, Unreadable, completed, is_ours, note_of
from .items import ET_AL, Name, problems
from .types import DEFAULT, KINDS, RIS_TYPES

_TAG = re.compile(r"^\ufeff?([A-Z][A-Z0-9]) {0,3}-(?: |$)(.*)$")
_TAGS = [first + second for first in ascii_uppercase for second in ascii_uppercase + digits]
# By CSL variable, the tags in which it is found, the one in which it is written first.
TEXTS = {
    "title": ("TI", "T1", "CT"),
    "container-title-short": ("J2", "JA"),
    "collection-title": ("T3",),
    "event-title": ("C3",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "genre": ("M3",),
    "volume": ("VL",),
    "issue": ("IS",),
    "number": ("M1",),
    "edition": ("ET",),
    "DOI": ("DO",),
    "PMCID": ("C2",),
    "URL": ("UR",),
    "language": ("LA",),
    "title-short": ("ST",),
}
ROLES = {"author": ("AU", "A1"), "editor": ("ED", "A2"), "translator": ("A4",)}


_READ = {
    *(tag for tags in (*TEXTS.values(), *ROLES.values()) for tag in tags), "TY", "ID", "ER", "JF", "T2", "JO", "BT", "SP",
    "EP", "SN", "DA", "PY", "Y1", "Y2", "AB", "N2", "KW", "DB", "DP", "AN",
}  # fmt: skip
_PMID_NOTE = re.compile(r"PMID:? (\d+)")


class _Parser(RisParser):
    """Each tag under its own name, as the list of its values, those that the library does not name included."""

    DEFAULT_MAPPING: ClassVar[dict] = {**{tag: tag for tag in _TAGS}, None: "?"}
    DEFAULT_LIST_TAGS: ClassVar[list] = [None, *(tag for tag in _TAGS if tag != "TY")]  # None: a line before any tag
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict] = {}


def read(text: str) -> Iterator[Entry | Unreadable]:
    """The records of a file and the places that are none, in order."""
    for line, record, is_closed in _records(text):
        if not record[0].startswith("TY"):
            yield Unreadable(line, "Une référence RIS commence par la ligne « TY  - ».", record[0][:80])
            continue
        found = _Parser().parse("\n".join([*record, "ER  - "]))
        tags = found[0] if found else {}
        kind = str(tags.get("TY", "")).strip().upper()
        tags = {tag: values for tag, values in tags.items() if isinstance(values, list)}
        item = item_of(kind, tags)
        if not item.get("title"):
            yield Unreadable(line, "Cette référence n'a pas de titre (TI).", record[0][:80])
            continue
        warnings = problems(item)
        if not is_closed:
            warnings.append("Sa dernière ligne (ER) manque : vérifiez que rien n'a été coupé.")
        if kind not in RIS_TYPES:
            warnings.append(f"Le type « {kind} » est inconnu : la référence est lue comme un autre document.")
        yield Entry(line, item, tuple(warnings), _left_out(tags))


def _records(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """Line, lines, and whether the end is there; tags are written the way the parser wants them."""
    record: list[str] = []
    begun = 0
    for number, line in enumerate(text.split("\n"), start=1):
        tag = _TAG.match(line.rstrip())
        if tag and tag[1] == "TY" and record:
            yield begun, record, False
            record = []
        if tag and tag[1] == "ER":
            if record:
                yield begun, record, True
            record = []
        elif record or line.strip():
            begun = begun if record else number
            record.append(f"{tag[1]}  - {tag[2]}" if tag else line)
    if record:
        yield begun, record, False


def item_of(kind: str, tags: dict[str, list[str]]) -> Item:
    """The item of a record, by tag the list of its values."""

    def text(*names: str) -> str:
        return next((" ".join(tags[name]) for name in names if any(tags.get(name, []))), "")

    item: Item = {"id": text("ID"), "type": RIS_TYPES.get(kind, DEFAULT)}
    for role, names in ROLES.items():
        item[role] = [read_name(one) for name in names for one in tags.get(name, [])]
    for variable, names in TEXTS.items():
        item[variable] = text(*names)
    item["container-title"] = text("JF", "T2", "JO", "BT")
    if tags.get("JO") and (tags.get("JF") or tags.get("T2")):
        item["container-title-short"] = item["container-title-short"] or text("JO")
    first, last = text("SP"), text("EP")
    item["page"] = f"{first}–{last}" if first and last and first != last else first
    item["ISSN"], item["ISBN"] = _serial_numbers(tags.get("SN", []))
    item["issued"] = _date(text("DA", "PY", "Y1"), text("PY", "Y1"))
    item["accessed"] = _date(text("Y2"))
    item["abstract"] = "\n".join(tags.get("AB", []) or tags.get("N2", []))
    item["keyword"] = [word for value in tags.get("KW", []) for word in value.split(";")]
    if re.search("pubmed|medline", text("DB", "DP"), re.IGNORECASE):
        item["PMID"] = text("AN")
    notes = tags.get("N1", [])
    if not item.get("PMID"):
        item["PMID"] = next((found[1] for note in notes if (found := _PMID_NOTE.fullmatch(note))), "")
    return completed(item, next(filter(is_ours, notes), ""))


def _left_out(tags: dict[str, list[str]]) -> tuple[str, ...]:
    """The tags that ``item_of`` does not read, notes among them: they are for whoever wrote them."""
    notes = [note for note in tags.get("N1", []) if note and not is_ours(note) and not _PMID_NOTE.fullmatch(note)]
    found = [tag for tag, values in tags.items() if tag and tag != "N1" and any(values) and tag not in _READ]
    return (*found, *(["N1"] if notes else []))


def _serial_numbers(values: list[str]) -> tuple[str, str]:
    """ISSN, then ISBN: they share a tag, and an ISBN has more digits."""
    numbers = {False: [], True: []}  # type: dict[bool, list[str]]
    for value in values:
        for one in re.split(r"[;,]|\s+(?=\d{3}|\()", value):
            numbers[len(re.sub(r"\W", "", one)) > 8].append(one.strip())
    return " ".join(numbers[False]), " ".join(numbers[True])


def _date(text: str, year: str = "") -> Item:
    """``2000/03/18/`` as a CSL date; the year alone when the rest is unreadable."""
    parts = [part.strip() for part in re.split(r"[/-]", text.strip())][:3]
    numbers = [int(part) for part in parts if part.isdecimal()]
    if parts and parts[0].isdecimal() and len(parts[0]) == 4:
        return {"date-parts": [numbers]}
    return {"raw": year or text} if text else {}


def read_name(text: str) -> Name:
    """``Wu, Albert W.`` or ``King, Martin Luther, Jr``; without a comma, a body."""
    family, *rest = (part.strip() for part in text.split(",", 2))
    if not rest:
        return {"literal": family}
    return dict(zip(("family", "given", "suffix"), (family, *rest), strict=False))


def write(items: Iterable[Item]) -> Iterator[str]:
    """The items as records."""
    for item in items:
        kind, tags = tags_of(item)
        lines = [f"TY  - {kind}", *(f"{tag}  - {value}" for tag, values in tags.items() for value in values)]
        yield "\n".join([*lines, "ER  - ", "", ""])


def tags_of(item: Item) -> tuple[str, dict[str, list[str]]]:
    """Type and tags of the record of a normalised item; a note holds what they cannot."""
    kind = KINDS[item["type"]].ris
    tags = _tags(item)
    if note := note_of(item, item_of(kind, tags)):
        tags["N1"] = [note]
    # A text of several lines goes on under its tag: spaces keep its lines from being taken for tags.
    written = {tag: [value for value in values if value] for tag, values in tags.items()}
    return kind, {tag: ["\n  ".join(values)] if tag == "AB" else values for tag, values in written.items() if values}


def _tags(item: Item) -> dict[str, list[str]]:
    tags = {"ID": [item.get("id", "")]}
    for role, (tag, *_) in ROLES.items():
        tags[tag] = [_write_name(person) for person in item.get(role, [])]
    for variable, (tag, *_) in TEXTS.items():
        tags[tag] = [item.get(variable, "")]
    tags["T2"] = [item.get("container-title", "")]
    first, dash, last = item.get("page", "").partition("–")
    tags["SP"], tags["EP"] = ([first], [last]) if dash else ([item.get("page", "")], [])
    tags["SN"] = [*item.get("ISSN", "").split(), *item.get("ISBN", "").split()]
    issued = item.get("issued", {}).get("date-parts", [])
    if len(issued) == 1:
        tags["PY"] = [f"{issued[0][0]:04}"]
        tags["DA"] = ["/".join(f"{number:02}" for number in issued[0])] if len(issued[0]) > 1 else []
    elif literal := item.get("issued", {}).get("literal"):
        tags["PY"] = [literal]
    if accessed := item.get("accessed", {}).get("date-parts", []):
        tags["Y2"] = ["/".join(f"{number:02}" for number in accessed[0])]
    tags["AB"] = item.get("abstract", "").split("\n")
    tags["KW"] = [word.strip() for word in item.get("keyword", "").split(";")]
    if item.get("PMID"):
        tags["AN"], tags["DB"] = [item["PMID"]], ["PubMed"]
    return {tag: values for tag, values in tags.items() if any(values)}


def _write_name(person: Name) -> str:
    if "literal" in person:
        return "et al." if person == ET_AL else person["literal"]
    particle = person.get("non-dropping-particle", "")
    family = f"{particle} {person['family']}".strip()
    return ", ".join([family, person.get("given", ""), *([person["suffix"]] if person.get("suffix") else [])])
