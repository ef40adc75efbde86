from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from . import offline, views

urlpatterns = [
    path("plan-du-site/", views.plan, name="plan"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("aide/hors-ligne/", offline.offline, name="offline"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.icon, {"path": "img/favicon.ico"}),
    path("apple-touch-icon.png", views.icon, {"path": "img/apple-touch-icon.png"}),
    path("apple-touch-icon-precomposed.png", views.icon, {"path": "img/apple-touch-icon.png"}),
]
