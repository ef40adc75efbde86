"""The list « Références » at the foot of a fiche."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wagtail.models import Page

from cms.directory import directory
from cms.querysets import linked_keys
from cms.typography import alphabetical

from .calls import call_id, cited_keys, count_calls, entry_id, numbered
from .models.reference import ReferencePage

if TYPE_CHECKING:
    from .models import FichePage


@dataclass(frozen=True)
class CitedEntry:
    """A reference that a text cites, with its number and the places that call it."""

    number: int
    reference: ReferencePage
    calls: int

    @property
    def anchor(self) -> str:
        return entry_id(self.number)

    @property
    def returns(self) -> list[tuple[int, str]]:
        """Rank and anchor of each call, in reading order."""
        return [(rank, call_id(self.number, rank)) for rank in range(1, self.calls + 1)]


@dataclass(frozen=True)
class CitedList:
    """What stands at the foot of a fiche: what its text cites, in order, then what its editor adds."""

    cited: list[CitedEntry] = field(default_factory=list)
    others: list[ReferencePage] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.cited or self.others)


def numbers(fiche: FichePage) -> dict[int, int]:
    """The number of each reference that the text cites and that readers may see. No query."""
    return numbered(key for key in cited_keys(fiche.body) if _readable_reference(key))


def cited_list(fiche: FichePage, known: Mapping[int, int]) -> CitedList:
    """The references of a fiche, whose numbers are known; in a number of queries that does not depend on theirs."""
    tied = {key for key in linked_keys(fiche, ["related_references"]) if _readable_reference(key)}
    pages = _references({*known, *tied})
    counts = count_calls(fiche.body)
    return CitedList(
        [CitedEntry(number, pages[key], counts[key]) for key, number in known.items() if key in pages],
        sorted(
            (page for key, page in pages.items() if key not in known),
            key=lambda page: (alphabetical(page.citation), page.pk),
        ),
    )


def hidden_references(fiche: FichePage) -> list[str]:
    """The references whose call readers will not see, as their editor knows them."""
    hidden = [key for key in cited_keys(fiche.body) if not _readable_reference(key)]
    titles = dict(Page.objects.filter(pk__in=hidden).values_list("pk", "title")) if hidden else {}
    return [titles.get(key, "référence supprimée") for key in hidden]


def _readable_reference(key: int) -> bool:
    entry = directory().readable(key)
    return entry is not None and entry.specific_class is ReferencePage


def _references(keys: Collection[int]) -> dict[int, ReferencePage]:
    """With all that their citations show."""
    if not keys:
        return {}
    return {page.pk: page for page in ReferencePage.objects.filter(pk__in=keys).for_lists()}
