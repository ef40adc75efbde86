"""The words that meetings are described with, and what earlier texts said with them."""

import json
import re

from django.db import migrations
from django.db.models import TextField
from django.db.models.functions import Cast

FORMATS = {
    "diaporama": "Diaporama",
    "quiz": "Quiz",
    "jeu-de-role": "Jeu de rôle",
    "temoignage": "Témoignage",
    "expose": "Exposé",
    "table-ronde": "Table ronde",
    "echange-libre": "Échange libre",
    "debat": "Débat",
    "tour-des-attentes": "Tour des attentes",
    "video": "Vidéo",
}
THEMES = {
    "isolement": "Isolement",
    "evenements-indesirables": "Événements indésirables",
    "peur-de-l-erreur": "Peur de l'erreur",
    "plaintes": "Plaintes",
    "cpam": "Relations avec la CPAM",
    "urssaf": "URSSAF et cotisations",
    "ars": "Pressions de l'ARS",
    "agressions": "Agressions",
    "litiges": "Litiges entre confrères",
    "dire-non": "Savoir dire non",
    "distance": "Trouver la bonne distance",
    "groupes-de-parole": "Groupes de pairs, Balint",
    "meditation": "Pleine conscience",
    "devalorisation": "Dévalorisation",
    "demographie": "Démographie médicale",
    "questions-techniques": "Questions techniques",
}
# What the free text of a format said, without its accents.
SAID = {
    "diaporama": r"diaporama(?: commente)?",
    "quiz": r"quiz",
    "jeu-de-role": r"jeux? de roles?",
    "temoignage": r"(?:ecoute )?(?:d'un )?temoignages?",
    "expose": r"expose",
    "table-ronde": r"table ronde",
    "echange-libre": r"echanges? libres?",
    "debat": r"debats?",
    "tour-des-attentes": r"(?:tour des )?attentes",
    "video": r"videos?",
}
ACCENTS = str.maketrans("éèêôàçîï’", "eeeoacii'")
BETWEEN = re.compile(r"[\s,.;/+]+|\b(?:et|puis|un|une|le|du)\b")
LINE = re.compile(r"^par la ligne(?: med'aide| du service)?(?: \(a confirmer\))?\.?$")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w")


def formats_of(text):
    """Slugs of the formats that a free text names, and the text itself unless they say all of it."""
    plain, found = text.lower().translate(ACCENTS), []
    for slug, pattern in SAID.items():
        plain, count = re.subn(rf"\b{pattern}\b", " ", plain)
        if count:
            found.append(slug)
    return found, "" if not BETWEEN.sub("", plain) else text


def contact_of(text):
    """Way, relay address and note that an earlier free text of contact comes to."""
    if LINE.match(text.strip().lower().translate(ACCENTS)):
        return "line", "", ""
    if email := EMAIL.search(text):
        return "relay", email[0].lower(), "" if email[0] == text.strip() else text
    return "line", "", text


def forwards(apps, schema_editor):
    keys = {}
    for name, words in (("FormatReunion", FORMATS), ("ThemeReunion", THEMES)):
        for order, (slug, word) in enumerate(words.items(), start=1):
            term = apps.get_model("reseau", name).objects.create(
                slug=slug, name=word, order=order
            )
            keys[slug] = term.pk
    reports = apps.get_model("reseau", "CompteRendu").objects
    written = set(  # a migration knows no block: it reads what is stored
        reports.annotate(stored=Cast("body", TextField()))
        .exclude(stored__in=["[]", "", "null"])
        .values_list("pk", flat=True)
    )
    for report in reports.order_by("pk"):
        found, note = formats_of(report.format_note)
        report.formats.set([keys[slug] for slug in found])
        report.format_note, report.is_written = note, report.pk in written
        report.save(update_fields=["format_note", "is_written"])
    for referent in apps.get_model("reseau", "Referent").objects.order_by("pk"):
        referent.contact_by, referent.relay_email, referent.contact_note = contact_of(
            referent.contact_note
        )
        referent.save(update_fields=["contact_by", "relay_email", "contact_note"])
    _rewrite(apps, "compterendu", lambda content: _report_version(content, keys))
    _rewrite(apps, "referent", _referent_version)


def _report_version(content, keys):
    if "format" in content:
        found, note = formats_of(content.pop("format"))
        content |= {"formats": [keys[slug] for slug in found], "format_note": note}


def _referent_version(content):
    if "public_contact" in content:
        way, relay, note = contact_of(content.pop("public_contact"))
        content |= {"contact_by": way, "relay_email": relay, "contact_note": note}


def backwards(apps, schema_editor):
    """The words go back into the text that they came from."""
    names = {}
    for term in apps.get_model("reseau", "FormatReunion").objects.all():
        names[term.pk] = term.name
    for report in apps.get_model("reseau", "CompteRendu").objects.order_by("pk"):
        report.format_note = _text(
            report.format_note, [term.name for term in report.formats.order_by("order")]
        )
        report.save(update_fields=["format_note"])
    for referent in apps.get_model("reseau", "Referent").objects.order_by("pk"):
        referent.contact_note = (
            referent.contact_note or referent.relay_email or "Par la ligne MED'AIDE"
        )
        referent.save(update_fields=["contact_note"])

    def report_version(content):
        words = [names[key] for key in content.pop("formats", []) if key in names]
        content["format"] = _text(content.pop("format_note", ""), words)

    def referent_version(content):
        relay = content.pop("relay_email", "")
        content["public_contact"] = (
            content.pop("contact_note", "") or relay or "Par la ligne MED'AIDE"
        )

    _rewrite(apps, "compterendu", report_version)
    _rewrite(apps, "referent", referent_version)


def _text(note, words):
    return note or ", ".join(words)[:200].capitalize()


def _rewrite(apps, model, change):
    """Every version that the history keeps of a model's objects: editors open the latest of them."""
    kind = (
        apps.get_model("contenttypes", "ContentType")
        .objects.filter(app_label="reseau", model=model)
        .first()
    )
    if kind is None:
        return
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type=kind
    )
    for revision in revisions.order_by("pk").iterator(chunk_size=200):
        content = (
            json.loads(revision.content)
            if isinstance(revision.content, str)
            else revision.content
        )
        change(content)
        revision.content = (
            json.dumps(content) if isinstance(revision.content, str) else content
        )
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("reseau", "0003_meetings_and_referents"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
