"""The register of guetteurs-veilleurs is kept by the secretary's office and the coordination, and by nobody else."""

from django.db import migrations

from cms import roles
from cms.roles import COORDINATION, SECRETARIAT

MODEL = "reseau.guetteurveilleur"
ACTIONS = ("view", "add", "change", "delete", "export")


def grant(apps, schema_editor):
    for role in (SECRETARIAT, COORDINATION):
        roles.grant(apps, role, MODEL, *ACTIONS)


def remove(apps, schema_editor):
    for role in (SECRETARIAT, COORDINATION):
        roles.revoke(apps, role, MODEL)


class Migration(migrations.Migration):
    dependencies = [("home", "0009_network_roles"), ("reseau", "0005_guetteurs")]

    operations = [migrations.RunPython(grant, remove)]
