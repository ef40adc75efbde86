"""The people and the meetings of the demo."""

from collections.abc import Iterable
from datetime import time, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from cms.models import Term
from cms.texts import Text
from reseau.models import CompteRendu, FormatReunion, Referent, ThemeReunion
from structures.models import Departement

from .workshop import Workshop, publish

TICKED = dict.fromkeys(CompteRendu.CHECKLIST, True)


def seed_network(workshop: Workshop, reports: Iterable[Text]) -> None:
    """Posts to be filled, the meetings of 2018 with their reports, and an example of a meeting to come."""
    for values in workshop.yaml("referents.yaml"):
        workshop.make(f"referent:{values['slug']}", partial(_referent, values))
    for text in reports:
        workshop.make(f"compte-rendu:{text.slug}", partial(_report, workshop, text))
    for values in workshop.yaml("reunions.yaml"):
        workshop.make(f"reunion:{values['slug']}", partial(_meeting, values))


def _referent(values: dict[str, Any]) -> Referent:
    values = {name: value for name, value in values.items() if name != "slug"}
    departement = Departement.objects.get(code=values.pop("departement"))
    referent = Referent(**values, live=False)
    referent.departements = [departement]
    return publish(referent)  # type: ignore[no-any-return]


def _report(workshop: Workshop, text: Text) -> CompteRendu:
    return _published({**text.header, "slug": text.slug, "body": workshop.builder.stream(text.body)})


def _meeting(values: dict[str, Any]) -> CompteRendu:
    """Some days after the demo is made: a date of the file would soon be over."""
    values = dict(values)
    values["date"] = localdate() + timedelta(days=values.pop("in_days"))
    for name in ("starts_at", "ends_at"):
        values[name] = time.fromisoformat(values[name])
    return _published(values)


def _published(values: dict[str, Any]) -> CompteRendu:
    departement = Departement.objects.get(code=values.pop("departement"))
    formats, themes = _words(FormatReunion, values.pop("formats")), _words(ThemeReunion, values.pop("themes", []))
    report = CompteRendu(**values, **TICKED, departement=departement, live=False)
    report.formats, report.themes = formats, themes
    return publish(report)  # type: ignore[no-any-return]


def _words(model: type[Term], slugs: list[str]) -> list[Term]:
    """Words of a vocabulary that a migration made; one that an editor removed since is left out."""
    return list(model._default_manager.filter(slug__in=slugs))
