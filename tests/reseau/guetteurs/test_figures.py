"""What the bilan asks the register: counts, in one query each."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reseau.guetteurs.figures import active_by_departement, recruited_by
from structures.models import Departement
from tests.factories import GuetteurVeilleurFactory

pytestmark = pytest.mark.django_db


def test_counts_by_department_and_year(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    var, nice = (Departement.objects.get(code=code).pk for code in ("83", "06"))
    GuetteurVeilleurFactory.create_batch(2, recruited_on=date(2018, 5, 24))
    GuetteurVeilleurFactory(departement_id=nice, recruited_on=date(2018, 9, 20))
    GuetteurVeilleurFactory(departement_id=nice, recruited_on=date(2019, 1, 1), state="paused")
    GuetteurVeilleurFactory(departement=None)
    with django_assert_num_queries(1):
        assert active_by_departement() == {var: 2, nice: 1, None: 1}
    with django_assert_num_queries(1):
        assert sorted(recruited_by()) == sorted([(var, 2018, 2), (nice, 2018, 1), (nice, 2019, 1)])
