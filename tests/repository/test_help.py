"""Every field that an editor sees says what to write in it, and every list what it is for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, Panel, extract_panel_definitions_from_model_class
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms.checks import project_page_models

pytestmark = pytest.mark.django_db


def edited_models() -> list[type]:
    """Pages, snippets and settings: what has a form in the admin."""
    reverse("wagtailadmin_home")  # the screens are registered with the addresses
    return [*project_page_models(), *get_snippet_models(), *registry]


def form_of(model: Any) -> Panel:
    if issubclass(model, Page):
        return model.get_edit_handler()
    if hasattr(model, "snippet_viewset"):
        return model.snippet_viewset.get_edit_handler()
    handler = getattr(model, "edit_handler", None) or ObjectList(extract_panel_definitions_from_model_class(model))
    return handler.bind_to_model(model)


def fields(panel: Panel) -> Iterator[FieldPanel]:
    if isinstance(panel, FieldPanel):
        yield panel
    if isinstance(panel, InlinePanel):
        yield from fields(panel.child_edit_handler)
    for child in getattr(panel, "children", []):
        yield from fields(child)


def helped(panel: FieldPanel, form: Any) -> str:
    """What is shown under the field."""
    field = form.base_fields.get(panel.field_name) if form else None
    written = panel.help_text or (field and field.help_text) or getattr(panel.db_field, "help_text", "")
    return str(written).strip()


@pytest.mark.parametrize("model", edited_models(), ids=lambda model: model.__name__)
def test_each_field_says_what_to_write_in_it(model: Any) -> None:
    handler = form_of(model)
    form = handler.get_form_class()
    silent = []
    for panel in fields(handler):
        own = form if panel.model is model else None
        if not helped(panel, own):
            silent.append(f"{panel.model.__name__}.{panel.field_name}")
    assert not silent, f"no help_text on the field or its panel: {silent}"


def test_the_check_sees_a_field_that_says_nothing() -> None:
    class Silent:
        help_text = ""
        field_name = "rien"
        db_field = None

    assert helped(Silent(), None) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_each_list_says_what_it_is_for(model: Any) -> None:
    reverse("wagtailadmin_home")
    assert getattr(model.snippet_viewset, "empty_text", ""), "set empty_text on its viewset: one sentence"
