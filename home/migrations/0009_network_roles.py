"""The network's own rights: referents are approved by another person, and whoever is shown may be taken down at once.

Publishing and unpublishing are two rights: only an approval publishes a referent or a report; the secretariat takes
them down alone, without delay. A private collection keeps portraits and the documents of internal reports.
"""

from django.db import migrations

from cms import roles
from cms.roles import COORDINATION, SECRETARIAT, VALIDATION, WEBMESTRE

COLLECTION = "Réseau (réservé)"
WORKFLOW = "Relecture par une autre personne"
REFERENT, REPORT = "reseau.referent", "reseau.compterendu"
WORDS = ("reseau.formatreunion", "reseau.themereunion")

GRANTS = {
    VALIDATION: {REFERENT: ("change", "lock", "unlock"), REPORT: ("unpublish",)},
    SECRETARIAT: {REFERENT: ("unpublish",), REPORT: ("unpublish",)},
    WEBMESTRE: {
        REFERENT: ("unpublish",),
        REPORT: ("unpublish",),
        **dict.fromkeys(WORDS, ("add", "change", "delete")),
    },
}
# Rights on the files of the private collection, for roles that have none on the whole library.
FILES = {
    SECRETARIAT: {
        "cms.image": ("add", "change", "choose"),
        "cms.document": ("add", "change", "choose"),
    },
    COORDINATION: {"cms.document": ("add", "change", "choose")},
}
PUBLISHERS = (SECRETARIAT, WEBMESTRE)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def forwards(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for role, models in GRANTS.items():
        for model, actions in models.items():
            roles.grant(apps, role, model, *actions)
    for role in PUBLISHERS:
        roles.revoke(apps, role, REFERENT, "publish")
    _put_under_workflow(apps)
    collection = _collection(apps)
    for role, models in FILES.items():
        for model, actions in models.items():
            for action in actions:
                apps.get_model(
                    "wagtailcore", "GroupCollectionPermission"
                ).objects.create(
                    group=Group.objects.get(name=role),
                    collection=collection,
                    permission=roles.permission(apps, model, action),
                )


def _put_under_workflow(apps):
    workflow = (
        apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).first()
    )
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="reseau", model="referent"
    )
    if workflow:
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )


def _collection(apps):
    """A private collection under the root: a migration knows nothing of the tree's own methods."""
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.get(depth=1)
    last = Collection.objects.filter(depth=2).order_by("path").last()
    number = int(last.path[-4:], 36) + 1 if last else 1
    step = ""
    for _ in range(4):
        number, digit = divmod(number, 36)
        step = _DIGITS[digit] + step
    collection = Collection.objects.create(
        name=COLLECTION, depth=2, path=f"{root.path}{step}", numchild=0
    )
    root.numchild += 1
    root.save(update_fields=["numchild"])
    apps.get_model("wagtailcore", "CollectionViewRestriction").objects.create(
        collection=collection, restriction_type="login"
    )
    return collection


def backwards(apps, schema_editor):
    """What was put in the collection goes back to the root's, which everybody may read: look at it first."""
    alias = schema_editor.connection.alias
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.get(depth=1)
    for collection in Collection.objects.filter(name=COLLECTION, depth=2):
        for library in ("Image", "Document", "Media"):
            files = apps.get_model("cms", library).objects
            files.filter(collection_id=collection.pk).update(collection_id=root.pk)
        for model in ("GroupCollectionPermission", "CollectionViewRestriction"):
            rows = apps.get_model("wagtailcore", model).objects
            rows.filter(collection_id=collection.pk)._raw_delete(alias)
        Collection.objects.filter(pk=collection.pk)._raw_delete(alias)
        root.numchild -= 1
        root.save(update_fields=["numchild"])
    apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(
        content_type__app_label="reseau", content_type__model="referent"
    ).delete()
    for role, models in GRANTS.items():
        for model, actions in models.items():
            roles.revoke(apps, role, model, *actions)
    for role in PUBLISHERS:
        roles.grant(apps, role, REFERENT, "publish")


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_coordination"),
        ("reseau", "0004_words_of_meetings"),
        ("cms", "0005_recordings"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
