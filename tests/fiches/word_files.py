"""Word documents made in memory, member by member, as Word, LibreOffice and Google Docs write them."""

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

from tests.cms import files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{REL}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# As a French Word names them: identifiers are translated, names are not.
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Soustitre"><w:name w:val="Subtitle"/><w:basedOn w:val="Titre"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre4"><w:name w:val="heading 4"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Maison"><w:name w:val="Titre de la maison"/><w:basedOn w:val="Titre2"/></w:style>
<w:style w:type="paragraph" w:styleId="Paragraphedeliste"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Listepuces"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="lev"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""
# Entities that would grow to three billion words (CVE-2003-1564, "billion laughs").
LAUGHS = (
    b'<!DOCTYPE d [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (rank, b"&a%d;" % (rank - 1) * 10) for rank in range(1, 10))
    + b']><w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>' % W.encode()
)


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; ``content`` is its runs, or a plain text."""
    runs = content if content.lstrip().startswith("<") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int = 1, depth: int = 0) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, "Paragraphedeliste", numbering)


def table(*rows: str, look: str = '<w:tblLook w:firstRow="1"/>') -> str:
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def picture(relation: str = "rIdImage", described: str = 'descr="Une lampe allumée."', kind: str = "inline") -> str:
    """A run that holds a picture, inline or floating (``kind="anchor"``)."""
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="Image 1" {described}/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="image1.png"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill>'
        f"</pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def link(relation: str, text: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def document(
    body: str,
    links: dict[str, str] | None = None,
    media: dict[str, bytes] | None = None,
    parts: dict[str, str] | None = None,
    members: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx file. ``links``: relation → address; ``media``: relation → picture; ``parts``: footnotes, header1… → XML."""
    relations = ['<Relationship Id="rIdStyles" Type="%s/styles" Target="styles.xml"/>' % REL]  # noqa: UP031
    relations.append(f'<Relationship Id="rIdNum" Type="{REL}/numbering" Target="numbering.xml"/>')
    types = ""
    content: dict[str, Any] = {}
    for key, address in (links or {}).items():
        relations.append(f'<Relationship Id="{key}" Type="{REL}/hyperlink" Target="{address}" TargetMode="External"/>')
    for rank, (key, image) in enumerate((media or {}).items()):
        relations.append(f'<Relationship Id="{key}" Type="{REL}/image" Target="media/image{rank}.bin"/>')
        content[f"word/media/image{rank}.bin"] = image
    for name, xml in (parts or {}).items():
        kind = name.rstrip("0123456789")
        relations.append(f'<Relationship Id="rId{name}" Type="{REL}/{kind}" Target="{name}.xml"/>')
        types += f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>'
        content[f"word/{name}.xml"] = xml
    content |= {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="bin" ContentType="image/png"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{TYPES}.numbering+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(relations)}</Relationships>"
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{NUMBERING}</w:numbering>',
    }
    return files.archive(
        {name: text if isinstance(text, bytes) else text.encode() for name, text in (content | (members or {})).items()}
    )


def complete() -> bytes:
    """A document with something of everything that a fiche holds."""
    return document(
        paragraph("Apprendre à dire non", "Titre")
        + paragraph("Refuser une demande sans rompre le lien. On trouve ici des phrases toutes prêtes.")
        + paragraph("Avant de répondre", "Titre1")
        + paragraph(
            run("Respirer ") + run("trois fois", "<w:b/>") + run(", puis lire ") + link("rIdLien", "la loi") + run(".")
        )
        + item("Poser le stylo")
        + item("Regarder la fenêtre", depth=1)
        + item("Répondre", 2)
        + paragraph("Les mots", "Titre2")
        + table(cell("Situation") + cell("Phrase"), cell("Garde") + cell("Pas cette fois."))
        + paragraph(picture())
        + paragraph("La lampe du cabinet", "Lgende"),
        links={"rIdLien": "https://www.legifrance.gouv.fr/"},
        media={"rIdImage": files.image("PNG", (400, 300))},
    )


def long(pages: int) -> bytes:
    """A document of so many pages: ten paragraphs and a heading each, a table one page in five."""
    made = Document()
    sentence = "Une phrase d'exemple, assez longue pour tenir une ligne et demie dans une page de Word ordinaire. "
    for page in range(pages):
        made.add_heading(f"Partie {page + 1}", 1 + page % 2)
        for _ in range(8):
            written = made.add_paragraph(sentence * 3)
            written.add_run("En gras.").bold = True
        for _ in range(3):
            made.add_paragraph("Une étape de la liste", "List Bullet")
        if page % 5 == 0:
            grid = made.add_table(6, 3)
            for row in grid.rows:
                for box in row.cells:
                    box.text = "Une cellule"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def without(content: bytes, name: str) -> bytes:
    """The same file, one member missing."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info.filename, source.read(info))
    return stream.getvalue()
