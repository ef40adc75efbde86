"""Pages by the hundred, with the rows that adding them one by one would leave: 1 ms a page where ``add_child`` takes 11."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import Locale, Page, PageLogEntry, Revision, TaskState, Workflow, WorkflowState


def last_place(parent: Page) -> int:
    """The number of the last place given under a parent: deleted pages leave theirs empty."""
    children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = children.order_by("path").values_list("path", flat=True).last()
    return int(Page._str2int(last[-Page.steplen :])) if last else 0


def place(parent: Page, pages: Sequence[Page], taken: int) -> None:
    """Give new pages, with their slugs, their place under a parent that has already given ``taken`` places."""
    model = type(pages[0]) if pages else Page
    content_type, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    for number, page in enumerate(pages, start=taken + 1):
        page.draft_title = page.title
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth = parent.depth + 1
        page.locale = locale
        page.content_type = content_type


def insert(pages: Sequence[Any]) -> None:
    """Insert the rows of both tables of pages that have their place, and give them their keys. No signal that indexes."""
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in shared}) for page in pages)
    keys: dict[str, Any] = dict(Page.objects.filter(path__in=[page.path for page in pages]).values_list("path", "pk"))
    for page in pages:
        page.pk = page.id = page.page_ptr_id = keys[page.path]
        page.save_base(raw=True, force_insert=True)  # this table's row alone
    if pages:
        parent = Page._get_parent_path_from_path(pages[0].path)
        Page.objects.filter(path=parent).update(numchild=F("numchild") + len(pages))


def insert_children(pages: Sequence[Any], *many_to_many: str) -> None:
    """Insert the child rows and the named many-to-many links of pages that have just been inserted."""
    if not pages:
        return
    for relation in get_all_child_relations(type(pages[0])):
        name, parent = relation.get_accessor_name(), relation.field.name
        children = []
        for page in pages:
            for child in getattr(page, name).all():
                setattr(child, parent, page)
                children.append(child)
        relation.related_model.objects.bulk_create(children)
    for name in many_to_many:
        field = pages[0]._meta.get_field(name)
        own, other = field.m2m_field_name() + "_id", field.m2m_reverse_field_name() + "_id"
        field.remote_field.through.objects.bulk_create(
            field.remote_field.through(**{own: page.pk, other: linked.pk})
            for page in pages
            for linked in getattr(page, name).all()
        )


def record(pages: Sequence[Any], user: Any, publish: bool) -> None:
    """First revisions and history of pages that have just been inserted, whose ``live`` says what readers see."""
    now = timezone.now()
    base, own = ContentType.objects.get_for_model(Page), pages[0].content_type
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=own,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=now,
            user=user,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    latest = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField()))
    changes: dict[str, Any] = {"latest_revision_id": Subquery(latest.order_by("-pk").values("pk")[:1])}
    changes["latest_revision_created_at"] = now
    if publish:
        changes["live_revision_id"] = changes["latest_revision_id"]
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(**changes)
    actions = ["wagtail.create", *(["wagtail.publish"] if publish else [])]
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            content_type=own,
            label=page.get_admin_display_title()[:250],
            action=action,
            timestamp=now,
            user=user,
            page_id=page.pk,
            revision=revision,
            content_changed=action == "wagtail.create",
        )
        for page, revision in zip(pages, revisions, strict=True)
        for action in actions
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision


def submit(pages: Sequence[Any], workflow: Workflow, user: Any) -> None:
    """Submit pages that have just been recorded to a workflow: nobody is written to for each of them."""
    task = workflow.tasks.first()
    if task is None:
        return
    task = task.specific
    base = ContentType.objects.get_for_model(Page)
    state_type = ContentType.objects.get_for_model(task.get_task_state_class(), for_concrete_model=False)
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            workflow=workflow,
            content_type=pages[0].content_type,
            base_content_type=base,
            object_id=str(page.pk),
            requested_by=user,
        )
        for page in pages
    )
    steps = TaskState.objects.bulk_create(
        TaskState(workflow_state=state, revision=page.latest_revision, task=task, content_type=state_type)
        for state, page in zip(states, pages, strict=True)
    )
    for state, step in zip(states, steps, strict=True):
        state.current_task_state = step
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=200)


def index(pages: Sequence[Any]) -> None:
    """Make pages findable, in the same transaction."""
    for _, backend in get_search_backends_with_name(with_auto_update=True):
        backend.add_bulk(type(pages[0]), pages)
