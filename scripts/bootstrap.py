"""First step of every ``make`` command: a Python, a virtual environment, the locked dependencies, then the command.

Written so that Python 3.6 can read it and say that it is too old: no newer syntax here, and no import from our code.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
MINIMUM = (3, 11)
CANDIDATES = ("python3.14", "python3.13", "python3.12", "python3.11")
# Command of the Makefile -> the lock file it needs, the module it runs.
COMMANDS = {
    "run": ("run", "scripts.serve"),
    "test": ("dev", "scripts.test"),
    "lint": ("dev", "scripts.lint"),
    "bench": ("dev", "scripts.bench"),
    "screenshots": ("dev", "scripts.screenshots"),
    "guide": ("dev", "scripts.guide"),
    "lighthouse": ("dev", "scripts.lighthouse"),
    "install": ("dev", None),
}


class RefusalError(Exception):
    """Something the person at the keyboard can put right; the message says how."""


def main(arguments):
    """Prepare the environment, then become the command. Raises RefusalError."""
    if not arguments or arguments[0] not in COMMANDS:
        raise RefusalError(f"Commande inconnue. Choix : {', '.join(sorted(COMMANDS))}.")
    require_python(arguments)
    lock, module = COMMANDS[arguments[0]]
    install(lock)
    if module:
        os.chdir(str(ROOT))
        become([str(VENV_PYTHON), "-m", module, *arguments[1:]])


def become(command):
    """Replace this process, so that Ctrl+C and the exit code are the command's own."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606


def require_python(arguments):
    """Go on when this Python is recent enough, else start again with one that is; RefusalError if there is none."""
    if sys.version_info >= MINIMUM:
        return
    if not os.environ.get("PYTHON"):
        for path in filter(None, map(shutil.which, CANDIDATES)):
            if is_recent(path):
                become([path, str(Path(__file__).resolve()), *arguments])
    found, wanted = (".".join(map(str, version[:2])) for version in (sys.version_info, MINIMUM))
    raise RefusalError(
        f"Python {found} est trop ancien : il faut Python {wanted} ou plus récent "
        f"(PYTHON=/chemin/vers/python3 make {arguments[0]})."
    )


def is_recent(python):
    """Whether this interpreter starts and is recent enough."""
    return succeeds([str(python), "-c", f"import sys; sys.exit(sys.version_info < {MINIMUM!r})"])


def has_module(python, name):
    """Whether this interpreter knows a module."""
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
    return succeeds([str(python), "-c", code])


def succeeds(command):
    """Run a command in silence."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def install(lock):
    """Bring ``.venv`` to what the lock file says, unless it is already there. Raises RefusalError."""
    path = lock_file(lock)
    if VENV_PYTHON.exists() and read(stamp(lock)) == digest(path):
        return
    make_venv()
    print("Installation des dépendances (une minute ou deux la première fois)…", flush=True)
    # The lock file names everything: pip has nothing to choose (older ones choose wrongly between a pin and its extras).
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]
    if subprocess.call([*pip(), "install", *options, "--requirement", str(path)]) != 0:
        raise RefusalError("L'installation des dépendances a échoué : le message de pip ci-dessus dit pourquoi.")
    for other in ("run", "dev"):
        if pins(lock_file(other)) <= pins(path):
            stamp(other).write_text(digest(lock_file(other)))


def make_venv():
    """Create ``.venv``, or make sure that the one there can be changed. Raises RefusalError."""
    folder = VENV if VENV.is_dir() else ROOT
    if not os.access(str(folder), os.W_OK):
        raise RefusalError(f"Impossible d'écrire dans {folder} : vérifiez les droits de ce dossier.")
    if is_recent(VENV_PYTHON):
        return
    print("Création de l'environnement Python (.venv)…", flush=True)
    # Debian's Python cannot put pip into a new environment without another package.
    options = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if subprocess.call([sys.executable, "-m", "venv", "--clear", *options, str(VENV)]) != 0:
        raise RefusalError(
            "La création de .venv a échoué : le message ci-dessus dit pourquoi "
            "(sous Debian ou Ubuntu, il manque peut-être le paquet python3-venv)."
        )


def pip():
    """The environment's own pip, else this Python's working on it. Raises RefusalError when neither has one."""
    if has_module(VENV_PYTHON, "pip"):
        return [str(VENV_PYTHON), "-m", "pip"]
    if has_module(sys.executable, "pip"):
        return [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    raise RefusalError("pip manque : installez-le (sous Debian ou Ubuntu : paquets python3-pip et python3-venv).")


def lock_file(name):
    return LOCKS / f"{name}.lock"


def stamp(name):
    """Where the digest of an installed lock file is kept."""
    return VENV / f"{name}.lock.sha256"


def pins(path):
    """What a lock file pins, such as ``{"django==5.2.19"}``."""
    return set(re.findall(r"^[\w.-]+==[^\s\\]+", read(path), flags=re.MULTILINE))


def digest(path):
    return hashlib.sha256(read(path).encode("utf-8")).hexdigest()


def read(path):
    """Text of a file; empty when there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RefusalError as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit(f"{error.filename or 'Erreur du système'} : {error.strerror}")
    except KeyboardInterrupt:
        sys.exit(130)
