"""Whether two items are the same publication: by DOI, by PMID, or by title, year and first author."""

import re
from dataclasses import dataclass, field

from cms.typography import alphabetical

from . import markup
from .items import Item, Name


@dataclass(frozen=True)
class Known:
    """A publication already met: its page, or the line of the file where it stands."""

    page: int | None
    line: int
    doi: str
    pmid: str


def title_key(item: Item) -> str:
    """Title, year and first author, without what sources write differently: accents, case, signs, particles."""
    first: Name = next(iter(item.get("author") or item.get("editor") or []), {})
    year = next(iter(item.get("issued", {}).get("date-parts", [])), [""])[0]
    words = (
        _folded(markup.plain(item.get("title", ""))),
        str(year),
        _folded(first.get("family") or first.get("literal", "")),
    )
    return "|".join(words)


def _folded(text: str) -> str:
    return re.sub(r"\W", "", alphabetical(text))


@dataclass
class Register:
    """The publications already met, found by what identifies them. It holds keys, not items."""

    dois: dict[str, Known] = field(default_factory=dict)
    pmids: dict[str, Known] = field(default_factory=dict)
    titles: dict[str, list[Known]] = field(default_factory=dict)

    def add(self, item: Item, page: int | None = None, line: int = 0) -> None:
        known = Known(page, line, item.get("DOI", ""), item.get("PMID", ""))
        if known.doi:
            self.dois.setdefault(known.doi, known)
        if known.pmid:
            self.pmids.setdefault(known.pmid, known)
        self.titles.setdefault(title_key(item), []).append(known)

    def find(self, item: Item) -> Known | None:
        """The same publication; two DOIs or two PMIDs that differ are two publications, whatever their titles."""
        doi, pmid = item.get("DOI", ""), item.get("PMID", "")
        if found := self.dois.get(doi) or self.pmids.get(pmid):
            return found
        for known in self.titles.get(title_key(item), []):
            if not (doi and known.doi and doi != known.doi) and not (pmid and known.pmid and pmid != known.pmid):
                return known
        return None
