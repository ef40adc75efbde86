"""A structure is read again in time, as a fiche is: its day of verification becomes that of its last review.

What was mailed to the secretary's office each week is remembered for each of its accounts.
"""

from django.db import migrations, models

SECRETARIAT = "Secrétariat"


def keep_weeks(apps, schema_editor):
    accounts = apps.get_model("cms", "User").objects.filter(groups__name=SECRETARIAT).exclude(email="").distinct()
    weeks = apps.get_model("structures", "CheckReminder").objects.values_list("week", flat=True)
    reminder = apps.get_model("cms", "Reminder")
    reminder.objects.bulk_create(
        reminder(account=account, week=week) for week in weeks.iterator() for account in accounts
    )


def restore_weeks(apps, schema_editor):
    weeks = apps.get_model("cms", "Reminder").objects.order_by("week").values_list("week", flat=True).distinct()
    check_reminder = apps.get_model("structures", "CheckReminder")
    check_reminder.objects.bulk_create([check_reminder(week=week) for week in weeks])


def _rename_in_versions(apps, before, after):
    """The versions kept of a structure are written as its fields are named."""
    versions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="structures", content_type__model="structurepage"
    )
    for version in versions.iterator():
        if before in version.content:
            version.content[after] = version.content.pop(before)
            version.save(update_fields=["content"])


def rename_in_versions(apps, schema_editor):
    _rename_in_versions(apps, "verified_on", "reviewed_on")


def restore_in_versions(apps, schema_editor):
    _rename_in_versions(apps, "reviewed_on", "verified_on")


class Migration(migrations.Migration):
    dependencies = [
        ("structures", "0006_structure_details"),
        ("cms", "0006_reviews_and_reminders"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RenameField("structurepage", "verified_on", "reviewed_on"),
        migrations.AlterField(
            model_name="structurepage",
            name="reviewed_on",
            field=models.DateField(
                blank=True, help_text="La dernière relecture par le groupe.", null=True, verbose_name="relue le"
            ),
        ),
        migrations.AddField(
            model_name="structurepage",
            name="review_due",
            field=models.DateField(
                blank=True,
                help_text="En général un an après la dernière relecture.",
                null=True,
                verbose_name="à relire avant le",
            ),
        ),
        migrations.AddConstraint(
            model_name="structurepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_due__isnull", True),
                    ("reviewed_on__isnull", True),
                    ("review_due__gt", models.F("reviewed_on")),
                    _connector="OR",
                ),
                name="structure_review_due_after_review",
                violation_error_message="La prochaine relecture vient après la dernière : corrigez l'une des dates.",
            ),
        ),
        migrations.RunPython(rename_in_versions, restore_in_versions),
        migrations.RunPython(keep_weeks, restore_weeks),
        migrations.DeleteModel("CheckReminder"),
    ]
