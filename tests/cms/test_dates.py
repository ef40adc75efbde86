"""A day or an hour is typed as people write it, and what cannot be read stays in its field."""

import datetime

import pytest
from wagtail.admin.forms import WagtailAdminModelForm

from cms import dates
from reseau.models import CompteRendu


class MeetingForm(WagtailAdminModelForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = CompteRendu
        fields = ["date", "starts_at"]


@pytest.mark.parametrize("typed", ["19/06/2018", "19/06/18", "2018-06-19"])
def test_days_are_read(typed: str) -> None:
    form = MeetingForm({"date": typed, "starts_at": ""})
    assert form.fields["date"].clean(typed) == datetime.date(2018, 6, 19)


@pytest.mark.parametrize("typed", ["19:30", "19h30", "19 h 30", "19\u00a0h\u00a030"])
def test_hours_are_read(typed: str) -> None:
    assert MeetingForm().fields["starts_at"].clean(typed) == datetime.time(19, 30)
    assert MeetingForm().fields["starts_at"].clean("9h") == datetime.time(9)


def test_forms_show_them_as_they_are_typed_and_leave_them_as_they_are() -> None:
    form = MeetingForm(instance=CompteRendu(date=datetime.date(2018, 6, 19), starts_at=datetime.time(19, 30)))
    assert 'value="19/06/2018"' in str(form["date"])
    assert 'value="19:30"' in str(form["starts_at"])
    for widget in (dates.DateInput(), dates.TimeInput(), dates.DateTimeInput()):
        assert widget.get_config()["validateOnBlur"] is False
