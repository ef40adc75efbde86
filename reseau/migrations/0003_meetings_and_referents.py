"""Meetings are announced, then told; referents say how they are reached, from when to when, and agree to a portrait."""

import cms.models.publication
import datetime
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import reseau.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_recordings"),
        ("reseau", "0002_departement_pages"),
        ("structures", "0006_structure_details"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Animateur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
            ],
            options={
                "verbose_name": "animation par une personne référente",
                "verbose_name_plural": "animations par des personnes référentes",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChiffreEvaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Exemple : « Ont répondu », « Satisfaction moyenne ».",
                        max_length=120,
                        verbose_name="ce qui est compté",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=7,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="valeur",
                    ),
                ),
                (
                    "out_of",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Exemple : « 9 », « 10 ».",
                        null=True,
                        verbose_name="sur combien",
                    ),
                ),
            ],
            options={
                "verbose_name": "chiffre d'évaluation",
                "verbose_name_plural": "chiffres d'évaluation",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentReunion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
            ],
            options={
                "verbose_name": "document de la réunion",
                "verbose_name_plural": "documents de la réunion",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FormatReunion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, unique=True, verbose_name="nom"),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Ce qui paraît dans les adresses. Exemple : « relations-cpam ». À ne plus changer ensuite.",
                        max_length=60,
                        unique=True,
                        verbose_name="identifiant",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Les plus petits nombres d'abord.",
                        verbose_name="ordre",
                    ),
                ),
            ],
            options={
                "verbose_name": "format de réunion",
                "verbose_name_plural": "formats de réunion",
                "ordering": ["order", "name"],
                "abstract": False,
            },
            bases=(cms.models.publication.PublicationRules, models.Model),
        ),
        migrations.CreateModel(
            name="ProchaineEtape",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Exemple : « Envoyer le diaporama au groupe ».",
                        max_length=200,
                        verbose_name="à faire",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="pour le"),
                ),
                (
                    "done_on",
                    models.DateField(
                        blank=True,
                        help_text="Vide tant que cela reste à faire.",
                        null=True,
                        verbose_name="fait le",
                    ),
                ),
            ],
            options={
                "verbose_name": "prochaine étape",
                "verbose_name_plural": "prochaines étapes",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ThemeReunion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, unique=True, verbose_name="nom"),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Ce qui paraît dans les adresses. Exemple : « relations-cpam ». À ne plus changer ensuite.",
                        max_length=60,
                        unique=True,
                        verbose_name="identifiant",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Les plus petits nombres d'abord.",
                        verbose_name="ordre",
                    ),
                ),
            ],
            options={
                "verbose_name": "thème de réunion",
                "verbose_name_plural": "thèmes de réunion",
                "ordering": ["order", "name"],
                "abstract": False,
            },
            bases=(cms.models.publication.PublicationRules, models.Model),
        ),
        migrations.AlterModelOptions(
            name="compterendu",
            options={
                "ordering": ["-date", "pk"],
                "permissions": [
                    ("unpublish_compterendu", "Can unpublish compte rendu")
                ],
                "verbose_name": "compte rendu",
                "verbose_name_plural": "comptes rendus",
            },
        ),
        migrations.AlterModelOptions(
            name="referent",
            options={
                "ordering": ["role", "name", "pk"],
                "permissions": [("unpublish_referent", "Can unpublish référent")],
                "verbose_name": "référent",
                "verbose_name_plural": "référents",
            },
        ),
        migrations.RenameField("compterendu", "format", "format_note"),
        migrations.RenameField("referent", "public_contact", "contact_note"),
        migrations.AddField(
            model_name="compterendu",
            name="anon_documents",
            field=models.BooleanField(
                default=False,
                verbose_name="Les documents joints ont été relus de la même façon.",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="anon_host",
            field=models.BooleanField(
                default=False,
                verbose_name="Le groupe qui accueillait sait que ce texte sera public.",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="anon_names",
            field=models.BooleanField(
                default=False, verbose_name="Aucun nom de personne présente."
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="anon_people",
            field=models.BooleanField(
                default=False,
                verbose_name="Aucun détail ne permet de reconnaître un patient, un confrère ou un proche.",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="anon_words",
            field=models.BooleanField(
                default=False, verbose_name="Aucune confidence rapportée mot à mot."
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="ends_at",
            field=models.TimeField(blank=True, null=True, verbose_name="fin"),
        ),
        migrations.AlterField(
            model_name="compterendu",
            name="format_note",
            field=models.CharField(
                blank=True,
                help_text="Ce que les mots cochés ne disent pas.",
                max_length=200,
                verbose_name="précision sur le format",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="is_written",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="compte rendu écrit"
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="open_to_all",
            field=models.BooleanField(
                default=False,
                help_text="Sinon, la page dit qu'elle s'adresse au groupe qui accueille.",
                verbose_name="ouverte à tous les confrères",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="present_insiders",
            field=models.PositiveIntegerField(
                default=0,
                help_text="Elles ne comptent pas parmi les confrères rencontrés. Exemple : « 3 ».",
                verbose_name="dont personnes élues de l'URPS ou du groupe",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="registration",
            field=models.CharField(
                choices=[
                    ("none", "Sans inscription"),
                    ("line", "Par la ligne du service"),
                    ("email", "Par courriel"),
                ],
                default="none",
                max_length=5,
                verbose_name="pour s'inscrire",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="registration_email",
            field=models.EmailField(
                blank=True,
                help_text="Une adresse du groupe. Elle paraît sur le site.",
                max_length=254,
                verbose_name="adresse pour s'inscrire",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="starts_at",
            field=models.TimeField(
                blank=True,
                help_text="Exemple : « 19:30 ».",
                null=True,
                verbose_name="début",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="active_from",
            field=models.DateField(
                blank=True,
                help_text="Vide : depuis toujours.",
                null=True,
                verbose_name="en fonction depuis le",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="active_to",
            field=models.DateField(
                blank=True,
                help_text="Ce jour compris. Ensuite, la personne disparaît du site d'elle-même.",
                null=True,
                verbose_name="en fonction jusqu'au",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="contact_by",
            field=models.CharField(
                choices=[
                    ("line", "Par la ligne du service"),
                    ("relay", "Par courriel, à une adresse de relais"),
                    ("number", "Par un numéro direct"),
                ],
                default="line",
                help_text="La ligne du service, elle, se choisit dans les réglages du site.",
                max_length=8,
                verbose_name="comment la joindre",
            ),
        ),
        migrations.AlterField(
            model_name="referent",
            name="contact_note",
            field=models.CharField(
                blank=True,
                help_text="Exemple : « Plutôt en fin de journée ».",
                max_length=200,
                verbose_name="précision sur le contact",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="direct_number",
            field=models.CharField(
                blank=True,
                help_text="Un numéro professionnel, avec son accord. Il paraît sur le site. Exemple : « 04 00 00 00 00 ».",
                max_length=20,
                verbose_name="numéro direct",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="languages",
            field=models.CharField(
                blank=True,
                help_text="Celles que parle la personne. Exemple : « français, arabe ».",
                max_length=120,
                verbose_name="langues",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                help_text="Une photo simple. À ranger dans la collection « Réseau (réservé) ».",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cms.image",
                verbose_name="portrait",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="photo_consent_on",
            field=models.DateField(
                blank=True,
                help_text="Cet accord est à part. Sans lui, le portrait ne paraît pas.",
                null=True,
                validators=[reseau.rules.not_in_the_future],
                verbose_name="accord pour le portrait donné le",
            ),
        ),
        migrations.AddField(
            model_name="referent",
            name="relay_email",
            field=models.EmailField(
                blank=True,
                help_text="Une adresse du groupe, qui transmet. Elle paraît sur le site : jamais celle de la personne.",
                max_length=254,
                verbose_name="adresse de relais",
            ),
        ),
        migrations.AlterField(
            model_name="compterendu",
            name="date",
            field=models.DateField(
                validators=[reseau.rules.meeting_day], verbose_name="date"
            ),
        ),
        migrations.AlterField(
            model_name="compterendu",
            name="host",
            field=models.CharField(
                blank=True,
                help_text="Un groupe, jamais un nom. Exemple : « Un groupe de formation continue ».",
                max_length=200,
                verbose_name="accueil ou public",
            ),
        ),
        migrations.AlterField(
            model_name="compterendu",
            name="led_by",
            field=models.CharField(
                blank=True,
                help_text="Qui n'est pas référent ou référente. Exemple : « Trois personnes élues du groupe ».",
                max_length=200,
                verbose_name="aussi animée par",
            ),
        ),
        migrations.AlterField(
            model_name="compterendu",
            name="slug",
            field=models.SlugField(
                help_text="Dans l'adresse. Vide : la date et le lieu, par exemple « 2018-06-19-istres ».",
                max_length=80,
                unique=True,
                verbose_name="identifiant",
            ),
        ),
        migrations.AlterField(
            model_name="referent",
            name="consent_on",
            field=models.DateField(
                blank=True,
                help_text="La date où la personne a accepté de paraître sur le site. Sans accord, elle n'y paraît pas. Si elle le retire : « Dépublier », tout de suite.",
                null=True,
                validators=[reseau.rules.not_in_the_future],
                verbose_name="accord donné le",
            ),
        ),
        migrations.AlterField(
            model_name="referent",
            name="presentation",
            field=models.TextField(
                blank=True,
                help_text="Quelques phrases, à la première personne. Exemple : « Je suis généraliste à la campagne. J'écoute. »",
                max_length=600,
                verbose_name="présentation",
            ),
        ),
        migrations.AddConstraint(
            model_name="referent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_from", None),
                    ("active_to", None),
                    ("active_to__gte", models.F("active_from")),
                    _connector="OR",
                ),
                name="referent_active_in_order",
                violation_error_message="La fin est avant le début : corrigez l'une des deux dates.",
            ),
        ),
        migrations.AddField(
            model_name="animateur",
            name="compte_rendu",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="animateurs",
                to="reseau.compterendu",
                verbose_name="réunion",
            ),
        ),
        migrations.AddField(
            model_name="animateur",
            name="referent",
            field=models.ForeignKey(
                blank=True,
                help_text="Si cette personne ne paraît plus sur le site, le compte rendu dit « une personne référente du groupe ».",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="animations",
                to="reseau.referent",
                verbose_name="référent ou référente",
            ),
        ),
        migrations.AddField(
            model_name="chiffreevaluation",
            name="compte_rendu",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluation",
                to="reseau.compterendu",
                verbose_name="réunion",
            ),
        ),
        migrations.AddField(
            model_name="documentreunion",
            name="compte_rendu",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="reseau.compterendu",
                verbose_name="réunion",
            ),
        ),
        migrations.AddField(
            model_name="documentreunion",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cms.document",
                verbose_name="document joint",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="formats",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="comptes_rendus",
                to="reseau.formatreunion",
                verbose_name="formats de la réunion",
            ),
        ),
        migrations.AddField(
            model_name="prochaineetape",
            name="compte_rendu",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="etapes",
                to="reseau.compterendu",
                verbose_name="réunion",
            ),
        ),
        migrations.AddField(
            model_name="prochaineetape",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                help_text="Le compte de la personne : elle le verra à sa première page.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="etapes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="par qui",
            ),
        ),
        migrations.AddField(
            model_name="compterendu",
            name="themes",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="comptes_rendus",
                to="reseau.themereunion",
                verbose_name="thèmes abordés",
            ),
        ),
        migrations.AddIndex(
            model_name="compterendu",
            index=models.Index(fields=["date"], name="compte_rendu_date"),
        ),
        migrations.AddConstraint(
            model_name="compterendu",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("present_insiders", 0),
                    ("present_insiders__lte", models.F("present")),
                    _connector="OR",
                ),
                name="compte_rendu_insiders_within_present",
                violation_error_message="Plus de personnes du groupe que de présents : corrigez l'un des deux nombres.",
            ),
        ),
        migrations.AddConstraint(
            model_name="compterendu",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="compte_rendu_ends_after_start",
                violation_error_message="La réunion finirait avant de commencer : corrigez l'une des deux heures.",
            ),
        ),
        migrations.AddConstraint(
            model_name="compterendu",
            constraint=models.CheckConstraint(
                condition=models.Q(("date__gte", datetime.date(2016, 11, 1))),
                name="compte_rendu_since_the_group_exists",
                violation_error_message="Le groupe existe depuis novembre 2016 : vérifiez l'année.",
            ),
        ),
        migrations.AddConstraint(
            model_name="chiffreevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("out_of", None),
                    ("value__lte", models.F("out_of")),
                    _connector="OR",
                ),
                name="evaluation_within_its_total",
                violation_error_message="Évaluation : la valeur dépasse « sur combien ». Corrigez l'une des deux.",
            ),
        ),
        migrations.AddConstraint(
            model_name="chiffreevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)), name="evaluation_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="prochaineetape",
            index=models.Index(fields=["done_on", "due_on"], name="etape_due"),
        ),
    ]
