"""Each account walks through the whole admin by its links: every one opens, and every word is French."""

import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.admin.utils import label_for_field
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from cms.models import User
from cms.typography import french
from demo.accounts import ACCOUNTS, TECHNICAL
from fiches.models import ReferencePage

from .test_language import is_own

# Words that French has not, or not in such places: not « page », « date », « type », « document »…
ENGLISH = re.compile(
    r"\b(the|and|please|your|this|these|must|with|are|enter|select|should|which|when|field|value|required|choose|name|"
    r"add|remove|delete|edit|save|help|search|filters?|results|view|show|hide|more|less|users?|new|created|updated|"
    r"draft|live|history|settings|reports?|upload|tags|close|open|move|copy|unpublish|sort|from|you|have|comments|"
    r"toggle|expand|collapse|loading|latest|current|preview|welcome|edited|deleted|download|any|none|true|false|yes|groups?|"
    r"password|first|next|previous|back|cancel|confirm|files?)\b",
    re.IGNORECASE,
)
# Written in Wagtail's code without a way to translate them: two columns of the webmaster's, and a hidden button.
FRAMEWORK = {"Site name", "Root page", "Search"}
QUOTED = french("« Save »")  # the button of PubMed, which an editor must find there
UNREAD = {"script", "style", "svg", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("title", "placeholder", "aria-label", "alt")
# Not screens: they end the session, send a file, or answer to a choice in a list.
APART = re.compile(r"/(logout|bulk)/|[?&]export=")


class Screen(HTMLParser):
    """Words that a person reads or hears, and where its links lead."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._unread: list[str] = []  # open elements, from the first that nobody reads
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_empty_counter = "hidden" in values and "__counter" in (values.get("class") or "")
        if tag in UNREAD or is_empty_counter or self._unread:
            self._unread += [tag] * (tag not in VOID)
            return
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        self.words += [values[name] or "" for name in SPOKEN if values.get(name)]
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.words.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            last = len(self._unread) - 1 - self._unread[::-1].index(tag)
            del self._unread[last:]

    def handle_data(self, data: str) -> None:
        if not self._unread and data.strip():
            self.words.append(data.strip())


def shape(address: str) -> str:
    """Screens that differ by a number or a value are one."""
    return re.sub(r"=[^&]*", "", re.sub(r"\d+", "#", address))


def screens(client: Client) -> Iterator[tuple[str, Screen]]:
    """One of each shape that links lead to. A link that does not open fails."""
    seen: set[str] = set()
    ahead = deque([reverse("wagtailadmin_home")])
    while ahead:
        address = ahead.popleft()
        if shape(address) in seen or APART.search(address):
            continue
        seen.add(shape(address))
        response = client.get(address)
        assert response.status_code < 400, f"{address}: {response.status_code}"
        if response.status_code in {301, 302}:
            refused = response.headers["Location"].split("?")[0] in {reverse("wagtailadmin_home"), "/admin/login/"}
            assert not refused, f"{address} is offered, then refused"
            continue
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        screen = Screen(response.content.decode())
        yield address, screen
        links = [urljoin(address, link).split("#")[0] for link in screen.links]
        ahead.extend(link for link in links if urlsplit(link).path.startswith("/admin/") and link.startswith("/"))


@pytest.mark.usefixtures("demo")
@pytest.mark.django_db
@pytest.mark.parametrize("username", [*ACCOUNTS, TECHNICAL])
def test_every_link_opens_and_every_word_is_french(username: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username=username))
    titles = re.compile("|".join(re.escape(title) for title in ReferencePage.objects.values_list("title", flat=True)))
    found = {
        words[:120]: address
        for address, screen in screens(client)
        for words in screen.words
        if ENGLISH.search(titles.sub("", words.replace(QUOTED, ""))) and words not in FRAMEWORK
    }
    assert found == {}


@pytest.mark.parametrize("model", [model for model in get_snippet_models() if is_own(model)], ids=str)
def test_columns_have_french_headings(model: type) -> None:
    """Django makes a heading out of the name of a property that has none."""
    names = [column for column in model.snippet_viewset.list_display if isinstance(column, str)]  # type: ignore[attr-defined]
    guessed = [
        name
        for name in names
        if name != "__str__"
        and not any(field.name == name for field in model._meta.get_fields())  # type: ignore[attr-defined]
        and label_for_field(name, model) == name.replace("_", " ")
    ]
    assert guessed == []
