"""Images are judged by their content, and lose what a phone wrote about its owner."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from cms import uploads
from tests.cms import files

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>LATITUDE-43.12</x:xmpmeta>"


def cleaned(name: str, content: bytes) -> SimpleUploadedFile:
    upload = SimpleUploadedFile(name, content)
    uploads.clean_image(upload)
    return upload


def refusal(name: str, content: bytes) -> str:
    """The sentence of the refusal; nothing when the image is accepted."""
    try:
        cleaned(name, content)
    except ValidationError as error:
        return error.messages[0]
    return ""


def iptc() -> bytes:
    """A JPEG whose only metadata is the caption that photo libraries write (APP13)."""
    record = b"\x1c\x02\x5a\x00\x06Toulon"
    block = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4) + record
    segment = b"Photoshop 3.0\x00" + block
    content = files.image()
    return content[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2) + segment + content[2:]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("A.JPG", "JPEG"), ("a.png", "PNG"), ("a.gif", "GIF"), ("a.webp", "WEBP")],
)
def test_an_ordinary_image_is_accepted_as_it_is(name: str, kind: str) -> None:
    content = files.image(kind)
    assert cleaned(name, content).read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", files.image(exif=files.exif())),
        ("a.png", files.image("PNG", exif=files.exif())),
        ("a.webp", files.image("WEBP", exif=files.exif())),
        ("a.jpg", files.image(xmp=XMP)),
        ("a.jpg", files.image(comment=b"LATITUDE-43.12")),
        ("a.jpg", iptc()),
    ],
    ids=["jpeg", "png", "webp", "xmp", "comment", "iptc"],
)
def test_what_the_device_wrote_is_removed(name: str, content: bytes) -> None:
    upload = cleaned(name, content)
    left = upload.read()
    assert upload.size == len(left)
    with Image.open(io.BytesIO(left)) as image:
        assert not image.getexif()
        assert not image.getexif().get_ifd(files.GPS_TAG)
    for trace in (b"MARQUE-DU-TELEPHONE", b"LATITUDE-43.12", b"Toulon"):
        assert trace not in left


def test_an_image_held_sideways_stays_upright() -> None:
    upload = cleaned("portrait.jpg", files.image(exif=files.exif(orientation=6), quality=95))
    with Image.open(upload) as image:
        assert image.size == (30, 40)
        top, bottom = image.getpixel((15, 5)), image.getpixel((15, 35))
    assert top[0] > 200, "the left half (red) comes to the top"
    assert top[2] < 60
    assert bottom[2] > 200
    assert bottom[0] < 60


def test_an_upright_image_does_not_visibly_change() -> None:
    content = files.image(exif=files.exif())
    with Image.open(io.BytesIO(content)) as before, Image.open(cleaned("a.jpg", content)) as after:
        differences = ImageStat.Stat(ImageChops.difference(before, after)).mean
    assert max(differences) < 5


def test_a_phone_picture_made_of_several_frames_is_accepted() -> None:
    """Many telephones write a JPEG with a second picture inside (MPF), and still name it ``.jpg``."""
    stream = io.BytesIO()
    frame = Image.new("RGB", (40, 30), "red")
    frame.save(stream, "MPO", save_all=True, append_images=[frame], exif=files.exif())
    left = cleaned("IMG_0001.jpg", stream.getvalue()).read()
    assert b"MARQUE-DU-TELEPHONE" not in left


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("texte.jpg", b"Un simple texte.", "pas une image lisible"),
        ("vide.png", b"", "vide"),
        ("coupe.jpg", files.image(size=(400, 300))[:900], "pas une image lisible"),
        ("coupe.png", files.image("PNG", size=(400, 300))[:200], "pas une image lisible"),
        ("photo.jpg", files.image("PNG"), "contient une image PNG"),
        ("photo.png", files.image(), "contient une image JPEG"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "pas une image lisible"),
        ("page.png", b"<html><script>alert(1)</script></html>", "pas une image lisible"),
    ],
)
def test_what_is_not_the_image_its_name_says_is_refused(name: str, content: bytes, sentence: str) -> None:
    assert sentence in refusal(name, content)


def test_too_large_an_image_is_refused() -> None:
    assert "limite est de 10 Mo" in refusal("grosse.jpg", files.image() + bytes(10 * uploads.MEBIBYTE))


KINDS = {"a.avif": "AVIF", "a.jpg": "JPEG", "a.png": "PNG", "a.gif": "GIF", "a.webp": "WEBP"}
SOUND = {name: files.image(kind, **({} if kind == "GIF" else {"exif": files.exif()})) for name, kind in KINDS.items()}


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from([*KINDS, "a", "a.bmp"]), content=st.binary(max_size=300))
def test_no_bytes_crash_the_check(name: str, content: bytes) -> None:
    assert refusal(name, content).endswith("de nouveau.")


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of each damaged tag
@settings(max_examples=250, deadline=None)
@given(
    name=st.sampled_from(sorted(SOUND)),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=5),
)
def test_no_damaged_image_crashes_the_check(name: str, changes: list[tuple[int, int]]) -> None:
    content = bytearray(SOUND[name])
    for position, value in changes:
        content[position % len(content)] = value
    sentence = refusal(name, bytes(content))
    assert sentence == "" or sentence.endswith("de nouveau.")
