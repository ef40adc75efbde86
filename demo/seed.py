"""Makes the demo from its files, once: what exists already, or was deleted by an editor, is left as it is."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from wagtail.models import Page

from cms.models import Document, Image, Term
from cms.texts import Text, read_text
from fiches.models import (
    BibliographiePage,
    Consentement,
    FicheIndexPage,
    FichePage,
    Situation,
    TemoignageIndexPage,
    TemoignagePage,
    Theme,
    ThemeBibliographique,
)
from home.models import HomePage, PlainPage
from reseau.models import DepartementIndexPage, DepartementPage, ReseauPage
from structures.models import (
    Audience,
    Besoin,
    Departement,
    Numero,
    NumeroRelay,
    StructureIndexPage,
    StructurePage,
)

from .bibliography import import_bibliography
from .fill import PageFiller
from .frame import fill_home, fill_settings
from .guetteurs import seed_guetteurs
from .network import seed_network
from .recordings import POSTER, recording
from .workshop import CONTENT, MEDIA, Workshop, publish

SECTIONS = {
    model.__name__: model
    for model in (
        FicheIndexPage,
        TemoignageIndexPage,
        BibliographiePage,
        StructureIndexPage,
        ReseauPage,
        DepartementIndexPage,
    )
}
VOCABULARIES: dict[str, type[Term]] = {
    "audiences": Audience,
    "needs": Besoin,
    "themes": Theme,
    "situations": Situation,
    "bibliography_themes": ThemeBibliographique,
}


class Seeder:
    """One run of the demo. Steps follow what each needs: words, numbers, empty pages, then their texts and links."""

    def __init__(self) -> None:
        self.workshop = Workshop(CONTENT)
        self.home = HomePage.objects.get()
        self._keys: dict[int, str] = {}

    def _texts(self, *folders: str) -> Iterator[Text]:
        for folder in folders:
            for path in sorted((self.workshop.content / folder).glob("*.md")):
                yield read_text(path)

    @transaction.atomic
    def run(self) -> list[str]:
        """Seed everything that is missing; returns the keys made. Raises ContentError on an unreadable file."""
        self._vocabularies()
        self._numeros()
        self._libraries()
        self._sections()
        drafts = self._pages()
        self._consents()
        for page, fill in drafts:
            fill(page)
            page.save_revision().publish()
        for page, _fill in drafts:
            self.workshop.ledger.record(self._keys[page.pk], page)
        seed_network(self.workshop, self._texts("comptes-rendus"))
        seed_guetteurs(self.workshop)
        fill_home(self.workshop)
        fill_settings(self.workshop)
        return self.workshop.made

    # Words and numbers

    def _vocabularies(self) -> None:
        for name, entries in self.workshop.yaml("vocabulaires.yaml").items():
            model = VOCABULARIES[name]
            for order, values in enumerate(entries, start=1):
                self.workshop.make(
                    f"{name}:{values['slug']}", partial(model._default_manager.create, order=order, **values)
                )

    def _numeros(self) -> None:
        for values in self.workshop.yaml("numeros.yaml"):
            replaced_by, relays = values.pop("replaced_by", None), values.pop("relays", [])
            values.pop("checked_on") if values["state"] == "to_confirm" else None

            def make(
                values: dict[str, Any] = values, replaced_by: str | None = replaced_by, relays: list[str] = relays
            ) -> Numero:
                numero = Numero(**values, live=False)
                if replaced_by:
                    numero.replaced_by_id = self.workshop.numero_id(replaced_by)
                numero.relays = [
                    NumeroRelay(numero_id=self.workshop.numero_id(slug), sort_order=order)
                    for order, slug in enumerate(relays)
                ]
                return publish(numero)

            self.workshop.make(f"numero:{values['slug']}", make)

    def _libraries(self) -> None:
        for path in sorted(MEDIA.iterdir()):
            title = path.stem.replace("-", " ").capitalize()
            if path.suffix in {".mp3", ".mp4"}:
                self.workshop.make(f"media:{path.name}", partial(recording, path))
            elif path.stem.endswith(POSTER):
                continue  # it goes with its film
            elif path.suffix in {".png", ".jpg", ".webp"}:
                self.workshop.make(
                    f"image:{path.name}",
                    partial(self._file, Image, path, title),
                )
            elif path.suffix == ".pdf":
                self.workshop.make(
                    f"document:{path.name}",
                    partial(self._file, Document, path, title),
                )

    @staticmethod
    def _file(model: Any, path: Path, title: str) -> Any:
        with path.open("rb") as stream:
            return model.objects.create(title=title, file=File(stream, name=path.name))

    # Pages: first empty, so that texts may link to any of them

    def _draft(self, key: str, parent: Page, page: Page) -> Page | None:
        if key in self.workshop.ledger:
            return None
        page.live = False
        page.is_draft_save = True
        parent.add_child(instance=page)
        page.is_draft_save = False
        self.workshop.ledger.record(key, page)
        self._keys[page.pk] = key
        self.workshop.made.append(key)
        return page

    def _sections(self) -> None:
        """Published at once: a section saved after its children were added would overwrite its place in the tree."""
        for values in self.workshop.yaml("rubriques.yaml"):
            page = SECTIONS[values["type"]](title=values["title"], slug=values["slug"], intro=values["intro"])
            key = f"section:{values['slug']}"
            if self._draft(key, self.home, page):
                page.save_revision().publish()
                self.workshop.ledger.record(key, page)

    def _pages(self) -> list[tuple[Page, Callable[[Any], None]]]:
        filler = PageFiller(self.workshop)
        kinds: list[
            tuple[
                str,
                str | None,
                type[Page],
                Callable[[Text], Callable[[Any], None]],
                Iterator[Text],
            ]
        ] = [
            ("page", None, PlainPage, filler.plain, self._texts("pages")),
            (
                "structure",
                "structures",
                StructurePage,
                filler.structure,
                self._texts("structures"),
            ),
            (
                "fiche",
                "fiches",
                FichePage,
                filler.fiche,
                self._texts("fiches/cabinet", "fiches/medecin"),
            ),
            (
                "temoignage",
                "temoignages",
                TemoignagePage,
                filler.temoignage,
                self._texts("temoignages"),
            ),
        ]
        drafts: list[tuple[Page, Callable[[Any], None]]] = []
        for kind, section, model, fill_from, texts in kinds:
            parent = self._section(section) if section else self.home
            for text in texts:
                page = model(title=text.header["title"], slug=text.slug)
                if parent and (draft := self._draft(f"{kind}:{text.slug}", parent, page)):
                    drafts.append((draft, fill_from(text)))
        if bibliography := self._section("bibliographie"):
            import_bibliography(self.workshop, bibliography.specific, self.workshop.content / "bibliographie.bib")
        return [*drafts, *self._departements(filler)]

    def _departements(self, filler: PageFiller) -> list[tuple[Page, Callable[[Any], None]]]:
        drafts: list[tuple[Page, Callable[[Any], None]]] = []
        if section := self._section("departements"):
            for values in self.workshop.yaml("departements.yaml"):
                departement = Departement.objects.get(code=values["departement"])
                page = DepartementPage(departement=departement)
                if draft := self._draft(f"departement:{departement.slug}", section, page):
                    drafts.append((draft, filler.departement(values)))
        return drafts

    def _consents(self) -> None:
        """Before testimonies are published: none is without."""
        for text in self._texts("temoignages"):
            page = self.workshop.page_id(f"temoignage:{text.slug}")
            make = partial(Consentement.objects.create, page_id=page, **text.header["consent"])
            self.workshop.make(f"consentement:{text.slug}", make)

    def _section(self, slug: str) -> Page | None:
        return Page.objects.filter(pk=self.workshop.ledger.primary_key(f"section:{slug}")).first()
