"""Who keeps the words of the search, and reads what people did not find."""

from django.db import migrations

from cms import roles
from cms.roles import REDACTION, VALIDATION, WEBMESTRE

KEEPERS = (REDACTION, VALIDATION, WEBMESTRE)
KEPT = ("search.synonym", "search.promotedresult", "search.crisisexpression")
READ = "search.missedsearch"


def grant(apps, schema_editor):
    for role in KEEPERS:
        for model in KEPT:
            roles.grant(apps, role, model, "add", "change", "delete")
        roles.grant(apps, role, READ, "view")


def revoke(apps, schema_editor):
    for role in KEEPERS:
        for model in (*KEPT, READ):
            roles.revoke(apps, role, model)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_roles_and_workflow"),
        ("search", "0002_vocabulaires"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
