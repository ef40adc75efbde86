"""The home page, its site, and the numbers of the crisis bar."""

from django.db import migrations

CRISIS_SLUGS = ["3114", "15", "112", "114"]


def create(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    SiteSettings = apps.get_model("home", "SiteSettings")
    SiteSettingsNumero = apps.get_model("home", "SiteSettingsNumero")
    Numero = apps.get_model("structures", "Numero")

    # Wagtail's own first page and site make way for ours.
    welcome = Page.objects.filter(depth=2, slug="home")
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    content_type, _created = ContentType.objects.get_or_create(
        app_label="home", model="homepage"
    )
    home = HomePage.objects.create(
        title="Accueil",
        draft_title="Accueil",
        slug="accueil",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/accueil/",
        locale=Locale.objects.first(),
        live=True,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    site = Site.objects.create(
        hostname="localhost",
        port=80,
        site_name="MED'AIDE",
        root_page=home,
        is_default_site=True,
    )
    settings = SiteSettings.objects.create(site=site)
    for position, slug in enumerate(CRISIS_SLUGS):
        numero = Numero.objects.filter(slug=slug).first()
        if numero:
            SiteSettingsNumero.objects.create(
                page=settings, numero=numero, sort_order=position
            )


def remove(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")
    home = HomePage.objects.filter(depth=2, slug="accueil")
    Site.objects.filter(root_page__in=home).delete()
    home.delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("structures", "0002_departements_and_crisis_numbers"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create, remove)]
