"""The table of contents of the guide, as each person needs it, and its search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.roles import ROLES
from cms.typography import alphabetical

from .reading import GuidePage, all_pages

if TYPE_CHECKING:
    from cms.models import User

MINE = "Pour ma fonction"
EVERYBODY = "Pour tout le monde"
LONGEST_QUESTION = 100
AROUND = 90  # characters shown on each side of what is found


@dataclass(frozen=True)
class Group:
    """Pages under one heading."""

    heading: str
    pages: Sequence[GuidePage]


@dataclass(frozen=True)
class Found:
    """A page that holds every word searched for, and the place of the first."""

    page: GuidePage
    excerpt: str


def contents(user: User) -> list[Group]:
    """What is written for one's own roles first, then for everybody, then for the others; each page once."""
    own = set(user.groups.values_list("name", flat=True))
    groups: dict[str, list[GuidePage]] = {heading: [] for heading in (MINE, EVERYBODY, *ROLES)}
    for page in all_pages():
        groups[_heading(page, own)].append(page)
    named = {role: f"Pour la fonction « {role} »" for role in ROLES}
    return [Group(named.get(heading, heading), pages) for heading, pages in groups.items() if pages]


def _heading(page: GuidePage, own: set[str]) -> str:
    if not page.roles:
        return EVERYBODY
    return MINE if own.intersection(page.roles) else page.roles[0]


def in_order(user: User) -> list[GuidePage]:
    """The pages as the table of contents gives them: what « précédente » and « suivante » follow."""
    return [page for group in contents(user) for page in group.pages]


def find(question: str) -> list[Found]:
    """Pages that hold every word, in their titles first; accents, capitals and words' ends do not count."""
    words = alphabetical(question[:LONGEST_QUESTION]).replace("’", "'").split()
    if not words:
        return []
    found = [(page, f"{page.title} {' '.join(page.keywords)}", page.rendered.text) for page in all_pages()]
    kept = [
        (not _holds(head, words), page.order, Found(page, _excerpt(text, words)))
        for page, head, text in found
        if _holds(f"{head} {page.summary} {text}", words)
    ]
    return [result for _, _, result in sorted(kept, key=lambda entry: entry[:2])]


def _folded(text: str) -> str:
    """The text as it is compared: as long as itself, so that a place in one is a place in the other."""
    return "".join((alphabetical(letter) or " ")[:1] for letter in text.replace("’", "'"))


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = alphabetical(text).replace("’", "'")
    return all(word in folded for word in words)


def _excerpt(text: str, words: Sequence[str]) -> str:
    """A few words around the first that is found; the beginning of the text when all are in the title."""
    folded = _folded(text)
    places = [place for word in words if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - AROUND)
    end = start + 2 * AROUND
    if start:
        start = text.find(" ", start) + 1
    cut = text[start:end].rsplit(" ", 1)[0] if end < len(text) else text[start:]
    return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"
