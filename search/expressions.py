"""What a query names besides its subject: danger, a page that editors put forward, one that is not in the tree."""

from cms.remembered import remembered

from . import registry
from .concepts import Concepts
from .french import words
from .models import CrisisExpression, PromotedResult
from .query import Query
from .registry import View

MAX_PROMOTED = 3
MIN_BEGINNING = 3  # letters of a word being typed before it stands for a view


def speaks_of_danger(query: Query) -> bool:
    """Whether a query holds a word of danger, excluded or quoted ones included."""
    return bool(remembered("search danger", _danger).find(words(query.typed), any_case=True))


def promoted_keys(query: Query) -> list[int]:
    """Keys of the pages put forward for a query, in the editors' order."""
    pages, concepts = remembered("search promoted", _promoted)
    named = {found.token for found in concepts.find(query.tokens, any_case=True)}
    return list(dict.fromkeys(page for token, page in pages.items() if token in named))[:MAX_PROMOTED]


def views_named(query: Query) -> list[View]:
    """The views that a query asks for, and nothing else: « aide », « qui appeler », but not « aide juridique »."""
    asked = {token.stem for token in query.content}
    return [view for view in registry.views() if asked and asked <= {token.stem for token in words(view.words)}]


def views_begun(query: Query) -> list[View]:
    """The views that a query may be about to ask for: its last word is still being typed."""
    if not query:
        return []
    *before, last = query.content
    found = []
    for view in registry.views():
        known = words(view.words)
        begun = len(last.word) >= MIN_BEGINNING and any(token.word.startswith(last.word) for token in known)
        if begun and {token.stem for token in before} <= {token.stem for token in known}:
            found.append(view)
    return found


def _danger() -> Concepts:
    return Concepts.of([("danger", CrisisExpression.objects.values_list("text", flat=True))])


def _promoted() -> tuple[dict[str, int], Concepts]:
    """Pages by token, in the editors' order, and the expressions that name these tokens."""
    promoted = list(PromotedResult.objects.all())
    concepts = Concepts.of((one.token, one.split_expressions()) for one in promoted)
    return {one.token: one.page_id for one in promoted}, concepts
