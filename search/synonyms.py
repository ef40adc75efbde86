"""The editors' synonyms as concepts, for texts and for queries, and the writing of new ones into the index."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from django.db import connection, transaction

from cms.remembered import remembered

from .concepts import Concepts
from .elastic import outbox
from .french import words
from .indexing import analyse
from .models import Entry, Outbox, Posting, Synonym, Term
from .models.synonym import split

_BATCH = 200


def for_queries() -> Concepts:
    """Concepts that the texts already hold."""
    return remembered("search concepts", lambda: _concepts(_written))


def for_texts() -> Concepts:
    """Those, and the ones being written: a text indexed meanwhile receives both."""
    return _concepts(lambda one: [*_written(one), *([(one.token, one.expressions)] if one.is_pending else [])])


def _written(one: Synonym) -> list[tuple[str, str]]:
    return [(one.written_token, one.written_expressions)] if one.written_version else []


def _concepts(groups: Callable[[Synonym], list[tuple[str, str]]]) -> Concepts:
    return _built(tuple(pair for one in Synonym.objects.all() for pair in groups(one)))


@lru_cache(maxsize=2)
def _built(pairs: tuple[tuple[str, str], ...]) -> Concepts:
    """The same groups give the same concepts, which nobody changes: a page that is published is indexed several times."""
    return Concepts.of((token, split(text)) for token, text in pairs)


def write_pending() -> Iterator[Synonym]:
    """Give each pending group's token to the texts that name it, then let queries use it. Yields each one done."""
    for synonym in Synonym.objects.order_by("pk"):
        if synonym.is_pending:
            _write(synonym)
            yield synonym


def _write(synonym: Synonym) -> None:
    token, old = synonym.token, synonym.written_token
    expressions = split(synonym.expressions)
    concepts = Concepts.of([(token, expressions)])
    term, _ = Term.objects.get_or_create(stem=token)
    keys = list(_entries_naming(expressions))
    for start in range(0, len(keys), _BATCH):
        with transaction.atomic():
            entries = Entry.objects.select_for_update(of=("self",)).select_related("written")
            entries = entries.filter(pk__in=keys[start : start + _BATCH])
            _add_postings(term.pk, token, list(entries), concepts)
    with transaction.atomic():
        updated = Synonym.objects.filter(pk=synonym.pk, version=synonym.version).update(
            written_version=synonym.version, written_expressions=synonym.expressions
        )
        Term.objects.filter(stem=old if updated else token).delete()


def _entries_naming(expressions: list[str]) -> set[int]:
    """Entries that hold the first word of an expression: few enough to read."""
    firsts = {words(expression)[0].stem for expression in expressions}
    holding = Posting.objects.filter(term__stem__in=firsts).order_by()
    return set(holding.values_list("entry_id", flat=True))


def _add_postings(term: int, token: str, entries: list[Entry], concepts: Concepts) -> None:
    rows = []
    for entry in entries:
        text, title = analyse(entry.written.text, concepts), analyse(entry.written.title, concepts)
        if text.terms[token]:
            rows.append((term, entry.pk, text.terms[token], entry.length, title.terms[token], entry.title_length))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_posting (term_id, entry_id, tf, length, title_tf, title_length)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (term_id, entry_id) DO NOTHING",
            rows,
        )
    outbox.note_entries([row[1] for row in rows], Outbox.SYNONYM)
