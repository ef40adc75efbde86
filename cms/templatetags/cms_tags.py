"""Template tags shared by every app."""

import datetime
import re
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from cms import rich_text, typography
from cms.directory import PageEntry, directory

register = template.Library()


@register.filter
def typo(value: Any) -> SafeString:
    """Plain text, escaped, in French typography."""
    return mark_safe(typography.french_html(conditional_escape(value)))


_PAGE_LINK = re.compile(r'<a [^>]*?linktype="page"[^>]*>')
_KEY = re.compile(r'\bid="(\d+)"')


@register.simple_tag(takes_context=True)
def texte(context: template.Context, value: Any) -> SafeString:
    """Rich text as readers see it: links resolved without a query, French typography."""
    source = value.source if isinstance(value, RichText) else str(value or "")

    def anchor(match: re.Match[str]) -> str:
        key = _KEY.search(match[0])
        page = directory().readable(int(key[1])) if key else None
        url = page.get_url(context.get("request")) if page else None
        return f'<a href="{conditional_escape(url)}">' if url else "<a>"

    source = rich_text.rewritten(_PAGE_LINK.sub(anchor, source), context)
    html = expand_db_html(source)
    return mark_safe(typography.raised_ordinals(typography.french_html(html)))


@register.simple_tag(takes_context=True)
def adresse(context: template.Context, page: Page | PageEntry) -> str:
    """The address of a page, or of its entry in the directory."""
    return page.get_url(context.get("request")) or ""


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
