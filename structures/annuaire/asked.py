"""What an address of the directory asks for, and the addresses next to it: each can be shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from .vocabulary import ON, SWITCHES, TITLES, vocabulary

MAX_UNKNOWN = 3  # words that are told to the reader; a longer list would be noise
MAX_WORD = 40


@dataclass(frozen=True)
class Asked:
    """The filters of the directory. Whatever the address holds, it can be read; values keep the vocabulary's order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    switches: frozenset[str] = frozenset()
    unknown: tuple[tuple[str, str], ...] = ()  # filter and word that nobody knows: said to the reader, then ignored

    @classmethod
    def read(cls, parameters: QueryDict) -> Asked:
        values, unknown = {}, []
        for name, known in vocabulary().items():
            words = set(parameters.getlist(name))
            if chosen := tuple(word for word in known if word in words):
                values[name] = chosen
            unknown += [(name, word) for word in sorted(words - known.keys()) if word]
        for name in SWITCHES:
            words = set(parameters.getlist(name)) - {"", "0"}
            unknown += [(name, word) for word in sorted(words - {ON})]
        switches = frozenset(name for name in SWITCHES if ON in parameters.getlist(name))
        return cls(values, switches, tuple(unknown))

    def __bool__(self) -> bool:
        return bool(self.values or self.switches)

    def keys(self, name: str) -> list[int]:
        """The rows that this filter asks for."""
        known = vocabulary()[name]
        return [known[word].pk for word in self.values.get(name, ())]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each filter at work with its value, always in the same order: one address for each list."""
        for name in TITLES:
            for word in self.values.get(name, ()):
                yield name, word
        for name in SWITCHES:
            if name in self.switches:
                yield name, ON

    @property
    def query(self) -> dict[str, list[str]]:
        """These filters as parameters of an address."""
        query: dict[str, list[str]] = {}
        for name, word in self.pairs():
            query.setdefault(name, []).append(word)
        return query

    @property
    def query_string(self) -> str:
        return urlencode(self.query, doseq=True)

    @property
    def address(self) -> str:
        """The first page of this list, from any other page of the directory."""
        return f"?{self.query_string}"

    @property
    def is_worth_indexing(self) -> bool:
        """Whether a search engine should offer this list: all structures, or those of one need, department, public."""
        return not self.switches and not self.unknown and len(list(self.pairs())) <= 1

    def label(self, name: str, word: str) -> str:
        """The words of a filter, for readers."""
        return SWITCHES.get(name) or vocabulary()[name][word].label

    @property
    def labels(self) -> list[str]:
        """The words of all filters at work."""
        return [self.label(name, word) for name, word in self.pairs()]

    @property
    def unknown_words(self) -> list[str]:
        """What the address asked that no filter knows, short enough to be shown."""
        return [word[:MAX_WORD] for _, word in self.unknown[:MAX_UNKNOWN]]

    def toggling(self, name: str, word: str = ON) -> Asked:
        """The same list with one filter more, or less if it had it."""
        if name in SWITCHES:
            return replace(self, switches=self.switches ^ {name})
        chosen = set(self.values.get(name, ())) ^ {word}
        kept = tuple(known for known in vocabulary()[name] if known in chosen)
        values = {key: words for key, words in self.values.items() if key != name}
        return replace(self, values={**values, name: kept} if kept else values)

    def without(self, *names: str) -> Asked:
        """The same list, whatever these filters say."""
        values = {key: words for key, words in self.values.items() if key not in names}
        return replace(self, values=values, switches=self.switches - set(names))
