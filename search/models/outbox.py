"""What Elasticsearch has still to be told, and how far it follows the database. Written with or without it at hand."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Outbox(models.Model):
    """One change of one entry, written in the transaction that makes it and deleted once Elasticsearch acknowledged it.

    An object may have several rows: two publications never wait for each other here.
    """

    WRITTEN, REMOVED, VISIBILITY, SYNONYM = "written", "removed", "visibility", "synonym"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    object_id = models.BigIntegerField()
    reason = models.CharField(max_length=20)  # for people who look at the table

    def __str__(self) -> str:
        return f"{self.content_type_id}-{self.object_id} ({self.reason})"


class Shown(models.Model):
    """An entry that Elasticsearch was given, because everyone might read it then."""

    entry = models.OneToOneField(
        "search.Entry", on_delete=models.CASCADE, primary_key=True, related_name="shown", db_constraint=False
    )

    def __str__(self) -> str:
        return str(self.entry_id)


class Follower(models.Model):
    """The one row that says how far Elasticsearch follows. Whoever reads what to send holds its lock."""

    KEY = 1

    index = models.CharField(max_length=200, default="")  # the index that follows; empty: to be built
    version = models.BigIntegerField(default=0)  # of the last reading: Elasticsearch keeps the latest of two writings
    state = models.CharField(max_length=64, default="")  # of the content when what everyone may read was last compared
    rebuilding = models.DateTimeField(null=True)  # last sign of life of a rebuild; null: none in course

    def __str__(self) -> str:
        return self.index
