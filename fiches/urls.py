from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from .feeds import FichesAtom, FichesRss

urlpatterns = [
    path("fiches.rss", require_safe(conditional_page(FichesRss())), name="fiches_rss"),
    path("fiches.atom", require_safe(conditional_page(FichesAtom())), name="fiches_atom"),
]
