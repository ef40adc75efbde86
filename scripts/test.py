"""``make test``: the whole suite on SQLite, then on PostgreSQL, then the tests of Elasticsearch.

A server given by TEST_DATABASE_URL or TEST_SEARCH_URL is used; else one is started when its programs are there
(PostgreSQL's initdb, ELASTICSEARCH_HOME). What could not run is listed at the end, with its reason; REQUIRE_SERVERS=1
makes that a failure.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from . import servers
from .console import run, say

ROOT = Path(__file__).resolve().parent.parent
MAX_WORKERS = 4
NO_TEST_COLLECTED = 5
# The developer's own settings must not change what the tests see.
SCRUBBED = (
    *("ALLOWED_HOSTS", "BASE_URL", "CONTACT_EMAIL", "DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE", "EMAIL_URL"),
    *("MEDIA_ACCEL_REDIRECT", "PORT", "REGISTER_KEYS", "SEARCH_URL", "SECRET_KEY", "SECURE_PROXY", "TEST_SEARCH_URL"),
)


@dataclass
class Outcome:
    """What one pass of pytest gave."""

    name: str
    code: int
    closing_line: str
    skipped: dict[str, str] = field(default_factory=dict)
    executed: set[str] = field(default_factory=set)


@dataclass
class Suite:
    """The passes played so far, and what none of them could play."""

    arguments: list[str]
    scratch: Path
    strict: bool
    outcomes: list[Outcome] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def play(self, name: str, options: list[str], **environment: str) -> None:
        """Run pytest once, showing what it says, and remember its outcome."""
        say(f"\n── {name} " + "─" * (70 - len(name)))
        report = self.scratch / f"{name}.xml"
        color = ["--color=yes"] if sys.stdout.isatty() else []
        command = [sys.executable, "-m", "pytest", *color, f"--junitxml={report}", *options, *self.arguments]
        code, closing_line = _stream(command, self._environment(environment))
        outcome = Outcome(name, code, closing_line)
        if report.exists():
            _read_report(report, outcome)
        self.outcomes.append(outcome)
        if code == int(signal.SIGINT):
            raise KeyboardInterrupt

    def _environment(self, own: dict[str, str]) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in SCRUBBED}
        return {**inherited, "DATA_DIR": str(self.scratch / "data"), "PYTHONUNBUFFERED": "1", **own}

    def not_executed(self) -> list[tuple[str, str, int]]:
        """What ran in no pass: (what, why, how many tests), tests of one file and reason together."""
        executed = set().union(*(outcome.executed for outcome in self.outcomes))
        skipped = {key: why for outcome in self.outcomes for key, why in outcome.skipped.items()}
        groups: dict[tuple[str, str], int] = {}
        for key, why in skipped.items():
            if key not in executed:
                group = (key.partition("::")[0], why)
                groups[group] = groups.get(group, 0) + 1
        return [(what, why, 0) for what, why in self.missing] + [(*group, count) for group, count in groups.items()]

    def conclude(self) -> int:
        """Print the closing lines and what was not executed; returns the exit code."""
        say("\n── Bilan " + "─" * 65)
        for outcome in self.outcomes:
            say(f"{outcome.name} :\n{outcome.closing_line}")
        not_executed = self.not_executed()
        failed = any(outcome.code not in {0, NO_TEST_COLLECTED} for outcome in self.outcomes)
        if all(outcome.code == NO_TEST_COLLECTED for outcome in self.outcomes):
            say("Aucun test ne correspond.")
            failed = True
        if not not_executed:
            say("Non exécuté : rien.")
            return int(failed)
        say("Non exécuté :")
        for what, why, count in not_executed:
            say(f"  {what}{f' ({count})' if count else ''} – {why}")
        if self.strict:
            say("REQUIRE_SERVERS=1 : tout devait être exécuté.")
        return int(failed or self.strict)


def main() -> int:
    """Play every pass; 0 when all is well."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    strict = os.environ.get("REQUIRE_SERVERS") == "1"
    with tempfile.TemporaryDirectory(prefix="medaide-suite-") as scratch, ExitStack() as stack:
        suite = Suite(sys.argv[1:], Path(scratch), strict)
        (suite.scratch / "data").mkdir()
        spread = ["-n", str(min(len(os.sched_getaffinity(0)), MAX_WORKERS)), "--dist", "loadfile"]
        coverage = ["--cov", "--cov-report=term"] if strict and not suite.arguments else []
        suite.play("SQLite", ["-m", "not elasticsearch", *spread, *coverage])
        with _postgres() as (url, reason):
            if url:
                suite.play("PostgreSQL", ["-m", "not e2e and not elasticsearch", *spread], DATABASE_URL=url)
            else:
                suite.missing.append(("Toute la suite sur PostgreSQL", reason))
        found = stack.enter_context(_elasticsearch())
        suite.play("Elasticsearch", ["-m", "elasticsearch"], **found)
    return suite.conclude()


@contextmanager
def _postgres() -> Iterator[tuple[str, str]]:
    """(address, "") of a PostgreSQL, or ("", why there is none)."""
    binaries = servers.find_postgres()
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named, ""
    elif binaries:
        with servers.postgres(binaries) as url:
            yield url, ""
    else:
        yield "", "pas de serveur PostgreSQL (TEST_DATABASE_URL, ou initdb sur la machine)"


@contextmanager
def _elasticsearch() -> Iterator[dict[str, str]]:
    """The environment that names an Elasticsearch; empty when there is none."""
    if named := os.environ.get("TEST_SEARCH_URL"):
        yield {"TEST_SEARCH_URL": named}
    elif home := os.environ.get("ELASTICSEARCH_HOME"):
        with servers.elasticsearch(Path(home)) as url:
            yield {"TEST_SEARCH_URL": url}
    else:
        yield {}


def _stream(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Run a command, showing its output as it comes; returns its exit code and its last line."""
    tail = b""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None  # noqa: S101
        stream: Any = process.stdout
        for chunk in iter(lambda: stream.read1(8192), b""):
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
            tail = (tail + chunk)[-4096:]
    last = tail.decode(errors="replace").strip().rpartition("\n")[2]
    return process.returncode, last


def _read_report(report: Path, outcome: Outcome) -> None:
    """Note what ran and what was skipped. An expected failure ran."""
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written by our own pytest
        key = f"{case.get('classname', '')}::{case.get('name', '')}"
        skip = case.find("skipped")
        if skip is not None and skip.get("type") != "pytest.xfail":
            outcome.skipped[key] = (skip.get("message") or "sans raison").strip()
        else:
            outcome.executed.add(key)


if __name__ == "__main__":
    run(main)
