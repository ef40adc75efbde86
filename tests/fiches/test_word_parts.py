"""Tables, pictures and notes of Word documents, and what is left out of them."""

import pytest

from fiches.word import wording
from fiches.word.parts import Aside, Change, Heading, Item, Paragraph, Picture, Table
from tests.cms import files

from . import word_files as word
from .test_word_reading import levels, reading, texts
from .word_files import cell, item, paragraph, picture, run, table


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
