"""References of every kind, for property tests: the accents, braces, particles and dashes that files lose first."""

from typing import Any

from hypothesis import strategies as st

from fiches.bibliography.items import ET_AL, normalised
from fiches.bibliography.types import KINDS

# What LaTeX, RIS, JSON and HTML each take for something else.
_HARD = "{}\\$&#%_~^\"'`<>@=,;:/-–—«»’éèçïŒßğøÅ漢\n \t[]()?!.|"
WORDS = st.text(st.one_of(st.sampled_from(_HARD), st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])))
TEXTS = st.one_of(
    st.sampled_from(
        [
            "L'<i>in vitro</i> et le CO<sub>2</sub>",
            "{B}urnout \\& $x$",
            "De La Tour",
            "and others",
            "Smith and Sons",
            "TY  - JOUR",
            "@article{x,",
            "12–34",
            "\\'e",
            "<b>gras",
            "50 % --- ``x''",
            "CSL-JSON",
        ]
    ),
    WORDS,
)
_PART = st.sampled_from(
    ["Tour", "La Tour", "de La Tour", "O'Neill", "Malach-Pines", "Ångström", "Smith, Jr", "and", "X."]
)
NAMES = st.one_of(
    st.just(ET_AL),
    st.fixed_dictionaries({"literal": TEXTS}),
    st.fixed_dictionaries(
        {"family": _PART | TEXTS},
        optional={
            "given": st.sampled_from(["Marie", "Jean-Karl", "É.", "A W"]) | TEXTS,
            "non-dropping-particle": st.sampled_from(["de", "de La", "van der", "d'"]) | TEXTS,
            "dropping-particle": st.sampled_from(["von", "de"]),
            "suffix": st.sampled_from(["Jr", "III"]) | TEXTS,
        },
    ),
)
PEOPLE = st.lists(NAMES, max_size=4)
_DATE_PARTS = st.one_of(
    st.tuples(st.integers(1500, 2100)),
    st.tuples(st.integers(1500, 2100), st.integers(1, 12)),
    st.tuples(st.integers(-500, 9999), st.integers(1, 12), st.integers(1, 31)),
).map(list)
DATES = st.one_of(
    st.fixed_dictionaries({"date-parts": st.lists(_DATE_PARTS, min_size=1, max_size=2)}),
    st.fixed_dictionaries({"literal": st.sampled_from(["à paraître", "printemps 2003"]) | TEXTS}),
)
_TEXT_VARIABLES = (
    "container-title", "container-title-short", "collection-title", "collection-number", "event-title", "publisher",
    "publisher-place", "genre", "volume", "issue", "number", "edition", "number-of-pages", "language", "abstract",
    "title-short", "version", "URL", "archive",
)  # fmt: skip
_OPTIONAL: dict[str, Any] = {
    **dict.fromkeys(_TEXT_VARIABLES, TEXTS),
    **dict.fromkeys(("author", "editor", "translator", "director"), PEOPLE),
    **dict.fromkeys(("issued", "accessed", "original-date"), DATES),
    "page": st.sampled_from(["12–34", "726-7", "e12", "S1–S9", "1, 3–5"]) | TEXTS,
    "DOI": st.sampled_from(["10.1136/bmj.320.7237.726", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2"]),
    "PMID": st.sampled_from(["10720336", "12"]),
    "PMCID": st.just("PMC1117748"),
    "ISBN": st.sampled_from(["978-2-8178-0289-3", "2-8178-0289-6", "123"]),
    "ISSN": st.sampled_from(["0959-8138", "0959-8138 1756-1833", "12"]),
    "keyword": st.lists(st.sampled_from(["Burnout, Professional", "épuisement"]) | TEXTS, max_size=3),
    "custom": st.fixed_dictionaries(
        {}, optional={"pourquoi-le-lire": TEXTS, "acces-libre": st.just(True), "niveau-de-preuve": st.just("1")}
    ),
}
ITEMS = (
    st.fixed_dictionaries(
        {
            "id": st.from_regex(r"[a-z]{3,8}\d{4}", fullmatch=True),
            "type": st.sampled_from(sorted(KINDS)),
            "title": TEXTS,
        },
        optional=_OPTIONAL,
    )
    .map(normalised)
    .filter(lambda item: bool(item.get("title")))
)
