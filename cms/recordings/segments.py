"""What is said in a recording, and when: segments of a transcript, chapters, and the rules both follow."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError

SEGMENT_KEYS = {"start": (int, float), "end": (int, float), "speaker": str, "text": str}
CHAPTER_KEYS = {"start": (int, float), "title": str}
PARAGRAPH_PAUSE = 2.0  # seconds of silence after which readers expect a new paragraph
# Who speaks without a pause is cut too, at the end of a sentence if there is one: about 100 words, then 200 at most.
PARAGRAPH_SECONDS, LONGEST_PARAGRAPH_SECONDS = 40.0, 80.0
SENTENCE_ENDS = (".", "!", "?", "…", "»", '"')
# Duration and transcript are measured by different tools: the last words may seem to end after the sound.
END_TOLERANCE = 2.0


@dataclass(frozen=True)
class Segment:
    """A sentence or two, from ``start`` to ``end`` in seconds; ``speaker`` is empty when one person speaks."""

    start: float
    end: float
    text: str
    speaker: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Chapter:
    """A key moment: what begins at ``start``, in seconds."""

    start: float
    title: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def clock(seconds: float) -> str:
    """A moment as readers say it: ``1:05``, ``1:02:05``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def segment_faults(segments: Sequence[Segment]) -> Iterable[tuple[int, str]]:
    """Each fault with the index of its segment, as the end of a French sentence."""
    for index, segment in enumerate(segments):
        before = segments[index - 1] if index else None
        if not segment.text:
            yield index, "ce segment n'a pas de texte."
        if segment.end <= segment.start:
            yield index, f"ce segment finit ({exact(segment.end)}) avant d'avoir commencé ({exact(segment.start)})."
        elif before and segment.start < before.start:
            yield index, f"ce segment commence à {exact(segment.start)}, avant le précédent ({exact(before.start)})."
        elif before and segment.start < before.end:
            yield (
                index,
                f"ce segment commence à {exact(segment.start)}, alors que le précédent dure jusqu'à {exact(before.end)}.",
            )


def chapter_faults(chapters: Sequence[Chapter]) -> Iterable[tuple[int, str]]:
    """Each fault with the index of its chapter, as the end of a French sentence."""
    for index, chapter in enumerate(chapters):
        if not chapter.title:
            yield index, "ce moment n'a pas de titre."
        if index and chapter.start <= chapters[index - 1].start:
            yield index, "ce moment ne vient pas après le précédent : rangez-les dans l'ordre."


def exact(seconds: float) -> str:
    """A moment to the millisecond when it matters, as editors type it: ``1:05``, ``1:05.250``."""
    thousandths = round(seconds * 1000) % 1000
    return clock(seconds) + (f".{thousandths:03}" if thousandths else "")


def _check(value: Any, keys: dict[str, Any], kind: str) -> None:
    """Refuse what is not a list of objects with exactly these keys and types."""
    if not isinstance(value, list):
        raise ValidationError(f"Il faut une liste de {kind}.")
    for item in value:
        fits = isinstance(item, dict) and item.keys() == keys.keys()
        if not fits or not all(
            isinstance(item[key], types) and not isinstance(item[key], bool) for key, types in keys.items()
        ):
            raise ValidationError(f"Un des {kind} n'a pas la forme attendue : {', '.join(keys)}.")
        if not all(0 <= item[key] < float("inf") for key in ("start", "end") if key in keys):
            raise ValidationError(f"Un des {kind} n'est pas dans l'enregistrement.")


def validate_transcript(value: Any) -> None:
    """Strict shape and order of a stored transcript; raises ValidationError."""
    _check(value, SEGMENT_KEYS, "segments")
    if faults := list(segment_faults(segments_from(value))):
        raise ValidationError([f"Segment {index + 1} : {fault}" for index, fault in faults])


def validate_chapters(value: Any) -> None:
    """Strict shape and order of stored chapters; raises ValidationError."""
    _check(value, CHAPTER_KEYS, "moments")
    if faults := list(chapter_faults(chapters_from(value))):
        raise ValidationError([f"Moment {index + 1} : {fault}" for index, fault in faults])


def validate_peaks(value: Any) -> None:
    """Heights of a waveform: whole numbers from 0 to 100."""
    if not isinstance(value, list) or not all(type(peak) is int and 0 <= peak <= 100 for peak in value):
        raise ValidationError("La forme d'onde est une liste de nombres entiers de 0 à 100.")


def segments_from(value: Iterable[dict[str, Any]]) -> list[Segment]:
    return [Segment(**item) for item in value]


def chapters_from(value: Iterable[dict[str, Any]]) -> list[Chapter]:
    return [Chapter(**item) for item in value]


def paragraphs(segments: Iterable[Segment]) -> list[list[Segment]]:
    """The segments as one reads them: a new paragraph when somebody else speaks, after a pause, or after a while."""
    grouped: list[list[Segment]] = []
    for segment in segments:
        if grouped and _goes_on(grouped[-1], segment):
            grouped[-1].append(segment)
        else:
            grouped.append([segment])
    return grouped


def _goes_on(paragraph: list[Segment], segment: Segment) -> bool:
    last = paragraph[-1]
    if last.speaker != segment.speaker or segment.start - last.end >= PARAGRAPH_PAUSE:
        return False
    ended = last.text.rstrip().endswith(SENTENCE_ENDS)
    return segment.end - paragraph[0].start <= (PARAGRAPH_SECONDS if ended else LONGEST_PARAGRAPH_SECONDS)
