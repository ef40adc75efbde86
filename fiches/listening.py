"""A recording as its page shows it: a transcript in parts, and the drawing of its sound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.models import Media
from cms.recordings.segments import Chapter, Segment, clock, paragraphs

WAVE_BARS = 150  # one each two or three pixels on a phone
WAVE_HEIGHT = 100
_QUIETEST = 3  # silence is drawn too: a bar that cannot be seen looks like a hole


def moment(seconds: float) -> str:
    """The fragment of an address that leads to a moment (Media Fragments, W3C): ``t=83``."""
    return f"t={int(seconds)}"


def _exact(seconds: float) -> str:
    """A moment for programs, whatever the language of the page."""
    return f"{seconds:.2f}"


@dataclass(frozen=True)
class Line:
    """A sentence or two. Only the first line of a moment carries its anchor: an identifier is unique in a page."""

    seconds: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """What one reads at a stretch."""

    speaker: str
    clock: str
    moment: str
    lines: list[Line]


@dataclass(frozen=True)
class Part:
    """What follows a key moment; the first part may have no title."""

    title: str
    clock: str
    moment: str
    seconds: str
    anchor: str
    paragraphs: list[Paragraph]


def transcript_parts(recording: Media) -> list[Part]:
    """The transcript, cut at its key moments, then into paragraphs. No query."""
    anchors = _Anchors()
    parts = []
    for chapter, segments in _by_chapter(recording.segments, recording.moments):
        anchor = anchors.first(chapter.start) if chapter.title else ""
        texts = [
            Paragraph(
                speaker=group[0].speaker,
                clock=clock(group[0].start),
                moment=moment(group[0].start),
                lines=[Line(_exact(one.start), one.text, anchors.first(one.start)) for one in group],
            )
            for group in paragraphs(segments)
        ]
        at = chapter.start
        parts.append(Part(chapter.title, clock(at), moment(at), _exact(at), anchor, texts))
    return parts


class _Anchors:
    def __init__(self) -> None:
        self._given: set[str] = set()

    def first(self, seconds: float) -> str:
        """The anchor of a moment; empty when it was given already."""
        anchor = moment(seconds)
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor


def _by_chapter(segments: Iterable[Segment], chapters: Sequence[Chapter]) -> list[tuple[Chapter, list[Segment]]]:
    """Each chapter with what is said from its beginning on. What precedes the first one has a nameless chapter."""
    remaining = list(segments)
    found = []
    following = [chapter.start for chapter in chapters[1:]] + [float("inf")]
    for chapter, end in zip(
        [Chapter(0, ""), *chapters], [*(one.start for one in chapters[:1]), *following], strict=False
    ):
        count = sum(1 for one in remaining if one.start < end)
        held, remaining = remaining[:count], remaining[count:]
        if held or chapter.title:
            found.append((chapter, held))
    return found


def wave_path(peaks: Sequence[int]) -> str:
    """The sound as bars around a line, for the ``d`` of an SVG path in a box of WAVE_BARS × WAVE_HEIGHT."""
    if not peaks:
        return ""
    count = min(WAVE_BARS, len(peaks))
    step = WAVE_BARS / count
    drawn = []
    for index in range(count):
        heights = peaks[index * len(peaks) // count : (index + 1) * len(peaks) // count]
        height = max(_QUIETEST, *heights)
        drawn.append(f"M{index * step + step / 2:g} {(WAVE_HEIGHT - height) / 2:g}v{height}")
    return "".join(drawn)
