"""What BM25 weighs with follows the index, though it is read once for each of its states."""

import pytest
from django.db.models import Avg, Count

from cms.remembered import content_state
from search import statistics
from search.models import Entry, Posting
from tests.factories import FichePageFactory

pytestmark = pytest.mark.django_db


def counted() -> tuple[int, float, float]:
    found = Entry.objects.aggregate(number=Count("pk"), length=Avg("length"), title=Avg("title_length"))
    return found["number"], pytest.approx(float(found["length"])), pytest.approx(float(found["title"]))


def test_the_totals_are_those_of_the_index_after_each_change() -> None:
    FichePageFactory(title="Ailleurs")  # and the section that holds them all
    before = statistics.totals()
    fiche = FichePageFactory(title="Dormir enfin", body=[("texte", "<p>Le sommeil revient.</p>")])
    assert statistics.totals() == counted()
    assert statistics.totals().entries == before.entries + 1
    fiche.title = "Dormir enfin, la nuit comme le jour"
    fiche.save_revision().publish()
    assert statistics.totals() == counted()
    fiche.delete()
    assert statistics.totals() == counted()
    assert statistics.totals() == before


def test_a_draft_of_a_published_page_changes_no_state() -> None:
    fiche = FichePageFactory(title="Dormir enfin")
    state = content_state()
    fiche.title = "Dormir enfin, la nuit"
    fiche.save_revision()
    assert content_state() == state


def test_terms_are_counted_in_texts_and_in_titles() -> None:
    FichePageFactory(title="Zygomatique", body=[("texte", "<p>Un texte.</p>")])
    FichePageFactory(title="Autre", body=[("texte", "<p>Un zygomatique.</p>")])
    stem = Posting.objects.filter(term__stem__startswith="zygomat").values_list("term__stem", flat=True).first()
    assert stem is not None
    known = statistics.read({stem, "absent"}).terms
    assert set(known) == {stem}
    assert (known[stem].texts, known[stem].titles) == (2, 1)
    assert statistics.read({stem}, titles_only=True).terms[stem].titles == 1
