"""Writes the SQL index. Everything happens in the caller's transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import QuerySet
from modelsearch.index import Indexed

from .concepts import Concepts
from .elastic import outbox
from .french import Token, joined, words
from .models import Entry, EntryFacet, EntryText, Outbox, Term, Word
from .text import LINKS, Document, linked_key

MAX_TERM_LENGTH = 100  # columns of Term and Word
_BATCH = 400


@dataclass(frozen=True)
class Analysis:
    """What one text holds: its terms with their frequencies, and its length in words."""

    terms: Counter[str]
    length: int
    tokens: list[Token]


def analyse(text: str, concepts: Concepts) -> Analysis:
    """Terms of a text: stems, pieces written as one, concepts. Stop words are terms, but do not count as length."""
    tokens = [token for token in words(text) if len(token.word) <= MAX_TERM_LENGTH]
    together = [token for token in joined(text, tokens) if len(token.word) <= MAX_TERM_LENGTH]
    terms = Counter(token.stem for token in (*tokens, *together))
    terms.update(found.token for found in concepts.find(tokens))
    return Analysis(terms, sum(not token.is_stop for token in tokens), [*tokens, *together])


@transaction.atomic
def write(documents: Sequence[Document], concepts: Concepts) -> None:
    """Index documents, each in place of what was indexed of the same object."""
    if not documents:
        return
    analyses = [(analyse(document.title, concepts), analyse(document.text, concepts)) for document in documents]
    entries = _entries(documents, analyses)
    keys = [entry.pk for entry in entries]
    _write_texts(keys, documents, analyses)
    _delete_postings(keys)  # from here on no term is pruned under our feet
    terms = _term_ids({term for _, text in analyses for term in text.terms})
    _remember_words((token for _, text in analyses for token in text.tokens), terms)
    _insert_postings(
        (terms[term], entry.pk, frequency, text.length, title.terms.get(term, 0), title.length)
        for entry, (title, text) in zip(entries, analyses, strict=True)
        for term, frequency in text.terms.items()
    )
    facets = EntryFacet.objects.filter(entry__in=keys)
    linked = set(facets.filter(name=LINKS).values_list("value", flat=True))
    facets.delete()
    EntryFacet.objects.bulk_create(
        [
            EntryFacet(entry=entry, name=facet.name, value=facet.value, label=facet.label)
            for entry, document in zip(entries, documents, strict=True)
            for facet in {(facet.name, facet.value): facet for facet in document.facets}.values()
        ]
    )
    outbox.note([(document.content_type_id, document.object_id) for document in documents], Outbox.WRITTEN)
    links = {facet.value for document in documents for facet in document.facets if facet.name == LINKS}
    if changed := sorted(linked ^ links):
        outbox.note(map(linked_key, changed), Outbox.VISIBILITY)


def _entries(documents: Sequence[Document], analyses: Sequence[tuple[Analysis, Analysis]]) -> list[Entry]:
    """Insert or update the entries, and give them their keys."""
    entries = [
        Entry(
            content_type_id=document.content_type_id,
            object_id=document.object_id,
            priority=document.priority,
            date=document.date,
            length=text.length,
            title_length=title.length,
        )
        for document, (title, text) in zip(documents, analyses, strict=True)
    ]
    saved = Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["priority", "date", "length", "title_length"],
    )
    return list(saved)


def _write_texts(
    keys: Sequence[int], documents: Sequence[Document], analyses: Sequence[tuple[Analysis, Analysis]]
) -> None:
    EntryText.objects.bulk_create(
        [
            EntryText(
                entry_id=key,
                title=document.title,
                text=document.text,
                places=document.places,
                words=f" {' '.join(token.word for token in text.tokens if not token.joined)} ",
            )
            for key, document, (_, text) in zip(keys, documents, analyses, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["title", "text", "places", "words"],
    )


def _term_ids(stems: set[str]) -> dict[str, int]:
    """Keys of terms, made if need be; in alphabetical order, so that two writers never wait for each other."""
    known = _known_terms(stems)
    missing = sorted(stems - known.keys())
    if missing:
        Term.objects.bulk_create([Term(stem=stem) for stem in missing], ignore_conflicts=True)
        known |= _known_terms(set(missing))
    return known


def _known_terms(stems: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(stems)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        found.update(Term.objects.filter(stem__in=batch).values_list("stem", "pk"))
    return found


def _remember_words(tokens: Iterable[Token], terms: dict[str, int]) -> None:
    """Add the words never met before to the vocabulary."""
    by_word = {token.word: token for token in tokens}
    known: set[str] = set()
    ordered = sorted(by_word)
    for start in range(0, len(ordered), _BATCH):
        known.update(Word.objects.filter(word__in=ordered[start : start + _BATCH]).values_list("word", flat=True))
    Word.objects.bulk_create(
        [
            Word(word=word, display=by_word[word].surface[:MAX_TERM_LENGTH], term_id=terms[by_word[word].stem])
            for word in ordered
            if word not in known
        ],
        ignore_conflicts=True,
    )


def _delete_postings(entries: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_posting WHERE entry_id = %s", [(key,) for key in entries])


def _insert_postings(rows: Iterable[tuple[int, ...]]) -> None:
    """Rows in the order of the table's key: clustered inserts are several times faster sorted."""
    columns = "term_id, entry_id, tf, length, title_tf, title_length"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_posting ({columns}) VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608 - constants
            sorted(rows),
        )


@transaction.atomic
def remove(content_type: ContentType, object_id: int) -> None:
    """Forget one object. Its postings go with it (the database cascades)."""
    Entry.objects.filter(content_type=content_type, object_id=object_id).delete()
    outbox.note([(content_type.pk, object_id)], Outbox.REMOVED)


@transaction.atomic
def clear() -> None:
    """Forget everything."""
    _forget(Entry.objects.all())
    prune_vocabulary()


def remove_unknown_objects() -> None:
    """Forget what was deleted without a signal."""
    for key in list(Entry.objects.order_by().values_list("content_type", flat=True).distinct()):
        model = ContentType.objects.get_for_id(key).model_class()
        entries = Entry.objects.filter(content_type=key)
        if model is not None and issubclass(model, Indexed):
            entries = entries.exclude(object_id__in=model._default_manager.values("pk"))
        _forget(entries)


def _forget(entries: QuerySet[Entry]) -> None:
    outbox.note(list(entries.order_by().values_list("content_type_id", "object_id")), Outbox.REMOVED)
    entries.delete()


@transaction.atomic
def prune_vocabulary() -> None:
    """Forget the words and terms that no text holds any more."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Waits for those who write: a term that they are about to use would go, and their postings with it.
            cursor.execute("LOCK TABLE search_posting IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            "DELETE FROM search_word WHERE NOT EXISTS"
            " (SELECT 1 FROM search_posting WHERE search_posting.term_id = search_word.term_id)"
        )
        cursor.execute(
            "DELETE FROM search_term WHERE NOT EXISTS"
            " (SELECT 1 FROM search_posting WHERE search_posting.term_id = search_term.id)"
        )
