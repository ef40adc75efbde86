"""The forms of the import of a Word document: the file, then what is to be said before the draft is made."""

from typing import Any

from django import forms
from django.utils.text import slugify

from cms.models import User
from fiches.models import FichePage, Part, Theme

from .blocks import MAX_BLOCKS, Raw
from .graphics import MAX_ALT
from .imported import MAX_TITLE, reading_of
from .opening import MAX_BYTES
from .reading import MAX_SUMMARY


class UploadForm(forms.Form):
    """A Word document that can be read."""

    file = forms.FileField(
        label="Document Word",
        help_text="Un fichier « .docx », de 25 Mo au plus.",
        widget=forms.FileInput(
            attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
        ),
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide. Vérifiez-le sur votre ordinateur, puis envoyez-le de nouveau.",
        },
    )

    def __init__(self, user: User, room: int = MAX_BLOCKS, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user, self._room = user, room

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                "Ce fichier dépasse 25 Mo. Ses images sont sans doute très grandes : dans Word, « Compresser les images »."
            )
        self.content = file.read()
        reading_of(self.content, file.name, self._user, self._room)
        return file


class DraftForm(forms.Form):
    """What the draft will say beside its text, and what each picture shows. A draft may be incomplete: only a title is due."""

    title = forms.CharField(
        label="Titre", max_length=MAX_TITLE, error_messages={"required": "Donnez un titre à la fiche."}
    )
    part = forms.ChoiceField(label="Partie", choices=Part.choices)
    theme = forms.ModelChoiceField(
        label="Thème",
        queryset=Theme.objects.all(),
        required=False,
        empty_label="À choisir",
        help_text="Demandé avant la publication.",
    )
    summary = forms.CharField(
        label="En deux phrases",
        max_length=MAX_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="La situation, puis ce que l'on trouve ici. C'est ce que montrent les listes et la recherche.",
    )

    def __init__(self, *args: Any, images: list[Raw], fiche: FichePage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fiche is not None:
            self.fields.clear()
        self.images = images
        for rank, image in enumerate(images, start=1):
            alt = image["value"]["image"]
            self.fields[f"keep-{rank}"] = forms.BooleanField(label="Garder cette image", required=False, initial=True)
            self.fields[f"alt-{rank}"] = forms.CharField(
                label=f"Décrivez l'image {rank}",
                max_length=MAX_ALT,
                required=False,
                initial=alt["alt_text"],
                help_text="Ce qu'elle montre, pour qui ne la voit pas.",
            )
            self.fields[f"decorative-{rank}"] = forms.BooleanField(
                label="Elle ne fait que décorer", required=False, initial=alt["decorative"]
            )

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if not slugify(title):
            raise forms.ValidationError("Ce titre ne donne pas d'adresse : écrivez-le avec des lettres.")
        return title

    def picture(self, rank: int) -> dict[str, Any]:
        """The fields of one picture, as the page of the preview lays them."""
        return {name: self[f"{name}-{rank}"] for name in ("keep", "alt", "decorative")}

    def chosen(self, rank: int) -> Raw | None:
        """What is said of a picture; None when it is not kept."""
        data = self.cleaned_data
        if not data[f"keep-{rank}"]:
            return None
        decorative = data[f"decorative-{rank}"]
        return {"alt_text": "" if decorative else data[f"alt-{rank}"], "decorative": decorative}
