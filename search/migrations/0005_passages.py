from django.db import migrations, models


class Migration(migrations.Migration):
    """Where the passages of a text begin: `rebuild_index`, or the next publication, says it of what is indexed."""

    dependencies = [("search", "0004_outbox")]

    operations = [
        migrations.AddField(model_name="entry", name="places", field=models.JSONField(default=list)),
    ]
