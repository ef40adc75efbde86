"""Validation that protects readers runs at publication: drafts may be incomplete."""

from typing import Any

from django.core.exceptions import ValidationError


class PublicationRules:
    """Mixin of pages and snippets that have rules to meet before readers see them.

    The admin form sets ``is_draft_save`` while a draft is being saved; everywhere else the rules hold.
    """

    is_draft_save = False

    def publication_errors(self) -> dict[str, Any]:
        """Field name → the sentence that says what is missing and how to mend it. Empty when publishable.

        What is no field of the form goes under NON_FIELD_ERRORS.
        """
        return {}

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]
        if not self.is_draft_save and (errors := self.publication_errors()):
            raise ValidationError(errors)

    def is_publishable(self) -> bool:
        """Whether this version meets every rule, those of its fields included."""
        try:
            self.full_clean()  # type: ignore[attr-defined]
        except ValidationError:
            return False
        return True


class DraftAwareForm:
    """Mixin of admin forms: tells the instance whether what is being validated is a draft."""

    instance: Any
    is_deferred_validation: bool

    def _post_clean(self) -> None:
        self.instance.is_draft_save = self.is_deferred_validation
        super()._post_clean()  # type: ignore[misc]
