"""What editors read is French: names, labels, helps, choices and blocks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.fields import StreamField

from cms.checks import project_models
from cms.roles import ROLES

OWN = {"cms", "structures", "fiches", "reseau", "home", "search", "demo"}
ENGLISH = re.compile(
    r"\b(the|and|please|your|this|these|must|with|are|enter|select|should|which|when|field|value|required|choose|"
    r"name of|what|who|where|of the|at least|add|remove|delete|help|page title|body text)\b",
    re.IGNORECASE,
)


def is_own(model: type) -> bool:
    return model.__module__.split(".", 1)[0] in OWN


def own_fields() -> Iterator[models.Field]:
    """Fields that the project itself declares, and editors may see."""
    for model in project_models():
        bases = [base for base in model.__mro__ if hasattr(base, "_meta") and not is_own(base)]
        inherited = {field.name for base in bases for field in base._meta.get_fields()}
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.editable and not field.auto_created and field.name not in inherited:
                yield field


def words_of_field(field: models.Field) -> Iterator[str]:
    yield str(field.verbose_name)
    yield str(field.help_text or "")
    for _value, label in field.flatchoices or []:
        yield str(label)
    for validator in field.validators:
        if type(validator).__name__ == "RegexValidator":
            yield str(validator.message)


def own_blocks(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *([block.child_block] if isinstance(block, blocks.ListBlock) else [])]:
        yield from own_blocks(child)


def words_of_block(block: blocks.Block) -> Iterator[str]:
    yield str(block.label or "")
    yield str(getattr(block.meta, "help_text", "") or "")
    yield str(getattr(block.meta, "admin_text", "") or "")
    for _value, label in getattr(block, "_constructor_kwargs", {}).get("choices", []) or []:
        yield str(label)


FIELDS = sorted(own_fields(), key=str)


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_fields(field: models.Field) -> None:
    for words in words_of_field(field):
        assert not ENGLISH.search(words), words


@pytest.mark.parametrize("model", project_models(), ids=lambda model: model.__name__)
def test_models_and_their_refusals(model: Any) -> None:
    words = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    words += [str(constraint.violation_error_message) for constraint in model._meta.constraints if is_own(model)]
    for word in words:
        assert not ENGLISH.search(word), word


@pytest.mark.parametrize("field", [field for field in FIELDS if isinstance(field, StreamField)], ids=str)
def test_blocks(field: StreamField) -> None:
    for block in own_blocks(field.stream_block):
        for words in words_of_block(block):
            assert not ENGLISH.search(words), words
    named = [block for block in own_blocks(field.stream_block) if is_own(type(block)) and block.name]
    guessed = [
        block.name
        for block in named
        if not getattr(block.meta, "label", None) and not block._constructor_kwargs.get("label")
    ]
    assert guessed == [], "Wagtail would make up a label from the code"


def test_constraints_that_editors_meet_are_explained() -> None:
    for model in project_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint) and is_own(model) and model.__name__ != "Departement":
                assert str(constraint.violation_error_message).endswith("."), constraint.name


def test_roles_have_french_names() -> None:
    assert ROLES == ("Rédaction", "Validation", "Secrétariat", "Coordination", "Webmestre")


def test_what_libraries_leave_in_english_is_translated() -> None:
    """The compiled file is the one of the text beside it."""
    text = (Path(settings.LOCALE_PATHS[0]) / "fr/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "([^"]+)"\nmsgstr "([^"]+)"$', text, re.MULTILINE)
    assert len(pairs) >= 6
    for english, french in pairs:
        assert gettext(english) == french
