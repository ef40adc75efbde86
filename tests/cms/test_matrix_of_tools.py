"""Role × tool × action, by what it changes: what is neither a page nor an editorial snippet, through real requests."""

import pytest
from django.test import Client
from django.urls import reverse

from cms import roles
from cms.models import Document, Image, Media
from fiches.models import Situation, Theme
from search.models import CrisisExpression, PromotedResult, Synonym
from structures.models import Audience, Besoin
from tests import factories as made

from . import files
from .tool_requests import (
    Request,
    adds,
    adds_account,
    adds_collection,
    adds_guetteur,
    adds_redirect,
    changes_settings,
    changes_site,
    deletes,
    deletes_account,
    deletes_guetteur,
    deletes_redirect,
    edits_account,
    edits_guetteur,
    exports_register,
    imports_references,
    imports_word,
    locks_page,
    makes_private,
    marks_checked,
    marks_reviewed,
    moves_page,
    notes_contact,
    opens,
    reads_missed_searches,
    reads_register,
    records_consent,
    sends,
    withdraws_consent,
)

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of an image's copies to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
]

R, V, S, C, W = roles.ROLES
KEEPERS = {R, V, W}  # of the words of the search
TERM = {"name": "Un mot", "slug": "un-mot", "order": "1"}
# Who, for each thing that a request does. Whoever is not named changes nothing.
MAY: dict[str, tuple[Request, set[str]]] = {
    "registre : lire": (reads_register, {S, C}),
    "registre : ajouter": (adds_guetteur, {S, C}),
    "registre : modifier": (edits_guetteur, {S, C}),
    "registre : effacer": (deletes_guetteur, {S, C}),
    "registre : noter un appel": (notes_contact, {S, C}),
    "registre : exporter": (exports_register, {S, C}),
    "bilan : lire": (lambda client: opens(client, reverse("bilan")), {R, V, S, C}),
    "bilan : emporter": (lambda client: opens(client, reverse("bilan_xlsx")), {R, V, S, C}),
    "page relue": (marks_reviewed, {V, S}),
    "numéro vérifié": (marks_checked, {S, W}),
    "document Word : importer": (imports_word, {R, V, W}),
    "références : importer": (imports_references, {R, V, W}),
    "image : envoyer": (sends("jpg", Image, files.image), {R, V, S, W}),
    "document : envoyer": (sends("pdf", Document, files.pdf), {R, V, S, C, W}),
    "enregistrement : envoyer": (sends("mp3", Media, files.mp3, "audio"), {R, V, W}),
    "synonyme : ajouter": (adds(Synonym, expressions="cabinet\nlieu d'exercice"), KEEPERS),
    "synonyme : supprimer": (deletes(Synonym, lambda: Synonym.objects.create(expressions="a\nb")), KEEPERS),
    "détresse : ajouter": (adds(CrisisExpression, text="des mots"), KEEPERS),
    "détresse : supprimer": (
        deletes(CrisisExpression, lambda: CrisisExpression.objects.create(text="des mots")),
        KEEPERS,
    ),
    "mis en avant : supprimer": (
        deletes(PromotedResult, lambda: PromotedResult.objects.create(expressions="a", page=made.PlainPageFactory())),
        KEEPERS,
    ),
    "recherches sans résultat : lire": (reads_missed_searches, KEEPERS),
    "thème : ajouter": (adds(Theme, **TERM, part="medecin"), {W}),
    "situation : ajouter": (adds(Situation, **TERM), {W}),
    "public : ajouter": (adds(Audience, **TERM), {W}),
    "besoin : ajouter": (adds(Besoin, **TERM), {W}),
    "accord : noter": (records_consent, {R, V}),
    "accord : retirer": (withdraws_consent, {V, S, W}),
    "redirection : ajouter": (adds_redirect, {W}),
    "redirection : supprimer": (deletes_redirect, {W}),
    "compte : ajouter": (adds_account, {W}),
    "compte : modifier": (edits_account, {W}),
    "compte : supprimer": (deletes_account, {W}),
    "réglages : modifier": (changes_settings, {W}),
    "site : modifier": (changes_site, {W}),
    "collection : ajouter": (adds_collection, {W}),
    "page : déplacer": (moves_page, {V, W}),
    "page : verrouiller": (locks_page, {V, W}),
    "page : réserver": (makes_private, {V, W}),
}


@pytest.mark.parametrize("action", MAY)
@pytest.mark.parametrize("role", roles.ROLES)
def test_who_may(role: str, action: str) -> None:
    request, able = MAY[action]
    client = Client()
    client.force_login(made.UserFactory(roles=[role]))
    assert request(client) == (role in able)
