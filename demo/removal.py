"""Removes the demo and nothing else."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from cms.models import User
from home.models import HomePage, SiteSettings

from .ledger import fingerprint
from .models import DemoObject


@dataclass
class Removal:
    """What was removed, and what was kept with the reason, in French."""

    removed: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def remove(force: bool = False) -> Removal:
    """Remove what the demo made. What an editor has changed since, or still uses, is kept unless ``force``."""
    outcome = Removal()
    entries = list(DemoObject.objects.select_related("content_type").order_by("-pk"))
    for entry in sorted(entries, key=_deepest_first):
        reason = _remove_one(entry, force)
        if reason:
            outcome.kept.append((entry.key, reason))
        else:
            outcome.removed.append(entry.key)
            entry.delete()
    return outcome


def _deepest_first(entry: DemoObject) -> tuple[int, int]:
    """Settings and home first (they point to pages), then pages from the leaves up, then what pages point to."""
    target = entry.target
    if isinstance(target, SiteSettings | HomePage):
        return (0, 0)
    if isinstance(target, Page):
        return (1, -target.depth)
    return (2, -entry.pk)


def _remove_one(entry: DemoObject, force: bool) -> str:
    """Remove one object; the reason why not, or an empty string."""
    target: Any = entry.target
    if target is None:
        return ""
    if not isinstance(target, User) and fingerprint(target) != entry.fingerprint and not force:
        return "modifié depuis"
    if isinstance(target, HomePage):
        _empty_home(target)
    elif isinstance(target, SiteSettings):
        _empty_settings(target)
    else:
        return _delete(target)
    return ""


def _delete(target: Any) -> str:
    if isinstance(target, Page):
        target = Page.objects.get(pk=target.pk).specific
        if target.get_children().exists():
            return "contient encore des pages"
    try:
        with transaction.atomic():
            target.delete()
    except ProtectedError:
        return "encore utilisé ailleurs"
    return ""


def _reset(target: Any, names: list[str]) -> None:
    for name in names:
        model_field = target._meta.get_field(name)
        setattr(target, name, None if model_field.null else model_field.get_default() or "")


def _empty_home(home: Any) -> None:
    _reset(
        home,
        [
            "hero_title",
            "hero_text",
            "cabinet_text",
            "medecin_text",
            "film",
            "film_title",
            "film_text",
            "next_meeting",
            "featured_temoignage",
        ],
    )
    home.doors, home.figures = [], []
    home.numero_links, home.fiche_links = [], []
    home.save_revision().publish()


def _empty_settings(settings: Any) -> None:
    _reset(
        settings,
        [
            "service_name",
            "tagline",
            "description",
            "contact_email",
            "contact_address",
            "publisher",
            "director",
            "host",
            "footer_text",
            "main_numero",
        ],
    )
    settings.menu, settings.footer = [], []
    settings.save()
