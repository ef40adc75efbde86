"""The pages of the guide: files of ``guide/pages/``, in the order of their headers.

The format is described for its writers in ``guide/pages/LISEZMOI.txt``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cms.roles import ROLES
from cms.texts import ContentError, Text, read_text

from .rendering import Rendered, render
from .screens import SCREENS

if TYPE_CHECKING:
    from cms.models import User

FOLDER = Path(__file__).resolve().parent / "pages"
KEYS = {"titre", "resume", "ordre", "roles", "mots"}


@dataclass(frozen=True)
class GuidePage:
    """One page: what its header says, and its text."""

    slug: str
    title: str
    summary: str
    order: int
    roles: tuple[str, ...]  # whom it concerns; none: everybody
    keywords: tuple[str, ...]
    body: str

    @cached_property
    def rendered(self) -> Rendered:
        return render(self.body)

    def html_for(self, user: User) -> str:
        """Its text, where screens that this account may not open are named without a link."""
        return self.rendered.html_with(lambda key: SCREENS[key].address_for(user))


def page_from(text: Text) -> GuidePage:
    """A page from its file. Raises ContentError when its header lacks something, or names what does not exist."""
    header = text.header if isinstance(text.header, dict) else {}
    if missing := sorted(KEYS - set(header)):
        raise ContentError(f"{text.path.name} : il manque « {missing[0]} » dans l'en-tête.")
    if unknown := sorted(set(header["roles"]) - set(ROLES)):
        raise ContentError(f"{text.path.name} : le rôle « {unknown[0]} » n'existe pas.")
    return GuidePage(
        slug=text.slug,
        title=header["titre"],
        summary=header["resume"],
        order=header["ordre"],
        roles=tuple(header["roles"]),
        keywords=tuple(header["mots"]),
        body=text.body,
    )


@cache
def all_pages() -> Sequence[GuidePage]:
    """Every page, in order. Raises ContentError on an unreadable file."""
    pages = [page_from(read_text(path)) for path in sorted(FOLDER.glob("*.md"))]
    return sorted(pages, key=lambda page: (page.order, page.slug))


def find_page(slug: str) -> GuidePage | None:
    return next((page for page in all_pages() if page.slug == slug), None)
