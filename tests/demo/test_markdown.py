"""Demo texts become the blocks that editors assemble; a file that cannot be read says what is wrong."""

from pathlib import Path

import pytest

from cms.texts import ContentError, read_text
from demo.markdown import StreamBuilder

KEYS = {"fiche:dire-non": 7, "structure:mots": 8, "reference:wu2000": 9}
NUMEROS = {"3114": 31, "mots": 32}


def resolve(known: dict[str, int]) -> object:
    def find(key: str) -> int:
        if key not in known:
            raise ContentError(f"« {key} » est cité mais n'existe pas.")
        return known[key]

    return find


@pytest.fixture
def builder() -> StreamBuilder:
    return StreamBuilder(resolve(KEYS), resolve(NUMEROS), resolve({"a.png": 1}), resolve({"a.pdf": 2}))


def blocks(builder: StreamBuilder, text: str) -> list[tuple[str, object]]:
    return [(block["type"], block["value"]) for block in builder.stream(text)]


def test_headings_and_paragraphs(builder: StreamBuilder) -> None:
    text = "## Un titre\n\nUn **mot** et *un autre*.\n\n- a\n- b\n\n### Dessous\n\nFin."
    assert blocks(builder, text) == [
        ("titre", {"text": "Un titre", "level": "h2"}),
        ("texte", "<p>Un <b>mot</b> et <i>un autre</i>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("titre", {"text": "Dessous", "level": "h3"}),
        ("texte", "<p>Fin.</p>"),
    ]


def test_links_inside_and_outside(builder: StreamBuilder) -> None:
    text = "[dire non](fiche:dire-non) et [HAS](https://www.has-sante.fr)"
    assert blocks(builder, text) == [
        ("texte", '<p><a linktype="page" id="7">dire non</a> et <a href="https://www.has-sante.fr">HAS</a></p>')
    ]


def test_calls_to_references(builder: StreamBuilder) -> None:
    text = "Un nom [@wu2000]. Encore\n[@wu2000].\n\n::: retenir\nÀ garder [@wu2000].\n:::"
    called = '<embed embedtype="reference" id="9"/>'
    assert blocks(builder, text) == [
        ("texte", f"<p>Un nom {called}. Encore {called}.</p>"),
        ("retenir", {"title": "", "text": f"<p>À garder {called}.</p>"}),
    ]
    with pytest.raises(ContentError, match="reference:inconnue"):
        builder.stream("[@inconnue]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: retenir\nÀ garder.\n:::", ("retenir", {"title": "", "text": "<p>À garder.</p>"})),
        ("::: alerte Attention\nDanger.\n:::", ("alerte", {"title": "Attention", "text": "<p>Danger.</p>"})),
        ("::: citation Loi, 2017\nUn texte\n:::", ("citation", {"text": "Un texte", "source": "Loi, 2017"})),
        ("::: question Puis-je ?\nOui.\n:::", ("question", {"question": "Puis-je ?", "answer": "<p>Oui.</p>"})),
        ("::: identite\n:::", ("identite", None)),
    ],
)
def test_boxes(builder: StreamBuilder, text: str, expected: tuple[str, object]) -> None:
    assert blocks(builder, text) == [expected]


def test_lists_of_numbers_and_of_pages(builder: StreamBuilder) -> None:
    (kind, value), (other, pages) = blocks(
        builder, "::: numeros\n- 3114\n- mots\n:::\n\n::: voir Ensuite\n- fiche:dire-non\n- structure:mots\n:::"
    )
    assert (kind, [item["value"] for item in value["numeros"]]) == ("numeros", [31, 32])
    assert (other, pages["title"], [item["value"] for item in pages["pages"]]) == ("voir", "Ensuite", [7, 8])


def test_a_table(builder: StreamBuilder) -> None:
    ((kind, value),) = blocks(builder, "| A | B |\n|---|---|\n| **un** | deux |")
    assert kind == "tableau"
    assert value["data"] == [["A", "B"], ["un", "deux"]]
    assert value["first_row_is_table_header"]


def test_html_is_only_text(builder: StreamBuilder) -> None:
    ((_kind, value),) = blocks(builder, "<script>alert(1)</script>")
    assert "<script" not in value


@pytest.mark.parametrize(
    "text", ["[x](fiche:inconnue)", "::: numeros\n- inconnu\n:::", "::: voir\n- fiche:inconnue\n:::"]
)
def test_what_does_not_exist_is_named(builder: StreamBuilder, text: str) -> None:
    with pytest.raises(ContentError, match="inconnu"):
        builder.stream(text)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("sans en-tête", "l'en-tête entre deux lignes"),
        ("---\ntitle: a\n", "l'en-tête entre deux lignes"),
        ("---\ntitle: [a\n---\ntexte", "n'est pas du YAML lisible"),
        ("", "l'en-tête entre deux lignes"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, source: str, sentence: str) -> None:
    path = tmp_path / "fiche.md"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(ContentError, match=sentence) as caught:
        read_text(path)
    assert "fiche.md" in str(caught.value)


def test_a_file_written_on_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fiche.md"
    path.write_bytes(b"---\r\ntitle: Un titre\r\n---\r\n\r\nTexte.\r\n")
    assert read_text(path).header == {"title": "Un titre"}
