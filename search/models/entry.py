"""The SQL index: plain tables, written in the transaction that publishes, so that they cannot differ from the content."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Entry(models.Model):
    """One indexed object, by the root of its model (a fiche is an entry of ``Page``)."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    priority = models.SmallIntegerField(default=100)  # the part of the score that counts, in hundredths
    date = models.DateTimeField(null=True)  # for readers who sort by date
    length = models.PositiveIntegerField(default=0)  # words of the full text, stop words left out
    title_length = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}-{self.object_id}"


class EntryText(models.Model):
    """What an entry says, in a table of its own: ranking reads thousands of entries and none of their texts."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="written")
    title = models.TextField()  # as written, like the next: extracts are cut from them
    text = models.TextField()
    places = models.JSONField(default=list)  # of the passages of the text: see ``search.text.Place``
    words = models.TextField()  # folded, one space between, one at each end: exact phrases are looked for here

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A stem, or a concept that several expressions share."""

    stem = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.stem


class Word(models.Model):
    """A folded word met in a text: what suggestions and spelling corrections choose from."""

    word = models.CharField(max_length=100, unique=True)
    display = models.CharField(max_length=100)  # with its accents
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="words")

    def __str__(self) -> str:
        return self.display


class Posting(models.Model):
    """That an entry holds a term: how often, and how long its texts are.

    Unmanaged: migration 0001 makes the table clustered by term on both databases, which Django cannot say.
    """

    pk = models.CompositePrimaryKey("term", "entry")
    term = models.ForeignKey(Term, on_delete=models.DO_NOTHING, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="+")
    tf = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    title_tf = models.PositiveIntegerField()
    title_length = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "search_posting"

    def __str__(self) -> str:
        return f"{self.term_id} in {self.entry_id}"


class EntryFacet(models.Model):
    """A value by which readers narrow results, in the words of the app that declares it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=100)
    label = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name", "value"], name="search_facet_once")]
        indexes = [models.Index(fields=["name", "value", "entry"], name="search_facet_by_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
