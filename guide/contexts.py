"""Which page of the guide explains which screen of the admin: what its « Aide » link opens."""

from django.contrib.contenttypes.models import ContentType
from django.urls import ResolverMatch
from wagtail.models import Page

# What one writes or keeps there → page of the guide.
MODELS = {
    "fiches.fichepage": "ecrire-une-fiche",
    "fiches.ficheindexpage": "ecrire-une-fiche",
    "fiches.temoignagepage": "publier-un-temoignage",
    "fiches.temoignageindexpage": "publier-un-temoignage",
    "fiches.consentement": "publier-un-temoignage",
    "fiches.referencepage": "citer-une-reference",
    "fiches.bibliographiepage": "importer-des-references",
    "structures.structurepage": "structures-d-aide",
    "structures.structureindexpage": "structures-d-aide",
    "structures.numero": "numeros",
    "structures.departement": "numeros",
    "reseau.referent": "referents",
    "reseau.compterendu": "compte-rendu",
    "reseau.reseaupage": "compte-rendu",
    "reseau.guetteurveilleur": "guetteurs-veilleurs",
    "search.synonym": "chercher",
    "search.promotedresult": "chercher",
    "search.crisisexpression": "chercher",
    "home.homepage": "webmestre",
    "home.plainpage": "mots-et-ton",
    "home.sitesettings": "webmestre",
    "wagtailcore.site": "webmestre",
    "cms.image": "ajouter-une-image",
    "cms.media": "publier-un-temoignage",
    "cms.user": "webmestre",
    "wagtailredirects.redirect": "webmestre",
}
# Screens that are about no model in particular.
VIEWS = {
    "references_import": "importer-des-references",
    "references_import_preview": "importer-des-references",
    "numeros_to_check": "numeros",
    "missed_searches": "chercher",
    "recording_add": "publier-un-temoignage",
    "recording_edit": "publier-un-temoignage",
    "wagtailadmin_reports:workflow_tasks": "faire-relire",
    "wagtailadmin_account": "premiere-visite",
    "editorial_calendar": "faire-relire",
    "broken_links": "structures-d-aide",
    "to_review": "relire-a-temps",
    "word_import": "importer-un-document-word",
    "word_import_into": "importer-un-document-word",
    "word_import_preview": "importer-un-document-word",
    "guetteurs_export": "guetteurs-veilleurs",
    "bilan": "bilan",
}
# The namespace of an application's addresses, or what begins their names in wagtail-modeladmin → what it keeps.
NAMESPACES = {
    "wagtailimages": "cms.image",
    "wagtailmedia": "cms.media",
    "wagtailredirects": "wagtailredirects.redirect",
    "wagtailusers_users": "cms.user",
    "wagtailsites": "wagtailcore.site",
    "consentement": "fiches.consentement",
    "guetteurs-veilleurs": "reseau.guetteurveilleur",
}


def page_for(match: ResolverMatch) -> str:
    """The page of the guide about the screen at this address; empty when none is. One query on a page's screens."""
    if match.view_name in VIEWS:
        return VIEWS[match.view_name]
    return MODELS.get(_model(match), "")


def _model(match: ResolverMatch) -> str:
    """What the screen is about, ``app.model``; empty when it is not about one thing."""
    given = match.kwargs
    if app := given.get("content_type_app_name") or given.get("app_name"):
        return f"{app}.{given.get('content_type_model_name') or given.get('model_name')}"
    if page := given.get("page_id") or given.get("parent_page_id"):
        return _type_of_page(page)
    namespace = match.namespace
    if namespace.startswith("wagtailsnippets_"):
        return ".".join(namespace.removeprefix("wagtailsnippets_").split("_", 1))
    return NAMESPACES.get(namespace or (match.url_name or "").partition("_modeladmin_")[0], "")


def _type_of_page(key: int) -> str:
    kind = Page.objects.filter(pk=key).values_list("content_type", flat=True).first()
    if kind is None:
        return ""
    content_type = ContentType.objects.get_for_id(kind)
    return f"{content_type.app_label}.{content_type.model}"
