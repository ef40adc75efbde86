from django.urls import path, re_path

from . import views
from .annuaire.views import contact_card

urlpatterns = [
    path("aide/", views.aide, name="aide"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/carte\.vcf$", contact_card, name="contact_card"),
]
