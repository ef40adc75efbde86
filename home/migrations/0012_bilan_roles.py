"""The Bilan is read by those who write, approve, keep and prepare what it counts."""

from django.db import migrations

from cms import roles
from cms.roles import COORDINATION, REDACTION, SECRETARIAT, VALIDATION

MODEL = "reseau.bilan"
READERS = (REDACTION, VALIDATION, SECRETARIAT, COORDINATION)


def grant(apps, schema_editor):
    for role in READERS:
        roles.grant(apps, role, MODEL, "view")


def revoke(apps, schema_editor):
    for role in READERS:
        roles.revoke(apps, role, MODEL)


class Migration(migrations.Migration):
    dependencies = [("home", "0011_review_roles"), ("reseau", "0006_bilan")]

    operations = [migrations.RunPython(grant, revoke)]
