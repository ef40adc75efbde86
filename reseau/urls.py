from django.urls import path

from . import views

urlpatterns = [
    path("reunions.ics", views.calendar, name="reunions_ics"),
    path("reunions/<slug:slug>.ics", views.meeting_file, name="reunion_ics"),
]
