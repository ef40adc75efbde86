"""Imports the references of a file, all or none of them."""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from fiches import bulk
from fiches.models import BibliographiePage, ReferencePage, ThemeBibliographique

from . import markup
from .csl import from_csl
from .items import Item
from .planning import BATCH, Kind, Step, batches, plan

MAX_SLUG = 60


@dataclass
class Outcome:
    """What an import did: how many of each kind, what it left aside, and whether readers see it at once."""

    published: bool
    done: Counter[Kind] = field(default_factory=Counter)
    left: Counter[Kind] = field(default_factory=Counter)
    unreadable: list[Step] = field(default_factory=list)
    not_published: int = 0  # changed pages whose draft in progress is somebody else's to publish


def may_import(user: Any, bibliography: Page) -> bool:
    """Whoever may add references may import some."""
    return bool(bibliography.permissions_for_user(user).can_add_subpage())


def publishes(user: Any, bibliography: Page) -> bool:
    """Whether what this account imports is published at once; None is the command, run by who keeps the server.

    Everybody else's imports are drafts, submitted to the workflow: another person approves them.
    """
    return user is None or bool(bibliography.permissions_for_user(user).can_publish_subpage())


def import_references(
    content: bytes,
    bibliography: BibliographiePage,
    user: Any = None,
    chosen: Container[str] | None = None,
    progress: Callable[[int], None] = lambda number: None,
) -> Outcome:
    """Create and change what a file says, in one transaction. Returns what was done.

    ``chosen`` holds the ``choice`` of the steps to do: all that can be, without it. ``progress`` is told how many entries
    have been dealt with. Raises FileError, and PermissionDenied if the account may not add references.
    """
    for state in importing(content, bibliography, user, chosen):
        if isinstance(state, Outcome):
            return state
        progress(state)
    raise AssertionError("an import ends with its outcome")


def importing(
    content: bytes, bibliography: BibliographiePage, user: Any = None, chosen: Container[str] | None = None
) -> Iterator[int | Outcome]:
    """The same, step by step: numbers of entries dealt with, then the outcome. Left half-way, it undoes everything."""
    if user is not None and not may_import(user, bibliography):
        raise PermissionDenied
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=bibliography.pk)  # two imports never give the same place twice
        work = _Import(BibliographiePage.objects.get(pk=bibliography.pk), user)
        for steps in batches(plan(content, bibliography), BATCH):
            work.do(steps, chosen)
            yield steps[-1].number
    yield work.outcome


class _Import:
    """One import under way."""

    def __init__(self, bibliography: BibliographiePage, user: Any) -> None:
        self.bibliography = bibliography
        self.user = user
        self.outcome = Outcome(publishes(user, bibliography))
        self.themes = {theme.slug: theme for theme in ThemeBibliographique.objects.all()}
        self.slugs = set(bibliography.get_children().values_list("slug", flat=True))
        self.places = bulk.last_place(bibliography)
        self.workflow = None if self.outcome.published else bibliography.get_workflow()

    def do(self, steps: list[Step], chosen: Container[str] | None) -> None:
        """Do the steps that are chosen; count all of them."""
        doing = [step for step in steps if step.can_be_chosen and (chosen is None or step.choice in chosen)]
        self._create([step.item for step in doing if step.kind is Kind.NEW])
        for step in doing:
            if step.kind is Kind.CHANGED:
                self._change(step)
        done = {step.number for step in doing}
        for step in steps:
            counter = self.outcome.done if step.number in done else self.outcome.left
            counter[step.kind] += 1
            if step.kind is Kind.UNREADABLE:
                self.outcome.unreadable.append(step)

    def _create(self, items: list[Item]) -> None:
        pages = [self._page(item) for item in items]
        if not pages:
            return
        bulk.place(self.bibliography, pages, self.places)
        self.places += len(pages)
        bulk.insert(pages)
        bulk.insert_children(pages, "themes")
        bulk.record(pages, self.user, self.outcome.published)
        if self.workflow:
            bulk.submit(pages, self.workflow, self.user)
        bulk.index(pages)

    def _page(self, item: Item) -> ReferencePage:
        page = ReferencePage(slug=self._slug(item), owner=self.user, live=self.outcome.published)
        from_csl(page, item, self.themes)
        page.key = page.key or page.slug[:80]
        page.has_unpublished_changes = not page.live
        if page.live:
            page.first_published_at = page.last_published_at = timezone.now()
        return page

    def _slug(self, item: Item) -> str:
        """An address of its own, from the key or from the title."""
        wanted = slugify(item.get("id", ""))[:MAX_SLUG].strip("-")
        wanted = wanted or slugify(markup.plain(item["title"]))[:MAX_SLUG].strip("-") or "reference"
        slug, number = wanted, 1
        while slug in self.slugs:
            number += 1
            slug = f"{wanted}-{number}"
        self.slugs.add(slug)
        return slug

    def _change(self, step: Step) -> None:
        """A new version of a page, published only if what readers see was its latest."""
        page: Any = step.page
        was_up_to_date = page.live and not page.has_unpublished_changes
        from_csl(page, step.item, self.themes)
        revision = page.save_revision(user=self.user, log_action=True)
        if self.outcome.published and was_up_to_date:
            revision.publish(user=self.user, log_action=True, skip_permission_checks=True)
        elif self.outcome.published:
            self.outcome.not_published += 1
        elif self.workflow and not page.workflow_in_progress:
            page.latest_revision = revision
            bulk.submit([page], self.workflow, self.user)
