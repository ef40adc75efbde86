"""Citations in both styles, of each family of types, against golden ones: a change of style is read as a diff."""

import json
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from fiches import citation
from fiches.bibliography.items import normalised
from fiches.bibliography.types import KINDS

GOLDEN = json.loads((Path(__file__).parent / "golden" / "citations.json").read_text(encoding="utf-8"))
STYLES = ("vancouver", "vancouver_html", "apa", "apa_html")


@pytest.mark.parametrize("name", GOLDEN)
def test_a_reference_is_written_out_in_each_style(name: str) -> None:
    item = GOLDEN[name]["item"]
    assert normalised(item) == item
    assert {style: getattr(citation, style)(item) for style in STYLES} == {
        style: GOLDEN[name][style] for style in STYLES
    }


def test_each_family_of_types_has_its_golden_citation() -> None:
    assert {KINDS[case["item"]["type"]].family for case in GOLDEN.values()} == {kind.family for kind in KINDS.values()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_is_written_out_with_what_little_it_has(kind: str) -> None:
    for item in (
        {"type": kind, "title": "Un titre"},
        {"type": kind, "title": "Un titre", "issued": {"literal": "à paraître"}},
    ):
        for style in STYLES:
            assert "Un titre" in strip_tags(getattr(citation, style)(item))


def test_a_citation_never_runs() -> None:
    item = {
        "type": "book",
        "title": "<script>x</script>",
        "author": [{"literal": "<img src=x>"}],
        "URL": "javascript:x",
    }
    for style in ("vancouver_html", "apa_html"):
        html = getattr(citation, style)(item | {"accessed": {"date-parts": [[2026]]}})
        assert "<script" not in html
        assert "<img" not in html
        assert "href" not in html
