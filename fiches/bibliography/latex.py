"""LaTeX of BibTeX values, read and written. Accents are read in any notation and written as they are (UTF-8)."""

import re
from functools import cache

from pylatexenc import latexwalker
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.macrospec import LatexContextDb, MacroSpec

# What is written in place of characters that mean something to LaTeX or BibTeX.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": "'",
    "\xa0": "~",
}
_SPECIAL = re.compile(r"""[\\{}~^$&#%_"`\xa0]|''+|--+|[!?](?=`)""")
_MARKUP = {"i": "textit", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}
_TAG = re.compile(r"<(/?)(i|b|sub|sup)>")
# A value without any of these is plain text already.
_NEEDS_DECODING = re.compile(r"""[\\{}$~]|--|``|''|[!?]`""")
_UNESCAPED = re.compile(r"(?<!\\)[%&#_^]")
_MATHS = re.compile(r"(?<!\\)\$([^$]*)(?<!\\)\$")
_SCRIPT = re.compile(r"[_^](?:\{([^{}]*)\}|(\\?\w))")


def encode(text: str) -> str:
    """Text as a LaTeX value, without the braces around it."""
    return _SPECIAL.sub(_escape, text)


def encode_markup(text: str) -> str:
    """The same for a text with ``<i> <b> <sub> <sup>``; a tag that is not closed in its turn is written as it is."""
    found: list[str] = []
    opened: list[tuple[str, int]] = []
    position = 0
    for tag in _TAG.finditer(text):
        found.append(encode(text[position : tag.start()]))
        position = tag.end()
        if not tag[1]:
            opened.append((tag[2], len(found)))
            found.append(tag[0])
        elif opened and opened[-1][0] == tag[2]:
            found[opened.pop()[1]] = f"\\{_MARKUP[tag[2]]}{{"
            found.append("}")
        else:
            found.append(tag[0])
    return "".join([*found, encode(text[position:])])


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found in _ESCAPES:
        return _ESCAPES[found]
    return "{}".join(found) if len(found) > 1 else f"{found}{{}}"


def decode(value: str) -> str:
    """Text of a LaTeX value, with ``<i> <b> <sub> <sup>`` for its markup. What cannot be read stays as it is."""
    if not _NEEDS_DECODING.search(value):
        return value
    value = _MATHS.sub(_maths, value)
    value = _UNESCAPED.sub(_escape, value)
    try:
        text = _decoder().latex_to_text(value, latex_context=_grammar())
    except (latexwalker.LatexWalkerParseError, IndexError, RecursionError):
        return value
    return str(text)


def decode_address(value: str) -> str:
    """An address or an identifier, where ``~`` and ``%`` mean themselves."""
    found = re.sub(r"\\url\{([^{}]*)\}", r"\1", value)
    for character, escape in _ESCAPES.items():
        if character != "\xa0":
            found = found.replace(escape, character)
    return re.sub(r"\\([%&#_$])", r"\1", found).replace("{", "").replace("}", "")


def _maths(match: re.Match[str]) -> str:
    """Indices and exponents of a formula as markup; dollars that hold words are money."""
    formula = match[1]
    if " " in formula and not re.search(r"[\\_^]", formula):
        return rf"\${formula}\$"

    def script(found: re.Match[str]) -> str:
        macro = "textsubscript" if found[0].startswith("_") else "textsuperscript"
        return f"\\{macro}{{{found[1] or found[2]}}}"

    return _SCRIPT.sub(script, formula)


@cache
def _grammar() -> LatexContextDb:
    """What macros take, those of markup included."""
    context = latexwalker.get_default_latex_context_db()
    macros = [MacroSpec(name, "{") for name in ("textsubscript", "textsuperscript", "textsl")]
    context.add_context_category("bibliography", prepend=True, macros=macros)
    return context


@cache
def _decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    styles = {
        "emph": "i",
        "textit": "i",
        "textsl": "i",
        "textbf": "b",
        "textsubscript": "sub",
        "textsuperscript": "sup",
    }
    characters = {
        "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~",
        "textquotedbl": '"', "textasciigrave": "`", "textbackslash": "\\", "lbrace": "{", "rbrace": "}",
    }  # fmt: skip
    context.add_context_category(
        "bibliography",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, simplify_repl=f"<{tag}>%s</{tag}>") for name, tag in styles.items()),
            *(MacroTextSpec(name, simplify_repl=character) for name, character in characters.items()),
        ],
    )
    return LatexNodes2Text(latex_context=context, keep_comments=True, strict_latex_spaces=True)
