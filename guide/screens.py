"""The screens that the guide names, by a word of its own: their addresses, and who may open them.

A test opens each of them with each role: what is said here is what happens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.permissions import page_permission_policy, policy_registry

if TYPE_CHECKING:
    from cms.models import User


def _anybody(user: User) -> bool:
    return True


def _writes_pages(user: User) -> bool:
    return bool(page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"]))


def _reviews(user: User) -> bool:
    return user.has_perm("cms.mark_reviewed") or bool(page_permission_policy.user_has_permission(user, "change"))


def _given(model: str, action: str) -> Callable[[User], bool]:
    """Whether the roles of an account give it this action: where being a superuser gives nothing."""
    app, name = model.split(".")
    right = {"content_type__app_label": app, "codename": f"{action}_{name}"}
    return lambda user: Permission.objects.filter(group__user=user, **right).exists()


def _keeps(model: str, *actions: str) -> Callable[[User], bool]:
    """Whether an account may do one of these actions (any, when none is said) to a model, ``app.Model``."""

    def may(user: User) -> bool:
        policy = policy_registry.get_by_type(apps.get_model(model))
        return bool(policy.user_has_any_permission(user, actions or ("add", "change", "delete", "view")))

    return may


@dataclass(frozen=True)
class Screen:
    """One screen of the admin: the name of its address, and who may open it."""

    view: str
    may_open: Callable[[User], bool]

    @property
    def address(self) -> str:
        return reverse(self.view)

    def address_for(self, user: User) -> str:
        """Its address, empty for an account that may not open it."""
        return self.address if self.may_open(user) else ""


SCREENS: dict[str, Screen] = {
    "accueil": Screen("wagtailadmin_home", _anybody),
    "compte": Screen("wagtailadmin_account", _anybody),
    "pages": Screen("wagtailadmin_explore_root", _writes_pages),
    "images": Screen("wagtailimages:index", _keeps("cms.Image")),
    "documents": Screen("wagtaildocs:index", _keeps("cms.Document")),
    "enregistrements": Screen("wagtailmedia:index", _keeps("cms.Media")),
    "calendrier": Screen("editorial_calendar", _writes_pages),
    "a-relire": Screen("to_review", _reviews),
    "liens-casses": Screen("broken_links", _writes_pages),
    "importer-references": Screen("references_import", _writes_pages),
    "accords": Screen("consentement:index", _keeps("fiches.consentement")),
    "numeros": Screen("wagtailsnippets_structures_numero:list", _keeps("structures.numero")),
    "numeros-a-verifier": Screen("numeros_to_check", _keeps("structures.numero", "change")),
    "departements": Screen("wagtailsnippets_structures_departement:list", _keeps("structures.departement")),
    "referents": Screen("wagtailsnippets_reseau_referent:list", _keeps("reseau.referent")),
    "comptes-rendus": Screen("wagtailsnippets_reseau_compterendu:list", _keeps("reseau.compterendu")),
    "guetteurs": Screen("guetteurs-veilleurs_modeladmin_index", _given("reseau.guetteurveilleur", "view")),
    "bilan": Screen("bilan", _keeps("reseau.bilan", "view")),
    "synonymes": Screen("wagtailsnippets_search_synonym:list", _keeps("search.synonym")),
    "mis-en-avant": Screen("wagtailsnippets_search_promotedresult:list", _keeps("search.promotedresult")),
    "mots-de-detresse": Screen("wagtailsnippets_search_crisisexpression:list", _keeps("search.crisisexpression")),
    "sans-resultat": Screen("missed_searches", _keeps("search.missedsearch")),
    "redirections": Screen("wagtailredirects:index", _keeps("wagtailredirects.redirect")),
    "comptes": Screen("wagtailusers_users:index", _keeps("cms.user")),
}
