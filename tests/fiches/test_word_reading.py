"""What is read in documents as Word, LibreOffice and Google Docs write them, and what of it is left out."""

import re
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from fiches.blocks import CITING_FEATURES
from fiches.word.blocks import raw_blocks
from fiches.word.imported import said_by
from fiches.word.opening import opened
from fiches.word.parts import Change, Item, Paragraph, Reading, plain
from fiches.word.reading import read

from . import word_files as word
from .word_files import document, item, paragraph, run

COMPLETE = word.complete()


def reading(body: str, **parts: Any) -> Reading:
    return read(opened(document(body, **parts), "essai.docx"))


def texts(found: Reading) -> list[str]:
    return [plain(part.spans) for part in found.parts if isinstance(part, Paragraph | Item)]


def html(body: str, **parts: Any) -> str:
    """The rich text that a body becomes."""
    found = reading(body, **parts)
    return "".join(block["value"] for block in raw_blocks(found.parts, "", found.remarks) if block["type"] == "texte")


def levels(found: Reading) -> list[tuple[str, str]]:
    blocks = raw_blocks(found.parts, "", found.remarks)
    return [(block["value"]["level"], block["value"]["text"]) for block in blocks if block["type"] == "titre"]


def test_headings_take_two_levels_without_a_jump() -> None:
    found = reading(
        paragraph("Le document", "Titre")
        + paragraph("Trop profond", "Titre2")
        + paragraph("Une partie", "Titre1")
        + paragraph("Sa sous-partie", "Maison")
        + paragraph("Plus bas", "Titre4")
        + paragraph("Sans style", properties='<w:outlineLvl w:val="0"/>')
        + paragraph("x" * 121, "Titre1")
    )
    assert found.title == "Le document"
    assert levels(found) == [
        ("h2", "Trop profond"),
        ("h2", "Une partie"),
        ("h3", "Sa sous-partie"),
        ("h3", "Plus bas"),
        ("h2", "Sans style"),
    ]
    assert found.remarks.changed[Change.LONG_HEADING] == 1
    assert found.remarks.changed[Change.DEEP_HEADING] == 1


def test_the_only_first_heading_is_the_title() -> None:
    found = reading(paragraph("Dire non", "Titre1") + paragraph("Pourquoi", "Titre2") + paragraph("Un texte."))
    assert found.title == "Dire non"
    assert levels(found) == [("h2", "Pourquoi")]
    several = reading(paragraph("Un", "Titre1") + paragraph("Son texte.") + paragraph("Deux", "Titre1"))
    assert several.title == "Un"
    assert levels(several) == [("h2", "Un"), ("h2", "Deux")], "the first of several is a part"
    assert levels(reading(paragraph("Un", "Titre1") + paragraph("Deux", "Titre1"))) == [("h2", "Deux")], (
        "but a bare one"
    )


def test_the_introduction_is_the_summary_when_it_is_short() -> None:
    assert (
        reading(paragraph("Deux phrases. Pas plus.") + paragraph("Suite", "Titre1")).summary
        == "Deux phrases. Pas plus."
    )
    assert reading(paragraph("x " * 200)).summary == ""
    subtitled = reading(paragraph("Titre", "Titre") + paragraph("Ce que l'on trouve ici", "Soustitre"))
    assert (subtitled.title, subtitled.summary, subtitled.parts) == ("Titre", "Ce que l'on trouve ici", [])


def test_spaces_breaks_and_invisible_marks() -> None:
    assert (
        html(
            paragraph(
                run("Une\u00a0question\u202f?  Oui")
                + "<w:r><w:tab/><w:t>ou</w:t><w:br/><w:t>non</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>dit</w:t></w:r>"
                + '<w:r><w:br w:type="page"/></w:r>'
            )
            + paragraph(run("\u00a0 "))
            + paragraph(
                '<w:smartTag><w:r><w:t xml:space="preserve">Le Var </w:t></w:r></w:smartTag><w:proofErr/>'
                + run("aussi")
            )
        )
        == "<p>Une question ? Oui ou<br/>non-dit</p><p>Le Var aussi</p>"
    )


def test_the_controls_of_a_form_give_what_was_typed_in_them() -> None:
    def control(properties: str, text: str) -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"

    assert html(paragraph(control("", "Istres") + control("<w:showingPlcHdr/>", "Cliquez ici"))) == "<p>Istres</p>"


def test_bold_italic_and_figures_raised() -> None:
    assert (
        html(
            paragraph(
                run("Une ")
                + run("idée", "<w:b/>")
                + run(" ")
                + run("forte", "<w:b/>")
                + run(", ", '<w:b w:val="0"/>')
                + run("nommée", '<w:rStyle w:val="lev"/><w:i/>')
                + run(" de 10 m")
                + run("2", '<w:vertAlign w:val="superscript"/>')
            )
        )
        == "<p>Une <b>idée forte</b>, <b><i>nommée</i></b> de 10 m²</p>"
    )


def test_links_of_every_kind() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://ameli.fr/?a=1&amp;b=2" </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("ameli")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f"<w:fldSimple w:instr=' HYPERLINK \"mailto:a@example.org\" '>{run('écrire')}</w:fldSimple>"
    place = f'<w:hyperlink w:anchor="_Toc1">{run("plus bas")}</w:hyperlink>'
    assert html(
        paragraph(
            word.link("rIdA", "loi")
            + run(" ")
            + field
            + run(" ")
            + simple
            + run(" ")
            + place
            + word.link("rIdB", " ici")
        ),
        links={"rIdA": "https://exemple.org/", "rIdB": "file:///C:/secret.docx"},
    ) == (
        '<p><a href="https://exemple.org/">loi</a> <a href="https://ameli.fr/?a=1&amp;b=2">ameli</a> '
        '<a href="mailto:a@example.org">écrire</a> plus bas ici</p>'
    )


def test_lists_nested_mixed_and_named_by_their_style() -> None:
    assert html(
        item("a") + item("b", depth=2) + item("c") + item("un", 2) + item("deux", 2, 1) + paragraph("p", "Listepuces")
    ) == (
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>un<ol><li>deux</li></ol></li></ol><ul><li>p</li></ul>"
    )
    assert html(item("Hors liste", 0)) == "<p>Hors liste</p>"


def test_lists_typed_by_hand() -> None:
    found = reading("".join(map(paragraph, ("- Poser", "- Regarder", "1. Un", "2. Deux", "– Une voix seule"))))
    assert [(type(part).__name__, getattr(part, "ordered", None)) for part in found.parts] == [
        ("Item", False),
        ("Item", False),
        ("Item", True),
        ("Item", True),
        ("Paragraph", None),
    ]
    assert texts(found)[:2] == ["Poser", "Regarder"]


def test_bold_lines_are_headings_where_the_document_has_none() -> None:
    body = (
        paragraph("Un début.")
        + paragraph(run("Avant de commencer :", "<w:b/>"))
        + paragraph("Un texte.")
        + paragraph(run("Attention.", "<w:b/>"))
    )
    assert levels(reading(body)) == [("h2", "Avant de commencer")]
    assert levels(reading(body + paragraph("Un vrai titre", "Titre1"))) == [("h2", "Un vrai titre")]


def test_the_editor_keeps_what_is_imported() -> None:
    """The HTML is what Wagtail itself would store: opening and saving the draft changes nothing."""
    converter = ContentstateConverter(features=CITING_FEATURES)
    source = html(
        paragraph(run("Un ") + run("mot", "<w:b/>") + "<w:r><w:br/></w:r>" + word.link("rIdA", "loi"))
        + item("a &amp; b")
        + item("c", depth=1)
        + item("d", 2),
        links={"rIdA": "https://exemple.org/"},
    )
    stored = converter.to_database_format(converter.from_database_format(source))
    assert stored == converter.to_database_format(converter.from_database_format(stored))
    assert re.sub(r' data-block-key="\w+"', "", stored) == source


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read(data: st.DataObject) -> None:
    """Cut anywhere, or with bytes changed: a sentence or a reading, never another error."""
    content = bytearray(COMPLETE)
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content)))]
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)) if content else ():
        content[place] = data.draw(st.integers(0, 255))
    with suppress(ValidationError):
        assert asdict(said_by(bytes(content), "essai.docx"))
