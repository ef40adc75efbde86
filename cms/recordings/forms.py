"""Fields of the admin's form for what is said in a recording. What the editor typed comes back whatever happens."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .reading import decoded, read_chapters, read_transcript
from .segments import chapters_from, segments_from
from .writing import as_typed, chapters_as_typed


@dataclass
class Sent:
    """What the form sent: what was typed, and the file of a transcript, if one was chosen."""

    typed: str
    file: Any = None

    def file_text(self) -> tuple[str, list[str]]:
        """The file's text and what was cleaned in it. Raises ValidationError when it cannot be read."""
        self.file.seek(0)
        return decoded(self.file.read())


class TranscriptWidget(forms.Textarea):
    """The transcript as text, and a file that may replace it. A script shows the text as segments to listen to."""

    template_name = "cms/admin/transcript_widget.html"

    class Media:
        css: ClassVar[dict] = {"all": ["css/transcription.css"]}
        js: ClassVar[list] = [Script("js/transcription.js", type="module")]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        return Sent(data.get(name, ""), files.get(f"{name}-file"))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-file" not in files

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["file_name"] = f"{name}-file"
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """With the site's own templates: Django's form renderer knows those of installed apps alone."""
        return render_to_string(template_name, context)


class TranscriptField(forms.Field):
    """Gives the stored segments; ``notices`` then holds what was cleaned, in French sentences."""

    widget = TranscriptWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.notices: list[str] = []

    def prepare_value(self, value: Any) -> str:
        return as_typed(segments_from(value)) if isinstance(value, list) else str(value or "")

    def bound_data(self, data: Sent, initial: Any) -> str:
        """What is shown again after a refusal: the file's text, unless it would take the place of what was typed."""
        retyped = _lines(data.typed) not in ("", _lines(self.prepare_value(initial)))
        if data.file and not retyped:
            try:
                return data.file_text()[0]
            except ValidationError:
                pass
        return data.typed

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data.file) or _lines(data.typed) != _lines(self.prepare_value(initial or []))

    def clean(self, value: Sent) -> list[dict[str, Any]]:
        text, notices = value.file_text() if value.file else (value.typed, [])
        reading = read_transcript(text)
        self.notices = notices + reading.notices
        return [segment.as_dict() for segment in reading.segments]


class ChaptersField(forms.CharField):
    """Key moments, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> str:
        return chapters_as_typed(chapters_from(value)) if isinstance(value, list) else str(value or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _lines(data or "") != _lines(self.prepare_value(initial or []))

    def clean(self, value: Any) -> list[dict[str, Any]]:
        return [chapter.as_dict() for chapter in read_chapters(super().clean(value))]


def _lines(text: str) -> str:
    """The text as it is compared: browsers send other line ends than they were given."""
    return "\n".join(text.split("\r\n")).strip()
