from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from .feeds import FichesAtom, FichesRss
from .podcast import TemoignagesRss, chapters

urlpatterns = [
    path("fiches.rss", require_safe(conditional_page(FichesRss())), name="fiches_rss"),
    path("fiches.atom", require_safe(conditional_page(FichesAtom())), name="fiches_atom"),
    path("temoignages.rss", require_safe(conditional_page(TemoignagesRss())), name="temoignages_rss"),
    path("temoignages/<uuid:key>/moments.json", chapters, name="temoignage_chapters"),
]
