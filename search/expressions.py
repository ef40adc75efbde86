"""What a query names besides its subject: danger, or a page that editors put forward."""

from cms.remembered import remembered

from .concepts import Concepts
from .french import words
from .models import CrisisExpression, PromotedResult
from .query import Query

MAX_PROMOTED = 3


def speaks_of_danger(query: Query) -> bool:
    """Whether a query holds a word of danger, excluded or quoted ones included."""
    return bool(remembered("search danger", _danger).find(words(query.typed), any_case=True))


def promoted_keys(query: Query) -> list[int]:
    """Keys of the pages put forward for a query, in the editors' order."""
    pages, concepts = remembered("search promoted", _promoted)
    named = {found.token for found in concepts.find(query.tokens, any_case=True)}
    return list(dict.fromkeys(page for token, page in pages.items() if token in named))[:MAX_PROMOTED]


def _danger() -> Concepts:
    return Concepts.of([("danger", CrisisExpression.objects.values_list("text", flat=True))])


def _promoted() -> tuple[dict[str, int], Concepts]:
    """Pages by token, in the editors' order, and the expressions that name these tokens."""
    promoted = list(PromotedResult.objects.all())
    concepts = Concepts.of((one.token, one.split_expressions()) for one in promoted)
    return {one.token: one.page_id for one in promoted}, concepts
