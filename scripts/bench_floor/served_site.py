"""The site as production serves it, with its demo, in a folder of its own, for as long as one measures it."""

import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from scripts.console import RefusalError, say

from .prepare import LIST_FILE

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 30
# The developer's own choices: none of them may reach a site that is made to be thrown away.
PERSONAL = ("DATABASE_URL", "SEARCH_URL", "EMAIL_URL", "DEBUG", "SECURE_PROXY", "CONTACT_EMAIL")


@dataclass(frozen=True)
class PageTemplate:
    """A template that renders whole pages, and addresses that show it."""

    name: str
    first: str
    typical: str
    heaviest: str


@dataclass(frozen=True)
class ServedSite:
    """Where the scratch site answers, what it serves, and the environment that reads the same data."""

    address: str
    templates: list[PageTemplate]
    late_renditions: int  # smaller copies of images that had to be made for a first reader
    environment: dict[str, str]
    server_pid: int

    def template(self, name: str) -> PageTemplate:
        """The template of this name. Raises RefusalError when no page uses it."""
        for template in self.templates:
            if template.name == name:
                return template
        raise RefusalError(f"Aucune page du site n'emploie le gabarit {name}.")


@contextmanager
def served_site() -> Iterator[ServedSite]:
    """Seed a site in a temporary folder and serve it on a free port of this machine."""
    with tempfile.TemporaryDirectory(prefix="medaide-mesure-") as folder, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        environment = scratch_environment(Path(folder), address)
        say("Préparation d'un site d'essai (une demi-minute)…")
        command = [sys.executable, "-m", "scripts.bench_floor.prepare"]
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            raise RefusalError("Le site d'essai n'a pas pu être préparé : le message ci-dessus dit pourquoi.")
        found = json.loads((Path(folder) / LIST_FILE).read_text(encoding="utf-8"))
        templates = [PageTemplate(**template) for template in found["templates"]]
        server = start(listener, environment)
        try:
            wait(server, address)
            yield ServedSite(address, templates, found["late_renditions"], environment, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)


def scratch_environment(folder: Path, address: str) -> dict[str, str]:
    """Production's settings on a scratch folder."""
    inherited = {key: value for key, value in os.environ.items() if key not in PERSONAL}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "REGISTER_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": address,
        "DATA_DIR": str(folder),
    }


def start(listener: socket.socket, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Gunicorn, on a socket that is already ours."""
    descriptor = listener.fileno()
    command = [sys.executable, "-m", "gunicorn", "scripts.bench_floor.wsgi:application", "--bind", f"fd://{descriptor}"]
    command += ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning", "--no-control-socket"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=(descriptor,))


def wait(server: subprocess.Popen[bytes], address: str) -> None:
    """Until the site answers. Raises RefusalError when it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        connection = HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", "/sante/")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RefusalError("Le site d'essai ne répond pas.")
