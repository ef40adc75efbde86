from django.urls import path, register_converter
from django.views.decorators.http import conditional_page, require_safe

from .bibliography.export import FORMATS
from .feeds import FichesAtom, FichesRss
from .podcast import TemoignagesRss, chapters
from .views import reference_file, references_file


class ExportExtension:
    """The extension of a format of export."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ExportExtension, "export")

urlpatterns = [
    path("fiches.rss", require_safe(conditional_page(FichesRss())), name="fiches_rss"),
    path("fiches.atom", require_safe(conditional_page(FichesAtom())), name="fiches_atom"),
    path("references.<export:extension>", references_file, name="references_file"),
    path("references/<int:pk>.<export:extension>", reference_file, name="reference_file"),
    path("temoignages.rss", require_safe(conditional_page(TemoignagesRss())), name="temoignages_rss"),
    path("temoignages/<uuid:key>/moments.json", chapters, name="temoignage_chapters"),
]
