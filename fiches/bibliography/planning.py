"""What an import would do, entry by entry: the preview, the import and the command all read it here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from wagtail.models import Page, Revision

from fiches.citation import vancouver
from fiches.models import ReferencePage

from . import files, markup
from .csl import FIELDS, to_csl
from .entries import Entry, Unreadable
from .items import Item, merged
from .matching import Known, Register

BATCH = 250  # pages held in memory at a time
_Thing = TypeVar("_Thing")


class Kind(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Change:
    """One variable that an import would change, as editors read it."""

    variable: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One place of a file, in order, and what becomes of it. ``item`` is what the page would then say."""

    number: int
    line: int
    kind: Kind
    title: str
    item: Item = field(default_factory=dict)
    page: ReferencePage | None = None
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def choice(self) -> str:
        """What stands for this step in a form: it is done only if it still means the same."""
        return f"{self.number}-{self.kind}"

    @property
    def citation(self) -> str:
        """The publication as readers would see it."""
        return vancouver(self.item)

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in {Kind.NEW, Kind.CHANGED}


def plan(content: bytes, bibliography: Page) -> Iterator[Step]:
    """The steps of an import, as it goes: a batch of pages is held at a time. Raises FileError."""
    found = files.read(content)
    register = Register()
    for page, item in current_items(bibliography):
        register.add(item, page=page.pk)
    seen: set[int] = set()
    for batch in batches(enumerate(found, start=1), BATCH):
        matches = [register_and_find(register, entry) for _, entry in batch]
        pages = {
            page.pk: (page, item) for page, item in _pages(known.page for known in matches if known and known.page)
        }
        for (number, entry), known in zip(batch, matches, strict=True):
            yield _step(number, entry, known, pages, seen)


def register_and_find(register: Register, entry: Entry | Unreadable) -> Known | None:
    """What is already known of an entry; what was not is known from now on."""
    if isinstance(entry, Unreadable):
        return None
    known = register.find(entry.item)
    if known is None:
        register.add(entry.item, line=entry.line)
    return known


def _step(
    number: int,
    entry: Entry | Unreadable,
    known: Known | None,
    pages: dict[int, tuple[ReferencePage, Item]],
    seen: set[int],
) -> Step:
    if isinstance(entry, Unreadable):
        return Step(number, entry.line, Kind.UNREADABLE, entry.excerpt, remarks=(entry.reason,))
    title = markup.plain(entry.item["title"])
    if known is None:
        return Step(number, entry.line, Kind.NEW, title, entry.item, None, (), entry.warnings, entry.left_out)
    if known.page is None:
        remark = f"C'est la même publication qu'à la ligne {known.line}."
        return Step(number, entry.line, Kind.REPEATED, title, remarks=(remark,))
    if known.page in seen:
        return Step(
            number, entry.line, Kind.REPEATED, title, remarks=("Le fichier donne déjà cette publication plus haut.",)
        )
    seen.add(known.page)
    page, item = pages[known.page]
    after = merged(item, entry.item)
    changes = tuple(
        Change(label(name), _shown(item.get(name)), _shown(value))
        for name, value in after.items()
        if item.get(name) != value
    )
    kind = Kind.CHANGED if changes else Kind.SAME
    return Step(number, entry.line, kind, title, after, page, changes, entry.warnings, entry.left_out)


def current_items(bibliography: Page) -> Iterator[tuple[ReferencePage, Item]]:
    """Every reference of a bibliography as editors last saved it, drafts included."""
    keys = ReferencePage.objects.child_of(bibliography).order_by("path").values_list("pk", flat=True)
    for batch in batches(list(keys), BATCH):
        yield from _pages(batch)


def _pages(keys: Iterable[int | None]) -> Iterator[tuple[ReferencePage, Item]]:
    """Pages by key, as their latest version: a draft in progress takes the place of what readers see."""
    pages = list(ReferencePage.objects.filter(pk__in=list(keys)).for_csl().order_by("pk"))
    drafts = Revision.objects.in_bulk([page.latest_revision_id for page in pages if page.has_unpublished_changes])
    for page in pages:
        draft = drafts.get(page.latest_revision_id)
        latest = page.with_content_json(draft.content) if draft else page
        yield latest, to_csl(latest)


def batches(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    """The things in lists of at most this size."""
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch


_LABELS = {
    "title": "titre", "author": "auteurs", "editor": "direction", "translator": "traduction", "issued": "date",
    "accessed": "consultée le", "keyword": "mots-clés et thèmes", "custom": "avis du groupe", "type": "type",
}  # fmt: skip


def label(variable: str) -> str:
    """The French name of a CSL variable: that of its field."""
    if variable in FIELDS:
        return str(ReferencePage._meta.get_field(FIELDS[variable]).verbose_name)  # type: ignore[union-attr]
    return _LABELS.get(variable, variable)


def _shown(value: Any) -> str:
    """A value of an item as editors read it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        parts = value.get("date-parts")
        return (
            " – ".join("-".join(map(str, part)) for part in parts) if parts else " ".join(map(_shown, value.values()))
        )
    return str(value)
