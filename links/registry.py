"""The outside addresses that pages give: each app says its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """An address, and the page that gives it: its title, and where its editors change it."""

    url: str
    title: str
    edit_url: str


Source = Callable[[], Iterable[Given]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Have addresses checked. Called when the apps are ready; the source is asked at each run and by the report."""
    _sources.append(source)


def places() -> dict[str, list[Given]]:
    """By address, the pages that give it. No address is empty."""
    found: defaultdict[str, list[Given]] = defaultdict(list)
    for source in _sources:
        for given in source():
            if given.url:
                found[given.url].append(given)
    return dict(found)
