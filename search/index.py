"""The state of the index: built, or still to build."""

from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from .models import Entry


def is_built() -> bool:
    """Whether the configured engine already holds pages. Raises the engine's own error when it cannot be reached."""
    backend = get_search_backend()
    server = getattr(backend, "es", None)
    if server is not None:
        index = backend.get_index_for_model(Page)
        # modelsearch 1.3.2 asks `exists` in a way that the Elasticsearch 8 client refuses.
        return bool(server.indices.exists(index=index.name) and server.count(index=index.name)["count"])
    return Entry.objects.exists()


def build(verbosity: int = 0) -> None:
    """Rebuild the whole index."""
    call_command("update_index", verbosity=verbosity)
