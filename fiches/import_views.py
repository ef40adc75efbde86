"""The import of references in the admin: a file, what it would change, the import, its result."""

import logging
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views import View

from fiches.bibliography.files import MAX_BYTES, TOO_LARGE, FileError, decoded, format_of
from fiches.bibliography.importing import Outcome, importing, may_import, publishes
from fiches.bibliography.planning import Kind, Step, plan
from fiches.bibliography.wording import left_out_in_words, was, would_be
from fiches.models import BibliographiePage, ReferenceImport

logger = logging.getLogger("medaide")
# Beyond, one box stands for all the others: a page of thousands of boxes helps nobody.
MAX_BOXES = 500
MARK = "<!-- progression -->"


class UploadForm(forms.Form):
    """A file of references that can be read, of a reasonable size."""

    file = forms.FileField(
        label="Fichier de références",
        help_text="BibTeX, RIS, CSL-JSON, ou PubMed (« Save », format « PubMed »). 25 Mo au plus.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        self.content = file.read()
        try:
            format_of(decoded(self.content))
        except FileError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class Chosen:
    """The choices of a posted preview; those that it did not show are all in, or all out."""

    def __init__(self, data: Any) -> None:
        self._boxes = set(data.getlist("choix"))
        last = data.get("dernier", "")
        self._last = int(last) if last.isdecimal() and len(last) < 10 else 0
        self._others = "autres" in data

    def __contains__(self, choice: object) -> bool:
        number = int(str(choice).partition("-")[0])
        return choice in self._boxes or (self._others and number > self._last)


class ImportMixin:
    """For accounts that may add references to the bibliography."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.bibliography = get_object_or_404(BibliographiePage.objects.order_by("pk")[:1])
        if not may_import(request.user, self.bibliography):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class UploadView(ImportMixin, View):
    """Where a file is sent; the files that await their import are listed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        kept = ReferenceImport.objects.keep(request.user, form.cleaned_data["file"].name, form.content)  # type: ignore[arg-type]
        return redirect("references_import_preview", kept.pk)

    def _page(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        waiting = ReferenceImport.objects.waiting(request.user)  # type: ignore[arg-type]
        return render(request, "fiches/admin/import_upload.html", {"form": form, "waiting": waiting}, status=status)


class PreviewView(ImportMixin, View):
    """What the file would create or change, to be chosen; then the import, whose progress is shown as it goes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kept = get_object_or_404(ReferenceImport, pk=kwargs["pk"], owner=request.user.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        counts: Counter[Kind] = Counter()
        left_out: Counter[str] = Counter()
        steps: list[Step] = []
        aside: list[Step] = []
        for step in plan(self.kept.content, self.bibliography):
            counts[step.kind] += 1
            left_out.update(step.left_out if step.can_be_chosen else ())
            if step.can_be_chosen and len(steps) < MAX_BOXES:
                steps.append(step)
            elif step.kind in {Kind.UNREADABLE, Kind.REPEATED}:
                aside.append(step)
        context = {
            "kept": self.kept,
            "steps": steps,
            "aside": list(islice(aside, MAX_BOXES)),
            "summary": would_be(counts),
            "others": counts[Kind.NEW] + counts[Kind.CHANGED] - len(steps),
            "last": steps[-1].number if steps else 0,
            "left_out": left_out_in_words(left_out),
            "publishes": publishes(request.user, self.bibliography),
        }
        return render(request, "fiches/admin/import_preview.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
        if "abandonner" in request.POST:
            self.kept.delete()
            return redirect("references_import")
        response = StreamingHttpResponse(self._progress(request))
        response["Content-Encoding"] = "identity"  # compressed, it would be kept until the end
        response["X-Accel-Buffering"] = "no"
        return response

    def _progress(self, request: HttpRequest) -> Iterator[str]:
        """The page of the result, in the order in which it becomes known."""
        frame = render_to_string("fiches/admin/import_progress.html", {"kept": self.kept, "mark": MARK}, request)
        beginning, middle, end = frame.split(MARK)
        result = ""
        yield beginning
        try:
            for state in importing(self.kept.content, self.bibliography, request.user, Chosen(request.POST)):
                if isinstance(state, Outcome):
                    self.kept.delete()
                    result = self._result(request, state)
                else:
                    yield f"<li>{state} entrées traitées</li>\n"
        except Exception:  # the beginning of the page has been sent: what happened is said in it
            logger.exception("references_import_failed import=%s", self.kept.pk)
            result = self._result(request, None)
        yield from (middle, result, end)

    def _result(self, request: HttpRequest, outcome: Outcome | None) -> str:
        context = {
            "outcome": outcome,
            "summary": was(outcome.done, outcome.left) if outcome else "",
            "bibliography": self.bibliography,
            "kept": self.kept,
        }
        return render_to_string("fiches/admin/import_result.html", context, request)
