"""A transcript as files: WebVTT, plain text, captions of a film.

Source of the format: W3C, "WebVTT: The Web Video Text Tracks Format", https://www.w3.org/TR/webvtt1/
"""

from collections.abc import Iterable
from textwrap import wrap

from .reading import ARROW, plain
from .segments import Chapter, Segment, clock, exact, paragraphs

# Two lines of 42 characters: what one can read while watching (Charte du sous-titrage, CSA, 2011; Netflix, EBU alike).
CAPTION_LINE = 42
CAPTION_LINES = 2
TICK = 0.001  # seconds: the moments of a cue are written in thousandths


def timestamp(seconds: float) -> str:
    """``00:01:05.250``, as WebVTT writes it."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _document(cues: Iterable[tuple[float, float, str]]) -> str:
    blocks = [f"{timestamp(start)} --> {timestamp(end)}\n{text}" for start, end, text in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _payload(segment: Segment, text: str) -> str:
    return f"<v {_escaped(segment.speaker)}>{text}" if segment.speaker else text


def as_webvtt(segments: Iterable[Segment]) -> str:
    """One cue a segment, who speaks in a voice tag."""
    return _document((segment.start, segment.end, _payload(segment, _escaped(segment.text))) for segment in segments)


def as_captions(segments: Iterable[Segment]) -> str:
    """Cues of two lines at most: a long segment is cut between words, its time shared by length."""
    cues = []
    for segment in segments:
        lines = _caption_lines(segment)
        screens = [lines[at : at + CAPTION_LINES] for at in range(0, len(lines), CAPTION_LINES)]
        lengths = [sum(map(len, screen)) for screen in screens]
        start, total = segment.start, sum(lengths)
        for screen, length in zip(screens, lengths, strict=True):
            end = min(segment.end, start + (segment.end - segment.start) * length / total)
            cues.append((start, end, _payload(segment, "\n".join(map(_escaped, screen)))))
            start = end
    return _document(cues)


def _caption_lines(segment: Segment) -> list[str]:
    """Whole words. What lasts too little for each screen to have its thousandth of a second stays on one line."""
    lines = wrap(segment.text, CAPTION_LINE, break_long_words=False, break_on_hyphens=False)
    screens = -(-len(lines) // CAPTION_LINES)
    shortest = min(map(len, lines), default=0) / max(1, sum(map(len, lines)))
    enough = screens < 2 or (segment.end - segment.start) * shortest > 2 * TICK
    return lines if enough else [" ".join(lines)]


def as_chapters(chapters: Iterable[Chapter], duration: float) -> str:
    """A chapter track: each lasts until the next one begins."""
    listed = list(chapters)
    ends = [chapter.start for chapter in listed[1:]] + [max(duration, listed[-1].start + 1)] if listed else []
    return _document((one.start, end, _escaped(one.title)) for one, end in zip(listed, ends, strict=True))


def as_text(segments: Iterable[Segment]) -> str:
    """Paragraphs to read or print, each with its moment and who speaks."""
    parts = []
    for group in paragraphs(segments):
        speaker = f"{group[0].speaker} : " if group[0].speaker else ""
        parts.append(f"[{clock(group[0].start)}] {speaker}" + " ".join(segment.text for segment in group))
    return "\n\n".join(parts) + "\n" if parts else ""


def as_typed(segments: Iterable[Segment]) -> str:
    """As editors type it: short moments, and nothing escaped but what would be read otherwise."""
    blocks = []
    for segment in segments:
        misread = plain(segment.text) != segment.text or ARROW in segment.text
        text = _escaped(segment.text) if misread else segment.text
        blocks.append(f"{exact(segment.start)} {ARROW} {exact(segment.end)}\n{_payload(segment, text)}")
    return "\n\n".join(blocks)


def chapters_as_typed(chapters: Iterable[Chapter]) -> str:
    return "\n".join(f"{exact(chapter.start)} {chapter.title}" for chapter in chapters)
