"""``make run``: prepare what is missing, say where the site is, serve it. One process, for a quick start."""

import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from . import preflight
from .console import RefusalError, run, say

ROOT = Path(__file__).resolve().parent.parent
THREADS = 8
STOP_SECONDS = 3
DATABASES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
USUAL_GC = gc.get_threshold()
PATIENT_GC = (100_000, 50, 50)  # preparation makes many objects that live on


def main() -> None:
    """Serve until Ctrl+C. Raises RefusalError when the site cannot be served as asked."""
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    port = preflight.read_port()
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
    environment = _read_environment()
    listener = preflight.reserve_port(port)
    preflight.check_data_dir(environment.data_dir)
    application = _prepare(environment)
    banner = _banner(f"http://127.0.0.1:{port}")
    if environment.debug:
        listener.close()
        say(banner)
        # Django's development server starts again when a file changes.
        os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"])  # noqa: S606
    _serve(application, listener.detach(), banner)


def _read_environment() -> Any:
    """The typed environment. Raises RefusalError on a value of the wrong shape, without showing it: it may be secret."""
    try:
        with warnings.catch_warnings(action="ignore"):
            from config.settings.environment import ENV  # noqa: PLC0415 - reading happens at import, and may fail
    except Exception as error:
        raise RefusalError(
            "Une variable d'environnement n'est pas lisible : vérifiez DATABASE_URL, EMAIL_URL et les autres "
            f"({type(error).__name__})."
        ) from error
    if ENV.database["ENGINE"] not in DATABASES:
        raise RefusalError("DATABASE_URL doit commencer par sqlite:/// ou postgres://.")
    return ENV


def _prepare(environment: Any) -> Callable[..., Any]:
    """Bring database, demo and index up to date; returns the loaded WSGI application."""
    gc.set_threshold(*PATIENT_GC)
    from config.wsgi import application  # noqa: PLC0415 - loads Django

    from . import preparation  # noqa: PLC0415 - needs Django

    preparation.check_database()
    preparation.check_search(environment.search_urls)
    preparation.migrate()
    seeded = preparation.seed()
    preparation.build_index(environment.data_dir, environment.search_urls, force=seeded)
    preparation.match_site(environment.base_url)
    return application


def _banner(address: str) -> str:
    """Where to go, and with which demo accounts, as far as they still exist."""
    from cms.models import User  # noqa: PLC0415 - needs Django
    from demo import accounts  # noqa: PLC0415 - needs Django

    roles = {**accounts.ACCOUNTS, accounts.TECHNICAL: "tous les droits"}
    there = set(User.objects.filter(username__in=roles, is_active=True).values_list("username", flat=True))
    lines = ["", f"MED'AIDE est servi sur  {address}/", f"Administration          {address}/admin/"]
    if there:
        lines.append(f"Comptes de démonstration (mot de passe : {accounts.PASSWORD})")
        lines += [f"  {name:<12} {role}" for name, role in roles.items() if name in there]
    return "\n".join([*lines, "Ctrl+C pour arrêter."])


def _serve(application: Callable[..., Any], descriptor: int, banner: str) -> None:
    """Serve with gunicorn in this process, on a socket that already listens."""
    from django.db import connections  # noqa: PLC0415 - Django is loaded by now

    connections.close_all()  # a connection must not cross the fork
    gc.collect()
    gc.set_threshold(*USUAL_GC)
    gc.freeze()
    options = {
        "bind": f"fd://{descriptor}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": THREADS,
        "graceful_timeout": STOP_SECONDS,
        "preload_app": True,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _arbiter: say(banner),
        "post_worker_init": lambda _worker: _stop_at_once(),
    }
    Server(application, options).run()


def _stop_at_once() -> None:
    """In the worker: leave Ctrl+C to the parent, and end when it says so.

    gunicorn's own handlers take a lock that the interrupted code may hold; then the worker hangs until it is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, lambda *_: os._exit(0))


class Server(BaseApplication):
    """gunicorn, given an application that is already loaded."""

    def __init__(self, application: Callable[..., Any], options: dict[str, Any]) -> None:
        self.application = application
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self.application


if __name__ == "__main__":
    run(main)
