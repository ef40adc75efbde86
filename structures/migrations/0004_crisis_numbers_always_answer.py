"""Emergency numbers answer at any hour, every day."""

from django.db import migrations

CRISIS = ("3114", "15", "112", "114")


def open_always(apps, schema_editor):
    apps.get_model("structures", "Numero").objects.filter(slug__in=CRISIS).update(
        opening="always"
    )


class Migration(migrations.Migration):
    dependencies = [("structures", "0003_numero_hours")]

    operations = [migrations.RunPython(open_always, migrations.RunPython.noop)]
