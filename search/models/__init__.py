from .crisis import CrisisExpression
from .entry import Entry, EntryFacet, Posting, Term, Word
from .missed import MissedSearch
from .promoted import PromotedResult
from .synonym import Synonym

__all__ = [
    "CrisisExpression",
    "Entry",
    "EntryFacet",
    "MissedSearch",
    "Posting",
    "PromotedResult",
    "Synonym",
    "Term",
    "Word",
]
