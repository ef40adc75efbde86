"""Pieces of a long recording: how soon the last ones come, and what ten listeners cost in memory."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from scripts.console import RefusalError, say, verdict

from .served_site import ServedSite

LONG_BYTES = 200 * 1024 * 1024
PIECE_BYTES = 64 * 1024
REPEATS = 21
STREAMS = 10
MAX_RATIO = 2.0
MAX_GROWTH = 8 * 1024 * 1024
READ_BYTES = 256 * 1024
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Cost:
    """Milliseconds to the first byte of the first and of the last piece; bytes of memory that ten streams take."""

    first_ms: float
    last_ms: float
    growth: int

    @property
    def ratio(self) -> float:
        return self.last_ms / self.first_ms


def measure(site: ServedSite) -> bool:
    """Print both figures; returns whether their targets hold."""
    media = Path(site.environment["DATA_DIR"]) / "media"
    cost = of_recording(site.address, lengthen(media), site.server_pid)
    soon, light = cost.ratio <= MAX_RATIO, cost.growth <= MAX_GROWTH
    say(f"\nUn enregistrement de {LONG_BYTES >> 20} Mo, servi par morceaux")
    say(
        f"  premier octet : {cost.first_ms:.1f} ms au début, {cost.last_ms:.1f} ms à la fin, soit {cost.ratio:.2f} fois"
        f"   objectif : {MAX_RATIO:.0f} fois au plus   {verdict(soon)}"
    )
    say(
        f"  mémoire prise par {STREAMS} écoutes à la fois : {cost.growth / 1024 / 1024:.1f} Mo"
        f"   objectif : {MAX_GROWTH >> 20} Mo au plus   {verdict(light)}"
    )
    return soon and light


def lengthen(media: Path) -> str:
    """Make a recording of the demo 200 MB long, on paper: the disk does not hold the end. Returns its address."""
    sound = next(media.glob("media/*/*.mp3"))
    os.truncate(sound, LONG_BYTES)
    return f"/media/{sound.relative_to(media)}"


def of_recording(address: str, path: str, server_pid: int, size: int = LONG_BYTES) -> Cost:
    """What this recording of ``size`` bytes costs to the worker of this gunicorn server."""
    host = address.removeprefix("http://")
    worker = worker_of(server_pid)
    first, last = f"bytes=0-{PIECE_BYTES - 1}", f"bytes=-{PIECE_BYTES}"
    first_byte(host, path, first), first_byte(host, path, last)
    times = [(first_byte(host, path, first), first_byte(host, path, last)) for _ in range(REPEATS)]
    return Cost(
        first_ms=median(begin for begin, _ in times) * 1000,
        last_ms=median(end for _, end in times) * 1000,
        growth=growth(host, path, worker, size),
    )


def worker_of(server_pid: int) -> int:
    """The process that answers for this gunicorn server. Raises RefusalError when there is none."""
    children = Path(f"/proc/{server_pid}/task/{server_pid}/children").read_text(encoding="ascii").split()
    if not children:
        raise RefusalError("Le serveur n'a pas de processus de travail : la mémoire n'est pas mesurée.")
    return int(children[0])


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def first_byte(host: str, path: str, wanted: str) -> float:
    """Seconds until the first byte of a piece. Raises RefusalError on another answer."""
    connection = HTTPConnection(host, timeout=PATIENCE_SECONDS)
    try:
        begin = time.perf_counter()
        connection.request("GET", path, headers={"Range": wanted})
        response = connection.getresponse()
        response.read(1)
        spent = time.perf_counter() - begin
        if response.status != 206:
            raise RefusalError(f"{path} : réponse {response.status} à la demande d'un morceau.")
        return spent
    finally:
        connection.close()


def growth(host: str, path: str, worker: int, size: int) -> int:
    """Bytes by which the worker grows while ten readers take the whole recording together."""
    _stream(host, path, size // 20)  # what the first stream loads is not the cost of a stream
    before = highest = resident(worker)
    over = threading.Event()
    with ThreadPoolExecutor(STREAMS + 1) as readers:

        def watch() -> int:
            most = before
            while not over.wait(0.01):
                most = max(most, resident(worker))
            return most

        watched = readers.submit(watch)
        streams = [readers.submit(_stream, host, path, size) for _ in range(STREAMS)]
        try:
            for stream in streams:
                stream.result()
        finally:
            over.set()
        highest = watched.result()
    return highest - before


def _stream(host: str, path: str, size: int) -> None:
    connection = HTTPConnection(host, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path, headers={"Range": f"bytes=0-{size - 1}"})
        response = connection.getresponse()
        while response.read(READ_BYTES):
            pass
    finally:
        connection.close()
