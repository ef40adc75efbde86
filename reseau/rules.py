"""What a referent and a meeting may not say: each refusal names its field and its remedy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cms.collections import private_collections
from structures import phone

from .contact import Way

if TYPE_CHECKING:
    from .models import CompteRendu, Referent

# The group was created in November 2016 (docs/glossaire.md, « MED'AIDE »): it met nobody before.
FIRST_DAY = date(2016, 11, 1)
# Nobody plans a meeting further ahead: a later year is a slip of the finger.
FARTHEST = timedelta(days=2 * 366)

Errors = dict[str, str]


def meeting_day(day: date) -> None:
    """A validator of fields: a day between the creation of the group and two years from today."""
    if day < FIRST_DAY:
        raise ValidationError("Le groupe existe depuis novembre 2016 : vérifiez l'année.")
    if day > localdate() + FARTHEST:
        raise ValidationError("Cette date est dans plus de deux ans : vérifiez l'année.")


def not_in_the_future(day: date) -> None:
    """A validator of fields: an agreement has been given already."""
    if day > localdate():
        raise ValidationError("Cette date est à venir : écrivez le jour où l'accord a été donné.")


def contradictions(report: CompteRendu) -> Errors:
    """What its own figures and hours say against each other. Refused in drafts too."""
    errors: Errors = {}
    if report.present is not None:
        if report.invited is not None and report.present > report.invited:
            errors["present"] = (
                f"Il y a plus de présents ({report.present}) que d'invités ({report.invited}) : "
                "corrigez l'un des deux nombres."
            )
        if (report.present_insiders or 0) > report.present:
            errors["present_insiders"] = (
                f"Ces personnes comptent parmi les présents : écrivez {report.present} au plus, ou corrigez les présents."
            )
    elif report.present_insiders:
        errors["present_insiders"] = "Écrivez d'abord combien de personnes étaient présentes."
    if report.ends_at and not report.starts_at:
        errors["starts_at"] = "Écrivez aussi l'heure du début, ou effacez celle de la fin."
    elif report.starts_at and report.ends_at and report.ends_at <= report.starts_at:
        errors["ends_at"] = "La réunion finirait avant de commencer : corrigez l'une des deux heures."
    return errors


def report_errors(report: CompteRendu) -> dict[str, Any]:
    """What is missing before it is approved: less is asked of a meeting to come than of a report."""
    errors: dict[str, Any] = {}
    if not report.departement_id:
        errors["departement"] = "Choisissez le département de la réunion."
    if report.is_to_come and not report.body:
        if not report.place:
            errors["place"] = "Écrivez où l'on se retrouve."
        if not report.starts_at:
            errors["starts_at"] = "Écrivez à quelle heure la réunion commence."
        if report.registration == report.Registration.EMAIL and not report.registration_email:
            errors["registration_email"] = "Écrivez l'adresse où s'inscrire, ou choisissez un autre moyen."
    elif not report.body:
        errors["body"] = "Le compte rendu est vide : écrivez ce qui est sorti de la réunion."
    errors |= _checklist_errors(report)
    if sentence := _documents_error(report):
        errors["documents"] = sentence
    return errors


def _checklist_errors(report: CompteRendu) -> Errors:
    """Each point of the list, ticked by whoever submits it, before all may read the report."""
    if report.visibility != report.Visibility.PUBLIC or not report.body:
        return {}
    return {
        name: "Vérifiez ce point et cochez-le, ou laissez ce compte rendu interne."
        for name in report.CHECKLIST
        if not getattr(report, name)
    }


def _documents_error(report: CompteRendu) -> str:
    """Documents go where their report goes: into a private collection while it is internal."""
    private = private_collections()
    wrong = [
        f"« {row.document.title} »"
        for row in report.documents.all()
        if row.document_id and (row.document.collection_id in private) == report.is_public_once_published
    ]
    if not wrong:
        return ""
    titles = ", ".join(wrong)
    if report.is_public_once_published:
        return f"Documents : {titles} est dans une collection réservée, personne ne l'ouvrirait. Changez sa collection."
    return (
        f"Documents : {titles} est dans une collection que tout le monde peut lire. "
        "Ce compte rendu est interne : changez sa collection, par exemple pour « Réseau (réservé) »."
    )


def referent_errors(referent: Referent) -> dict[str, Any]:
    """What is missing before a person appears on the site."""
    errors: dict[str, Any] = {}
    if referent.vacant:
        if referent.name:
            errors["name"] = "Ce poste est « à pourvoir » : retirez le nom, ou décochez la case."
        return errors
    if not referent.name:
        errors["name"] = "Écrivez le nom de la personne, ou cochez « poste à pourvoir »."
    if not referent.consent_on:
        errors["consent_on"] = "Notez la date de son accord : sans lui, la personne ne peut pas paraître sur le site."
    if referent.contact_by == Way.RELAY and not referent.relay_email:
        errors["relay_email"] = "Écrivez l'adresse de relais, ou choisissez un autre moyen."
    if referent.contact_by == Way.NUMBER and not referent.direct_number:
        errors["direct_number"] = "Écrivez le numéro, ou choisissez un autre moyen."
    if referent.photo and not referent.photo_consent_on:
        errors["photo_consent_on"] = "Notez la date de son accord pour le portrait, ou retirez le portrait."
    elif referent.photo and referent.photo.collection_id not in private_collections():
        errors["photo"] = (
            "Ce portrait est dans une collection publique, où des programmes la liraient sans la page. "
            "Changez sa collection, par exemple pour « Réseau (réservé) »."
        )
    return errors


def referent_contradictions(referent: Referent) -> Errors:
    """What may not be saved, even as a draft. It puts the direct number in its one stored form."""
    errors: Errors = {}
    if referent.active_from and referent.active_to and referent.active_to < referent.active_from:
        errors["active_to"] = "La fin est avant le début : corrigez l'une des deux dates."
    if referent.relay_email and referent.relay_email.lower() in referent.private_contact.lower():
        errors["relay_email"] = "C'est l'adresse du contact interne : écrivez ici une adresse que le groupe relaie."
    if referent.direct_number:
        try:
            referent.direct_number = phone.normalise(referent.direct_number)
        except ValidationError as error:
            errors["direct_number"] = error.messages[0]
        else:
            if phone.is_short(referent.direct_number):
                errors["direct_number"] = "C'est un numéro court, pas celui d'une personne : écrivez le sien."
    return errors
