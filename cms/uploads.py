"""Images and documents are judged by their content, never by their name.

Each function takes the uploaded file, leaves it rewound, and raises ValidationError with a French sentence that
says what was found and what to do. The ``clean_*`` functions also remove what could identify a person
(camera position) and write the cleaned bytes back into the upload.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MEBIBYTE = 1024 * 1024
DOCUMENT_MAX_BYTES = 20 * MEBIBYTE
# A zip bomb is refused by what it would unpack to.
ARCHIVE_MAX_UNPACKED_BYTES = 400 * MEBIBYTE

OFFICE_MARKERS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPENDOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
# Phones write several pictures in one JPEG file, which Pillow calls MPO.
IMAGE_FAMILIES = {"mpo": "jpeg"}
# What Pillow reads beside the pixels and that may tell a place, a date, a name.
PERSONAL_METADATA = frozenset({"comment", "exif", "photoshop", "xmp", "XML:com.adobe.xmp"})
ORIENTATION = 0x0112  # the Exif tag
PDF_ACTIVE_KEYS = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EmbeddedFile",
    "/RichMedia",
    "/XFA",
}


def extension(file: IO[bytes]) -> str:
    """Lower-case extension of an upload, without its dot."""
    return PurePath(file.name or "").suffix.lower().lstrip(".")


@contextmanager
def rewound(file: IO[bytes]) -> Iterator[IO[bytes]]:
    file.seek(0)
    try:
        yield file
    finally:
        file.seek(0)


def refuse_size(file: IO[bytes], limit: int) -> None:
    size = file.seek(0, io.SEEK_END) or getattr(file, "announced_bytes", 0)  # not read when it is huge
    file.seek(0)
    if size == 0:
        raise ValidationError("Ce fichier est vide. Vérifiez-le sur votre ordinateur, puis envoyez-le de nouveau.")
    if size > limit:
        raise ValidationError(
            f"Ce fichier pèse {size // MEBIBYTE} Mo ; la limite est de {limit // MEBIBYTE} Mo. "
            "Réduisez-le, puis envoyez-le de nouveau."
        )


def replace_content(file: IO[bytes], content: bytes) -> None:
    file.seek(0)
    file.truncate()
    file.write(content)
    file.seek(0)
    if hasattr(file, "size"):
        file.size = len(content)


@contextmanager
def or_refuse(sentence: str) -> Iterator[None]:
    """Whatever a parser raises on a hostile file becomes one sentence; our own refusals pass."""
    try:
        yield
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError(sentence) from error


def clean_image(file: IO[bytes]) -> None:
    """Refuse what is not an image of the declared format; drop its metadata (position, date, device)."""
    refuse_size(file, 10 * MEBIBYTE)
    declared = extension(file)
    unreadable = (
        "Ce fichier n'est pas une image lisible. Ouvrez-le, exportez-le en JPEG ou en PNG, puis envoyez-le de nouveau."
    )
    with rewound(file), or_refuse(unreadable), Image.open(file) as image:
        image.load()
        found = (image.format or "").lower()
        if {"jpg": "jpeg"}.get(declared, declared) != IMAGE_FAMILIES.get(found, found):
            raise ValidationError(
                f"Ce fichier se nomme « .{declared} » mais contient une image {found.upper()}. "
                "Exportez-le au bon format, puis envoyez-le de nouveau."
            )
        cleaned = _without_metadata(image)
    if cleaned is not None:
        replace_content(file, cleaned)


def _without_metadata(image: Image.Image) -> bytes | None:
    """The image's bytes without metadata, or None when there is nothing to remove."""
    several_pictures = image.format == "MPO"
    if not several_pictures and (
        getattr(image, "is_animated", False) or not (image.getexif() or PERSONAL_METADATA & image.info.keys())
    ):
        return None
    image.seek(0)
    rotated = image.getexif().get(ORIENTATION, 1) != 1
    cleaned = (ImageOps.exif_transpose(image) or image) if rotated else image
    for name in PERSONAL_METADATA:
        cleaned.info.pop(name, None)
    options: dict[str, object] = {}
    if image.format in {"JPEG", "MPO"}:
        options = {"quality": 92 if rotated or several_pictures else "keep"}
    buffer = io.BytesIO()
    cleaned.save(buffer, format="JPEG" if several_pictures else image.format, exif=b"", **options)
    return buffer.getvalue()


def check_document(file: IO[bytes], limit: int | None = None) -> None:
    """Refuse a document whose content is not what its name says, or that holds a script or a macro."""
    refuse_size(file, limit or DOCUMENT_MAX_BYTES)
    kind = extension(file)
    with rewound(file):
        if kind == "pdf":
            _check_pdf(file)
        elif kind in OFFICE_MARKERS or kind in OPENDOCUMENT_TYPES:
            _check_office(file, kind)
        else:
            raise ValidationError("Ce format n'est pas accepté. Envoyez un PDF ou un document bureautique.")


def _check_pdf(file: IO[bytes]) -> None:
    if file.read(5) != b"%PDF-":
        raise ValidationError("Ce fichier se nomme « .pdf » mais n'en est pas un. Exportez votre document en PDF.")
    file.seek(0)
    damaged = "Ce PDF est abîmé ou incomplet. Exportez-le de nouveau depuis votre traitement de texte."
    with or_refuse(damaged):
        active = _pdf_active_key(_open_pdf(file))
    if active:
        raise ValidationError(
            "Ce PDF contient un programme ou un fichier joint, ce que le site refuse pour protéger ses lecteurs. "
            "Imprimez-le en PDF pour n'en garder que le texte."
        )


def _open_pdf(file: IO[bytes]) -> PdfReader:
    protected = "Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection."
    try:
        reader = PdfReader(file)
        is_encrypted = reader.is_encrypted
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise ValidationError(protected) from error
    if is_encrypted:
        raise ValidationError(protected)
    return reader


def _pdf_active_key(reader: PdfReader) -> str | None:
    """The first key of any object of the file that runs or carries something, if there is one."""
    places = [(number, generation) for generation, numbers in reader.xref.items() for number in numbers]
    places += [(number, 0) for number in reader.xref_objStm]
    for number, generation in places:
        if key := _active_key(reader.get_object(IndirectObject(number, generation, reader))):
            return key
    return None


def _active_key(obj: object) -> str | None:
    if isinstance(obj, ArrayObject):
        return next((found for item in obj if (found := _active_key(item))), None)
    if not isinstance(obj, DictionaryObject):
        return None
    if obj.get("/Type") == "/EmbeddedFile":
        return "/EmbeddedFile"
    for key, value in obj.items():
        if key in PDF_ACTIVE_KEYS or (key == "/S" and value in PDF_ACTIVE_KEYS):
            return str(key)
        if isinstance(value, DictionaryObject | ArrayObject) and (found := _active_key(value)):
            return found
    return None


def _check_office(file: IO[bytes], kind: str) -> None:
    wrong = f"Ce fichier se nomme « .{kind} » mais n'en est pas un. Enregistrez-le au bon format, ou en PDF."
    with or_refuse(wrong), zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if sum(info.file_size for info in archive.infolist()) > ARCHIVE_MAX_UNPACKED_BYTES:
            raise ValidationError("Ce document est trop volumineux une fois ouvert. Enregistrez-le en PDF.")
        if kind in OFFICE_MARKERS:
            matches = OFFICE_MARKERS[kind] in names
        else:
            matches = "mimetype" in names and archive.read("mimetype").strip() == OPENDOCUMENT_TYPES[kind]
        if not matches:
            raise ValidationError(wrong)
    if any("vbaproject" in name.lower() or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise ValidationError(
            "Ce document contient des macros, ce que le site refuse. Enregistrez-le sans macro, ou en PDF."
        )


def shrink_image(file: IO[bytes], largest: int) -> None:
    """Make a checked image fit in a square of ``largest`` pixels, in its own format."""
    with rewound(file), Image.open(file) as image:
        if max(image.size) <= largest:
            return
        kind = image.format
        smaller = image.copy()
    smaller.thumbnail((largest, largest))
    buffer = io.BytesIO()
    smaller.save(buffer, format=kind)
    replace_content(file, buffer.getvalue())
