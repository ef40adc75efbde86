"""Documents are judged by their content: what is not what its name says, or runs something, is refused."""

import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from cms import uploads
from tests.cms import files

PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] {} >>"
SCRIPT = "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>"
CATALOG = "<< /Type /Catalog /Pages 2 0 R {} >>"


def str_only(value: object) -> str:
    """Names of cases: bytes of an archive hold the time at which each worker made it."""
    return value if isinstance(value, str) else "content"


def refusal(name: str, content: bytes) -> str:
    """The sentence of the refusal; nothing when the document is accepted."""
    try:
        uploads.check_document(SimpleUploadedFile(name, content))
    except ValidationError as error:
        return error.messages[0]
    return ""


def with_attachment() -> bytes:
    writer = PdfWriter()
    writer.add_attachment("programme.exe", b"MZ")
    return files.written(writer)


def protected(algorithm: str) -> bytes:
    """A PDF that asks for a password: the old way, or as word processors write it today."""
    if algorithm == "RC4":
        writer = PdfWriter()
        writer.encrypt("secret", algorithm="RC4-128")
        return files.written(writer)
    zeros = {size: f"<{'00' * size}>" for size in (16, 32, 48)}
    keys = f"/O {zeros[48]} /U {zeros[48]} /OE {zeros[32]} /UE {zeros[32]} /Perms {zeros[16]} /P -4"
    lock = (
        "<< /Filter /Standard /V 5 /R 6 /Length 256 /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> "
        f"/StmF /StdCF /StrF /StdCF {keys} >>"
    )
    content = files.raw_pdf(CATALOG.format(""), PAGES, PAGE.format(""), lock)
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]")


ACTIVE = {
    "names of the catalog": files.raw_pdf(
        CATALOG.format("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"), PAGES, PAGE.format(""), SCRIPT
    ),
    "action of a page": files.raw_pdf(CATALOG.format(""), PAGES, PAGE.format("/AA << /O 4 0 R >>"), SCRIPT),
    "attachment": with_attachment(),
    "open action": files.raw_pdf(CATALOG.format(f"/OpenAction {SCRIPT}"), PAGES, PAGE.format("")),
    "name written in hexadecimal": files.raw_pdf(
        CATALOG.format("/OpenAction << /S /J#61vaScript /J#53 (1) >>"), PAGES, PAGE.format("")
    ),
    "launch": files.raw_pdf(CATALOG.format("/OpenAction << /S /Launch /F (cmd.exe) >>"), PAGES, PAGE.format("")),
    "in an object stream": files.packed_pdf(CATALOG.format("/OpenAction 4 0 R"), PAGES, PAGE.format(""), SCRIPT),
    "in a list of annotations": files.raw_pdf(
        CATALOG.format(""), PAGES, PAGE.format(f"/Annots [<< /Subtype /Link /A {SCRIPT} >>]")
    ),
    "in lists of lists": files.raw_pdf(CATALOG.format(f"/Names [[(a) [{SCRIPT}]]]"), PAGES, PAGE.format("")),
    "of another generation": files.raw_pdf(
        "<< /Type /Catalog /Pages 2 1 R /OpenAction 4 1 R >>",
        "<< /Type /Pages /Kids [3 1 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 1 R /MediaBox [0 0 9 9] >>",
        SCRIPT,
        generation=1,
    ),
}


@pytest.mark.parametrize("content", ACTIVE.values(), ids=ACTIVE)
def test_a_pdf_that_runs_or_carries_something_is_refused(content: bytes) -> None:
    assert "programme ou un fichier joint" in refusal("courrier.pdf", content)


@pytest.mark.parametrize(
    "content",
    [
        files.pdf(),
        files.raw_pdf(CATALOG.format(""), PAGES, PAGE.format("")),
        files.packed_pdf(CATALOG.format(""), PAGES, PAGE.format("")),
    ],
    ids=["pypdf", "by hand", "object stream"],
)
def test_an_ordinary_pdf_is_accepted_and_left_rewound(content: bytes) -> None:
    upload = SimpleUploadedFile("courrier.pdf", content)
    uploads.check_document(upload)
    assert upload.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [("lettre.docx", files.docx()), ("lettre.odt", files.odt()), ("LETTRE.DOCX", files.docx())],
    ids=str_only,
)
def test_an_ordinary_office_document_is_accepted(name: str, content: bytes) -> None:
    upload = SimpleUploadedFile(name, content)
    uploads.check_document(upload)
    assert upload.tell() == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("texte.pdf", b"Un simple texte.", "« .pdf » mais n'en est pas un"),
        ("texte.docx", b"Un simple texte.", "« .docx » mais n'en est pas un"),
        ("tableur.docx", files.archive({"xl/workbook.xml": b"<x/>"}), "« .docx » mais n'en est pas un"),
        ("texte.odt", files.docx(), "« .odt » mais n'en est pas un"),
        ("tableur.ods", files.odt(), "« .ods » mais n'en est pas un"),
        ("vide.pdf", b"", "vide"),
        ("coupe.pdf", files.pdf()[:200], "abîmé ou incomplet"),
        ("coupe.docx", files.docx()[:60], "n'en est pas un"),
        ("protege.pdf", protected("RC4"), "mot de passe"),
        ("protege.pdf", protected("AES"), "mot de passe"),
        ("macros.docx", files.docx({"word/vbaProject.bin": b"x"}), "macros"),
        ("macros.docx", files.docx({"word/VBAPROJECT.BIN": b"x"}), "macros"),
        ("macros.odt", files.odt(extra={"Basic/Standard/Module1.xml": b"x"}), "macros"),
        ("page.html", b"<script>alert(1)</script>", "format n'est pas accepté"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format n'est pas accepté"),
        ("macros.docm", files.docx(), "format n'est pas accepté"),
        ("sans-extension", files.pdf(), "format n'est pas accepté"),
    ],
    ids=str_only,
)
def test_what_is_not_a_sound_document_is_refused_with_a_sentence(name: str, content: bytes, sentence: str) -> None:
    assert sentence in refusal(name, content)


def test_too_large_a_document_is_refused_with_both_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "DOCUMENT_MAX_BYTES", uploads.MEBIBYTE)
    message = refusal("gros.pdf", files.pdf() + bytes(2 * uploads.MEBIBYTE))
    assert "pèse 2 Mo" in message
    assert "limite est de 1 Mo" in message


def test_a_document_that_would_unpack_to_too_much_is_refused_by_its_declared_size() -> None:
    content = bytearray(files.docx())
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 24, uploads.ARCHIVE_MAX_UNPACKED_BYTES + 1)
    assert "trop volumineux" in refusal("bombe.docx", bytes(content))


def test_a_member_that_does_not_unpack_is_refused() -> None:
    content = bytearray(files.odt(b"application/vnd.oasis.opendocument.text" * 20))
    start = content.index(b"mimetype") + len(b"mimetype")
    content[start : start + 8] = b"\xff" * 8
    assert "n'en est pas un" in refusal("abime.odt", bytes(content))


NAMES = st.sampled_from(["a.pdf", "a.docx", "a.odt", "a.xlsx", "a", "a.exe"])


@settings(max_examples=150, deadline=None)
@given(name=NAMES, content=st.binary(max_size=400))
def test_no_bytes_crash_the_check(name: str, content: bytes) -> None:
    assert refusal(name, content).endswith(".")


SOUND = {"a.pdf": ACTIVE["in an object stream"], "b.pdf": files.pdf(), "a.docx": files.docx(), "a.odt": files.odt()}


@settings(max_examples=250, deadline=None)
@given(
    name=st.sampled_from(sorted(SOUND)),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6),
    kept=st.floats(0.2, 1),
)
@example(name="a.pdf", changes=[(25, 47)], kept=1)  # a holder of objects that is not where it says
@example(name="a.odt", changes=[(28, 255)], kept=1)  # a member that ends too early
@example(name="a.odt", changes=[(259, 255)], kept=1)  # a directory that starts before the file
def test_no_damaged_document_crashes_the_check(name: str, changes: list[tuple[int, int]], kept: float) -> None:
    content = bytearray(SOUND[name])
    for position, value in changes:
        content[position % len(content)] = value
    sentence = refusal(name, bytes(content[: max(1, int(len(content) * kept))]))
    assert sentence == "" or sentence.endswith(".")
