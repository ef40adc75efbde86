"""On one's own machine: `make run` serves the site as visitors will see it; DEBUG=1 shows Django's error pages."""

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS
from .environment import ENV

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key or "development-only-" + "0" * 50
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]

# Files are read where they are: nothing to collect before looking at a change.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DESIGN_PAGE = True
