"""The results of a model's own search are cut like any list."""

import pytest

from fiches.models import FichePage
from tests.factories import FichePageFactory


@pytest.mark.django_db
def test_results_are_cut_anywhere() -> None:
    for number in range(4):
        FichePageFactory(title=f"Zygomatique {number}")
    found = list(FichePage.objects.search("zygomatique"))
    assert len(found) == 4
    assert list(FichePage.objects.search("zygomatique")[1:]) == found[1:]
    assert list(FichePage.objects.search("zygomatique")[1:3]) == found[1:3]
