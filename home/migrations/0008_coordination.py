"""The coordination prepares the meetings: it writes reports like the others, and reads who the referents are."""

from django.db import migrations

from cms import roles
from cms.roles import COORDINATION

RIGHTS = {
    "wagtailadmin.admin": ("access_admin",),
    "reseau.compterendu": ("add", "change"),
    "reseau.referent": ("view",),
}


def grant(apps, schema_editor):
    for model, actions in RIGHTS.items():
        roles.grant(apps, COORDINATION, model, *actions)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=COORDINATION).delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0007_temoignage_roles")]

    operations = [migrations.RunPython(grant, remove)]
