from django.urls import path

from . import views

urlpatterns = [path(f"{name}.pdf", views.printed, {"name": name}, name=f"{name}_pdf") for name in views.DOCUMENTS]
