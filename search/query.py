"""What a reader typed, read once: words, exact phrases, exclusions. No sign of it reaches any engine as syntax."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .french import Token, joined, normalised, words

MAX_QUERY_LENGTH = 300
MAX_WORDS = 40
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"'})
_PART = re.compile(r'(?P<minus>(?<!\S)-(?=[\w"]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Query:
    """A query: what must count (``tokens``), what must stand as written, what must not be there."""

    text: str  # the positive part, as typed: positions of the tokens are counted in it
    typed: str = ""  # the whole, excluded words included
    tokens: list[Token] = field(default_factory=list)
    together: list[Token] = field(default_factory=list)  # hyphenated words and numbers taken as one
    phrases: list[str] = field(default_factory=list)  # normalised
    excluded: list[str] = field(default_factory=list)  # normalised words or phrases

    def __bool__(self) -> bool:
        return bool(self.tokens)

    @property
    def content(self) -> list[Token]:
        """The words that carry the meaning: neither stop nor question words, unless nothing else was typed."""
        meaningful = [token for token in self.tokens if not token.is_stop]
        subject = [token for token in meaningful if not token.is_question]
        return subject or meaningful or self.tokens

    def replacing(self, replaced: Mapping[str, str]) -> "Query":
        """The same query, some of its words taken for others."""
        text, position = "", 0
        for token in self.tokens:
            text += self.text[position : token.start] + replaced.get(token.word, token.surface)
            position = token.end
        return replace(parse(text + self.text[position:]), phrases=self.phrases, excluded=self.excluded)


def parse(typed: str) -> Query:
    """Read a query. Any text is accepted; more than ``MAX_QUERY_LENGTH`` characters or ``MAX_WORDS`` words are cut."""
    text = unicodedata.normalize("NFC", typed[:MAX_QUERY_LENGTH]).translate(_QUOTES)
    positive: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    for match in _PART.finditer(text):
        part = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["minus"]:
            excluded.append(normalised(part))
            continue
        positive.append(part)
        if match["phrase"] is not None:
            phrases.append(normalised(part))
    kept = " ".join(positive)
    tokens = words(kept)[:MAX_WORDS]
    return Query(
        text=kept,
        typed=text,
        tokens=tokens,
        together=list(joined(kept, tokens)),
        phrases=[phrase for phrase in phrases if phrase],
        excluded=[phrase for phrase in excluded if phrase],
    )
