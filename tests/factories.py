"""Factories of every page type, snippet, library file and account. What they make is valid and published."""

import datetime
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail_factories import CollectionFactory as WagtailCollectionFactory

from cms.models import Document, Image, Media, User
from fiches.models import (
    Consentement,
    FichePage,
    ReferenceContributor,
    ReferencePage,
    Situation,
    TemoignagePage,
    Theme,
    ThemeBibliographique,
)
from home.models import PlainPage
from reseau.models import CompteRendu, DepartementPage, Referent
from structures.models import Audience, Besoin, Departement, Numero, StructurePage
from tests.cms import files
from tests.factory_bases import PageFactory, TermFactory, home_page
from tests.factory_sections import (
    BibliographiePageFactory,
    DepartementIndexPageFactory,
    FicheIndexPageFactory,
    ReseauPageFactory,
    StructureIndexPageFactory,
    TemoignageIndexPageFactory,
)


class ThemeFactory(TermFactory):
    part = "medecin"

    class Meta:
        model = Theme


class ThemeBibliographiqueFactory(TermFactory):
    class Meta:
        model = ThemeBibliographique


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience


class BesoinFactory(TermFactory):
    class Meta:
        model = Besoin


class NumeroFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda number: f"ligne-{number}")
    label = factory.Sequence(lambda number: f"Ligne {number}")
    number = factory.Sequence(lambda number: f"+334658{number:05d}")
    who = "Une personne qui écoute."
    availability = "24 h/24"
    state = Numero.State.ACTIVE

    class Meta:
        model = Numero


class FichePageFactory(PageFactory):
    parent = factory.LazyFunction(FicheIndexPageFactory)
    theme = factory.SubFactory(ThemeFactory)
    part = factory.SelfAttribute("theme.part")
    summary = "La situation, puis ce que l'on trouve ici."
    first_steps = [("phrase", "Poser le courrier.")]
    body = [("titre", {"text": "Pour commencer", "level": "h2"}), ("texte", "<p>Un texte qui aide.</p>")]

    class Meta:
        model = FichePage


class SituationFactory(TermFactory):
    class Meta:
        model = Situation


TRANSCRIPT = [
    {"start": 0.0, "end": 4.5, "speaker": "", "text": "Je tenais, puis je suis tombé."},
    {"start": 83.2, "end": 90.0, "speaker": "", "text": "Une collègue a répondu au téléphone."},
]
CHAPTERS = [{"start": 83.0, "title": "Le premier appel"}]


class TemoignagePageFactory(PageFactory):
    """Complete: with a recording and its transcript, a number, and the consent of the person unless ``consent=False``."""

    parent = factory.LazyFunction(TemoignageIndexPageFactory)
    summary = "Une voix qui raconte."
    speaker = "Médecin généraliste"
    content_note = "On y parle d'un arrêt de travail."
    audio = factory.SubFactory("tests.factories.MediaFactory", transcript=TRANSCRIPT, chapters=CHAPTERS)
    numeros = factory.LazyFunction(lambda: [NumeroFactory()])

    class Meta:
        model = TemoignagePage

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        consent, live = kwargs.pop("consent", True), kwargs.pop("live", True)
        page = super()._create(model_class, *args, live=False, **kwargs)
        if consent:
            ConsentementFactory(page=page)
        if live:
            page.live = True
            page.save()
        return page


class ConsentementFactory(DjangoModelFactory):
    """Of a person whose words and telephone number no reader may find: tests look for them."""

    given_on = datetime.date(2026, 1, 15)
    scope = "Publication du son, portée-interne."
    collected_by = "Camille Collecte"
    voice = Consentement.Voice.ALTERED
    withdrawal_contact = "06 39 98 00 00"

    class Meta:
        model = Consentement


class ReferencePageFactory(PageFactory):
    parent = factory.LazyFunction(BibliographiePageFactory)
    container = "BMJ"
    year = 2000

    class Meta:
        model = ReferencePage

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        """``authors=[("Wu", "Albert W."), …]``, family name first."""
        authors = kwargs.pop("authors", [("Wu", "Albert W.")])
        kwargs["contributors"] = [
            ReferenceContributor(family=family, given=given, sort_order=order)
            for order, (family, given) in enumerate(authors)
        ]
        return super()._create(model_class, *args, **kwargs)


class StructurePageFactory(PageFactory):
    parent = factory.LazyFunction(StructureIndexPageFactory)
    summary = "Qui aide, et pour qui."
    body = [("texte", "<p>Une personne décroche.</p>")]

    class Meta:
        model = StructurePage


class DepartementPageFactory(PageFactory):
    """The page of the Var, or of ``departement="06"``; title and address follow. The one that exists is given back."""

    parent = factory.LazyFunction(DepartementIndexPageFactory)
    slug = ""

    class Meta:
        model = DepartementPage

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        departement = Departement.objects.get(code=kwargs.pop("departement", "83"))
        existing = model_class.objects.filter(departement=departement).first()
        return existing or super()._create(model_class, *args, departement=departement, **kwargs)


class PlainPageFactory(PageFactory):
    summary = "Ce que montre la recherche."
    body = [("texte", "<p>Un texte simple.</p>")]

    class Meta:
        model = PlainPage


class ReferentFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Camille Exemple {number}")
    role = "Référente du département"
    consent_on = datetime.date(2026, 1, 15)

    class Meta:
        model = Referent

    @classmethod
    def _create(cls, model_class: type[Referent], *args: Any, **kwargs: Any) -> Referent:
        codes = kwargs.pop("departements", ["83"])
        return super()._create(
            model_class, *args, departements=list(Departement.objects.filter(code__in=codes)), **kwargs
        )


class CompteRenduFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Réunion {number}")
    slug = factory.Sequence(lambda number: f"reunion-{number}")
    date = datetime.date(2018, 6, 19)
    place = "Istres"
    departement = factory.LazyFunction(lambda: Departement.objects.get(code="13"))
    body = [("texte", "<p>On a parlé des contrôles.</p>")]
    visibility = CompteRendu.Visibility.PUBLIC
    anon_names = anon_people = anon_words = anon_documents = anon_host = True
    last_published_at = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)

    class Meta:
        model = CompteRendu


def meeting_to_come(**values: Any) -> CompteRendu:
    """A public meeting in ten days, that nobody has told yet."""
    day = timezone.localdate() + datetime.timedelta(days=10)
    hours = {"starts_at": datetime.time(19, 30), "ends_at": datetime.time(21)}
    return CompteRenduFactory(**{"date": day, "body": [], **hours, **values})


class CollectionFactory(WagtailCollectionFactory):
    name = factory.Sequence(lambda number: f"Collection {number}")
    parent = factory.LazyFunction(Collection.get_first_root_node)


class ImageFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Image {number}")
    file = factory.LazyAttributeSequence(lambda image, number: ContentFile(files.image(), f"image-{number}.jpg"))

    class Meta:
        model = Image


class DocumentFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyAttributeSequence(lambda document, number: ContentFile(files.pdf(), f"document-{number}.pdf"))

    class Meta:
        model = Document


class MediaFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Enregistrement {number}")
    type = "audio"
    duration = 1.0
    file = factory.LazyAttributeSequence(lambda media, number: ContentFile(files.wav(), f"enregistrement-{number}.wav"))

    class Meta:
        model = Media


def shown_recording(**values: Any) -> Media:
    """A recording that a published page shows: readers may have it."""
    recording = MediaFactory(**{"transcript": TRANSCRIPT, **values})
    TemoignagePageFactory(audio=recording)
    return recording


class UserFactory(DjangoModelFactory):
    """An account; ``roles=["Rédaction"]`` puts it in the groups of that name."""

    username = factory.Sequence(lambda number: f"compte-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def roles(self, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        self.groups.set(Group.objects.filter(name__in=extracted or []))


def restrict(target: Page | Collection) -> None:
    """Make a page or a collection private: only accounts may see it."""
    if isinstance(target, Page):
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    else:
        CollectionViewRestriction.objects.create(collection=target, restriction_type=CollectionViewRestriction.LOGIN)


def every_page_type() -> list[Page]:
    """One published page of each type, the home page first."""
    return [
        home_page(),
        FicheIndexPageFactory(),
        FichePageFactory(),
        TemoignageIndexPageFactory(),
        TemoignagePageFactory(),
        BibliographiePageFactory(),
        ReferencePageFactory(),
        StructureIndexPageFactory(),
        StructurePageFactory(),
        ReseauPageFactory(),
        DepartementIndexPageFactory(),
        DepartementPageFactory(),
        PlainPageFactory(),
    ]
