"""What apps make of the rich texts that readers see, beyond what Wagtail expands by itself."""

from collections.abc import Callable
from typing import Any

# The text as stored, and the variables of the template that shows it → the same text, some of its marks written out.
Rewriter = Callable[[str, Any], str]
_rewriters: list[Rewriter] = []


def register(rewriter: Rewriter) -> None:
    """Called when the apps are ready."""
    _rewriters.append(rewriter)


def rewritten(source: str, context: Any) -> str:
    """A text as stored, rewritten by each app in turn."""
    for rewriter in _rewriters:
        source = rewriter(source, context)
    return source
