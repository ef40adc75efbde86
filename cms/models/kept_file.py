import datetime
import gzip
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .user import User

# Long enough to come back to it the next day; the file itself stays on its owner's computer.
KEPT_FOR = datetime.timedelta(days=7)


class KeptFileManager(models.Manager[Any]):
    def keep(self, owner: User, name: str, content: bytes, **details: Any) -> Any:
        """Keep a file between its upload and its import; those that were left behind are forgotten."""
        self.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
        return self.create(owner=owner, name=name[:250], packed=gzip.compress(content, 6), **details)

    def waiting(self, owner: User) -> models.QuerySet:
        """The files of an account that await their import, the last one first, without what they hold."""
        fresh = self.filter(owner=owner.pk, created_at__gte=timezone.now() - KEPT_FOR)
        return fresh.defer("packed").order_by("-pk")


class KeptFile(models.Model):
    """A file between its upload and its import, seen only by who sent it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField("nom du fichier", max_length=250)
    created_at = models.DateTimeField("envoyé le", auto_now_add=True)
    packed = models.BinaryField("contenu")

    objects = KeptFileManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        return gzip.decompress(bytes(self.packed))
