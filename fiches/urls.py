from django.urls import path

from .feeds import FichesAtom, FichesRss

urlpatterns = [
    path("fiches.rss", FichesRss(), name="fiches_rss"),
    path("fiches.atom", FichesAtom(), name="fiches_atom"),
]
