"""The button « Citer une référence » of the rich text editor, and what becomes of a call on its way to and from it.

In the editor a call is a word that cannot be cut (« Wu, 2000 »); the database keeps only the reference that it names.
"""

from typing import Any

from django.urls import reverse_lazy
from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import KEEP_WHITESPACE, InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.models import Page
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.directory import directory

from .bibliography.items import ET_AL
from .citation_parts import family_of
from .models import ReferencePage

FEATURE = "reference"
ENTITY = "REFERENCE"
CHOOSER = "reference_chooser"
MAX_NAME = 40  # characters of a title that stands for names
DELETED = "référence supprimée"


def short_name(reference: ReferencePage) -> str:
    """A reference as editors recognise it in a text: « Wu, 2000 », « Maslach et Jackson, 1981 », « Soler et al., 2008 »."""
    item = reference.to_csl()
    people = item.get("author") or item.get("editor") or []
    known = [person.get("literal") or family_of(person) for person in people if person != ET_AL]
    if not known:
        who = reference.title[:MAX_NAME]
    elif len(known) > 2 or len(known) < len(people):
        who = f"{known[0]} et al."
    else:
        who = " et ".join(known)
    return f"{who}, {reference.year}" if reference.year else who


def entity_data(reference: ReferencePage) -> dict[str, Any]:
    """What the editor keeps of a call; ``title`` is the word that it shows."""
    state = "" if reference.live else "Cette référence n'est pas publiée : son appel ne se verra pas. "
    return {"id": reference.pk, "title": short_name(reference), "citation": f"{state}{reference.citation}"}


class CallElementHandler(InlineEntityElementHandler):
    """From the database to the editor."""

    mutability = "IMMUTABLE"

    def __init__(self) -> None:
        super().__init__(ENTITY)

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        key = int(attrs["id"])
        reference = ReferencePage.objects.filter(pk=key).first()
        if reference is None:
            return {"id": key, "title": DELETED, "citation": "Cette référence n'existe plus : retirez cet appel."}
        return entity_data(reference)

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        data = contentstate.entity_map[state.current_entity_ranges[-1].key].data
        state.current_block.text += f"[{data['title']}]"
        state.leading_whitespace = KEEP_WHITESPACE
        super().handle_endtag(name, state, contentstate)


def call_entity(props: dict[str, Any]) -> Any:
    """From the editor to the database."""
    return DOM.create_element("embed", {"embedtype": FEATURE, "id": props["id"]})


class CallHandler(EmbedHandler):
    """A call where nothing is numbered, as in the JSON API: a link to the reference, if readers may see it."""

    identifier = FEATURE

    @staticmethod
    def get_model() -> type[Page]:
        return ReferencePage

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        page = directory().readable(int(attrs["id"]))
        return format_html('<a href="{}" data-reference="{}">[réf.]</a>', page.get_url(), page.pk) if page else ""

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Any:
        yield ReferencePage, attrs["id"], "", ""


def register(features: FeatureRegistry) -> None:
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "openquote",
                "description": "Citer une référence",
                "attributes": ["id", "title", "citation"],
                "chooserUrls": {"referenceChooser": reverse_lazy(f"{CHOOSER}:choose")},
            },
            js=["wagtailadmin/js/modal-workflow.js", "wagtailadmin/js/chooser-modal.js", "js/admin/references.js"],
            css={"all": ["css/admin-references.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {f'embed[embedtype="{FEATURE}"]': CallElementHandler()},
            "to_database_format": {"entity_decorators": {ENTITY: call_entity}},
        },
    )
    features.register_embed_type(CallHandler)
