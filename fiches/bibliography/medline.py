"""PubMed files (MEDLINE, « .nbib »). Source: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions".

Read by hand: the format is a tag of four letters, a hyphen and a value that goes on over indented lines.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from .entries import Entry, Item, Unreadable, issued_of
from .items import Name, normalised, problems
from .types import MEDLINE_TYPES

_TAG = re.compile(r"^\ufeff?([A-Z]{2,4}) {0,2}- ?(.*)$")
TEXTS = {
    "container-title-short": "TA",
    "collection-title": "CTI",
    "publisher": "PB",
    "publisher-place": "PL",
    "volume": "VI",
    "issue": "IP",
    "edition": "EN",
    "page": "PG",
    "PMID": "PMID",
    "PMCID": "PMC",
    "ISBN": "ISBN",
}
_READ = {
    *TEXTS.values(), "PT", "TI", "BTI", "JT", "TT", "FAU", "AU", "CN", "FED", "ED", "DP", "LID", "AID", "IS", "LA", "AB",
    "OT", "MH",
}  # fmt: skip
# What the National Library of Medicine writes for its own management: nobody misses it.
_OF_THE_DATABASE = {
    "OWN", "STAT", "DCOM", "DA", "LR", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SO", "JID", "SB", "DEP", "AUID", "RN",
    "PMCR", "PUBM", "OID",
}  # fmt: skip
_RECORD = {"PMID", "STAT"}


def read(text: str) -> Iterator[Entry | Unreadable]:
    """The records of a file and the places that are none, in order."""
    for line, tags in _records(text):
        excerpt = " ".join(tags.get("PMID", []))[:80]
        if not _RECORD & tags.keys():
            yield Unreadable(line, "Une référence de PubMed commence par la ligne « PMID- ».", excerpt)
            continue
        item = item_of(tags)
        if not item.get("title"):
            yield Unreadable(line, "Cette référence n'a pas de titre (TI).", excerpt)
            continue
        others = tuple(tag for tag in tags if tag not in _READ | _OF_THE_DATABASE | {"?"})
        yield Entry(line, item, tuple(problems(item)), others)


def _records(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Line and tags of each record; records begin with a PMID or after an empty line."""
    tags: dict[str, list[str]] = defaultdict(list)
    begun, last = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _TAG.match(line.rstrip())
        if (not line.strip() or (found and found[1] == "PMID")) and tags:
            yield begun, tags
            tags = defaultdict(list)
        if not line.strip():
            continue
        begun = begun if tags else number
        if found:
            last = found[1]
            tags[last].append(found[2])
        elif tags.get(last) and line.startswith(" "):
            tags[last][-1] += f" {line.strip()}"
        else:
            last = ""
            tags["?"].append(line.strip())
    if tags:
        yield begun, tags


def item_of(tags: dict[str, list[str]]) -> Item:
    """The item of a record, by tag the list of its values."""
    item: Item = {variable: " ".join(tags.get(tag, [])) for variable, tag in TEXTS.items()}
    kinds = [kind.lower() for kind in tags.get("PT", [])]
    item["type"] = next((MEDLINE_TYPES[kind] for kind in kinds if kind in MEDLINE_TYPES), "article-journal")
    item["id"] = f"pmid{item['PMID']}" if item["PMID"] else ""
    title, book = (" ".join(tags.get(tag, [])).removesuffix(".") for tag in ("TI", "BTI"))
    item["title"] = title or book
    item["container-title"] = " ".join(tags.get("JT", [])) or (book if title else "")
    if (original := " ".join(tags.get("TT", [])).removesuffix(".")) and title.startswith("["):
        item["title"], item["custom"] = original, {"titre-traduit": title.strip("[]").removesuffix(".")}
    item["author"] = _people(tags.get("FAU", []) or tags.get("AU", []))
    item["author"] += [{"literal": body} for body in tags.get("CN", [])]
    item["editor"] = _people(tags.get("FED", []) or tags.get("ED", []))
    year, *rest = re.split(r"[\s-]+", " ".join(tags.get("DP", [])).strip(), maxsplit=2)
    item["issued"] = issued_of(year, *rest[:2])
    places = [place for tag in ("LID", "AID") for place in tags.get(tag, [])]
    item["DOI"] = next((place.removesuffix("[doi]").strip() for place in places if place.endswith("[doi]")), "")
    if not item["page"]:
        item["page"] = next(
            (place.removesuffix("[pii]").strip() for place in tags.get("LID", []) if "[pii]" in place), ""
        )
    item["ISSN"] = " ".join(re.findall(r"\d{4}-\d{3}[\dXx]", " ".join(tags.get("IS", []))))
    item["language"] = next(iter(tags.get("LA", [])), "")
    item["abstract"] = " ".join(tags.get("AB", []))
    item["keyword"] = [word.replace("*", "") for word in (*tags.get("OT", []), *tags.get("MH", []))]
    return normalised(item)


def _people(values: list[str]) -> list[Name]:
    return [_name(value) for value in values]


def _name(text: str) -> Name:
    """``Wu, Albert W`` (FAU) or ``Wu AW`` (AU)."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma:
        return {"family": family, "given": given}
    family, _, given = text.strip().rpartition(" ")
    return {"family": family, "given": " ".join(given)} if family else {"family": given}
