"""``make lint``: every check that needs no test. All of them run; the last lines say which failed."""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from .console import run, say

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Step:
    """One tool: its command, and what it needs in the environment."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def steps() -> list[Step]:
    """Every check, the quick ones first."""
    production = {
        "ALLOWED_HOSTS": "exemple.org",
        "BASE_URL": "https://exemple.org",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "REGISTER_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "SECRET_KEY": secrets.token_urlsafe(60),
    }
    return [
        Step("ruff check", [_tool("ruff"), "check", "."]),
        Step("ruff format", [_tool("ruff"), "format", "--check", "."]),
        Step("import-linter", [_tool("lint-imports"), "--no-logo"]),
        Step("manage.py check", [*MANAGE, "check", "--fail-level", "WARNING"]),
        Step("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        Step("réglages de production", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], production),
        Step("djlint", [_tool("djlint"), "templates", "--lint", "--quiet"]),
        Step("mypy", [_tool("mypy"), "."]),
    ]


def _tool(name: str) -> str:
    return str(BIN / name)


def main() -> int:
    """Run every step; 1 when at least one failed."""
    os.chdir(ROOT)
    failed = []
    with tempfile.TemporaryDirectory(prefix="medaide-lint-") as scratch:
        for step in steps():
            say(f"── {step.name}")
            environment = {**os.environ, "DATA_DIR": scratch, **step.environment}
            if subprocess.run(step.command, env=environment, check=False).returncode != 0:
                failed.append(step.name)
    say(f"Échec : {', '.join(failed)}." if failed else "Tout est conforme.")
    return int(bool(failed))


if __name__ == "__main__":
    run(main)
