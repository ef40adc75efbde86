"""``python -m scripts.bench_floor``: first views and processor time, without the rest of ``make bench``."""

from scripts.console import run

from . import measure

run(lambda: int(not measure()))
