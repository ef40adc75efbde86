"""The headless face: Wagtail's read-only API over everything that readers may see."""

from wagtail.api.v2.router import WagtailAPIRouter

from api.endpoints import (
    DocumentsEndpoint,
    ImagesEndpoint,
    MediaEndpoint,
    PagesEndpoint,
)
from api.recherche import SearchEndpoint
from reseau.api import ComptesRendusEndpoint, ReferentsEndpoint, ReunionsEndpoint
from structures.annuaire.api import StructuresEndpoint
from structures.api import DepartementsEndpoint, NumerosEndpoint, WhoAnswersEndpoint

router = WagtailAPIRouter("wagtailapi")
for endpoint in (
    PagesEndpoint,
    ImagesEndpoint,
    DocumentsEndpoint,
    MediaEndpoint,
    DepartementsEndpoint,
    NumerosEndpoint,
    WhoAnswersEndpoint,
    StructuresEndpoint,
    ReferentsEndpoint,
    ComptesRendusEndpoint,
    ReunionsEndpoint,
    SearchEndpoint,
):
    router.register_endpoint(endpoint.name, endpoint)
