"""Finding somebody by name, department, profession or number, though the database cannot read the names.

The register holds a few thousand people at most: their names are read in one query and compared here. What is asked is
itself a name: an address holds it encrypted, so that neither a browser's history nor a server's journal keeps it.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from cms.encrypted import decrypt, encrypt
from reseau.models import GuetteurVeilleur
from search.french import fold

WORDS = 10  # of a question; the others are not looked at
LENGTH = 200  # of a question, in characters
_QUESTION = "question:"  # so that no value of a row is read through an address


def asked_words(question: str) -> list[str]:
    return [word for typed in question.split()[:WORDS] if (word := fold(typed))]


def seal(question: str) -> str:
    """What an address holds of a question."""
    return encrypt(_QUESTION + question[:LENGTH])


def unseal(sealed: str) -> str:
    """The question that an address holds; nothing, of one that was not sealed here."""
    text = decrypt(sealed)
    return text.removeprefix(_QUESTION) if text.startswith(_QUESTION) else ""


def find(guetteurs: QuerySet, question: str) -> QuerySet:
    """Those whose line holds every word of the question, or its beginning or end; a number must be the whole one."""
    words = asked_words(question)
    if not words:
        return guetteurs
    lines = guetteurs.order_by().values_list(
        "pk", "last_name", "first_name", "departement__code", "departement__name", "profession"
    )
    labels = dict(GuetteurVeilleur.Profession.choices)
    found = [
        pk for pk, *texts, profession in lines if _holds(list(_words(pk, *texts, labels.get(profession, ""))), words)
    ]
    return guetteurs.filter(pk__in=found)


def _words(*texts: object) -> Iterator[str]:
    for text in texts:
        yield from (fold(word) for word in str(text or "").split())


def _holds(line: list[str], words: list[str]) -> bool:
    return all(word in line if word.isdigit() else any(word in part for part in line) for word in words)


class RegisterSearch(DjangoORMSearchHandler):
    """What the list of the admin asks."""

    show_search_form = True  # type: ignore[assignment]

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        return find(queryset, search_term)
