"""``make run``: prepare what is missing, say where the site is, serve it. One process, for a quick start."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import preparation
from .console import Refusal, first_line, run, say

ROOT = Path(__file__).resolve().parent.parent
THREADS = 8
USUAL_GC = gc.get_threshold()
PATIENT_GC = (100_000, 50, 50)  # preparation makes many objects that live on


def main() -> None:
    """Serve until Ctrl+C. Raises Refusal when the site cannot be served as asked."""
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    port = preparation.read_port()
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
    environment = _read_environment()
    listener = preparation.reserve_port(port)
    preparation.check_data_dir(environment.data_dir)
    application = _prepare(environment)
    banner = _banner(f"http://127.0.0.1:{port}")
    if environment.debug:
        listener.close()
        _serve_with_reload(port, banner)
    _serve(application, listener.detach(), banner)


def _read_environment() -> Any:
    """The typed environment. Raises Refusal on a value of the wrong shape."""
    try:
        from config.settings.environment import ENV
    except Exception as error:
        raise Refusal(f"Une variable d'environnement n'est pas lisible : {first_line(error)}") from error
    return ENV


def _prepare(environment: Any) -> Callable[..., Any]:
    """Bring database, demo and index up to date; returns the loaded WSGI application."""
    gc.set_threshold(*PATIENT_GC)
    from config.wsgi import application

    preparation.check_database()
    preparation.check_search(environment.search_urls)
    preparation.migrate()
    seeded = preparation.seed()
    preparation.build_index(environment.data_dir, environment.search_urls, force=seeded)
    preparation.match_site(environment.base_url)
    return application


def _banner(address: str) -> str:
    """Where to go, and with which demo accounts, as far as they still exist."""
    from cms.models import User
    from demo import accounts

    roles = {**accounts.ACCOUNTS, accounts.TECHNICAL: "tous les droits"}
    there = set(User.objects.filter(username__in=roles, is_active=True).values_list("username", flat=True))
    lines = ["", f"MED'AIDE est servi sur  {address}/", f"Administration          {address}/admin/"]
    if there:
        lines.append(f"Comptes de démonstration (mot de passe : {accounts.PASSWORD})")
        lines += [f"  {name:<12} {role}" for name, role in roles.items() if name in there]
    return "\n".join([*lines, "Ctrl+C pour arrêter."])


def _serve(application: Callable[..., Any], descriptor: int, banner: str) -> None:
    """Serve with gunicorn in this process, on a socket that is already bound."""
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    connections.close_all()  # a connection must not cross the fork
    gc.collect()
    gc.set_threshold(*USUAL_GC)
    gc.freeze()
    options = {
        "bind": f"fd://{descriptor}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": THREADS,
        "preload_app": True,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _arbiter: say(banner),
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Callable[..., Any]:
            return application

    Server().run()


def _serve_with_reload(port: int, banner: str) -> None:
    """Become Django's development server, which starts again when a file changes."""
    say(banner)
    os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"])


if __name__ == "__main__":
    run(main)
