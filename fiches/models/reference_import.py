import datetime
import gzip

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.models import User

# Long enough to come back to it the next day; the file itself stays on its owner's computer.
KEPT_FOR = datetime.timedelta(days=7)


class ReferenceImportManager(models.Manager["ReferenceImport"]):
    def keep(self, owner: User, name: str, content: bytes) -> "ReferenceImport":
        """Keep a file between its upload and its import; those that were left behind are forgotten."""
        self.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
        return self.create(owner=owner, name=name[:250], packed=gzip.compress(content, 6))


class ReferenceImport(models.Model):
    """A file of references between its upload and its import, seen only by who sent it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField("nom du fichier", max_length=250)
    created_at = models.DateTimeField("envoyé le", auto_now_add=True)
    packed = models.BinaryField("contenu")

    objects = ReferenceImportManager()

    class Meta:
        verbose_name = "import de références"
        verbose_name_plural = "imports de références"

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        return gzip.decompress(bytes(self.packed))
