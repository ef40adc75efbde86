from django.urls import path

from . import views

urlpatterns = [path("aide/", views.aide, name="aide")]
