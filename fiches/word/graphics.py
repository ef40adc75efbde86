"""The pictures of a document, and the drawings that are no picture."""

import io
import warnings
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from PIL import Image

from cms.uploads import IMAGE_FAMILIES

from .parts import Aside, Picture, Reading

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What Word writes by itself, in place of a description.
_BY_MACHINE = (
    "description générée automatiquement",
    "le contenu généré par l’ia peut être incorrect.",
    "le contenu généré par l'ia peut être incorrect.",
)
MAX_ALT = 255  # of Wagtail's ImageBlock
_FORMATS = {"gif", "jpeg", "png", "webp", "avif"}


class Graphics:
    """Reads the drawings of one part of a document."""

    def __init__(self, part: Any, reading: Reading) -> None:
        self._relations = part.rels
        self._reading = reading
        self._refused: dict[str, Aside | None] = {}  # by digest

    def read(self, element: Any, kind: str) -> Iterator[Picture]:
        """The pictures of a ``w:drawing``, ``w:pict`` or ``w:object``; the rest of it is told."""
        remarks = self._reading.remarks
        if kind == "object":
            remarks.leave(Aside.OBJECT)
            return
        boxes = [
            box for box in element.iter(f"{W}txbxContent") if next(box.iterancestors(f"{W}txbxContent"), None) is None
        ]
        for box in boxes:
            remarks.leave(Aside.TEXT_BOX, "".join(text.text or "" for text in box.iter(f"{W}t")))
        for word_art in element.iter(f"{VML}textpath"):
            remarks.leave(Aside.TEXT_BOX, word_art.get("string", ""))
        for data in element.iter(f"{A}graphicData"):
            uri = data.get("uri", "")
            if uri.endswith("/chart"):
                remarks.leave(Aside.CHART)
            elif uri.endswith("/diagram"):
                remarks.leave(Aside.DIAGRAM)
        yield from self._drawn(element)
        yield from self._vml(element)

    def _drawn(self, element: Any) -> Iterator[Picture]:
        described = element.find(f".//{WP}docPr")
        alone = len(list(element.iter(f"{PIC}pic"))) == 1
        for picture in element.iter(f"{PIC}pic"):
            blip = picture.find(f".//{A}blip")
            own = picture.find(f".//{PIC}cNvPr")
            names = [node for node in ((described if alone else None), own) if node is not None]
            alt = next((text for node in names if (text := alternative(node))), "")
            decorative = any(_is_decorative(node) for node in names)
            if blip is not None:
                yield from self._picture(blip.get(f"{R}embed"), blip.get(f"{R}link"), alt, decorative)

    def _vml(self, element: Any) -> Iterator[Picture]:
        for data in element.iter(f"{VML}imagedata"):
            shape = data.getparent()
            alt = "" if shape is None else cleaned_alternative(shape.get("alt", ""))
            yield from self._picture(data.get(f"{R}id"), data.get(f"{R}href"), alt, False)

    def _picture(self, embedded: str | None, linked: str | None, alt: str, decorative: bool) -> Iterator[Picture]:
        remarks = self._reading.remarks
        relation = self._relations.get(embedded or "")
        if relation is None or relation.is_external:
            if relation is not None or linked:
                remarks.leave(Aside.PICTURE_LINKED, alt)
            return
        content = relation.target_part.blob
        digest = _digest(content)
        if digest not in self._refused:
            self._refused[digest] = refusal(content)
        if reason := self._refused[digest]:
            remarks.leave(reason, alt)
            return
        self._reading.pictures[digest] = content
        yield Picture(digest, alt=alt, decorative=decorative and not alt)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]


def picture_in(document: bytes, digest: str) -> bytes | None:
    """The picture of a checked document that has this digest, if the library takes it. The document is not read again."""
    with ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                continue
            content = archive.read(name)
            if _digest(content) == digest:
                return None if refusal(content) else content
    return None


def format_of(content: bytes) -> str:
    """« png », « jpeg »… by the content of a picture, whose pixels are not read; empty when it cannot be told."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is judged by who asks
            with Image.open(io.BytesIO(content)) as image:
                found = (image.format or "").lower()
    except Exception:
        return ""
    return IMAGE_FAMILIES.get(found, found)


def refusal(content: bytes) -> Aside | None:
    """Why the library would not take this picture; None when it would, as far as its first bytes tell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as image:
                found, pixels = (image.format or "").lower(), image.width * image.height
    except Image.DecompressionBombError:
        return Aside.PICTURE_TOO_LARGE
    except Exception:
        return Aside.PICTURE_FORMAT
    if IMAGE_FAMILIES.get(found, found) not in _FORMATS:
        return Aside.PICTURE_FORMAT
    too_large = (
        len(content) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE or pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    )
    return Aside.PICTURE_TOO_LARGE if too_large else None


def alternative(node: Any) -> str:
    """The description that an author wrote for a picture (its title, when there is no description)."""
    return cleaned_alternative(node.get("descr", "")) or cleaned_alternative(node.get("title", ""))


def cleaned_alternative(text: str) -> str:
    """On one line, without what Word adds by itself; empty for the name of a file."""
    text = " ".join(text.split())
    for sentence in _BY_MACHINE:
        place = text.lower().find(sentence)
        if place >= 0:
            text = text[:place].rstrip(" ,.")
    last = text.rpartition(".")[2].lower()
    is_file = " " not in text and last in {
        "png",
        "jpg",
        "jpeg",
        "gif",
        "emf",
        "wmf",
        "bmp",
        "tif",
        "tiff",
        "svg",
        "webp",
    }
    return "" if is_file else text[:MAX_ALT]


def _is_decorative(node: Any) -> bool:
    """Word's « Marquer comme décoratif » (``adec:decorative``)."""
    marks = (child for child in node.iter() if isinstance(child.tag, str) and child.tag.endswith("}decorative"))
    return any(mark.get("val", "0") in {"1", "true"} for mark in marks)
