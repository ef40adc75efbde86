"""What a query names besides its subject: danger, or a page that editors put forward."""

from collections.abc import Iterable

from .concepts import Concepts
from .models import CrisisExpression, PromotedResult
from .query import Query

MAX_PROMOTED = 3


def speaks_of_danger(query: Query) -> bool:
    """Whether a query holds a word of danger, excluded or quoted ones included. One query."""
    expressions = CrisisExpression.objects.values_list("text", flat=True)
    return bool(_named(query, [("danger", expressions)]))


def promoted_keys(query: Query) -> list[int]:
    """Keys of the pages put forward for a query, in the editors' order. One query."""
    promoted = list(PromotedResult.objects.all())
    named = _named(query, [(one.token, one.split_expressions()) for one in promoted])
    return list(dict.fromkeys(one.page_id for one in promoted if one.token in named))[:MAX_PROMOTED]


def _named(query: Query, groups: Iterable[tuple[str, Iterable[str]]]) -> set[str]:
    concepts = Concepts.of(groups)
    return {found.token for found in concepts.find([*query.tokens], any_case=True)}
