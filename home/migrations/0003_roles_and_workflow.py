"""The four roles, and the workflow by which somebody else than the author approves what readers see."""

from django.db import migrations

from cms import roles
from cms.roles import REDACTION, SECRETARIAT, VALIDATION, WEBMESTRE

WORKFLOW = "Relecture par une autre personne"
LIBRARIES = ("cms.image", "cms.document", "cms.media")
VOCABULARIES = (
    "structures.audience",
    "structures.besoin",
    "fiches.theme",
    "fiches.themebibliographique",
)
EVERYTHING = ("add", "change", "delete")
SNIPPET = (*EVERYTHING, "publish")

# Role → model → actions.
MATRIX: dict[str, dict[str, tuple[str, ...]]] = {
    REDACTION: {"reseau.compterendu": ("add", "change")},
    VALIDATION: {"reseau.compterendu": ("add", "change", "lock", "unlock")},
    SECRETARIAT: {
        "reseau.referent": SNIPPET,
        "structures.numero": SNIPPET,
        "structures.departement": ("change", "publish"),
        "reseau.compterendu": ("add", "change"),
    },
    WEBMESTRE: {
        "home.sitesettings": ("change",),
        "wagtailredirects.redirect": EVERYTHING,
        "wagtailcore.site": EVERYTHING,
        "wagtailcore.workflow": ("change",),
        "cms.user": EVERYTHING,
        "structures.departement": SNIPPET,
        "structures.numero": SNIPPET,
        "reseau.referent": SNIPPET,
        "reseau.compterendu": EVERYTHING,
        **dict.fromkeys(VOCABULARIES, EVERYTHING),
    },
}
PAGES: dict[str, tuple[str, ...]] = {
    REDACTION: ("add", "change"),
    VALIDATION: ("add", "change", "publish", "lock", "unlock"),
    WEBMESTRE: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}


def create(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    home = apps.get_model("wagtailcore", "Page").objects.get(depth=2, slug="accueil")
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    for role, models in MATRIX.items():
        roles.grant(apps, role, "wagtailadmin.admin", "access_admin")
        for model, actions in models.items():
            roles.grant(apps, role, model, *actions)
    for role, actions in PAGES.items():
        roles.grant_pages(apps, role, home, *actions)
        for library in LIBRARIES:
            roles.grant_collection(apps, role, library, "add", "change", "choose")
    webmestre = Group.objects.get(name=WEBMESTRE)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for action in EVERYTHING:
        apps.get_model(
            "wagtailcore", "GroupCollectionPermission"
        ).objects.get_or_create(
            group=webmestre,
            collection=root,
            permission=roles.permission(apps, "wagtailcore.collection", action),
        )
    _create_workflow(apps, home)


def _create_workflow(apps, home):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Workflow.objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(
        name="Moderators approval"
    ).delete()
    task_type, _ = ContentType.objects.get_or_create(
        app_label="cms", model="relecturetask"
    )
    task = apps.get_model("cms", "RelectureTask").objects.create(
        name="Relecture", active=True, content_type=task_type
    )
    task.groups.add(apps.get_model("auth", "Group").objects.get(name=VALIDATION))
    workflow = Workflow.objects.create(name=WORKFLOW, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task=task, sort_order=0
    )
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(
        workflow=workflow, page=home
    )
    report_type, _ = ContentType.objects.get_or_create(
        app_label="reseau", model="compterendu"
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(
        workflow=workflow, content_type=report_type
    )


def remove(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("cms", "RelectureTask").objects.filter(name="Relecture").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=roles.ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_home_page"),
        ("cms", "0002_libraries_and_workflow"),
        ("fiches", "0001_initial"),
        ("reseau", "0001_initial"),
        ("structures", "0002_departements_and_crisis_numbers"),
        # They grant rights on Wagtail's own libraries to the groups that exist when they run.
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create, remove)]
