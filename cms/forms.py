"""Base forms of the admin's pages and snippets."""

from typing import Any

from django.conf import settings
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.models.publication import DraftAwareForm


class PageForm(DraftAwareForm, WagtailAdminPageForm):
    """Form of every page. Its address may be left empty: the model takes it from the title.

    The admin's script fills it as one types, but it may be late (slow connection, autosave) or absent.
    """

    class Media:
        js = ("js/admin/first-field.js", "js/admin/alternative-text.js")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "title" in self.fields and not self.instance.pk:
            self.fields["title"].widget.attrs["autofocus"] = True  # one types at once

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        title = cleaned.get("title", "")
        if cleaned.get("slug") == "" and title and not slugify(title, settings.WAGTAIL_ALLOW_UNICODE_SLUGS):
            self.add_error("slug", "Ce titre ne donne pas d'adresse : écrivez-la ici, par exemple « nuits-calmes ».")
        return cleaned


class SnippetForm(DraftAwareForm, WagtailAdminModelForm):
    """Form of every editorial snippet."""


class SettingsForm(DraftAwareForm, WagtailAdminModelForm):
    """Form of the settings of the site: what is saved is published."""
