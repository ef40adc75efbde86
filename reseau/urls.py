from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from . import views
from .feeds import ComptesRendusAtom, ComptesRendusRss

urlpatterns = [
    path("reunions.ics", views.calendar, name="reunions_ics"),
    path("reunions/<slug:slug>.ics", views.meeting_file, name="reunion_ics"),
    path("comptes-rendus.rss", require_safe(conditional_page(ComptesRendusRss())), name="comptes_rendus_rss"),
    path("comptes-rendus.atom", require_safe(conditional_page(ComptesRendusAtom())), name="comptes_rendus_atom"),
]
