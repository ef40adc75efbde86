"""What is exported and imported again is the same: nothing is lost, in any format."""

import pytest
from hypothesis import given, settings

from fiches.bibliography import bibtex, csl, csl_json, markup, ris
from fiches.bibliography.entries import Entry
from fiches.bibliography.items import Item, normalised
from fiches.models import ReferencePage
from tests.fiches.made_references import ITEMS, TEXTS

FORMATS = {"bibtex": bibtex, "ris": ris, "csl": csl_json}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=120, deadline=None)
@given(item=ITEMS)
def test_a_reference_survives_each_format(name: str, item: Item) -> None:
    written = "".join(FORMATS[name].write([item]))
    found = list(FORMATS[name].read(written))
    assert [type(one) for one in found] == [Entry], written
    assert found[0].item == item, written


@pytest.mark.django_db
@settings(max_examples=120, deadline=None)
@given(item=ITEMS)
def test_a_page_holds_all_of_an_item(item: Item) -> None:
    page = ReferencePage()
    csl.from_csl(page, item, {})
    assert csl.to_csl(page) == item
    page.slug = "essai"
    page.clean()
    assert csl.to_csl(page) == item, "and its own rules change nothing"


@settings(max_examples=200, deadline=None)
@given(item=ITEMS)
def test_normalising_twice_changes_nothing_more(item: Item) -> None:
    assert normalised(item) == item


@given(text=TEXTS)
def test_titles_are_safe_in_a_page(text: str) -> None:
    html = markup.as_html(markup.rich(text))
    for tag in ("i", "b", "sub", "sup"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html
    assert ">" not in html


def test_what_files_lose_first_survives() -> None:
    item = normalised(
        {
            "id": "tour2001",
            "type": "chapter",
            "title": "L'<i>in vitro</i> & le CO<sub>2</sub> : 50 % de « p < 0,05 »",
            "author": [
                {"family": "Tour", "non-dropping-particle": "de La", "given": "Marie"},
                {"family": "de La Tour", "given": "Anne"},
                {"literal": "URPS ML PACA, groupe MED'AIDE"},
                {"literal": "et al."},
            ],
            "page": "12–34",
        }
    )
    for name, one in FORMATS.items():
        written = "".join(one.write([item]))
        assert next(iter(one.read(written))).item == item, name
