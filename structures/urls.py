from django.urls import re_path

from . import views

urlpatterns = [
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/carte\.vcf$", views.contact_card, name="contact_card"),
]
