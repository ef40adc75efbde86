"""Role × kind × action, by what it changes: each form is opened, filled as it stands, and sent as the browser sends it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import BooleanField
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from cms import roles
from fiches.models import Theme
from reseau.models import Referent
from structures.models import Departement
from tests import factories as made

pytestmark = pytest.mark.django_db

R, V, S, C, W = roles.ROLES
KINDS: dict[str, Callable[[], Any]] = {
    "fiche": made.FichePageFactory,
    "structure": made.StructurePageFactory,
    "témoignage": made.TemoignagePageFactory,
    "référence": made.ReferencePageFactory,
    "compte rendu": made.CompteRenduFactory,
    "référent": made.ReferentFactory,
    "numéro": made.NumeroFactory,
    "thème": made.ThemeFactory,
}
WRITERS = {R, V, W}
PAGE = {
    "edit": WRITERS,
    "publish": set(),
    "submit": WRITERS,
    "approve": {V},
    "approve from the form": {V},
    "unpublish": {V, W},
    "delete": {V, W},
}
# Kind → action → the roles whose request changes something.
MAY: dict[str, dict[str, set[str]]] = {
    "fiche": PAGE,
    "structure": PAGE,
    "témoignage": PAGE,
    "référence": PAGE,
    "compte rendu": {
        "edit": {R, V, S, C, W},
        "publish": set(),
        "submit": {R, V, S, C, W},
        "approve": {V},
        "approve from the form": {V},
        "unpublish": {V, S, W},
        "delete": {W},
    },
    "référent": {
        "edit": {V, S, W},
        "publish": set(),
        "submit": {V, S, W},
        "approve": {V},
        "approve from the form": {V},
        "unpublish": {S, W},
        "delete": {S, W},
    },
    "numéro": {"edit": {S, W}, "publish": {S, W}, "unpublish": {S, W}, "delete": {S, W}},
    "département": {"edit": {S, W}, "publish": {S, W}, "unpublish": {S, W}, "delete": {W}},
    "thème": {"edit": {W}, "delete": {W}},
}


FORM = {True: "page-edit-form", False: "w-editor-form"}


def address(obj: Any, action: str) -> str:
    if isinstance(obj, Page):
        return reverse(f"wagtailadmin_pages:{action}", args=[obj.pk])
    return reverse(obj.snippet_viewset.get_url_name(action), args=[obj.pk])


def block_data(value: Any) -> Any:
    return rich_text(value.source) if isinstance(value, RichText) else dict(value) if hasattr(value, "items") else value


def form_of(client: Client, obj: Any) -> dict[str, Any] | None:
    """What the browser would send back from the edit form; None when it does not open."""
    response = client.get(address(obj, "edit"))
    if response.status_code != 200:
        return None
    sent = querydict_from_html(response.content.decode(), form_id=FORM[isinstance(obj, Page)]).dict()
    ticked = [field.name for field in obj._meta.get_fields() if isinstance(field, BooleanField) and field.name in sent]
    sent |= dict.fromkeys(ticked, "on")  # the parser gives boxes without a value an empty one
    streams = [field.name for field in obj._meta.get_fields() if isinstance(field, StreamField)]
    latest = fresh(obj).get_latest_revision_as_object() if streams else obj
    blocks = {
        name: streamfield([(block.block_type, block_data(block.value)) for block in getattr(latest, name)])
        for name in streams
    }
    marks = {f"{name}-{place}-id": block.id for name in streams for place, block in enumerate(getattr(latest, name))}
    kept = {name: value for name, value in sent.items() if not name.startswith("action-")}
    return kept | nested_form_data(blocks) | marks


def revisions(obj: Any) -> int:
    return Revision.objects.for_instance(obj).count()


def send(client: Client, obj: Any, **action: str) -> None:
    """Send the edit form; when it does not open, send all the same what it would hold."""
    form = form_of(client, obj)
    if form is None:
        technician = Client()
        technician.force_login(made.UserFactory(is_superuser=True))
        form = form_of(technician, obj)
    assert form is not None
    client.post(address(obj, "edit"), form | action)


def fresh(obj: Any) -> Any:
    return type(obj)._default_manager.get(pk=obj.pk)


def edits(client: Client, obj: Any) -> bool:
    if isinstance(obj, Theme):
        send(client, obj, name="Un autre nom")
        return bool(fresh(obj).name == "Un autre nom")
    before = revisions(obj)
    send(client, obj)
    return revisions(obj) > before


def publishes(client: Client, obj: Any) -> bool:
    before = fresh(obj).live_revision_id
    send(client, obj, **{"action-publish": "1"})
    return bool(fresh(obj).live_revision_id != before)


def submits(client: Client, obj: Any) -> bool:
    send(client, obj, **{"action-submit": "1"})
    return bool(fresh(obj).workflow_in_progress)


def approves(client: Client, obj: Any) -> bool:
    author = made.UserFactory()
    obj.save_revision(user=author)
    obj.get_workflow().start(obj, author)
    before = fresh(obj).live_revision_id
    state = fresh(obj).current_workflow_task_state
    name = "wagtailadmin_pages:workflow_action" if isinstance(obj, Page) else None
    url = reverse(name or obj.snippet_viewset.get_url_name("workflow_action"), args=[obj.pk, "approve", state.pk])
    client.post(url, {"comment": ""})
    return bool(fresh(obj).live_revision_id != before)


def approves_from_the_form(client: Client, obj: Any) -> bool:
    """By the button of the edit form, without changing a word of what somebody else submitted from theirs."""
    author = Client()
    author.force_login(made.UserFactory(roles=[S if isinstance(obj, Referent) else R]))
    assert submits(author, obj)
    before = fresh(obj).live_revision_id
    send(client, obj, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    return bool(fresh(obj).live_revision_id != before)


def unpublishes(client: Client, obj: Any) -> bool:
    client.post(address(obj, "unpublish"))
    return not fresh(obj).live


def deletes(client: Client, obj: Any) -> bool:
    client.post(address(obj, "delete"))
    return not type(obj)._default_manager.filter(pk=obj.pk).exists()


ACTIONS: dict[str, Callable[[Client, Any], bool]] = {
    "edit": edits,
    "publish": publishes,
    "submit": submits,
    "approve": approves,
    "approve from the form": approves_from_the_form,
    "unpublish": unpublishes,
    "delete": deletes,
}
CASES = [(kind, action) for kind, actions in MAY.items() for action in actions]


@pytest.mark.parametrize(("kind", "action"), CASES)
def test_who_may(kind: str, action: str) -> None:
    able = set()
    KINDS["département"] = iter(Departement.objects.order_by("code")).__next__
    for role in roles.ROLES:
        client = Client()
        client.force_login(made.UserFactory(roles=[role]))
        obj = KINDS[kind]()
        if ACTIONS[action](client, obj):
            able.add(role)
    assert able == MAY[kind][action]
