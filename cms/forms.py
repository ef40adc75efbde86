"""Base forms of the admin's pages and snippets."""

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.models.publication import DraftAwareForm


class PageForm(DraftAwareForm, WagtailAdminPageForm):
    """Form of every page."""


class SnippetForm(DraftAwareForm, WagtailAdminModelForm):
    """Form of every editorial snippet."""
