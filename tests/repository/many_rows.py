"""Thousands of rows of everything that the admin lists, in a few seconds: rows are copied, not made one by one."""

import copy
import datetime
import itertools
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, URLField, Value
from django.db.models.functions import Concat
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState, Workflow, WorkflowState

from cms.models import EditorialSnippet, User
from fiches.models import ReferencePage, Situation, TemoignagePage, Theme, ThemeBibliographique
from links.models import LinkCheck
from reseau.models import CompteRendu, EtapeFormation, FormatReunion, ProchaineEtape, Referent, ThemeReunion
from search.models import CrisisExpression, MissedSearch, PromotedResult, Synonym
from structures.models import Audience, Besoin, Numero
from tests import factories as made

LONG_AGO = timezone.make_aware(datetime.datetime(2020, 1, 15, 12))
numbers = itertools.count(10_000)


def copies(model: Model, count: int, **values: Any) -> list[Any]:
    """``count`` copies of a row, not saved; a value that is a function is asked for each."""
    made_of = []
    for _ in range(count):
        other = copy.copy(model)
        other._state = copy.copy(model._state)
        other.pk, other._state.adding = None, True
        for name, value in values.items():
            setattr(other, name, value(next(numbers)) if callable(value) else value)
        made_of.append(other)
    return type(model)._default_manager.bulk_create(made_of, batch_size=500)


def copy_pages(specific: Page, count: int) -> list[Page]:
    """Sisters of a page, of its type: rows of the tree, then what is its type's own in one statement."""
    parent = Page.objects.get(pk=specific.get_parent().pk)
    last = parent.get_children().order_by("path").last()
    steps = itertools.count(Page._str2int(last.path[len(parent.path) :]) + 1)
    pages = copies(
        Page.objects.get(pk=specific.pk),
        count,
        path=lambda number: Page._get_path(parent.path, parent.depth + 1, next(steps)),
        slug=lambda number: f"copie-{number}",
        url_path=lambda number: f"{parent.url_path}copie-{number}/",
        title=lambda number: f"Copie {number}",
        draft_title="Une copie",
        translation_key=lambda number: uuid.uuid4(),
        latest_revision=None,
        live_revision=None,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    meta = type(specific)._meta
    own = [field.column for field in meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(name) for name in own)
    values = ", ".join(f"own.{connection.ops.quote_name(name)}" for name in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {meta.db_table} (page_ptr_id, {columns}) SELECT page.id, {values} "  # noqa: S608
            f"FROM wagtailcore_page page, {meta.db_table} own WHERE own.page_ptr_id = %s AND page.id >= %s",
            [specific.pk, min(page.pk for page in pages)],
        )
    return pages


def versions(objects: list[Any], specific: type[Model], author: User, approver: Workflow) -> None:
    """Each has a version, by this author, that awaits somebody's approval, and its trace in the history."""
    base = Page if issubclass(specific, Page) else specific
    kinds = {
        "base_content_type": ContentType.objects.get_for_model(base),
        "content_type": ContentType.objects.get_for_model(specific),
    }
    revisions = Revision.objects.bulk_create(
        Revision(
            **kinds,
            object_id=str(obj.pk),
            object_str=str(obj),
            content={"pk": obj.pk},
            user=author,
            created_at=LONG_AGO,
        )
        for obj in objects
    )
    for obj, revision in zip(objects, revisions, strict=True):
        obj.latest_revision, obj.has_unpublished_changes = revision, True
    base._default_manager.bulk_update(objects, ["latest_revision", "has_unpublished_changes"], batch_size=500)
    flows = WorkflowState.objects.bulk_create(
        WorkflowState(**kinds, object_id=str(obj.pk), workflow=approver, requested_by=author) for obj in objects
    )
    task = approver.tasks[0].specific
    kind = ContentType.objects.get_for_model(TaskState)
    states = TaskState.objects.bulk_create(
        TaskState(workflow_state=flow, revision=revision, task=task, content_type=kind)
        for flow, revision in zip(flows, revisions, strict=True)
    )
    for flow, state in zip(flows, states, strict=True):
        flow.current_task_state = state
    WorkflowState.objects.bulk_update(flows, ["current_task_state"], batch_size=500)


def told(objects: list[Any], specific: type[Model], author: User) -> None:
    """A line in the history of the site for each."""
    kind = ContentType.objects.get_for_model(specific)
    common = [
        {
            "content_type": kind,
            "label": str(obj),
            "action": "wagtail.edit",
            "user": author,
            "timestamp": LONG_AGO,
            "data": {},
        }
        for obj in objects
    ]
    if issubclass(specific, Page):
        PageLogEntry.objects.bulk_create(
            PageLogEntry(page_id=obj.pk, **line) for obj, line in zip(objects, common, strict=True)
        )
    else:
        ModelLogEntry.objects.bulk_create(
            ModelLogEntry(object_id=str(obj.pk), **line) for obj, line in zip(objects, common, strict=True)
        )


PAGES = (
    made.FichePageFactory,
    made.TemoignagePageFactory,
    made.ReferencePageFactory,
    made.StructurePageFactory,
    made.PlainPageFactory,
)
# The law closes the list of departments.
SNIPPETS: dict[type[Model], Callable[[], Any]] = {
    Audience: made.AudienceFactory,
    Besoin: made.BesoinFactory,
    Situation: made.SituationFactory,
    Theme: made.ThemeFactory,
    ThemeBibliographique: made.ThemeBibliographiqueFactory,
    FormatReunion: lambda: FormatReunion.objects.create(name="Un format", slug="un-format"),
    ThemeReunion: lambda: ThemeReunion.objects.create(name="Un thème", slug="un-theme"),
    Numero: made.NumeroFactory,
    Referent: made.ReferentFactory,
    CompteRendu: made.CompteRenduFactory,
    CrisisExpression: lambda: CrisisExpression.objects.create(text="mots de détresse"),
    Synonym: lambda: Synonym.objects.create(expressions="cabinet, lieu d'exercice"),
    PromotedResult: lambda: PromotedResult.objects.create(expressions="mots", page=made.PlainPageFactory()),
}
UNIQUE = {"slug", "name", "label", "title", "text", "number"}


class Rows:
    """Everything that the admin lists; ``add`` makes as many rows of each as one asks."""

    def __init__(self) -> None:
        self.author = made.UserFactory(username="autrice", roles=["Rédaction"])
        self.flow = Workflow.objects.order_by("pk").first()
        self.pages = [factory() for factory in PAGES]
        self.snippets = [factory() for factory in SNIPPETS.values()]
        self.files = [made.ImageFactory(), made.DocumentFactory(), made.MediaFactory()]
        self.guetteur = made.GuetteurVeilleurFactory()

    def add(self, count: int) -> None:
        for page in self.pages:
            self._add_pages(page, count if isinstance(page, ReferencePage) else -(-count // len(PAGES)))
        for snippet in self.snippets:
            self._add_snippets(snippet, count)
        for file in self.files:
            copies(file, count, title=lambda number: f"Fichier {number}", uploaded_by_user=self.author)
        copies(self.author, count, username=lambda number: f"personne-{number}")
        self._add_guetteurs(count)
        self._add_notes(count)

    def _add_pages(self, page: Page, count: int) -> None:
        pages = copy_pages(page, count)
        versions(pages, type(page), self.author, self.flow)
        told(pages, type(page), self.author)
        keys = [page.pk for page in pages]
        Page.objects.filter(pk__in=keys[: count // 2]).update(locked=True, locked_by=self.author, locked_at=LONG_AGO)
        Page.objects.filter(pk__in=keys).update(last_published_at=LONG_AGO)
        if isinstance(page, TemoignagePage):
            left = iter(keys)
            copies(page.consentement, count, page_id=lambda number: next(left))
        if isinstance(page, ReferencePage):
            address = Concat(Value("https://exemple.fr/"), "pk", output_field=URLField())
            ReferencePage.objects.filter(pk__in=keys).update(url=address)
            LinkCheck.objects.bulk_create(
                LinkCheck(url=f"https://exemple.fr/{key}", outcome=LinkCheck.Outcome.MISSING, checked_at=LONG_AGO)
                for key in keys
            )
            for contributor in page.contributors.all():
                copied = iter(keys)
                copies(contributor, count, page_id=lambda number, copied=copied: next(copied))

    def _add_snippets(self, snippet: Any, count: int) -> None:
        named = [field.name for field in snippet._meta.local_concrete_fields if field.name in UNIQUE]
        others = copies(snippet, count, **dict.fromkeys(named, lambda number: f"copie {number}"))
        if isinstance(snippet, EditorialSnippet):
            versions(others, type(snippet), self.author, self.flow)
        told(others, type(snippet), self.author)
        if isinstance(snippet, CompteRendu):
            ProchaineEtape.objects.bulk_create(
                ProchaineEtape(compte_rendu=report, text="À faire", due_on=LONG_AGO.date()) for report in others
            )

    def _add_guetteurs(self, count: int) -> None:
        people = copies(self.guetteur, count, next_contact_on=LONG_AGO.date())
        step = EtapeFormation.Step.values[0]
        EtapeFormation.objects.bulk_create(
            EtapeFormation(guetteur=person, step=step, done_on=LONG_AGO.date()) for person in people
        )

    def _add_notes(self, count: int) -> None:
        Redirect.objects.bulk_create(
            Redirect(old_path=f"/ancienne-{next(numbers)}", redirect_page_id=self.pages[0].pk) for _ in range(count)
        )
        MissedSearch.objects.bulk_create(
            MissedSearch(day=LONG_AGO.date(), mark=str(next(numbers)), query=f"mot {next(numbers)}", count=9)
            for _ in range(count)
        )
