import django.db.models.deletion
from django.db import migrations, models

# Clustered by term, then entry, and covering: a query reads whole runs of it and nothing else.
SQLITE = """
CREATE TABLE search_posting (
    term_id bigint NOT NULL REFERENCES search_term (id) ON DELETE CASCADE,
    entry_id bigint NOT NULL REFERENCES search_entry (id) ON DELETE CASCADE,
    tf integer NOT NULL, length integer NOT NULL, title_tf integer NOT NULL, title_length integer NOT NULL,
    PRIMARY KEY (term_id, entry_id)
) WITHOUT ROWID
"""
POSTGRESQL = """
CREATE TABLE search_posting (
    term_id bigint NOT NULL REFERENCES search_term (id) ON DELETE CASCADE,
    entry_id bigint NOT NULL REFERENCES search_entry (id) ON DELETE CASCADE,
    tf integer NOT NULL, length integer NOT NULL, title_tf integer NOT NULL, title_length integer NOT NULL,
    PRIMARY KEY (term_id, entry_id) INCLUDE (tf, length, title_tf, title_length)
)
"""


def create_postings(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)
    schema_editor.execute("CREATE INDEX search_posting_entry ON search_posting (entry_id)")


def drop_postings(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_posting")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stem", models.CharField(max_length=100, unique=True)),
            ],
        ),
        # The texts stand last: what ranking reads is before them, on the first page of each row.
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("priority", models.SmallIntegerField(default=100)),
                ("date", models.DateTimeField(null=True)),
                ("length", models.PositiveIntegerField(default=0)),
                ("title_length", models.PositiveIntegerField(default=0)),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["length", "title_length"], name="search_entry_lengths")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30)),
                ("value", models.CharField(max_length=100)),
                ("label", models.CharField(max_length=150)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facets", to="search.entry"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "value", "entry"], name="search_facet_by_value"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["entry", "name", "value"], name="search_facet_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=100, unique=True)),
                ("display", models.CharField(max_length=100)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="search.term"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey("term", "entry", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("tf", models.PositiveIntegerField()),
                ("length", models.PositiveIntegerField()),
                ("title_tf", models.PositiveIntegerField()),
                ("title_length", models.PositiveIntegerField()),
            ],
            options={"db_table": "search_posting", "managed": False},
        ),
        migrations.RunPython(create_postings, drop_postings),
    ]
