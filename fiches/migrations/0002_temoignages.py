import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0005_recordings'),
        ('fiches', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Situation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='nom')),
                ('slug', models.SlugField(help_text='Ce qui paraît dans les adresses. Exemple : « relations-cpam ». À ne plus changer ensuite.', max_length=60, unique=True, verbose_name='identifiant')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text="Les plus petits nombres d'abord.", verbose_name='ordre')),
            ],
            options={
                'verbose_name': 'situation',
                'verbose_name_plural': 'situations',
                'ordering': ['order', 'name'],
                'abstract': False,
            },
        ),
        migrations.AlterField(
            model_name='temoignagepage',
            name='audio',
            field=models.ForeignKey(help_text="Sa transcription et ses moments clés s'écrivent dans la médiathèque, à côté du son.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='temoignages', to='cms.media', verbose_name='enregistrement'),
        ),
        migrations.AddField(
            model_name='temoignagepage',
            name='situations',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='temoignages', to='fiches.situation', verbose_name='situations'),
        ),
        migrations.CreateModel(
            name='Consentement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField(verbose_name='donné le')),
                ('scope', models.TextField(help_text='Exemple : « La publication du son et de sa transcription sur le site et dans son flux. »', max_length=600, verbose_name='ce que la personne accepte')),
                ('collected_by', models.CharField(help_text='Qui, dans le groupe, garde la trace écrite de cet accord.', max_length=150, verbose_name='recueilli par')),
                ('voice', models.CharField(choices=[('as_is', 'Telle quelle'), ('altered', 'Modifiée, on ne la reconnaît pas'), ('synthetic', "De synthèse : personne n'a parlé")], max_length=10, verbose_name='voix')),
                ('withdrawal_contact', models.CharField(blank=True, help_text='Comment la personne peut demander le retrait. Jamais publié ; effacé au retrait.', max_length=250, verbose_name='pour revenir sur cet accord')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retiré le')),
                ('page', models.OneToOneField(error_messages={'unique': 'Un accord est déjà enregistré pour ce témoignage : modifiez celui-là.'}, on_delete=django.db.models.deletion.CASCADE, related_name='consentement', to='fiches.temoignagepage', verbose_name='témoignage')),
                ('withdrawn_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retiré par')),
            ],
            options={
                'verbose_name': 'accord',
                'verbose_name_plural': 'accords',
                'ordering': ['-given_on', '-pk'],
                'permissions': [('withdraw_consentement', 'Peut retirer un accord, et les enregistrements avec lui')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawal_contact', ''), _negated=True)), models.Q(('withdrawal_contact', ''), ('withdrawn_at__isnull', False)), _connector='OR'), name='consentement_contact_until_withdrawn', violation_error_message='Dites comment la personne peut revenir sur son accord.')],
            },
        ),
    ]
