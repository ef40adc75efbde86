import django.core.validators
import django.db.models.deletion
import fiches.bibliography.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0004_document_text'),
        ('fiches', '0003_transcriptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='referencecontributor',
            name='dropping_particle',
            field=models.CharField(blank=True, help_text="Rare : celle que l'on omet quand le nom est cité seul. Exemple : « von » de Goethe.", max_length=60, verbose_name='particule qui tombe'),
        ),
        migrations.AddField(
            model_name='referencecontributor',
            name='particle',
            field=models.CharField(blank=True, help_text="Si elle n'est pas déjà dans le nom. Exemple : « de La » de Marie de La Tour.", max_length=60, verbose_name='particule'),
        ),
        migrations.AddField(
            model_name='referencecontributor',
            name='suffix',
            field=models.CharField(blank=True, help_text='Exemple : « Jr ».', max_length=60, verbose_name='suffixe'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='accessed',
            field=models.DateField(blank=True, help_text='Pour une page web.', null=True, verbose_name='consultée le'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='collection',
            field=models.CharField(blank=True, max_length=500, verbose_name='collection'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='collection_number',
            field=models.CharField(blank=True, max_length=60, verbose_name='numéro dans la collection'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='container_short',
            field=models.CharField(blank=True, help_text='Exemple : « Ann Intern Med ».', max_length=250, verbose_name='titre abrégé de la revue'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='day',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='jour'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='edition',
            field=models.CharField(blank=True, help_text='Exemple : « 2 ».', max_length=100, verbose_name='édition'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='event',
            field=models.CharField(blank=True, max_length=500, verbose_name='congrès'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='evidence',
            field=models.CharField(blank=True, choices=[('1', 'Niveau 1 : essais de forte puissance, méta-analyses'), ('2', 'Niveau 2 : essais de faible puissance, cohortes'), ('3', 'Niveau 3 : études cas-témoins'), ('4', 'Niveau 4 : séries de cas, études descriptives')], max_length=1, verbose_name='niveau de preuve'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='extra',
            field=models.JSONField(blank=True, default=dict, help_text="Gardées telles quelles, et rendues à l'export.", verbose_name="autres données du fichier d'origine"),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='formatted_title',
            field=models.TextField(blank=True, help_text="Seulement si le titre a de l'italique, des indices, ou plus de 255 signes : « <i>In vitro</i> et CO<sub>2</sub> ».", verbose_name='titre mis en forme'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='free_access',
            field=models.BooleanField(default=False, verbose_name='en accès libre'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='isbn',
            field=models.CharField(blank=True, max_length=120, validators=[fiches.bibliography.identifiers.validate_isbn], verbose_name='ISBN'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='issn',
            field=models.CharField(blank=True, max_length=120, validators=[fiches.bibliography.identifiers.validate_issn], verbose_name='ISSN'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='keywords',
            field=models.TextField(blank=True, help_text='Séparés par des points-virgules.', verbose_name='mots-clés'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='number',
            field=models.CharField(blank=True, help_text="D'un rapport, d'une norme.", max_length=100, verbose_name='numéro du document'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='number_of_pages',
            field=models.CharField(blank=True, max_length=60, verbose_name='nombre de pages'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='pdf',
            field=models.ForeignKey(blank=True, help_text='Seulement si son droit le permet.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.document', verbose_name='texte en PDF'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='pdf_rights',
            field=models.CharField(blank=True, help_text='Une licence ou un accord. Exemple : « Licence CC BY 4.0 ».', max_length=250, verbose_name='ce qui permet de donner ce PDF'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='pmcid',
            field=models.CharField(blank=True, max_length=60, validators=[fiches.bibliography.identifiers.validate_pmcid], verbose_name='PMCID'),
        ),
        migrations.AddField(
            model_name='referencepage',
            name='pmid',
            field=models.CharField(blank=True, max_length=60, validators=[fiches.bibliography.identifiers.validate_pmid], verbose_name='PMID'),
        ),
        migrations.AlterField(
            model_name='referencecontributor',
            name='family',
            field=models.CharField(blank=True, max_length=250, verbose_name='nom'),
        ),
        migrations.AlterField(
            model_name='referencecontributor',
            name='given',
            field=models.CharField(blank=True, max_length=250, verbose_name='prénom'),
        ),
        migrations.AlterField(
            model_name='referencecontributor',
            name='literal',
            field=models.CharField(blank=True, max_length=500, verbose_name='ou organisme'),
        ),
        migrations.AlterField(
            model_name='referencecontributor',
            name='role',
            field=models.CharField(choices=[('author', 'Auteur ou autrice'), ('editor', "Direction d'ouvrage"), ('translator', 'Traduction')], default='author', max_length=10, verbose_name='rôle'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='container',
            field=models.CharField(blank=True, help_text='Où le texte a paru. Exemple : « BMJ ».', max_length=500, verbose_name='revue ou ouvrage'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='csl_type',
            field=models.CharField(choices=[('article-journal', 'Article de revue'), ('book', 'Livre'), ('chapter', 'Chapitre de livre'), ('report', 'Rapport'), ('thesis', 'Thèse ou mémoire'), ('webpage', 'Page web'), ('paper-conference', 'Communication dans un congrès'), ('speech', 'Conférence, intervention orale'), ('article', 'Prépublication'), ('article-magazine', 'Article de magazine'), ('article-newspaper', 'Article de presse'), ('review', 'Compte rendu critique'), ('review-book', "Recension d'un livre"), ('standard', 'Norme ou recommandation'), ('document', 'Autre document'), ('dataset', 'Jeu de données'), ('software', 'Logiciel'), ('post', 'Message en ligne'), ('post-weblog', 'Billet de blog'), ('broadcast', 'Émission, podcast'), ('motion_picture', 'Film, vidéo'), ('interview', 'Entretien'), ('entry', 'Notice'), ('entry-dictionary', 'Article de dictionnaire'), ('entry-encyclopedia', "Article d'encyclopédie"), ('legislation', 'Loi, décret, arrêté'), ('legal_case', 'Décision de justice'), ('regulation', 'Règlement'), ('bill', 'Projet ou proposition de loi'), ('hearing', 'Audition'), ('treaty', 'Traité'), ('patent', 'Brevet'), ('periodical', 'Revue entière'), ('collection', 'Recueil'), ('pamphlet', 'Dépliant, brochure'), ('manuscript', 'Manuscrit'), ('classic', 'Classique'), ('event', 'Événement'), ('personal_communication', 'Communication personnelle'), ('figure', 'Figure'), ('graphic', 'Image, affiche'), ('map', 'Carte'), ('performance', 'Spectacle'), ('musical_score', 'Partition'), ('song', 'Enregistrement sonore')], default='article-journal', max_length=30, verbose_name='type'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='doi',
            field=models.CharField(blank=True, max_length=250, validators=[fiches.bibliography.identifiers.validate_doi], verbose_name='DOI'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='genre',
            field=models.CharField(blank=True, help_text='Exemple : « Fiche mémo », « Mémoire ».', max_length=250, verbose_name='nature'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='issue',
            field=models.CharField(blank=True, max_length=60, verbose_name='numéro de la revue'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='key',
            field=models.CharField(blank=True, help_text="Ce qui la désigne dans les fichiers. Exemple : « wu2000 ». Vide, elle est tirée de l'adresse.", max_length=80, verbose_name='clé'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='language',
            field=models.CharField(blank=True, help_text='Deux lettres. Exemple : « fr ».', max_length=20, verbose_name='langue'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='pages',
            field=models.CharField(blank=True, help_text='Exemple : « 726–727 ».', max_length=100, verbose_name='pages'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='place',
            field=models.CharField(blank=True, max_length=250, verbose_name="lieu d'édition"),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='publisher',
            field=models.CharField(blank=True, max_length=500, verbose_name='éditeur ou institution'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='volume',
            field=models.CharField(blank=True, max_length=60, verbose_name='volume'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1500), django.core.validators.MaxValueValidator(2100)], verbose_name='année'),
        ),
        migrations.CreateModel(
            name='ReferenceImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=250, verbose_name='nom du fichier')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='envoyé le')),
                ('packed', models.BinaryField(verbose_name='contenu')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
            ],
            options={
                'verbose_name': 'import de références',
                'verbose_name_plural': 'imports de références',
            },
        ),
    ]
