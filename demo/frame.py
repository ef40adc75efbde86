"""What existed before the demo and that it fills: home page and settings."""

from typing import Any

from home.models import HomePage, HomePageFiche, HomePageNumero, SiteSettings

from .markdown import block
from .workshop import Workshop


def fill_home(workshop: Workshop) -> None:
    """The home page, which a migration made empty."""

    def fill() -> HomePage:
        values = workshop.yaml("accueil.yaml")
        home: Any = HomePage.objects.get()
        home.hero_title, home.hero_text = values["hero_title"], values["hero_text"]
        home.doors = [
            block(
                "porte",
                {
                    "title": door["title"],
                    "text": door["text"],
                    "page": workshop.page_id(door["target"]),
                },
            )
            for door in values["doors"]
        ]
        home.cabinet_text = values["parts"]["cabinet"]["text"]
        home.medecin_text = values["parts"]["medecin"]["text"]
        home.featured_temoignage_id = workshop.page_id(f"temoignage:{values['featured_temoignage']}")
        film = values["film"]
        home.film_title, home.film_text = film["title"], film["text"]
        home.film_id = workshop.existing(f"media:{film['file']}")
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
        home.numero_links = [
            HomePageNumero(numero_id=workshop.numero_id(slug), sort_order=order)
            for order, slug in enumerate(values["hero_numeros"])
        ]
        home.fiche_links = [
            HomePageFiche(fiche_id=workshop.page_id(f"fiche:{slug}"), sort_order=order)
            for order, slug in enumerate(values["featured_fiches"])
        ]
        home.save_revision().publish()
        return home

    workshop.make("accueil", fill)


def fill_settings(workshop: Workshop) -> None:
    """Identity, menu and footer, which a migration made empty."""

    def fill() -> SiteSettings:
        values = workshop.yaml("reglages.yaml")
        settings: Any = SiteSettings.objects.get(site__is_default_site=True)
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
        settings.main_numero_id = workshop.numero_id(values["main_numero"])
        for name in ("menu", "footer"):
            setattr(settings, name, [_link(workshop, entry) for entry in values[name]])
        settings.save()
        return settings

    workshop.make("reglages", fill)


def _link(workshop: Workshop, entry: dict[str, str]) -> dict[str, Any]:
    return block(
        "lien",
        {
            "label": entry["label"],
            "page": workshop.page_id(entry["target"]) if "target" in entry else None,
            "url": entry.get("url", ""),
        },
    )
