"""Template tags shared by every app."""

import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from cms import typography

register = template.Library()


@register.filter
def typo(value: Any) -> SafeString:
    """Plain text, escaped, in French typography."""
    return mark_safe(typography.french_html(conditional_escape(value)))


@register.filter
def texte(value: Any) -> SafeString:
    """Rich text as readers see it: links resolved, French typography."""
    source = value.source if isinstance(value, RichText) else str(value or "")
    return mark_safe(typography.french_html(expand_db_html(source)))


@register.filter
def date_fr(value: datetime.date | None) -> SafeString:
    """A date in a ``<time>``: « 1er mars 2026 », « 12 mars 2026 »."""
    if value is None:
        return SafeString("")
    day = "1<sup>er</sup>" if value.day == 1 else str(value.day)
    written = f"{day}{typography.NBSP}{date_format(value, 'F Y')}"
    return mark_safe(f'<time datetime="{value:%Y-%m-%d}">{written}</time>')


@register.filter
def paragraphs(value: str) -> list[str]:
    """The non-empty lines of a plain text."""
    return [line.strip() for line in value.splitlines() if line.strip()]
