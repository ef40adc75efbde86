"""Opens a Word document, or says in a French sentence why it cannot be and what to do."""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from docx import Document
from docx.document import Document as WordDocument

from cms.uploads import MEBIBYTE, check_document, or_refuse

MAX_BYTES = 25 * MEBIBYTE
# Word's XML takes about 20 KB a page once unpacked: two thousand pages.
MAX_XML_BYTES = 40 * MEBIBYTE
DAMAGED = (
    "Ce document est abîmé ou incomplet. Ouvrez-le dans votre traitement de texte, "
    "enregistrez-le de nouveau au format « Document Word (.docx) », puis renvoyez-le."
)
_SAVE_AS = (
    "Ouvrez-le, choisissez « Enregistrer sous », format « Document Word (.docx) », puis envoyez ce nouveau fichier."
)
# How other formats begin → what they are.
_OTHERS = (
    (b"{\\rtf", "Ce fichier est au format RTF."),
    (b"%PDF", "Ce fichier est un PDF. Un PDF ne garde ni titres ni listes : partez du document d'origine."),
    (b"<", "Ce fichier est une page web."),
)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Microsoft's compound files: old .doc, and encrypted .docx
_STRICT = b"http://purl.oclc.org/ooxml/"


def opened(content: bytes, name: str) -> WordDocument:
    """The document. Raises ValidationError."""
    _refuse_other_formats(content, name)
    if content and not zipfile.is_zipfile(io.BytesIO(content)):
        raise ValidationError(DAMAGED)
    file = ContentFile(content, "document.docx")
    check_document(file, MAX_BYTES)
    with or_refuse(DAMAGED):
        _refuse_what_is_too_long(content)
        file.seek(0)
        return Document(file)


def _refuse_other_formats(content: bytes, name: str) -> None:
    if content.startswith(_OLD_WORD):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise ValidationError(
                "Ce document est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe "
                "(Fichier, Informations, Protéger le document), enregistrez-le, puis renvoyez-le."
            )
        raise ValidationError(f"Ce fichier est un ancien document Word (.doc). {_SAVE_AS}")
    for start, sentence in _OTHERS:
        if content.lstrip()[:8].startswith(start):
            raise ValidationError(f"{sentence} {_SAVE_AS}" if "PDF" not in sentence else sentence)
    if b"mimetypeapplication/vnd.oasis.opendocument" in content[:120]:
        raise ValidationError(f"Ce fichier est un document LibreOffice (.odt). {_SAVE_AS}")
    if content and not content.startswith(b"PK"):
        raise ValidationError(
            f"« {name} » n'est pas un document Word. Choisissez un fichier dont le nom finit par « .docx »."
        )


def _refuse_what_is_too_long(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = sum(one.file_size for one in archive.infolist() if one.filename.endswith((".xml", ".rels")))
        if xml > MAX_XML_BYTES:
            raise ValidationError("Ce document est trop long pour une fiche. Coupez-le en plusieurs documents.")
        if _STRICT in archive.read("_rels/.rels"):
            raise ValidationError(f"Ce document est au format « Open XML strict ». {_SAVE_AS}")
