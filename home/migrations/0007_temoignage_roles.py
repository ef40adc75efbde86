"""Who records the consent of those who speak, who may take it back, and who keeps the words of situations.

Whoever answers the telephone may be told of a withdrawal: the secretariat carries it out without a page right.
"""

from django.db import migrations

from cms import roles
from cms.roles import REDACTION, SECRETARIAT, VALIDATION, WEBMESTRE

CONSENT = "fiches.consentement"
SITUATION = "fiches.situation"
WITHDRAW = "withdraw_consentement"
CONSENT_RIGHTS = {
    REDACTION: ("add", "change", "view"),
    VALIDATION: ("add", "change", "view", WITHDRAW),
    SECRETARIAT: ("view", WITHDRAW),
    WEBMESTRE: ("view", WITHDRAW),
}


def grant(apps, schema_editor):
    for role, actions in CONSENT_RIGHTS.items():
        roles.grant(apps, role, CONSENT, *actions)
    roles.grant(apps, WEBMESTRE, SITUATION, "add", "change", "delete")


def revoke(apps, schema_editor):
    for role in CONSENT_RIGHTS:
        roles.revoke(apps, role, CONSENT)
    roles.revoke(apps, WEBMESTRE, SITUATION)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_offline_help"),
        ("fiches", "0002_temoignages"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
