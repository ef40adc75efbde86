from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class DemoObject(models.Model):
    """One object that the demo made, so that it is never made twice and can be removed alone."""

    key = models.CharField("clé", max_length=150, unique=True)
    content_type = models.ForeignKey(ContentType, verbose_name="type", on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField("objet")
    fingerprint = models.CharField("empreinte", max_length=64)
    target = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = "objet de démonstration"
        verbose_name_plural = "objets de démonstration"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
