"""Throw-away servers for the tests: started on free ports, in temporary folders, gone afterwards.

PostgreSQL and Elasticsearch both refuse to run as root; then they run as an unprivileged user of the machine.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from .console import RefusalError, first_line

UNPRIVILEGED_USERS = ("postgres", "nobody")
POSTGRES_FOLDERS = "/usr/lib/postgresql"
POSTGRES_TIMEOUT = 60
ELASTICSEARCH_TIMEOUT = 180
STOP_TIMEOUT = 30
ELASTICSEARCH_HEAP = "-Xms512m -Xmx512m"
CLUSTER_HEAP = "-Xms384m -Xmx384m"
# Nothing here outlives the run: speed before safety.
POSTGRES_OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "synchronous_commit": "off",
    "unix_socket_directories": "",
}
ELASTICSEARCH_OPTIONS = {
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    "http.host": "127.0.0.1",
    "transport.host": "127.0.0.1",
    "xpack.security.enabled": "false",
}


def find_postgres() -> Path | None:
    """Folder of initdb and postgres: on PATH, else the newest of Debian's; None when there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    debian = [path for path in Path(POSTGRES_FOLDERS).glob("*/bin") if path.parent.name.isdecimal()]
    folders += sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@contextmanager
def postgres(binaries: Path) -> Iterator[str]:
    """A new cluster; gives its DATABASE_URL. Raises RefusalError when it does not start."""
    with _scratch_folder("medaide-pg-") as folder:
        data, log, port = folder / "data", folder / "log", free_port()
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "medaide", "-A", "trust", "-E", "UTF8"]
        made = subprocess.run(
            [*initdb, "--locale=C.UTF-8", "--no-sync"],
            check=False,
            cwd=folder,
            capture_output=True,
            text=True,
            **_identity(),
        )
        if made.returncode != 0:
            raise RefusalError(f"initdb a échoué : {made.stderr.strip().splitlines()[-1:]}")
        options = [f"-c{name}={value}" for name, value in POSTGRES_OPTIONS.items()]
        command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *options]
        with _process(command, folder, log, signal.SIGINT) as process:
            url = f"postgres://medaide@127.0.0.1:{port}/postgres"
            _wait("PostgreSQL", process, log, POSTGRES_TIMEOUT, lambda: _postgres_answers(url))
            yield url


def _postgres_answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def elasticsearch(home: Path) -> Iterator[str]:
    """A single node from an unpacked distribution; gives its URL. Raises RefusalError when it does not start."""
    with _elasticsearch_home(home) as (readable, folder):
        options = {"discovery.type": "single-node", "transport.port": str(free_port())}
        with _node(readable, folder / "node", options, ELASTICSEARCH_HEAP) as node:
            node.wait()
            yield node.url


@contextmanager
def elasticsearch_cluster(home: Path, size: int = 3) -> Iterator[list["Node"]]:
    """Nodes that know each other and wait for nothing else. Raises RefusalError when they do not start."""
    with _elasticsearch_home(home) as (readable, folder), contextlib.ExitStack() as stack:
        ports = [free_port() for _ in range(size)]
        names = [f"node-{number}" for number in range(size)]
        nodes = []
        for name, port in zip(names, ports, strict=True):
            options = {
                "cluster.initial_master_nodes": ",".join(names),
                "discovery.seed_hosts": ",".join(f"127.0.0.1:{other}" for other in ports),
                "node.name": name,
                "transport.port": str(port),
            }
            nodes.append(stack.enter_context(_node(readable, folder / name, options, CLUSTER_HEAP)))
        for node in nodes:
            node.wait(f"wait_for_nodes={size}&wait_for_status=green&")
        yield nodes


@dataclass
class Node:
    """An Elasticsearch that was started."""

    url: str
    process: subprocess.Popen[bytes]
    pid_file: Path
    log: Path

    def wait(self, condition: str = "") -> None:
        """Return once it answers. Raises RefusalError when it stops or stays silent."""
        answers = lambda: _elasticsearch_answers(self.url, condition)  # noqa: E731
        _wait("Elasticsearch", self.process, self.log, ELASTICSEARCH_TIMEOUT, answers)

    def kill(self) -> None:
        """Without a farewell, as a power cut would."""
        os.kill(int(self.pid_file.read_text()), signal.SIGKILL)


@contextmanager
def _elasticsearch_home(home: Path) -> Iterator[tuple[Path, Path]]:
    """The distribution where an unprivileged user can read it, and a scratch folder."""
    with _scratch_folder("medaide-es-") as folder:
        yield _readable_home(home.resolve(), folder), folder


@contextmanager
def _node(home: Path, folder: Path, own: dict[str, str], heap: str) -> Iterator[Node]:
    """One node, which may not answer yet. Its start script is not used: some archives come without."""
    java_home = _java_home()
    config = folder / "config"
    shutil.copytree(home / "config", config)
    for name in ("tmp", "data", "logs"):
        (folder / name).mkdir()
    _hand_over(folder)
    port, pid_file = free_port(), folder / "pid"
    command = [
        *(f"{java_home}/bin/java", "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC", "-Dcli.name=server"),
        *(f"-Dcli.script={home}/bin/elasticsearch", "-Dcli.libs=lib/tools/server-cli"),
        *(f"-Des.path.home={home}", f"-Des.path.conf={config}", "-Des.distribution.type=tar"),
        *("-Des.java.type=ES_JAVA_HOME", "-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*"),
        *("org.elasticsearch.launcher.CliToolLauncher", "-p", str(pid_file)),
    ]
    options = {
        **ELASTICSEARCH_OPTIONS,
        **own,
        "http.port": str(port),
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
    }
    command += [f"-E{name}={value}" for name, value in options.items()]
    environment = {
        "ES_HOME": str(home),
        "ES_JAVA_HOME": java_home,
        "ES_JAVA_OPTS": heap,
        "ES_PATH_CONF": str(config),
        "ES_TMPDIR": str(folder / "tmp"),
        "HOME": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
    }
    log = folder / "log"
    with _process(command, home, log, signal.SIGTERM, environment) as process, _child_of(pid_file):
        yield Node(f"http://127.0.0.1:{port}", process, pid_file, log)


def _elasticsearch_answers(url: str, condition: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health?{condition}timeout=2s", timeout=5) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


def _java_home() -> str:
    """Folder of the Java runtime on PATH. Raises RefusalError when there is none."""
    if named := os.environ.get("JAVA_HOME"):
        return named
    java = shutil.which("java")
    if java is None:
        raise RefusalError("Elasticsearch a besoin de Java 17 ou plus récent (java dans le PATH, ou JAVA_HOME).")
    return str(Path(java).resolve().parent.parent)


def _readable_home(home: Path, folder: Path) -> Path:
    """The distribution itself, or a copy when the unprivileged user cannot read it where it is."""
    _hand_over(folder)
    if not (home / "lib").is_dir():
        raise RefusalError(f"{home} n'est pas un Elasticsearch décompressé (ELASTICSEARCH_HOME).")
    if subprocess.run(["test", "-x", str(home / "lib")], check=False, **_identity()).returncode == 0:
        return home
    copy = folder / "home"
    shutil.copytree(home, copy)
    return copy


@contextmanager
def _child_of(pid_file: Path) -> Iterator[None]:
    """The launcher starts the real server as a child: make sure that it is gone too."""
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            os.kill(int(pid_file.read_text()), signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _identity() -> dict[str, Any]:
    """As whom to run a server: arguments for subprocess, none when we are not root."""
    if os.geteuid() != 0:
        return {}
    user = _unprivileged_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _unprivileged_user() -> pwd.struct_passwd:
    for name in UNPRIVILEGED_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RefusalError("Aucun utilisateur sans privilèges (postgres, nobody) pour lancer les serveurs de test.")


@contextmanager
def _scratch_folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        _hand_over(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder: Path) -> None:
    """Give a folder and what it holds to the unprivileged user, when we are root."""
    if os.geteuid() == 0:
        user = _unprivileged_user()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid)


@contextmanager
def _process(
    command: list[str], cwd: Path, log: Path, stop: signal.Signals, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server in the background, in a session of its own so that Ctrl+C leaves its stop to us."""
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=stream, stderr=stream, start_new_session=True, **_identity()
        )
    try:
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(name: str, process: subprocess.Popen[bytes], log: Path, timeout: int, answers: Callable[[], bool]) -> None:
    """Return when the server answers. Raises RefusalError when it stops or stays silent."""
    limit = time.monotonic() + timeout
    while not answers():
        if process.poll() is not None or time.monotonic() > limit:
            last = next(reversed(log.read_text(errors="replace").strip().splitlines()), "sans message")
            raise RefusalError(f"{name} n'a pas démarré : {first_line(Exception(last))}")
        time.sleep(0.2)
