"""Fills each page of the demo from its file."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from cms.texts import Text
from fiches.models import FichePageNumero, Situation, TemoignagePageNumero, Theme
from structures.models import (
    Audience,
    Besoin,
    Departement,
    StructureContact,
    StructureFiche,
    StructurePageNumero,
)

from .markdown import block, phrases
from .workshop import Workshop

NOTICE = "Contenu de démonstration, à relire par le groupe"


class PageFiller:
    """One method a page type: takes a file, gives the function that fills the page."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def _pks(self, kind: str, keys: list[str]) -> list[int]:
        return [self.workshop.page_id(f"{kind}:{key}") for key in keys]

    @staticmethod
    def _terms(model: Any, slugs: list[str]) -> Any:
        return list(model.objects.filter(slug__in=slugs))

    def _numero_links(self, model: type, slugs: list[str]) -> list[Any]:
        return [model(numero_id=self.workshop.numero_id(slug), sort_order=order) for order, slug in enumerate(slugs)]

    def plain(self, text: Text) -> Callable[[Any], None]:
        def fill(page: Any) -> None:
            page.summary = text.header["summary"]
            page.body = self.workshop.builder.stream(text.body)

        return fill

    def structure(self, text: Text) -> Callable[[Any], None]:
        def fill(page: Any) -> None:
            header = dict(text.header)
            for name in (
                "summary",
                "scope",
                "first_contact",
                "confidentiality",
                "cost",
                "to_confirm",
            ):
                setattr(page, name, header[name])
            page.is_free = header.get("is_free")
            page.contacts = [
                StructureContact(**values, sort_order=order) for order, values in enumerate(header.get("contacts", []))
            ]
            page.fiche_links = [
                StructureFiche(fiche_id=key, sort_order=order)
                for order, key in enumerate(self._pks("fiche", header.get("related_fiches", [])))
            ]
            page.departements = list(Departement.objects.filter(code__in=header["departements"]))
            page.needs = self._terms(Besoin, header["needs"])
            page.audiences = self._terms(Audience, header["audiences"])
            page.numero_links = self._numero_links(StructurePageNumero, header["numeros"])
            page.body = self.workshop.builder.stream(text.body)

        return fill

    def departement(self, values: dict[str, str]) -> Callable[[Any], None]:
        def fill(page: Any) -> None:
            page.intro = values["intro"]
            page.commission_id = self.workshop.page_id(f"structure:{values['commission']}")

        return fill

    def fiche(self, text: Text) -> Callable[[Any], None]:
        def fill(page: Any) -> None:
            header = text.header
            page.part = text.path.parent.name
            page.theme = Theme.objects.get(slug=header["theme"])
            page.summary = header["summary"]
            page.key_points = phrases(header["key_points"])
            page.first_steps = phrases(header["first_steps"])
            page.body = self.workshop.builder.stream(text.body)
            page.reviewed_on, page.review_due = (
                header["reviewed_on"],
                header["review_due"],
            )
            page.demo_notice = NOTICE
            page.audiences = self._terms(Audience, header["audiences"])
            page.authors = [block("personne", {"name": name, "quality": ""}) for name in header["authors"]]
            page.numero_links = self._numero_links(FichePageNumero, header["numeros"])
            self._relate(
                page,
                header,
                "related_fiches",
                "related_structures",
                "related_references",
            )

        return fill

    def temoignage(self, text: Text) -> Callable[[Any], None]:
        def fill(page: Any) -> None:
            header = text.header
            for name in ("summary", "speaker", "content_note"):
                setattr(page, name, header[name])
            page.audio_id = self.workshop.existing(f"media:{header['audio']}")
            page.situations = self._terms(Situation, header["situations"])
            page.numero_links = self._numero_links(TemoignagePageNumero, header["numeros"])
            self._relate(page, header, "related_fiches", "related_structures")

        return fill

    def _relate(self, page: Any, header: dict[str, Any], *names: str) -> None:
        for name in names:
            kind = name.removeprefix("related_").removesuffix("s")
            setattr(
                page,
                name,
                list(Page.objects.filter(pk__in=self._pks(kind, header[name])).specific()),
            )
