"""Groups of expressions that mean the same, kept by editors."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel

from search.french import words

_SEPARATOR = re.compile(r"[,;\n]+")
MAX_EXPRESSIONS = 30


class Synonym(models.Model):
    """One group. Its concept token changes with its version: texts receive the new token before queries use it."""

    expressions = models.TextField(
        "expressions",
        max_length=1000,
        help_text="Séparées par des virgules. Exemple : « EP, épuisement professionnel, burn-out ». "
        "Un sigle compte dans les textes s'il y est en capitales.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    written_version = models.PositiveIntegerField(default=0, editable=False)  # what queries use; 0: nothing yet
    written_expressions = models.TextField(default="", editable=False)

    panels: ClassVar[list] = [FieldPanel("expressions")]

    class Meta:
        verbose_name = "synonymes"
        verbose_name_plural = "synonymes"
        ordering = ["expressions"]

    def __str__(self) -> str:
        return self.expressions

    def clean(self) -> None:
        super().clean()
        found = split(self.expressions)
        if len(found) < 2:
            raise ValidationError(
                {
                    "expressions": "Il faut au moins deux expressions, séparées par une virgule : « burn-out, épuisement »."
                }
            )
        if len(found) > MAX_EXPRESSIONS:
            raise ValidationError(
                {"expressions": f"Pas plus de {MAX_EXPRESSIONS} expressions : faites plusieurs groupes."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the texts that it touches are indexed anew in the background.

        What the texts already hold is written by the background alone: a form opened before it would undo its work.
        """
        from search import worker  # noqa: PLC0415 - the worker needs the models

        if self.pk and not kwargs.get("update_fields"):
            stored = type(self).objects.filter(pk=self.pk).values_list("expressions", "version").first()
            if stored and stored[0] != self.expressions:
                self.version = stored[1] + 1
            kwargs["update_fields"] = ["expressions", "version"] if stored else None
        super().save(*args, **kwargs)
        transaction.on_commit(worker.kick)

    @property
    def is_pending(self) -> bool:
        """Whether texts still have to receive it."""
        return self.version != self.written_version

    @property
    def token(self) -> str:
        """The concept token of what the editor wrote last."""
        return concept_token(self.pk, self.version)

    @property
    def written_token(self) -> str:
        """The concept token that texts hold."""
        return concept_token(self.pk, self.written_version)


def concept_token(key: int, version: int) -> str:
    """No word of a text can be one: ``§`` is no letter."""
    return f"§{key}.{version}"


def split(expressions: str) -> list[str]:
    """Different expressions of a group, those without a word left out."""
    found = {" ".join(part.split()): None for part in _SEPARATOR.split(expressions)}
    return [part for part in found if words(part)]
