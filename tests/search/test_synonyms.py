"""Synonyms reach texts and queries together, and each state of them gives right results."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from search import synonyms, worker
from search.models import Posting, Synonym, Term
from search.service import search
from tests.factories import FichePageFactory

pytestmark = pytest.mark.django_db


def titles(typed: str) -> list[str]:
    return [hit.object.title for hit in search(typed).hits]


@pytest.fixture
def _late(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts receive nothing until they are told to."""
    monkeypatch.setattr(worker, "kick", lambda: None)


def write() -> None:
    assert list(synonyms.write_pending())


def save(expressions: str) -> Synonym:
    synonym = Synonym(expressions=expressions)
    synonym.full_clean()
    synonym.save()
    return synonym


@pytest.mark.usefixtures("_late")
def test_a_group_joins_texts_that_use_other_words() -> None:
    FichePageFactory(title="La sophrologie du cabinet")
    save("sophrologie, détente profonde")
    assert titles("détente profonde") == []
    write()
    assert titles("détente profonde") == ["La sophrologie du cabinet"]
    FichePageFactory(title="Une autre sophrologie")
    assert set(titles("détente profonde")) == {"La sophrologie du cabinet", "Une autre sophrologie"}


@pytest.mark.usefixtures("_late")
def test_until_texts_are_written_queries_use_the_former_words() -> None:
    FichePageFactory(title="La sophrologie du cabinet")
    FichePageFactory(title="Le qi gong du matin")
    synonym = save("sophrologie, xylophone")
    write()
    synonym.expressions = "qi gong, xylophone"
    synonym.save()
    assert titles("xylophone") == ["La sophrologie du cabinet"]
    FichePageFactory(title="Qi gong encore")  # indexed meanwhile: it knows both versions
    assert titles("xylophone") == ["La sophrologie du cabinet"]
    write()
    assert set(titles("xylophone")) == {"Le qi gong du matin", "Qi gong encore"}
    assert not Term.objects.filter(stem=f"§{synonym.pk}.1").exists()


@pytest.mark.usefixtures("_late")
def test_a_deleted_group_joins_nothing_any_more() -> None:
    FichePageFactory(title="La sophrologie du cabinet")
    synonym = save("sophrologie, xylophone")
    write()
    token = synonym.written_token
    synonym.refresh_from_db()
    synonym.delete()
    assert titles("xylophone") == []
    assert not Posting.objects.filter(term__stem=token).exists()


@pytest.mark.usefixtures("_late")
def test_an_abbreviation_counts_in_capitals_in_texts_and_in_any_case_in_queries() -> None:
    FichePageFactory(title="Le SPT des soignants")
    FichePageFactory(title="Un spt en minuscules")
    FichePageFactory(title="Stress et traumatisme")
    save("SPT, stress et traumatisme")
    write()
    assert set(titles("stress et traumatisme")) >= {"Le SPT des soignants", "Stress et traumatisme"}
    assert "Un spt en minuscules" not in titles("stress et traumatisme")
    assert "Stress et traumatisme" in titles("spt")


def test_saving_a_group_is_enough(django_capture_on_commit_callbacks: Any) -> None:
    FichePageFactory(title="La sophrologie du cabinet")
    with django_capture_on_commit_callbacks(execute=True):
        save("sophrologie, xylophone")
    assert titles("xylophone") == ["La sophrologie du cabinet"]


@pytest.mark.parametrize("expressions", ["seul", "seul, seul", "?, !", ""])
def test_a_group_of_one_is_refused_with_a_sentence(expressions: str) -> None:
    with pytest.raises(ValidationError, match=r"au moins deux expressions|vide"):
        save(expressions)
