from cms.forms import PageForm


class TemoignageForm(PageForm):
    """Lets the page judge the numbers as they are typed: Wagtail gives them to it only after its rules were applied."""

    def _post_clean(self) -> None:
        numeros = self.formsets.get("numero_links")
        if numeros is not None and numeros.is_valid():
            numeros.save(commit=False)
        super()._post_clean()
