from django.db import migrations, models


class Migration(migrations.Migration):
    """Where the passages of a text begin: `rebuild_index`, or the next publication, says it of what is indexed."""

    dependencies = [("search", "0005_entry_text")]

    operations = [
        migrations.AddField(model_name="entrytext", name="places", field=models.JSONField(default=list)),
    ]
