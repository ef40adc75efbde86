"""Files made in memory, real enough for whatever opens them."""

import io
import math
import wave
import zipfile
from array import array
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

RECORDING = Path(__file__).resolve().parents[2] / "demo" / "media" / "la-bonne-distance.mp3"
MP3_FRAME = b"\xff\xf3"  # how each frame of MPEG 2 layer III begins
GPS_TAG = 0x8825
ORIENTATION_TAG = 0x0112


def image(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """An image whose left half is red and right half blue, so that turning it shows."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where it was, which way it was held."""
    tags = Image.Exif()
    tags[0x010F] = "MARQUE-DU-TELEPHONE"
    tags[ORIENTATION_TAG] = orientation
    tags.get_ifd(GPS_TAG).update({1: "N", 2: (43.0, 7.0, 25.0), 3: "E", 4: (5.0, 56.0, 30.0)})
    return tags


def pdf() -> bytes:
    """One blank page."""
    return written(PdfWriter())


def written(writer: PdfWriter) -> bytes:
    writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def raw_pdf(*objects: str, generation: int = 0) -> bytes:
    """A PDF written by hand from its objects, the catalog first."""
    content = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} {generation} obj\n{body}\nendobj\n".encode()
    table = len(content)
    content += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{offset:010d} {generation:05d} n \n".encode() for offset in offsets)
    trailer = f"trailer\n<< /Size {len(offsets) + 1} /Root 1 {generation} R >>\nstartxref\n{table}\n%%EOF\n"
    return bytes(content + trailer.encode())


def packed_pdf(*objects: str) -> bytes:
    """The same with its objects inside an object stream, where a text search finds nothing by name."""
    bodies, heads, position = [], [], 0
    for number, body in enumerate(objects, start=1):
        heads.append(f"{number} {position}")
        bodies.append(body)
        position += len(body) + 1
    first = " ".join(heads) + "\n"
    packed = (first + "\n".join(bodies)).encode()
    holder, table = len(objects) + 1, len(objects) + 2
    content = bytearray(b"%PDF-1.7\n")
    holder_offset = len(content)
    content += (
        f"{holder} 0 obj\n<< /Type /ObjStm /N {len(objects)} /First {len(first)} /Length {len(packed)} >>\n".encode()
    )
    content += b"stream\n" + packed + b"\nendstream\nendobj\n"
    table_offset = len(content)
    rows = [(0, 0, 65535)]
    rows += [(2, holder, index) for index in range(len(objects))]
    rows += [(1, holder_offset, 0), (1, table_offset, 0)]
    entries = b"".join(kind.to_bytes(1) + place.to_bytes(4) + index.to_bytes(2) for kind, place, index in rows)
    content += (
        f"{table} 0 obj\n<< /Type /XRef /Size {table + 1} /W [1 4 2] /Root 1 0 R /Length {len(entries)} >>\nstream\n"
    ).encode()
    content += entries + f"\nendstream\nendobj\nstartxref\n{table_offset}\n%%EOF\n".encode()
    return bytes(content)


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    """A text document, with other members if asked."""
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document>Bonjour</document>"}
    return archive(members | (extra or {}))


def odt(mimetype: bytes = b"application/vnd.oasis.opendocument.text", extra: dict[str, bytes] | None = None) -> bytes:
    return archive({"mimetype": mimetype, "content.xml": b"<content/>"} | (extra or {}))


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in members.items():
            folder.writestr(name, content)
    return stream.getvalue()


def wav(seconds: float = 1.0) -> bytes:
    """Silence."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(bytes(int(16000 * seconds)))
    return stream.getvalue()


def tone(seconds: float = 2.0) -> bytes:
    """Silence, then a note for the second half."""
    stream = io.BytesIO()
    half = int(8000 * seconds / 2)
    note = array("h", (int(20_000 * math.sin(place / 5)) for place in range(half)))
    with wave.open(stream, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(bytes(2 * half) + note.tobytes())
    return stream.getvalue()


def mp3() -> bytes:
    """The beginning of a real recording of the demo, without the first frame, which tells how long the whole is."""
    content = RECORDING.read_bytes()
    return content[content.index(MP3_FRAME, 100) : 60_000]
