"""Addresses of the texts of a recording."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/sous-titres.vtt", views.captions, name="media_captions"),
    path("<int:pk>/transcription.vtt", views.transcript_vtt, name="media_transcript_vtt"),
    path("<int:pk>/transcription.txt", views.transcript_txt, name="media_transcript_txt"),
    path("<int:pk>/moments.vtt", views.chapters, name="media_chapters"),
]
