from django.db import migrations

# What people in danger type.
DANGER = """suicide
me suicider
envie de mourir
veux mourir
en finir
plus envie de vivre
envie de disparaître
me tuer
me faire du mal
idées noires
idées suicidaires
pensées suicidaires
mettre fin à mes jours
me pendre
me flinguer
passer à l'acte
à quoi bon vivre
3114""".splitlines()
SYNONYMS = """burn-out, burnout, burn out, épuisement, épuisement professionnel, épuisé
j'en peux plus, je n'en peux plus, à bout, ras le bol, craquer, je craque, épuisement, épuisé, au bout du rouleau
CPAM, caisse primaire, sécu, sécurité sociale, assurance maladie
Ordre, conseil de l'Ordre, CDOM, CNOM
CARMF, caisse de retraite
URSSAF, cotisations sociales
indu, trop-perçu, remboursement demandé
confrère, consœur, collègue, associé
arrêt de travail, arrêt maladie, congé maladie
sommeil, insomnie, dormir
agression, violence, menaces, incivilité
plainte, procès, mise en cause, judiciaire
addiction, alcool, dépendance, drogue, médicaments
psychologue, psy, psychiatre, psychothérapie
secrétaire, secrétariat, télésecrétariat
remplaçant, remplacement, se faire remplacer
argent, trésorerie, finances, dettes, impôts""".splitlines()


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
