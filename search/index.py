"""The state of the index: built, or still to build."""

from django.core.management import call_command

from .elastic import step
from .elastic.options import configured
from .models import Entry


def is_built() -> bool:
    """Whether the configured engines hold an index. Asks the database alone."""
    if configured() is not None and not step.is_built():
        return False
    return Entry.objects.exists()


def build(verbosity: int = 0) -> None:
    """Rebuild the whole index. Raises ``elastic.server.UnavailableError`` when only the database could be indexed."""
    call_command("update_index", verbosity=verbosity)
