from cms.models import KeptFile


class ReferenceImport(KeptFile):
    """A file of references between its upload and its import."""

    class Meta:
        verbose_name = "import de références"
        verbose_name_plural = "imports de références"
