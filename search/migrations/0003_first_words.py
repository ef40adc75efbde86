from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parent / "first_words"


def lines(name):
    """Lines of a list, titles (« # … ») and empty lines left out."""
    read = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in read if line.strip() and not line.startswith("#")]


DANGER = lines("danger.txt")  # what people in danger type
SYNONYMS = lines("synonyms.txt")  # one group a line


def add_words(apps, schema_editor):
    Crisis, Synonym = apps.get_model("search", "CrisisExpression"), apps.get_model("search", "Synonym")
    Crisis.objects.bulk_create([Crisis(text=text) for text in DANGER])
    # Nothing is indexed yet: what is written from now on receives them at once.
    Synonym.objects.bulk_create(
        [Synonym(expressions=line, version=1, written_version=1, written_expressions=line) for line in SYNONYMS]
    )


def remove_words(apps, schema_editor):
    apps.get_model("search", "CrisisExpression").objects.filter(text__in=DANGER).delete()
    apps.get_model("search", "Synonym").objects.filter(expressions__in=SYNONYMS).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_vocabulaires")]
    operations = [migrations.RunPython(add_words, remove_words)]
