"""The system checks fire when a page type or a field forgets its rules, and pass on the project."""

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks

from cms import checks
from cms.models import BasePage
from fiches.models import FichePage
from home.models import PlainPage
from structures.models import Numero


def ids(messages: Iterator) -> set[str]:
    return {message.id for message in messages}


def test_the_project_passes() -> None:
    assert run_checks() == []


class TestAPageTypeThatForgets:
    @pytest.fixture
    def forgetful(self) -> type:
        """A page type seen by the checks alone: no table, nothing registered."""
        return type("OubliPage", (), {"search_kind": "", "api_fields": [], "template": "nulle/part.html"})

    def test_its_declarations(self, forgetful: type) -> None:
        assert ids(checks._check_declarations(forgetful)) == {"cms.E002", "cms.E003", "cms.E004", "cms.E005"}

    def test_its_base(self, monkeypatch: pytest.MonkeyPatch, forgetful: type) -> None:
        monkeypatch.setattr(checks, "project_page_models", lambda: [forgetful])
        assert ids(checks.check_page_types()) == {"cms.E001"}


def test_a_page_type_that_loses_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FichePage, "search_kind", "")
    assert "cms.E002" in ids(checks.check_page_types())
    assert issubclass(FichePage, BasePage)


def test_a_label_guessed_from_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    field = PlainPage._meta.get_field("summary")
    monkeypatch.setattr(field, "verbose_name", "summary")
    assert "cms.E007" in ids(checks.check_french_labels())


def test_a_model_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PlainPage._meta.original_attrs, "verbose_name", "x")
    monkeypatch.delitem(PlainPage._meta.original_attrs, "verbose_name")
    assert "cms.E006" in ids(checks.check_french_labels())


def test_a_snippet_without_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Numero, "panels", [])
    assert "cms.E008" in ids(checks.check_snippets())
