from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_film"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="keeps_help_offline",
            field=models.BooleanField(
                default=True,
                help_text="Après une visite, la page des numéros reste lisible sans réseau. Décoché, elle s'efface des appareils à leur prochaine visite.",
                verbose_name="garder les numéros sur les appareils",
            ),
        ),
    ]
