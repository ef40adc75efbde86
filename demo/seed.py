"""Makes the demo from its files, once: what exists already, or was deleted by an editor, is left as it is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.core.files import File
from django.db import transaction
from wagtail.models import Page

from cms.models import Document, Image, Media
from cms.uploads import recording_duration
from fiches.models import (
    BibliographiePage,
    FicheAuteur,
    FicheIndexPage,
    FichePage,
    FichePageNumero,
    TemoignageIndexPage,
    TemoignagePage,
    TemoignagePageNumero,
    Theme,
    ThemeBibliographique,
)
from home.models import HomePage, HomePageFiche, HomePageNumero, PlainPage, SiteSettings
from reseau.models import CompteRendu, Referent, ReseauPage
from structures.models import (
    Audience,
    Besoin,
    Departement,
    Numero,
    StructureIndexPage,
    StructurePage,
    StructurePageNumero,
)

from .bibliography import reference_pages
from .ledger import Ledger
from .markdown import ContentError, StreamBuilder, Text, block, phrases, read_text

ROOT = Path(__file__).resolve().parent
CONTENT = ROOT / "content"
MEDIA = ROOT / "media"
NOTICE = "Contenu de démonstration, à relire par le groupe"
SECTIONS = {
    model.__name__: model
    for model in (
        FicheIndexPage,
        TemoignageIndexPage,
        BibliographiePage,
        StructureIndexPage,
        ReseauPage,
    )
}


def _yaml(name: str) -> Any:
    return yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))


def _texts(*folders: str) -> Iterator[Text]:
    for folder in folders:
        for path in sorted((CONTENT / folder).glob("*.md")):
            yield read_text(path)


class Seeder:
    """One run of the demo. Steps follow what each needs: words, numbers, empty pages, then their texts and links."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.made: list[str] = []
        self.home = HomePage.objects.get()
        self.builder = StreamBuilder(
            self.page_id, self.numero_id, self.image_id, self.document_id
        )

    @transaction.atomic
    def run(self) -> list[str]:
        """Seed everything that is missing; returns the keys made. Raises ContentError on an unreadable file."""
        self._vocabularies()
        self._numeros()
        self._libraries()
        drafts = [*self._sections(), *self._pages()]
        for page, fill in drafts:
            fill(page)
            page.save_revision().publish()
        for page, _fill in drafts:
            self.ledger.record(self._keys[page.pk], page)
        self._referents()
        self._comptes_rendus()
        self._home()
        self._settings()
        return self.made

    # What texts name

    def page_id(self, key: str) -> int:
        return self._existing(key)

    def numero_id(self, slug: str) -> int:
        numero = (
            Numero.objects.filter(slug=str(slug)).values_list("pk", flat=True).first()
        )
        if numero is None:
            raise ContentError(f"Le numéro « {slug} » n'est pas dans numeros.yaml.")
        return int(numero)

    def image_id(self, name: str) -> int:
        return self._existing(f"image:{name}")

    def document_id(self, name: str) -> int:
        return self._existing(f"document:{name}")

    def _existing(self, key: str) -> int:
        try:
            return self.ledger.primary_key(key)
        except KeyError as error:
            raise ContentError(f"« {key} » est cité mais n'existe pas.") from error

    def _make(self, key: str, make: Callable[[], Any]) -> Any:
        """Make an object unless the demo already did, and remember it."""
        if key in self.ledger:
            return None
        target = make()
        self.ledger.record(key, target)
        self.made.append(key)
        return target

    # Words and numbers

    def _vocabularies(self) -> None:
        models = {
            "audiences": Audience,
            "needs": Besoin,
            "themes": Theme,
            "bibliography_themes": ThemeBibliographique,
        }
        for name, entries in _yaml("vocabulaires.yaml").items():
            model = models[name]
            for order, values in enumerate(entries, start=1):
                self._make(
                    f"{name}:{values['slug']}",
                    lambda model=model, values=values, order=order: (
                        model.objects.create(order=order, **values)
                    ),
                )

    def _numeros(self) -> None:
        for values in _yaml("numeros.yaml"):
            replaced_by = values.pop("replaced_by", None)
            values.pop("checked_on") if values["state"] == "to_confirm" else None

            def make(
                values: dict[str, Any] = values, replaced_by: str | None = replaced_by
            ) -> Numero:
                numero = Numero(**values, live=False)
                if replaced_by:
                    numero.replaced_by_id = self.numero_id(replaced_by)
                return self._publish(numero)

            self._make(f"numero:{values['slug']}", make)

    @staticmethod
    def _publish(snippet: Any) -> Any:
        snippet.full_clean()
        snippet.save()
        snippet.save_revision().publish()
        return snippet

    def _libraries(self) -> None:
        for path in sorted(MEDIA.iterdir()):
            title = path.stem.replace("-", " ").capitalize()
            if path.suffix == ".mp3":
                self._make(
                    f"media:{path.name}",
                    lambda path=path, title=title: self._recording(path, title),
                )
            elif path.suffix in {".png", ".jpg", ".webp"}:
                self._make(
                    f"image:{path.name}",
                    lambda path=path, title=title: self._file(Image, path, title),
                )
            elif path.suffix == ".pdf":
                self._make(
                    f"document:{path.name}",
                    lambda path=path, title=title: self._file(Document, path, title),
                )

    @staticmethod
    def _file(model: type, path: Path, title: str) -> Any:
        with path.open("rb") as stream:
            return model.objects.create(title=title, file=File(stream, name=path.name))

    @staticmethod
    def _recording(path: Path, title: str) -> Media:
        with path.open("rb") as stream:
            return Media.objects.create(
                title=title,
                type="audio",
                is_synthetic=True,
                duration=recording_duration(stream),
                file=File(stream, name=path.name),
            )

    # Pages: first empty, so that texts may link to any of them

    _keys: dict[int, str]

    def _draft(self, key: str, parent: Page, page: Page) -> Page | None:
        if key in self.ledger:
            return None
        page.live = False
        page.is_draft_save = True
        parent.add_child(instance=page)
        page.is_draft_save = False
        self.ledger.record(key, page)
        self._keys[page.pk] = key
        self.made.append(key)
        return page

    def _sections(self) -> Iterator[tuple[Page, Callable[[Any], None]]]:
        self._keys = {}
        drafts = []
        for values in _yaml("rubriques.yaml"):
            page = SECTIONS[values["type"]](
                title=values["title"], slug=values["slug"], intro=values["intro"]
            )
            if draft := self._draft(f"section:{values['slug']}", self.home, page):
                drafts.append((draft, _nothing))
        return iter(drafts)

    def _pages(self) -> Iterator[tuple[Page, Callable[[Any], None]]]:
        kinds: list[
            tuple[
                str,
                str | None,
                type[Page],
                Callable[[Text], Callable[[Any], None]],
                Iterator[Text],
            ]
        ] = [
            ("page", None, PlainPage, self._fill_plain, _texts("pages")),
            (
                "structure",
                "structures",
                StructurePage,
                self._fill_structure,
                _texts("structures"),
            ),
            (
                "fiche",
                "fiches",
                FichePage,
                self._fill_fiche,
                _texts("fiches/cabinet", "fiches/medecin"),
            ),
            (
                "temoignage",
                "temoignages",
                TemoignagePage,
                self._fill_temoignage,
                _texts("temoignages"),
            ),
        ]
        drafts: list[tuple[Page, Callable[[Any], None]]] = []
        for kind, section, model, filler, texts in kinds:
            parent = self._section(section) if section else self.home
            for text in texts:
                page = model(title=text.header["title"], slug=text.slug)
                if parent and (
                    draft := self._draft(f"{kind}:{text.slug}", parent, page)
                ):
                    drafts.append((draft, filler(text)))
        if bibliography := self._section("bibliographie"):
            for key, page, fill in reference_pages(CONTENT / "bibliographie.bib"):
                if draft := self._draft(f"reference:{key}", bibliography, page):
                    drafts.append((draft, fill))
        return iter(drafts)

    def _section(self, slug: str) -> Page | None:
        return Page.objects.filter(
            pk=self.ledger.primary_key(f"section:{slug}")
        ).first()

    def _pks(self, kind: str, keys: list[str]) -> list[int]:
        return [self.page_id(f"{kind}:{key}") for key in keys]

    @staticmethod
    def _terms(model: type, slugs: list[str]) -> Any:
        return list(model.objects.filter(slug__in=slugs))

    def _numero_links(self, model: type, slugs: list[str]) -> list[Any]:
        return [
            model(numero_id=self.numero_id(slug), sort_order=order)
            for order, slug in enumerate(slugs)
        ]

    def _fill_plain(self, text: Text) -> Callable[[Any], None]:
        def fill(page: PlainPage) -> None:
            page.summary = text.header["summary"]
            page.body = self.builder.stream(text.body)

        return fill

    def _fill_structure(self, text: Text) -> Callable[[Any], None]:
        def fill(page: StructurePage) -> None:
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
            page.departements = list(
                Departement.objects.filter(code__in=header["departements"])
            )
            page.needs = self._terms(Besoin, header["needs"])
            page.audiences = self._terms(Audience, header["audiences"])
            page.numero_links = self._numero_links(
                StructurePageNumero, header["numeros"]
            )
            page.body = self.builder.stream(text.body)

        return fill

    def _fill_fiche(self, text: Text) -> Callable[[Any], None]:
        def fill(page: FichePage) -> None:
            header = text.header
            page.part = text.path.parent.name
            page.theme = Theme.objects.get(slug=header["theme"])
            page.summary = header["summary"]
            page.key_points = phrases(header["key_points"])
            page.first_steps = phrases(header["first_steps"])
            page.body = self.builder.stream(text.body)
            page.reviewed_on, page.review_due = (
                header["reviewed_on"],
                header["review_due"],
            )
            page.demo_notice = NOTICE
            page.audiences = self._terms(Audience, header["audiences"])
            page.auteurs = [
                FicheAuteur(name=name, sort_order=order)
                for order, name in enumerate(header["authors"])
            ]
            page.numero_links = self._numero_links(FichePageNumero, header["numeros"])
            self._relate(
                page,
                header,
                "related_fiches",
                "related_structures",
                "related_references",
            )

        return fill

    def _fill_temoignage(self, text: Text) -> Callable[[Any], None]:
        def fill(page: TemoignagePage) -> None:
            header = text.header
            for name in ("summary", "speaker", "content_note"):
                setattr(page, name, header[name])
            page.audio_id = self._existing(f"media:{header['audio']}")
            page.transcript = self.builder.html(text.body)
            page.numero_links = self._numero_links(
                TemoignagePageNumero, header["numeros"]
            )
            self._relate(page, header, "related_fiches", "related_structures")

        return fill

    def _relate(self, page: Any, header: dict[str, Any], *names: str) -> None:
        for name in names:
            kind = name.removeprefix("related_").removesuffix("s")
            setattr(
                page,
                name,
                list(
                    Page.objects.filter(pk__in=self._pks(kind, header[name])).specific()
                ),
            )

    # The network

    def _referents(self) -> None:
        for values in _yaml("referents.yaml"):

            def make(values: dict[str, Any] = values) -> Referent:
                referent = Referent(
                    vacant=values["vacant"],
                    role=values["role"],
                    specialty=values["specialty"],
                    presentation=values["presentation"],
                    public_contact=values["public_contact"],
                    live=False,
                )
                referent.departements = [
                    Departement.objects.get(code=values["departement"])
                ]
                return self._publish(referent)

            self._make(f"referent:{values['slug']}", make)

    def _comptes_rendus(self) -> None:
        for text in _texts("comptes-rendus"):

            def make(text: Text = text) -> CompteRendu:
                values = dict(text.header)
                departement = Departement.objects.get(code=values.pop("departement"))
                body = self.builder.stream(text.body)
                return self._publish(
                    CompteRendu(
                        **values,
                        slug=text.slug,
                        departement=departement,
                        body=body,
                        live=False,
                    )
                )

            self._make(f"compte-rendu:{text.slug}", make)

    # What existed before the demo, and that it fills

    def _home(self) -> None:
        def fill() -> HomePage:
            values = _yaml("accueil.yaml")
            home = HomePage.objects.get()
            home.hero_title, home.hero_text = values["hero_title"], values["hero_text"]
            home.doors = [
                block(
                    "porte",
                    {
                        "title": door["title"],
                        "text": door["text"],
                        "page": self.page_id(door["target"]),
                    },
                )
                for door in values["doors"]
            ]
            home.cabinet_text = values["parts"]["cabinet"]["text"]
            home.medecin_text = values["parts"]["medecin"]["text"]
            home.featured_temoignage_id = self.page_id(
                f"temoignage:{values['featured_temoignage']}"
            )
            home.next_meeting = values["next_meeting"]
            home.figures = [
                block(
                    "chiffre",
                    {
                        "value": figure["value"],
                        "label": figure["label"],
                        "source": figure["source_note"],
                    },
                )
                for figure in values["figures"]
            ]
            home.numero_links = self._numero_links(
                HomePageNumero, values["hero_numeros"]
            )
            home.fiche_links = [
                HomePageFiche(fiche_id=self.page_id(f"fiche:{slug}"), sort_order=order)
                for order, slug in enumerate(values["featured_fiches"])
            ]
            home.save_revision().publish()
            return home

        self._make("accueil", fill)

    def _settings(self) -> None:
        def fill() -> SiteSettings:
            values = _yaml("reglages.yaml")
            settings = SiteSettings.objects.get(site__is_default_site=True)
            for name in (
                "service_name",
                "tagline",
                "description",
                "contact_email",
                "contact_address",
                "publisher",
                "director",
                "host",
                "footer_text",
            ):
                setattr(settings, name, values[name])
            settings.main_numero_id = self.numero_id(values["main_numero"])
            for name in ("menu", "footer"):
                setattr(settings, name, [self._link(entry) for entry in values[name]])
            settings.save()
            return settings

        self._make("reglages", fill)

    def _link(self, entry: dict[str, str]) -> dict[str, Any]:
        return block(
            "lien",
            {"label": entry["label"], "page": self.page_id(entry["target"]), "url": ""},
        )


def _nothing(page: Page) -> None:
    """A section page has no text of its own."""
