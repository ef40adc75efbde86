"""Validation that protects readers runs at publication: drafts may be incomplete."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError

# Rules on everything that is published, whatever its type. Rooms add theirs when the site starts.
_shared_rules: list[Callable[[Any], dict[str, str]]] = []


def register_publication_rule(rule: Callable[[Any], dict[str, str]]) -> None:
    """``rule`` takes a page, a snippet or settings, and answers as ``publication_errors`` does."""
    if rule not in _shared_rules:
        _shared_rules.append(rule)


@contextmanager
def merged_errors(first: dict[str, str]) -> Iterator[None]:
    """Say these together with what the body refuses: nobody is told one half of what to mend."""
    try:
        yield
    except ValidationError as others:
        found = {**others.message_dict, **{name: [sentence] for name, sentence in first.items()}}
        raise ValidationError(found) from others
    if first:
        raise ValidationError(first)  # type: ignore[arg-type]


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
        if not self.is_draft_save and (errors := self._all_errors()):
            raise ValidationError(errors)

    def _all_errors(self) -> dict[str, list[str]]:
        """Field → sentences, those of the shared rules first; what is no field of the model is said of the whole."""
        errors: dict[str, list[str]] = {}
        for found in (*(rule(self) for rule in _shared_rules), self.publication_errors()):
            for name, sentence in found.items():
                errors.setdefault(self._known(name), []).append(sentence)
        return errors

    def _known(self, name: str) -> str:
        try:
            return name if self._meta.get_field(name).concrete else NON_FIELD_ERRORS  # type: ignore[attr-defined]
        except FieldDoesNotExist:
            return NON_FIELD_ERRORS

    def is_publishable(self) -> bool:
        """Whether this version meets every rule, those of its fields included."""
        try:
            self.full_clean()  # type: ignore[attr-defined]
        except ValidationError:
            return False
        return True


class DraftAwareForm:
    """Mixin of admin forms: tells the instance whether what is being validated is a draft, and hands it its rows.

    Wagtail gives an object its many-to-many choices and the rows of its panels only when it is saved; the rules of an
    object speak of them too.
    """

    instance: Any
    is_deferred_validation: bool
    fields: dict[str, Any]
    formsets: dict[str, Any]

    def _post_clean(self) -> None:
        self.instance.is_draft_save = self.is_deferred_validation
        if not self.is_deferred_validation:
            self._hand_over()
        super()._post_clean()  # type: ignore[misc]

    def _hand_over(self) -> None:
        """In memory only. Rows that are refused already are left as they were."""
        self.save_cluster_m2m()  # type: ignore[attr-defined]
        for formset in self.formsets.values():
            if formset.model._meta.app_label != "wagtailcore" and formset.is_valid():
                formset.instance = self.instance
                formset.save(commit=False)

    def _update_errors(self, errors: ValidationError) -> None:
        """What is said of a field that this form does not show is said above it, not lost."""
        if hasattr(errors, "error_dict"):
            unseen = [name for name in errors.error_dict if name not in self.fields and name != NON_FIELD_ERRORS]
            for name in unseen:
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]
