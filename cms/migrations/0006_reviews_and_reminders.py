"""Who may say that a page was read again, and to whom the mail of a week was sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_recordings")]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "week",
                    models.CharField(
                        help_text="Année et semaine ISO : « 2026-48 ».", max_length=7, verbose_name="semaine"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compte",
                    ),
                ),
            ],
            options={
                "verbose_name": "rappel envoyé",
                "verbose_name_plural": "rappels envoyés",
                "default_permissions": (),
                "permissions": [("mark_reviewed", "Noter qu'une page a été relue sans rien y changer")],
                "constraints": [models.UniqueConstraint(fields=("account", "week"), name="one_reminder_a_week")],
            },
        ),
    ]
