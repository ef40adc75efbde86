"""Who says that a page was read again and that nothing changes: those who approve, and the secretariat."""

from django.db import migrations

from cms import roles
from cms.roles import SECRETARIAT, VALIDATION

TASK = "cms.relecturetask"


def grant(apps, schema_editor):
    for role in (VALIDATION, SECRETARIAT):
        roles.grant(apps, role, TASK, "mark_reviewed")


def revoke(apps, schema_editor):
    for role in (VALIDATION, SECRETARIAT):
        roles.revoke(apps, role, TASK)


class Migration(migrations.Migration):
<<<<<<<< HEAD:home/migrations/0011_review_roles.py
    dependencies = [("home", "0010_guetteur_roles"), ("cms", "0006_reviews_and_reminders")]
========
    dependencies = [("home", "0009_network_roles"), ("cms", "0006_reviews_and_reminders")]
>>>>>>>> c6863de9f6d54c614ff0d49a267b1c25d151da18:home/migrations/0010_review_roles.py

    operations = [migrations.RunPython(grant, revoke)]
