from django.urls import path

from . import views

urlpatterns = [
    path("", views.results, name="recherche"),
    path("suggestions/", views.suggestions, name="suggestions"),
]
