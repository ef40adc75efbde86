"""How our commands speak: plain French lines, and one line when something is wrong."""

import os
import sys
import traceback
from collections.abc import Callable

_TRUE = {"1", "true", "yes", "on"}


class RefusalError(Exception):
    """Something the person at the keyboard can put right; the message says how."""


def say(text: str = "") -> None:
    """Print a line at once, even into a pipe."""
    print(text, flush=True)


def verdict(good: bool) -> str:
    """How a measure stands against its target."""
    return "PASS" if good else "FAIL"


def wants_traceback() -> bool:
    """Whether DEBUG asks for details. Read here because the settings' own reader may be what failed."""
    return os.environ.get("DEBUG", "").strip().lower() in _TRUE


def run(main: Callable[[], int | None]) -> None:
    """Run a command and end the process: its own exit code, or one line on stderr and 1."""
    try:
        code = main() or 0
    except RefusalError as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if wants_traceback():
            traceback.print_exc()
            sys.exit(1)
        sys.exit(f"Erreur inattendue ({type(error).__name__}) : {first_line(error)} – DEBUG=1 montre le détail.")
    sys.exit(code)


def first_line(error: BaseException) -> str:
    """The first line of an error's message; its type when it has none."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
