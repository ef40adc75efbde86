"""A person appears on the site only after agreeing to it."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from reseau.models import Referent
from tests.factories import ReferentFactory

pytestmark = pytest.mark.django_db

CONSENT = datetime.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "Camille", "consent_on": None}, "consent_on"),
        ({"name": "", "consent_on": CONSENT}, "name"),
        ({"name": "Camille", "vacant": True}, "name"),
    ],
)
def test_what_is_missing_is_said_at_its_field(fields: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Referent(role="Référente", **fields).full_clean()
    assert list(caught.value.message_dict) == [wrong]
    assert caught.value.message_dict[wrong][0].endswith(".")


@pytest.mark.parametrize("fields", [{"name": "Camille", "consent_on": CONSENT}, {"name": "", "vacant": True}])
def test_a_complete_post_is_publishable(fields: dict[str, object]) -> None:
    assert Referent(role="Référente", **fields).is_publishable()


def test_a_vacant_post_is_named_to_be_appointed() -> None:
    assert str(ReferentFactory(name="", vacant=True, consent_on=None)) == "À désigner — Référente du département"
