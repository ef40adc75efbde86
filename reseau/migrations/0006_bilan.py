"""The right to read the Bilan: it keeps nothing, so it has no table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reseau", "0005_guetteurs")]

    operations = [
        migrations.CreateModel(
            name="Bilan",
            fields=[("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))],
            options={
                "verbose_name": "bilan",
                "verbose_name_plural": "bilans",
                "managed": False,
                "default_permissions": ("view",),
            },
        ),
    ]
