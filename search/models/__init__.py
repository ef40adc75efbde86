from .crisis import CrisisExpression
from .entry import Entry, EntryFacet, EntryText, Posting, Term, Word
from .missed import MissedSearch
from .outbox import Follower, Outbox, Shown
from .promoted import PromotedResult
from .synonym import Synonym

__all__ = [
    "CrisisExpression",
    "Entry",
    "EntryFacet",
    "EntryText",
    "Follower",
    "MissedSearch",
    "Outbox",
    "Posting",
    "PromotedResult",
    "Shown",
    "Synonym",
    "Term",
    "Word",
]
