from django.db import models


class ContentState(models.Model):
    """One row: a token that the database writes anew with each change of what is watched.

    ``cms.watching`` writes it, ``cms.remembered`` reads it, both in plain SQL.

    No row means that nobody watches, as while migrations run: then nothing may be remembered.
    """

    watched = models.CharField("ce qui est surveillé", max_length=64, help_text="Empreinte des tables et des colonnes.")
    token = models.CharField("jeton", max_length=36)

    class Meta:
        verbose_name = "état du contenu"
        verbose_name_plural = "états du contenu"
        default_permissions = ()

    def __str__(self) -> str:
        return self.token
