"""A reference is found by the names of its authors as they are, not as they were."""

import pytest

from fiches.models import ReferenceContributor, ReferencePage
from tests.factories import ReferencePageFactory

pytestmark = pytest.mark.django_db


def found(query: str) -> list[ReferencePage]:
    return list(ReferencePage.objects.search(query))


def test_authors_are_searched_from_the_first_publication_and_after_each() -> None:
    reference = ReferencePageFactory(authors=[("Seys", "Deborah")])
    assert found("Seys") == [reference]
    reference.contributors = [ReferenceContributor(family="Panagioti")]
    reference.save_revision().publish()
    assert found("Panagioti") == [reference]
    assert found("Seys") == []
