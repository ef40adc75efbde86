"""JSON-LD is valid, says only what is known, and cannot leave its element."""

import json

from hypothesis import given
from hypothesis import strategies as st

from cms.structured_data import as_script, without_blanks

START, END = '<script type="application/ld+json">', "</script>"


def content(html: str) -> str:
    assert html.startswith(START)
    assert html.endswith(END)
    return html[len(START) : -len(END)]


@given(st.text() | st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", "&amp;", "\u2028"]))
def test_no_text_leaves_its_element(text: str) -> None:
    written = content(as_script({"name": f"a{text}"}))
    assert not set("<>&").intersection(written)
    assert json.loads(written) == {"@context": "https://schema.org", "name": f"a{text}"}


def test_what_is_unknown_is_left_out() -> None:
    data = {"a": "", "b": None, "c": [], "d": {"e": ""}, "f": [{"g": None}, "x"], "h": False, "i": 0}
    assert without_blanks(data) == {"f": ["x"], "h": False, "i": 0}
