"""BibTeX files, entry by entry: a wrong one never hides the next, and a large file is never held twice in memory."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import bibtexparser
from bibtexparser.model import Entry as BibtexEntry
from bibtexparser.model import ImplicitComment, ParsingFailedBlock

from .bibtex_fields import fields_of, item_of, left_out
from .entries import Entry, Unreadable
from .items import Item, problems
from .types import BIBTEX_TYPES

logging.getLogger("bibtexparser").setLevel(logging.ERROR)  # what it warns of, we say in French

_BLOCK = re.compile(r"^[ \t]*@(?=[ \t]*\w+[ \t]*[{(])", re.MULTILINE)
_STRING = re.compile(r"@\s*string\s*[{(]\s*([\w:.+-]+)\s*=\s*(.*)[})]\s*", re.IGNORECASE | re.DOTALL)
_CROSSREF = re.compile(r"\bcrossref\s*=\s*[{\"]\s*([^{}\"\s]+)\s*[}\"]", re.IGNORECASE)
_KEY_OF = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,]+)\s*,")
_IGNORED = re.compile(r"@\s*(comment|preamble)\b", re.IGNORECASE)
# Months are macros of every style.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INHERITED_AS = {"title": "booktitle", "subtitle": "booksubtitle"}
_NEVER_INHERITED = {"crossref", "ids", "keywords", "abstract", "note", "annote", "doi", "url", "shorttitle"}


@dataclass
class _Raw:
    """One entry as it is written: values are LaTeX, macros replaced."""

    line: int
    kind: str
    key: str
    fields: dict[str, str]
    warnings: list[str] = field(default_factory=list)


def read(text: str) -> Iterator[Entry | Unreadable]:
    """The entries of a file and the places that are none, in order."""
    macros = dict(zip(_MONTHS, map(str, range(1, 13)), strict=True))
    parents = _parents(text, macros)
    seen: dict[str, int] = {}
    for line, block in _blocks(text):
        for found in _read_block(line, block, macros):
            if isinstance(found, Unreadable):
                yield found
            elif found.key.lower() in seen:
                first = seen[found.key.lower()]
                reason = f"La clé « {found.key} » est déjà celle de la ligne {first} : changez-la dans le fichier."
                yield Unreadable(found.line, reason, found.key)
            else:
                seen[found.key.lower()] = found.line
                yield _entry(found, parents)


def write(items: Iterable[Item]) -> Iterator[str]:
    """The items as entries, each with a key of its own."""
    taken: set[str] = set()
    for item in items:
        kind, fields = fields_of(item)
        key = wanted = fields.pop("key")
        number = 1
        while key.lower() in taken:
            number += 1
            key = f"{wanted}-{number}"
        taken.add(key.lower())
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        yield f"@{kind}{{{key},\n{lines}\n}}\n\n"


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each stretch of text that begins with an entry, and its line."""
    line, position = 1, 0
    starts = [match.start() for match in _BLOCK.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", position, start)
        position = start
        yield line, text[start:end]


def _parents(text: str, macros: dict[str, str]) -> dict[str, _Raw]:
    """The entries to which others refer, by key in lower case."""
    wanted = {key.lower() for key in _CROSSREF.findall(text)}
    found: dict[str, _Raw] = {}
    if wanted:
        known = dict(macros)
        for line, block in _blocks(text):
            key = _KEY_OF.search(block)
            if _STRING.match(block.strip()) or (key and key[1].lower() in wanted):
                for raw in _read_block(line, block, known):
                    if isinstance(raw, _Raw):
                        found.setdefault(raw.key.lower(), raw)
    return found


def _read_block(line: int, block: str, macros: dict[str, str]) -> Iterator[_Raw | Unreadable]:
    block = block.strip()
    if _IGNORED.match(block):
        return
    if macro := _STRING.match(block):
        macros[macro[1].lower()] = _value(macro[2], macros)[0]
        return
    # The library knows braces only; parentheses are as good for BibTeX.
    block = re.sub(r"^(@\s*\w+\s*)\((.*)\)\s*$", r"\1{\2}", block, flags=re.DOTALL)
    library = bibtexparser.parse_string(block, parse_stack=[])
    for found in library.blocks:
        at = line + (found.start_line or 0)
        if isinstance(found, BibtexEntry) and found.key.strip():
            yield _raw(at, found, macros)
        elif isinstance(found, BibtexEntry | ParsingFailedBlock):
            yield Unreadable(at, _reason(found), " ".join((found.raw or block).split())[:80])
        elif isinstance(found, ImplicitComment) and re.search(r"@\s*\w+\s*\{", found.comment):
            at_sign = found.comment.index("@")
            yield from _read_block(at + found.comment.count("\n", 0, at_sign), found.comment[at_sign:], macros)


def _reason(block: BibtexEntry | ParsingFailedBlock) -> str:
    if isinstance(block, BibtexEntry):
        return "Cette entrée n'a pas de clé : écrivez-en une après l'accolade."
    message = str(getattr(block, "error", ""))
    if "uplicate field" in message or "uplicate" in message:
        return "Un champ est écrit deux fois : gardez-en un."
    return "Cette entrée est mal fermée : il y manque une accolade, un guillemet ou une virgule."


def _raw(line: int, block: BibtexEntry, macros: dict[str, str]) -> _Raw:
    raw = _Raw(line, block.entry_type.lower(), block.key.strip(), {})
    for one in block.fields:
        value, unknown = _value(str(one.value), macros)
        raw.fields[one.key.lower()] = value
        raw.warnings += [f"« {name} » n'est défini par aucun @string : il est lu tel quel." for name in unknown]
    return raw


_TOKEN = re.compile(r"\s*(#)\s*|\s*([^\s#{}\"]+)\s*")


def _value(source: str, macros: dict[str, str]) -> tuple[str, list[str]]:
    """A value without what encloses it, macros replaced, pieces joined; and the macros that are not known."""
    pieces: list[str] = []
    unknown: list[str] = []
    position = 0
    while position < len(source):
        if source[position] in '{"':
            end = _closing(source, position)
            pieces.append(source[position + 1 : end])
            position = end + 1
        elif token := _TOKEN.match(source, position):
            position = token.end()
            if word := token[2]:
                known = macros.get(word.lower())
                if known is None and not word.isdecimal():
                    unknown.append(word)
                pieces.append(word if known is None else known)
        else:
            position += 1
    return "".join(pieces).strip(), unknown


def _closing(source: str, start: int) -> int:
    """Where what begins here, with a brace or a quotation mark, ends."""
    depth, quoted = 0, source[start] == '"'
    for position in range(start, len(source)):
        character = source[position]
        if position and source[position - 1] == "\\":
            continue
        depth += {"{": 1, "}": -1}.get(character, 0)
        closes = character == '"' and position > start if quoted else character == "}"
        if depth == 0 and closes:
            return position
    return len(source)


def _entry(raw: _Raw, parents: dict[str, _Raw]) -> Entry | Unreadable:
    try:
        fields = _with_parents(raw, parents)
    except RecursionError:
        return Unreadable(raw.line, "Ses renvois (crossref) tournent en rond : corrigez-en un.", raw.key)
    item = item_of(raw.kind, raw.key, fields)
    warnings = [*raw.warnings, *problems(item)]
    if raw.kind not in BIBTEX_TYPES:
        warnings.append(f"Le type « {raw.kind} » est inconnu : la référence est lue comme un autre document.")
    if (parent := raw.fields.get("crossref", "").lower()) and parent not in parents:
        warnings.append(f"L'entrée « {raw.fields['crossref']} », à laquelle elle renvoie, n'est pas dans le fichier.")
    if not item.get("title"):
        return Unreadable(raw.line, "Cette entrée n'a pas de titre.", raw.key)
    return Entry(raw.line, item, tuple(warnings), left_out(raw.fields))


def _with_parents(raw: _Raw, parents: dict[str, _Raw]) -> dict[str, str]:
    """Its fields, and those of the entries to which it refers. Raises RecursionError when they refer to each other."""
    fields, seen, child = dict(raw.fields), {raw.key.lower()}, raw
    while (key := child.fields.get("crossref", "").lower()) and key in parents:
        if key in seen:
            raise RecursionError(key)
        seen.add(key)
        child = parents[key]
        for name, value in child.fields.items():
            if name not in _NEVER_INHERITED:
                fields.setdefault(_INHERITED_AS.get(name, name), value)
    return fields
