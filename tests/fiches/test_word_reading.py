"""What is read in documents as Word, LibreOffice and Google Docs write them, and what of it is left out."""

import re
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from fiches.blocks import CITING_FEATURES
from fiches.word import wording
from fiches.word.blocks import raw_blocks
from fiches.word.imported import said_by
from fiches.word.opening import opened
from fiches.word.parts import Aside, Change, Heading, Item, Paragraph, Picture, Reading, Table, plain
from fiches.word.reading import read
from tests.cms import files

from . import word_files as word
from .word_files import cell, document, item, paragraph, picture, run, table

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


def test_a_table_with_merged_cells_a_list_a_link_and_a_table_inside() -> None:
    inner = table(cell("i") + cell("j"))
    found = reading(
        table(
            cell("Jour") + cell("Heures", '<w:gridSpan w:val="2"/>'),
            cell("Lundi", '<w:vMerge w:val="restart"/>')
            + cell(item("matin") + item("soir"))
            + cell(inner + paragraph("fin")),
            cell("", "<w:vMerge/>") + cell(paragraph(word.link("rIdA", "ici"))) + cell(""),
            cell("") + cell("") + cell(""),
        ),
        links={"rIdA": "https://exemple.org/"},
    )
    (grid,) = found.parts
    assert isinstance(grid, Table)
    assert grid.header
    assert grid.rows == [
        ["Jour", "Heures", ""],
        ["Lundi", "– matin\n– soir", "i ; j\nfin"],
        ["Lundi", "ici (https://exemple.org/)", ""],
    ]
    assert +found.remarks.changed == {Change.MERGED: 2, Change.NESTED_TABLE: 1, Change.TABLE_LINK: 1}


@pytest.mark.parametrize(
    ("look", "header"),
    [
        ('<w:tblLook w:firstRow="0"/>', False),
        ('<w:tblLook w:val="0600"/>', False),
        ('<w:tblLook w:val="04A0"/>', True),
        ("", True),
    ],
)
def test_a_table_says_whether_its_first_row_is_its_header(look: str, header: bool) -> None:
    (grid,) = reading(table(cell("a") + cell("b"), cell("c") + cell("d"), look=look)).parts
    assert isinstance(grid, Table)
    assert grid.header is header


def test_a_frame_is_no_table() -> None:
    found = reading(
        table(cell(paragraph("À savoir", "Titre1") + paragraph("Un texte."))) + paragraph("Suite", "Titre1")
    )
    assert [type(part) for part in found.parts] == [Heading, Paragraph, Heading]
    assert found.remarks.changed[Change.FRAME] == 1


def test_pictures_with_their_descriptions_and_captions() -> None:
    png = files.image("PNG")
    old = '<w:r><w:pict><v:shape alt="Une porte"><v:imagedata r:id="rIdImage"/></v:shape></w:pict></w:r>'
    decorative = '><a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst></wp:docPr><wp:x descr=""'
    found = reading(
        paragraph(run("Avant. ") + picture(kind="anchor") + run("Après."))
        + paragraph("Une lampe", "Lgende")
        + paragraph(picture(described='descr="Une lampe. Description générée automatiquement"'))
        + paragraph(picture(described='descr="photo.png"'))
        + paragraph(old)
        + paragraph(picture(described=f"{decorative}"))
        + table(cell("Une") + cell(paragraph(picture()))),
        media={"rIdImage": png},
    )
    shown = [part for part in found.parts if isinstance(part, Picture)]
    assert [part.alt for part in shown] == [
        "Une lampe allumée.",
        "Une lampe",
        "",
        "Une porte",
        "",
        "Une lampe allumée.",
    ]
    assert shown[0].caption == "Une lampe"
    assert [part.decorative for part in shown] == [False, False, False, False, True, False]
    assert list(found.pictures.values()) == [png], "one file"
    assert texts(found)[0] == "Avant. Après."


def test_what_is_left_out_is_counted_and_quoted() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="wps">'
        f"<wps:txbx><w:txbxContent>{paragraph('Encadré important')}</w:txbxContent></wps:txbx></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{paragraph('Encadré important')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    chart = '<w:r><w:drawing><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></w:drawing></w:r>'
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Sommaire')}</w:sdtContent></w:sdt>"
    )
    found = reading(
        toc
        + paragraph("Partie 1 ... 3", "TM1")
        + paragraph(run("Texte gardé") + box + chart)
        + paragraph(f"<w:ins>{run('ajouté')}</w:ins><w:del><w:r><w:delText>retiré</w:delText></w:r></w:del>")
        + paragraph(
            run("caché", "<w:vanish/>") + '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:sym w:char="F0E0"/></w:r>'
        )
        + paragraph("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:object/></w:r>")
        + paragraph(picture("rIdEmf") + picture("rIdRien")),
        media={"rIdEmf": b"\x01\x00\x00\x00EMF"},
        parts={"header1": f'<w:hdr xmlns:w="{word.W}"><w:p><w:r><w:t>Page de garde</w:t></w:r></w:p></w:hdr>'},
    )
    assert found.remarks.aside == {
        Aside.CONTENTS: 1,
        Aside.TEXT_BOX: 1,
        Aside.CHART: 1,
        Aside.DELETED: 1,
        Aside.HIDDEN: 1,
        Aside.COMMENT: 1,
        Aside.SYMBOL: 1,
        Aside.EQUATION: 1,
        Aside.OBJECT: 1,
        Aside.PICTURE_FORMAT: 1,
        Aside.HEADER_FOOTER: 1,
    }
    assert texts(found) == ["Texte gardé", "ajouté"]
    assert found.remarks.excerpts[Aside.TEXT_BOX] == ["Encadré important"]
    assert found.remarks.excerpts[Aside.DELETED] == ["retiré"]
    assert len(wording.left_out(found.remarks)) == 11
    assert wording.changed(found.remarks) == ["1 ajout suivi, gardé comme accepté"]


def test_notes_come_at_the_end() -> None:
    notes = f'<w:footnotes xmlns:w="{word.W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes += '<w:footnote w:id="2"><w:p><w:r><w:t>Wu, 2000.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    found = reading(
        paragraph("Partie", "Titre1")
        + paragraph(run("Une idée") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(".")),
        parts={"footnotes": notes},
    )
    assert texts(found) == ["Une idée [1].", "Wu, 2000."]
    assert found.parts[-1] == Item(found.parts[-1].spans, 0, True)  # type: ignore[union-attr]
    assert levels(found)[-1] == ("h2", "Notes")


def test_every_remark_has_its_words() -> None:
    assert set(wording._ASIDE) == set(Aside)
    assert set(wording._CHANGED) == set(Change)


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
