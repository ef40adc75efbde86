import django.db.models.deletion
from django.db import migrations, models

# Suggestions and searches in titles read these alone.
TITLES = """
CREATE INDEX search_posting_title ON search_posting (term_id, entry_id, title_tf, title_length) WHERE title_tf > 0
"""
APART = """
INSERT INTO search_entrytext (entry_id, title, text, words) SELECT id, title, text, words FROM search_entry
"""
BACK = """
UPDATE search_entry SET (title, text, words) =
(SELECT t.title, t.text, t.words FROM search_entrytext t WHERE t.entry_id = search_entry.id)
WHERE id IN (SELECT entry_id FROM search_entrytext)
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_outbox")]

    operations = [
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="written",
                        serialize=False,
                        to="search.entry",
                    ),
                ),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("words", models.TextField()),
            ],
        ),
        migrations.RunSQL(APART, BACK),
        migrations.RemoveIndex("entry", "search_entry_lengths"),
        # Backwards, the columns come again before they are filled.
        migrations.AlterField("entry", "title", models.TextField(default="")),
        migrations.AlterField("entry", "text", models.TextField(default="")),
        migrations.AlterField("entry", "words", models.TextField(default="")),
        migrations.RemoveField("entry", "title"),
        migrations.RemoveField("entry", "text"),
        migrations.RemoveField("entry", "words"),
        migrations.RunSQL(TITLES, "DROP INDEX search_posting_title"),
    ]
