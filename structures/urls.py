from django.urls import include, path, re_path

from . import views
from .annuaire.views import contact_card

urlpatterns = [
    path("aide/", views.aide, name="aide"),
    path("aide/", include("structures.printed.urls")),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/carte\.vcf$", contact_card, name="contact_card"),
]
