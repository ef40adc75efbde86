"""An editor writes, another person approves, readers find it: through the admin, as people use it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from fiches.models import FichePage
from structures.models import StructurePage
from tests.cms import files

from .helpers import FicheForm

Login = Callable[[Page, str], None]
Open = Callable[..., Page]

TITLE = "Souffler entre deux patients"
SUMMARY = "La journée déborde. Voici comment y poser trois respirations."
# Wagtail leaves the temporary file of an image's copies to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
ENGLISH = re.compile(
    r"\b(password|username|sign in|log in|login|forgot|remember|enter|search|reset|submit)\b", re.IGNORECASE
)


def test_the_admin_speaks_french(desk: Page, login: Login) -> None:
    desk.goto("/admin/login/")
    expect(desk.locator("html")).to_have_attribute("lang", "fr")
    words = [desk.locator("main").inner_text()]
    words += desk.locator("input, button").evaluate_all(
        "fields => fields.flatMap(field => [field.placeholder, field.title, field.ariaLabel]).filter(Boolean)"
    )
    assert [word for word in words if ENGLISH.search(word)] == []
    login(desk, "redaction")
    expect(desk.locator("html")).to_have_attribute("lang", "fr")


def test_a_fiche_is_written_previewed_submitted_approved_and_found(
    desk: Page, open_page: Open, phone: Page, login: Login
) -> None:
    login(desk, "redaction")
    form = FicheForm(desk).draft(TITLE, theme="Prendre soin de soi", summary=SUMMARY)
    write_every_block(form)
    preview = form.preview()
    expect(preview.locator("h1")).to_have_text(TITLE)
    expect(preview.get_by_role("link", name="dire non")).to_be_visible()
    assert not any("Publier" in action for action in form.all_actions())
    form.submit()
    expect(form.messages).to_contain_text("soumise pour modération")
    fiche = FichePage.objects.get(title=TITLE)
    assert not fiche.live
    assert phone.goto("/fiches/souffler-entre-deux-patients/").status == 404  # type: ignore[union-attr]

    reader = open_page(viewport={"width": 1440, "height": 900})
    login(reader, "validation")
    reader.get_by_role("region", name="À approuver").get_by_role("link", name=TITLE).click()
    review = FicheForm(reader)
    assert "Approuver et Publier" in review.all_actions()
    review.actions.get_by_role("button", name="Approuver et Publier").click()
    expect(review.messages).to_contain_text(TITLE)

    check_the_published_fiche(phone)
    phone.goto("/recherche/?q=souffler+respirations")
    expect(phone.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
    check_the_history(desk, fiche)


def write_every_block(form: FicheForm) -> None:
    form.add_step("Fermer la porte, respirer trois fois.")
    form.add_heading("Entre deux rendez-vous")
    body, chooser = form.body, form.chooser
    text = body.add("Texte et listes")
    body.write(text, "Une pause tient en peu de place.\n- Se lever.\nBoire un verre d'eau.\n\nEt apprendre à dire non")
    body.link(text, "dire non", "Apprendre à dire non")
    body.write(body.add("À retenir"), "Trois respirations suffisent pour commencer.")
    body.write(body.add("Alerte (danger seulement)"), "Des idées noires ? Appelez le 3114.")
    quote = body.add("Citation")
    quote.get_by_role("textbox", name="Texte cité").fill("Une phrase d'exemple.")
    quote.get_by_role("textbox", name="Source").fill("Source d'exemple, 2026")
    question = body.add("Question et réponse")
    question.get_by_role("textbox", name="Question").fill("Et si la salle d'attente est pleine ?")
    body.write(question, "Une minute ne la remplit pas davantage.")
    add_image(form, "Une fenêtre éclairée, la nuit.")
    body.fill_table(body.add("Tableau"), [["Quand", "Quoi"], ["Le matin", "Respirer"], ["Le soir", "Fermer"]])
    body.add("Document à télécharger").get_by_role("button", name="Choisir un document").click()
    chooser.send({"name": "memo.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}, "Mémo à imprimer")
    also = body.add("À voir aussi")
    also.get_by_role("button", name="Choisissez une page").click()
    chooser.take_page("Retrouver le sommeil")
    also.get_by_role("button", name="Ajouter", exact=True).last.click()
    also.get_by_role("button", name="Choisissez une page").last.click()
    chooser.take_page("MOTS")
    form.page.get_by_role("button", name="Ajouter un(e) numéro").click()
    chooser.tick("Entraide de l'Ordre")


def add_image(form: FicheForm, alternative: str) -> Locator:
    picture = form.body.add("Image")
    picture.get_by_role("button", name="Choisir une image").click()
    png = {"name": "IMG_2041.png", "mimeType": "image/png", "buffer": files.image("PNG", size=(640, 360))}
    form.chooser.send(png, "IMG_2041")
    picture.get_by_role("textbox", name="Texte alternatif").fill(alternative)
    return picture


def check_the_published_fiche(page: Page) -> None:
    """Each block stands on the site, with what was typed in it."""
    page.goto("/fiches/souffler-entre-deux-patients/")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main.get_by_text("Fermer la porte, respirer trois fois.")).to_be_visible()
    expect(main.get_by_role("heading", name="Entre deux rendez-vous")).to_be_visible()
    expect(main.get_by_role("listitem").filter(has_text="Boire un verre d’eau.")).to_be_visible()
    expect(main.get_by_role("link", name="dire non")).to_have_attribute("href", re.compile("/fiches/dire-non/$"))
    expect(main.get_by_text("Trois respirations suffisent pour commencer.")).to_be_visible()
    expect(main.get_by_text("Des idées noires")).to_be_visible()
    expect(main.locator("blockquote")).to_contain_text("Une phrase d’exemple.")
    expect(main.get_by_text("Source d’exemple, 2026")).to_be_visible()
    expect(main.get_by_text("Et si la salle d’attente est pleine")).to_be_visible()
    picture = main.get_by_role("img", name="Une fenêtre éclairée, la nuit.")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    expect(main.get_by_role("columnheader", name="Quand")).to_be_visible()
    expect(main.get_by_role("cell", name="Respirer", exact=True)).to_be_visible()
    address = main.get_by_role("link", name=re.compile("Mémo à imprimer")).get_attribute("href")
    assert page.request.get(address or "").headers["content-type"] == "application/pdf"
    also = main.get_by_role("complementary", name="À voir aussi")
    expect(also.get_by_role("link")).to_have_text(["Retrouver le sommeil", "MOTS"])
    expect(main.locator("a[href='tel:+33800288038']").first).to_be_visible()


def check_the_history(page: Page, fiche: FichePage) -> None:
    page.goto(f"/admin/pages/{fiche.pk}/history/")
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="a été commencé").filter(has_text="Rédaction")).to_have_count(1)
    expect(rows.filter(has_text=re.compile("approuvé", re.IGNORECASE)).filter(has_text="Validation")).not_to_have_count(
        0
    )
    expect(rows.filter(has_text=re.compile("publié", re.IGNORECASE))).not_to_have_count(0)


def test_who_wrote_a_fiche_does_not_approve_it_and_is_told_why(desk: Page, login: Login) -> None:
    login(desk, "validation")
    form = FicheForm(desk).draft(TITLE, theme="Prendre soin de soi", summary=SUMMARY)
    form.add_step("Respirer.")
    form.add_heading("Une partie")
    assert not any("Publier" in action for action in form.all_actions())
    form.submit()
    expect(form.messages).to_contain_text("soumise pour modération")

    desk.goto(f"/admin/pages/{FichePage.objects.get(title=TITLE).pk}/edit/")
    expect(form.messages).to_contain_text("une autre personne que vous doit l'approuver")
    assert not any(re.search("Approuver|Publier", action) for action in form.all_actions())


def test_editing_again_loses_nothing(desk: Page, login: Login) -> None:
    fiche = FichePage.objects.get(slug="dire-non")
    others = [FichePage.objects.get(slug="sommeil"), StructurePage.objects.get(slug="mots")]
    fiche.body.extend([("voir", {"title": "", "pages": others}), ("titre", {"text": "Après", "level": "h2"})])
    fiche.save_revision().publish()
    blocks = [(block.block_type, block.id) for block in fiche.body]

    login(desk, "redaction")
    form = FicheForm(desk)
    desk.goto(f"/admin/pages/{fiche.pk}/edit/")
    expect(form.body.blocks).to_have_count(len(blocks))
    chosen = form.body.blocks.nth(len(blocks) - 2).locator(".chooser__title")
    expect(chosen).to_have_text([page.title for page in others])
    assert not any("Publier" in action for action in form.all_actions())
    desk.locator("#id_summary").fill("Un autre résumé.")
    form.save()

    draft = FichePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert draft.summary == "Un autre résumé."
    assert [(block.block_type, block.id) for block in draft.body] == blocks


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("first_steps", "Ajoutez au moins un geste : c'est la première chose que lit une personne fatiguée."),
        ("body", "La fiche n'a pas encore de texte : ajoutez au moins un bloc."),
    ],
)
def test_a_refused_submission_says_why_and_keeps_everything(
    missing: str, sentence: str, desk: Page, login: Login
) -> None:
    login(desk, "redaction")
    form = FicheForm(desk).draft(TITLE, theme="Sécurité", part="Le cabinet", summary=SUMMARY)
    if missing == "body":
        form.add_step("Un geste déjà écrit.")
    else:
        form.body.write(form.body.add("Texte et listes"), "Un texte déjà écrit.\n- Une liste.")
    form.submit()

    expect(desk.locator(f"#panel-child-contenu-{missing}-section").get_by_text(sentence)).to_be_visible()
    expect(form.messages).to_contain_text(re.compile("erreur", re.IGNORECASE))
    expect(desk.locator("#id_title")).to_have_value(TITLE)
    expect(desk.locator("#id_summary")).to_have_value(SUMMARY)
    expect(desk.locator("#id_part option:checked")).to_have_text("Le cabinet")
    expect(desk.locator("#id_theme option:checked")).to_have_text("Sécurité")
    if missing == "body":
        expect(form.steps.container.get_by_role("textbox")).to_have_value("Un geste déjà écrit.")
        form.add_heading("Une partie")
    else:
        expect(form.body.container.locator("[contenteditable=true]")).to_contain_text("Un texte déjà écrit.")
        expect(form.body.container.locator("[contenteditable=true] li")).to_have_text("Une liste.")
        form.add_step("Respirer.")
    form.submit()
    expect(form.messages).to_contain_text("soumise pour modération")


def test_an_image_without_alternative_text_is_refused_in_french(desk: Page, login: Login) -> None:
    login(desk, "redaction")
    form = FicheForm(desk).draft(TITLE, theme="Prendre soin de soi", summary=SUMMARY)
    form.add_step("Respirer.")
    picture = add_image(form, alternative="")
    form.submit()
    expect(
        picture.locator("[data-field-errors]").filter(has_text=re.compile("alternati", re.IGNORECASE))
    ).to_be_visible()


def test_a_form_left_open_is_saved_after_connecting_again(desk: Page, login: Login) -> None:
    login(desk, "redaction")
    form = FicheForm(desk).open()
    form.describe(TITLE, theme="Prendre soin de soi", summary=SUMMARY)
    desk.context.clear_cookies(name="sessionid")
    with desk.context.new_page() as other:
        login(other, "redaction")
    form.save()
    assert FichePage.objects.get(title=TITLE).summary == SUMMARY
