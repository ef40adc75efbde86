"""What can be checked before Django is loaded: the port, the data folder."""

import os
import socket
import tempfile
from pathlib import Path

from .console import RefusalError

DEFAULT_PORT = 8000


def read_port() -> int:
    """PORT from the environment. Raises RefusalError when it is not a port."""
    text = os.environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 65536:
        raise RefusalError(f"PORT={text} n'est pas un numéro de port (1 à 65535).")
    return int(text)


def reserve_port(port: int) -> socket.socket:
    """Hold the port now, so that nobody takes it during the preparation. Raises RefusalError when it is not free."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except PermissionError:
        listener.close()
        raise RefusalError(f"Le port {port} est réservé au système : PORT=8080 make run en prend un autre.") from None
    except OSError:
        listener.close()
        other = port + 1 if port < 65535 else DEFAULT_PORT
        raise RefusalError(f"Le port {port} est déjà pris : PORT={other} make run en prend un autre.") from None
    return listener


def check_data_dir(folder: Path) -> None:
    """Create the data folder. Raises RefusalError when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise RefusalError(
            f"Impossible d'écrire dans {folder} ({error.strerror}) : changez ses droits, ou DATA_DIR=/autre/dossier."
        ) from None
