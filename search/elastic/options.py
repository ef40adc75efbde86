"""What the settings say of Elasticsearch. Apart from the client, whose loading costs a site that has none."""

from dataclasses import dataclass

from django.conf import settings

BACKEND = "search.backends.elasticsearch"


@dataclass(frozen=True)
class Options:
    """Where it is, and how the names of its indexes begin."""

    urls: tuple[str, ...]
    prefix: str


def configured() -> Options | None:
    """None when the database searches alone."""
    options = settings.WAGTAILSEARCH_BACKENDS["default"]
    if options["BACKEND"] != BACKEND:
        return None
    return Options(tuple(options["URLS"]), options["INDEX_PREFIX"])
