"""Who says that a page was read again and that nothing changes: those who approve, and the secretariat."""

from django.db import migrations

from cms import roles
from cms.roles import SECRETARIAT, VALIDATION

REMINDER = "cms.reminder"


def grant(apps, schema_editor):
    for role in (VALIDATION, SECRETARIAT):
        roles.grant(apps, role, REMINDER, "mark_reviewed")


def revoke(apps, schema_editor):
    for role in (VALIDATION, SECRETARIAT):
        roles.revoke(apps, role, REMINDER)


class Migration(migrations.Migration):
    dependencies = [("home", "0010_guetteur_roles"), ("cms", "0006_reviews_and_reminders")]

    operations = [migrations.RunPython(grant, revoke)]
