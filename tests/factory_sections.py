"""Factories of the sections of the site."""

from fiches.models import BibliographiePage, FicheIndexPage, TemoignageIndexPage
from reseau.models import DepartementIndexPage, ReseauPage
from structures.models import StructureIndexPage
from tests.factory_bases import SectionFactory


class FicheIndexPageFactory(SectionFactory):
    title = "Fiches"
    slug = "fiches"

    class Meta:
        model = FicheIndexPage


class TemoignageIndexPageFactory(SectionFactory):
    title = "Témoignages"
    slug = "temoignages"

    class Meta:
        model = TemoignageIndexPage


class BibliographiePageFactory(SectionFactory):
    title = "Bibliographie"
    slug = "bibliographie"

    class Meta:
        model = BibliographiePage


class StructureIndexPageFactory(SectionFactory):
    title = "Qui peut aider"
    slug = "structures"

    class Meta:
        model = StructureIndexPage


class ReseauPageFactory(SectionFactory):
    title = "Le réseau"
    slug = "reseau"

    class Meta:
        model = ReseauPage


class DepartementIndexPageFactory(SectionFactory):
    title = "Par département"
    slug = "departements"

    class Meta:
        model = DepartementIndexPage
