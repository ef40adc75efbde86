"""What the service cannot run without: its six departments and the emergency numbers."""

from django.db import migrations

DEPARTEMENTS = {
    "04": "Alpes-de-Haute-Provence",
    "05": "Hautes-Alpes",
    "06": "Alpes-Maritimes",
    "13": "Bouches-du-Rhône",
    "83": "Var",
    "84": "Vaucluse",
}

CRISIS_NUMEROS = [
    {
        "slug": "3114",
        "label": "Prévention du suicide",
        "number": "3114",
        "channel": "call",
        "who": "Des soignants formés, pour les personnes en détresse, leurs proches et les professionnels.",
        "is_free": True,
    },
    {
        "slug": "15",
        "label": "SAMU, urgence médicale",
        "number": "15",
        "channel": "call",
        "who": "Le SAMU, pour une urgence médicale.",
        "is_free": None,
    },
    {
        "slug": "112",
        "label": "Urgence, numéro européen",
        "number": "112",
        "channel": "call",
        "who": "Tous les secours, depuis tout téléphone.",
        "is_free": None,
    },
    {
        "slug": "114",
        "label": "Urgence par SMS",
        "number": "114",
        "channel": "sms",
        "who": "Les secours par écrit, pour qui n'entend pas ou ne peut pas parler.",
        "is_free": None,
    },
]


def create(apps, schema_editor):
    Departement = apps.get_model("structures", "Departement")
    Numero = apps.get_model("structures", "Numero")
    for code, name in DEPARTEMENTS.items():
        Departement.objects.get_or_create(
            code=code, defaults={"name": name, "live": True}
        )
    for order, values in enumerate(CRISIS_NUMEROS, start=1):
        Numero.objects.get_or_create(
            slug=values["slug"],
            defaults={
                **values,
                "availability": "24 h/24, 7 j/7",
                "state": "active",
                "order": order,
                "live": True,
            },
        )


def remove(apps, schema_editor):
    apps.get_model("structures", "Numero").objects.filter(
        slug__in=[v["slug"] for v in CRISIS_NUMEROS]
    ).delete()
    apps.get_model("structures", "Departement").objects.filter(
        code__in=DEPARTEMENTS
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("structures", "0001_initial")]

    operations = [migrations.RunPython(create, remove)]
