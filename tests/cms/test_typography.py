"""French typography is laid at display, once and for all."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cms import roles
from cms.templatetags.cms_tags import date_fr, typo
from cms.typography import NARROW, NBSP, french, french_html, raised_ordinals
from tests.factories import UserFactory

FRENCH = st.text(alphabet="aà1 0'’\".,:;!?«»…°nN%€hj-()\n\u00a0\u202f", max_size=40)
WORDS = st.lists(
    st.sampled_from(
        ["Bonjour", "l'ordre", "12 000", "24 h/24", ":", "?", "!", "«", "»", "...", "n° 3", "10 %", "«", " "]
    ),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l'ordre", "l’ordre"),
        ("aujourd'hui", "aujourd’hui"),
        ("'entre apostrophes'", "'entre apostrophes'"),
        ("et puis...", "et puis…"),
        ("Qui appeler ?", f"Qui appeler{NARROW}?"),
        ("Non ! Si ; oui", f"Non{NARROW}! Si{NARROW}; oui"),
        ("Trois gestes : un", f"Trois gestes{NBSP}: un"),
        ("à 10:30", "à 10:30"),
        ("https://exemple.fr", "https://exemple.fr"),
        ("« non »", f"«{NBSP}non{NBSP}»"),
        ("«non»", f"«{NBSP}non{NBSP}»"),
        ("12 043 médecins", f"12{NARROW}043 médecins"),
        ("1 000 000", f"1{NARROW}000{NARROW}000"),
        ("24 h/24, 7 j/7", f"24{NBSP}h/24, 7{NBSP}j/7"),
        ("10 % et 3 €", f"10{NBSP}% et 3{NBSP}€"),
        ("n° 5", f"n°{NBSP}5"),
        ("3 anciens", "3 anciens"),
        ('dire "non", puis "oui"', f"dire «{NBSP}non{NBSP}», puis «{NBSP}oui{NBSP}»"),
        ("dire &quot;non&quot;", f"dire «{NBSP}non{NBSP}»"),
        ('un écran de 24"', 'un écran de 24"'),
        ('« dire "non" »', f"«{NBSP}dire «{NBSP}non{NBSP}»{NBSP}»"),
    ],
)
def test_each_rule(typed: str, shown: str) -> None:
    assert french(typed) == shown


@settings(max_examples=400, deadline=None)
@given(FRENCH | WORDS | st.text(max_size=60))
@example(" :»")
def test_twice_is_once(text: str) -> None:
    once = french(text)
    assert french(once) == once


@settings(deadline=None)
@given(st.text(max_size=60))
def test_only_spaces_apostrophes_quotes_and_dots_change(text: str) -> None:
    def bare(value: str) -> str:
        value = re.sub(r"&quot;|[«»]", '"', re.sub(r"\s", "", value))
        return value.replace("’", "'").replace("...", "…")

    assert bare(french(text)) == bare(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<p>le 1er mars</p>", "<p>le 1<sup>er</sup> mars</p>"),
        ("la 1re fois, les 1ers signes", "la 1<sup>re</sup> fois, les 1<sup>ers</sup> signes"),
        ("la 2e, la 3ème, les 10es", "la 2<sup>e</sup>, la 3<sup>e</sup>, les 10<sup>es</sup>"),
        ("le XXIe siècle", "le XXI<sup>e</sup> siècle"),
        ("Le Var, l'Ile, 24 h, 3 mois, R.4031-2", "Le Var, l'Ile, 24 h, 3 mois, R.4031-2"),
        ('<a href="/1er/">2e</a>', '<a href="/1er/">2<sup>e</sup></a>'),
    ],
)
def test_ordinals_are_raised(typed: str, shown: str) -> None:
    assert raised_ordinals(typed) == shown


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="/l\'ordre ?q=12 000 : ..." title="« l\'un » !">',
        '<img alt="Qui appeler ?" src="a b.jpg">',
        "<br>",
    ],
)
def test_tags_and_their_attributes_are_left_alone(tag: str) -> None:
    assert french_html(f"{tag}l'ordre ?") == f"{tag}l’ordre{NARROW}?"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l'ordre", "l’ordre"),
        ("<b> & l'ordre", "&lt;b&gt; &amp; l’ordre"),
        ("<script>alert('1')</script>", None),
        (None, "None"),
        (12, "12"),
    ],
)
def test_the_filter_for_plain_text_escapes(typed: object, shown: str | None) -> None:
    result = typo(typed)
    assert "<script" not in result
    if shown is not None:
        assert result == shown


@settings(deadline=None)
@given(FRENCH)
def test_the_filter_shows_what_the_rules_say(text: str) -> None:
    """Escaping hides no apostrophe from the rules, and their work is not undone by it."""
    assert typo(text) == french(text).replace("'", "&#x27;").replace('"', "&quot;")


def test_dates_are_written_in_french() -> None:
    assert date_fr(datetime.date(2026, 3, 1)) == (f'<time datetime="2026-03-01">1<sup>er</sup>{NBSP}mars 2026</time>')
    assert date_fr(datetime.date(2026, 8, 12)) == f'<time datetime="2026-08-12">12{NBSP}août 2026</time>'
    assert date_fr(None) == ""


@pytest.mark.django_db
def test_the_help_of_a_field_is_written_in_french_typography() -> None:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    page = client.get(reverse("wagtailsnippets_reseau_compterendu:add")).content.decode()
    assert french("Exemple : « Réunion avec les médecins d'Istres ».") in page
