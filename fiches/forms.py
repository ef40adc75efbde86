from typing import Any

from wagtail.admin.forms.pages import CopyForm

from cms.forms import PageForm


class TemoignageForm(PageForm):
    """Lets the page judge the numbers as they are typed: Wagtail gives them to it only after its rules were applied."""

    def _post_clean(self) -> None:
        numeros = self.formsets.get("numero_links")
        if numeros is not None and numeros.is_valid():
            numeros.save(commit=False)
        super()._post_clean()


class TemoignageCopyForm(CopyForm):
    """A copy is a draft: it has no consent of its own yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
