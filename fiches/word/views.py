"""The import of a Word document in the admin: a file, what is kept of it, the draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from cms.models import User
from fiches.models import FicheIndexPage, FichePage, WordImport

from .blocks import Raw, raw_blocks
from .drafting import Draft, ImportGoneError, make_draft
from .forms import DraftForm, UploadForm
from .graphics import format_of, picture_in
from .imported import read_again, room_in, shown
from .parts import Reading
from .wording import changed, kept, left_out

GONE = (
    "Ce document n'attend plus : il a été importé, ou oublié au bout de sept jours. Envoyez-le de nouveau s'il manque."
)


def section_for(user: Any) -> FicheIndexPage | None:
    """Where this account may add fiches; None if it may not."""
    section = FicheIndexPage.objects.order_by("path").first()
    return section if section is not None and section.permissions_for_user(user).can_add_subpage() else None


def may_complete(user: Any, fiche: FichePage) -> bool:
    """Whether this account may write in the draft of a fiche."""
    tester = fiche.permissions_for_user(user)
    return bool(tester.can_edit() and not tester.page_locked() and not fiche.alias_of_id)


def check_right(user: Any, fiche: FichePage | None) -> None:
    """Raises PermissionDenied unless this account may import here."""
    if not (may_complete(user, fiche) if fiche is not None else section_for(user)):
        raise PermissionDenied


class WordUploadView(View):
    """Where a document is sent, for a new fiche or, with ``fiche``, for one that exists."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key = kwargs.pop("fiche", None)
        self.fiche = get_object_or_404(FichePage, pk=key) if key else None
        check_right(request.user, self.fiche)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, UploadForm(_account(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        user = _account(request)
        form = UploadForm(user, room_in(self.fiche), request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        waiting = WordImport.objects.keep(user, form.cleaned_data["file"].name, form.content, fiche=self.fiche)
        return redirect("word_import_preview", waiting.pk)

    def _page(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        waiting = WordImport.objects.waiting(_account(request)).filter(fiche=self.fiche)
        context = {"form": form, "waiting": waiting, "fiche": self.fiche}
        return render(request, "fiches/admin/word_upload.html", context, status=status)


class KeptMixin:
    """For the account that sent a document, as long as it may import it."""

    kept: WordImport

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        waiting = WordImport.objects.select_related("fiche").filter(pk=kwargs["pk"], owner=request.user.pk).first()
        if waiting is None:
            return self.gone(request)
        check_right(request.user, waiting.fiche)
        self.kept = waiting
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def gone(self, request: HttpRequest) -> HttpResponse:
        messages.warning(request, GONE)
        return redirect("word_import")


class WordPreviewView(KeptMixin, View):
    """What is kept of a document and what is left out; then the draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            reading = read_again(self.kept, _account(request))
        except ValidationError as error:
            return self._refused(request, error)
        blocks = raw_blocks(reading.parts, reading.summary if self._is_new else "", reading.remarks)
        return self._page(request, reading, blocks, self._form(reading, blocks))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "abandonner" in request.POST:
            self.kept.delete()
            return self._back()
        try:
            reading = read_again(self.kept, _account(request))
        except ValidationError as error:
            return self._refused(request, error)
        summary = request.POST.get("summary", "") if self._is_new else ""
        blocks = raw_blocks(reading.parts, summary, reading.remarks)
        form = self._form(reading, blocks, request.POST)
        if not form.is_valid():
            return self._page(request, reading, blocks, form, status=422)
        try:
            draft = make_draft(self.kept, reading, form, section_for(request.user), _account(request))
        except ImportGoneError:
            return self.gone(request)
        _tell(request, draft, self.kept)
        return redirect("wagtailadmin_pages:edit", draft.fiche.pk)

    @property
    def _is_new(self) -> bool:
        return self.kept.fiche is None

    def _back(self) -> HttpResponse:
        return redirect("word_import") if self._is_new else redirect("wagtailadmin_pages:edit", self.kept.fiche_id)

    def _refused(self, request: HttpRequest, error: ValidationError) -> HttpResponse:
        """The document no longer fits: what it completes has changed since."""
        messages.error(request, " ".join(error.messages))
        return self._back()

    def _form(self, reading: Reading, blocks: list[Raw], data: Any = None) -> DraftForm:
        images = [block for block in blocks if block["type"] == "image"]
        initial = {"title": reading.title, "summary": reading.summary, "part": "medecin"}
        return DraftForm(data, images=images, fiche=self.kept.fiche, initial=initial)

    def _page(
        self, request: HttpRequest, reading: Reading, blocks: list[Raw], form: DraftForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "kept": self.kept,
            "fiche": self.kept.fiche,
            "form": form,
            "blocks": [(one, form.picture(one.rank) if one.rank else None) for one in shown(blocks)],
            "summary": kept(blocks),
            "introduced": self._is_new and bool(reading.summary),
            "left_out": left_out(reading.remarks),
            "changed": changed(reading.remarks),
        }
        return render(request, "fiches/admin/word_preview.html", context, status=status)


class WordPictureView(KeptMixin, View):
    """A picture of a document that awaits its import."""

    def get(self, request: HttpRequest, pk: int, digest: str) -> HttpResponse:
        content = picture_in(self.kept.content, digest)
        if content is None:
            raise Http404
        return HttpResponse(content, content_type=f"image/{format_of(content)}")

    def gone(self, request: HttpRequest) -> HttpResponse:
        raise Http404


def _account(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _tell(request: HttpRequest, draft: Draft, kept: WordImport) -> None:
    done = "Le texte du document est ajouté au brouillon" if kept.fiche else "Le brouillon est créé"
    messages.success(request, f"{done} : relisez-le, puis soumettez-le. Rien n'est publié.")
    if draft.undescribed:
        several = draft.undescribed > 1
        messages.warning(
            request,
            f"{draft.undescribed} {'images attendent leur' if several else 'image attend sa'} description : "
            "écrivez-la avant la publication.",
        )
    if draft.refused:
        several = draft.refused > 1
        messages.warning(
            request,
            f"{draft.refused} {'images illisibles ne sont pas gardées' if several else 'image illisible n’est pas gardée'}.",
        )
