"""A transcript is read whole or refused with the line of each fault; what is cleaned on the way is said."""

from contextlib import suppress

import pytest
import webvtt
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.recordings.reading import MAX_BYTES, decoded, read_chapters, read_transcript, seconds
from cms.recordings.segments import Chapter, Segment, paragraphs
from cms.recordings.writing import as_captions, as_chapters, as_text, as_typed, as_webvtt, chapters_as_typed

VTT = """WEBVTT - Entretien

NOTE relu en juin

1
00:00:01.000 --> 00:00:04.500 align:start
<v.fort Docteur A>Je tenais,
puis je suis <b>tombé</b>.</v>

00:05.000 --> 00:06.000
Un appel &amp; c'est tout.
"""
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nBonjour.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>Oui.</i>\r\n"


def refusals(text: str) -> list[str]:
    try:
        read_transcript(text)
    except ValidationError as error:
        return error.messages
    return []


def test_webvtt_is_read_and_what_is_cleaned_is_said() -> None:
    reading = read_transcript(VTT)
    assert reading.segments == [
        Segment(1, 4.5, "Je tenais, puis je suis tombé.", "Docteur A"),
        Segment(5, 6, "Un appel & c'est tout."),
    ]
    assert reading.notices == [
        "Ligne 3 : un bloc « commentaire » a été laissé de côté.",
        "Ligne 6 : la place à l'écran (align:start) a été retirée.",
        "Ligne 8 : la mise en forme <b> </b> a été retirée.",
    ]


def test_srt_is_read() -> None:
    reading = read_transcript(SRT)
    assert reading.segments == [Segment(1, 2.5, "Bonjour."), Segment(3, 4, "Oui.")]
    assert reading.notices == ["Ligne 7 : la mise en forme <i> </i> a été retirée."]


def test_cues_glued_together_are_told_apart() -> None:
    text = "1\n0:01 --> 0:02\nUn.\n2\n0:02 --> 0:03\nDeux."
    assert [segment.text for segment in read_transcript(text).segments] == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0:05 --> 0:09\nUn.\n\n0:08 --> 0:12\nDeux.", "Ligne 4 : ce segment commence à 0:08, alors que le précédent"),
        ("0:05 --> 0:09\nUn.\n\n0:01 --> 0:04\nDeux.", "Ligne 4 : ce segment commence à 0:01, avant le précédent"),
        ("0:05 --> 0:03.5\nUn.", "Ligne 1 : ce segment finit (0:03.500) avant d'avoir commencé (0:05)."),
        ("0:05 --> 0:05\nUn.", "Ligne 1 : ce segment finit (0:05)"),
        ("WEBVTT\n\n0:05 --> 0:0a\nUn.", "Ligne 3 : « 0:05 --> 0:0a » n'est pas un début et une fin."),
        ("0:05 -->\nUn.", "Ligne 1 : « 0:05 --> » n'est pas un début et une fin."),
        ("0:61 --> 1:05\nUn.", "Ligne 1 : « 0:61 --> 1:05 » n'est pas un début et une fin."),
        ("0:05 --> 0:09\n\n0:10 --> 0:12\nDeux.", "Ligne 1 : ce segment n'a pas de texte."),
        ("0:05 --> 0:09\n<i></i>", "Ligne 1 : ce segment n'a pas de texte."),
        ("0:05 --> 0:09\nUn.\n\nPerdu.", "Ligne 4 : « Perdu. » n'est rattaché à aucun moment."),
        ("Un\nDeux\n0:05 --> 0:09\nTrois.", "Ligne 1 : « Un » précède un moment."),
        ("0:05 --> 0:09\n<v A>Oui.\n<v B>Non.", "Ligne 1 : deux personnes parlent dans ce segment."),
        ("WEBVTT", "Aucun segment n'a été trouvé."),
        ("Un simple texte.", "Ligne 1 : « Un simple texte. » n'est rattaché à aucun moment."),
    ],
)
def test_a_fault_is_refused_with_its_line(text: str, sentence: str) -> None:
    assert refusals(text)[0].startswith(sentence)


def test_many_faults_are_counted_and_come_in_order() -> None:
    told = refusals("\n\n".join("0:05 --> 0:03\nUn." for _ in range(20)))
    assert told[0].startswith("Ligne 1 :")
    assert told[1].startswith("Ligne 4 :")
    assert told[-1] == "Et 12 autres défauts plus loin."


def test_markup_never_reaches_readers() -> None:
    text = read_transcript("0:00 --> 0:01\n<script>alert(1)</script><img src=x onerror=y>Bonjour, 1 < 2 & 3 > 2.")
    assert text.segments[0].text == "alert(1)Bonjour, 1 < 2 & 3 > 2."
    assert len(text.notices) == 1
    assert "1 &lt; 2 &amp; 3 &gt; 2" in as_webvtt(text.segments)


def test_a_file_is_read_whatever_its_encoding() -> None:
    text = "0:00 --> 0:01\nÉté.\n"
    assert decoded(text.encode()) == (text, [])
    assert decoded(text.encode("utf-8-sig")) == (text, ["Ligne 1 : une marque invisible (BOM) a été retirée."])
    found, notices = decoded(text.encode("cp1252"))
    assert (found, notices[0][:35]) == (text, "Ligne 2 : le fichier n'est pas en U")
    assert decoded(text.encode("utf-16"))[0] == text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "est vide"),
        (b"\n \n", "est vide"),
        (b"PNG\0\0", "n'est pas un texte"),
        (b"\xff\xfea", "n'est pas un texte"),
        (b"\x81\x8d", "n'est pas un texte"),
        (b"a" * (MAX_BYTES + 1), "plus de 1 Mo"),
    ],
)
def test_what_is_no_transcript_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        decoded(content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("83", 83),
        ("1:23", 83),
        ("01:02:03,456", 3723.456),
        ("0:00.5", 0.5),
        ("1:2:3:4", None),
        ("-1", None),
        ("", None),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, expected: float | None) -> None:
    assert seconds(text) == expected


words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)


@st.composite
def transcripts(draw: st.DrawFn) -> list[Segment]:
    bounds = sorted(draw(st.sets(st.integers(0, 7_200_000), min_size=2, max_size=12)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    speakers = st.one_of(st.just(""), words)
    return [Segment(start / 1000, end / 1000, draw(sentences), draw(speakers)) for start, end in pairs]


@given(transcripts())
def test_what_is_written_is_read_back(segments: list[Segment]) -> None:
    assert read_transcript(as_typed(segments)).segments == segments
    reading = read_transcript(as_webvtt(segments))
    assert (reading.segments, reading.notices) == (segments, [])


@given(transcripts())
def test_another_reader_understands_what_is_written(segments: list[Segment]) -> None:
    found = list(webvtt.from_string(as_webvtt(segments)))
    assert [(cue.start_in_seconds, cue.end_in_seconds) for cue in found] == [
        (int(segment.start), int(segment.end)) for segment in segments
    ]


@given(transcripts())
def test_captions_hold_on_a_screen_and_say_everything(segments: list[Segment]) -> None:
    reading = read_transcript(as_captions(segments))
    assert " ".join(cue.text for cue in reading.segments).split() == " ".join(s.text for s in segments).split()
    for block in as_captions(segments).split("\n\n")[1:]:
        assert len(block.splitlines()) <= 3


@given(st.text(max_size=300))
def test_no_text_crashes_the_reader(text: str) -> None:
    assert refusals(text) == [] or refusals(text)[0].endswith((".", " :"))
    with suppress(ValidationError):
        read_chapters(text)


def test_a_transcript_reads_as_paragraphs() -> None:
    segments = [Segment(0, 2, "Bonjour.", "A"), Segment(2, 4, "Je suis là.", "A"), Segment(4, 65, "Oui.", "B")]
    later = Segment(70, 71, "Voilà.", "B")
    assert as_text([*segments, later]) == "[0:00] A : Bonjour. Je suis là.\n\n[0:04] B : Oui.\n\n[1:10] B : Voilà.\n"


@pytest.mark.parametrize(("text", "seconds"), [("Une phrase.", 40), ("une suite de mots", 80)])
def test_who_never_pauses_is_still_read_by_paragraphs(text: str, seconds: float) -> None:
    """90 minutes in cues that touch each other: never a wall of text, nor a word lost."""
    segments = [Segment(start, start + 5, text) for start in range(0, 5400, 5)]
    found = paragraphs(segments)
    assert [segment for group in found for segment in group] == segments
    assert {group[-1].end - group[0].start for group in found[:-1]} == {seconds}


def test_chapters_are_typed_one_a_line() -> None:
    chapters = read_chapters("0:00 Le début\n\n1:23.5 Le premier appel\n")
    assert chapters == [Chapter(0, "Le début"), Chapter(83.5, "Le premier appel")]
    assert read_chapters(chapters_as_typed(chapters)) == chapters
    assert "00:01:23.500 --> 00:02:00.000\nLe premier appel" in as_chapters(chapters, 120)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0:00 Un\nDeux", "Ligne 2 : « Deux » ne commence pas par un moment. Exemple : 1:23 Titre."),
        ("0:10 Un\n0:05 Deux", "Ligne 2 : ce moment ne vient pas après le précédent : rangez-les dans l'ordre."),
        ("0:10", "Ligne 1 : ce moment n'a pas de titre."),
    ],
)
def test_a_faulty_chapter_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_chapters(text)
    assert refusal.value.messages == [sentence]
