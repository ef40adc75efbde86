"""First step of every ``make`` command: a Python, a virtual environment, the locked dependencies, then the command.

Written so that Python 3.6 can read it and say that it is too old.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
MINIMUM = (3, 11)
CANDIDATES = ("python3.14", "python3.13", "python3.12", "python3.11")
# Command of the Makefile -> the lock file it needs, the module it runs.
COMMANDS = {
    "run": ("run", "scripts.serve"),
    "test": ("dev", "scripts.test"),
    "lint": ("dev", "scripts.lint"),
    "bench": ("dev", "scripts.bench"),
    "install": ("dev", None),
}


class Refusal(Exception):
    """Something the person at the keyboard can put right; the message says how."""


def main(arguments):
    """Prepare the environment, then become the command. Raises Refusal."""
    if not arguments or arguments[0] not in COMMANDS:
        raise Refusal("Commande inconnue. Choix : %s." % ", ".join(sorted(COMMANDS)))
    require_python(arguments)
    lock, module = COMMANDS[arguments[0]]
    install(lock)
    if module:
        os.chdir(ROOT)
        os.execv(VENV_PYTHON, [VENV_PYTHON, "-m", module] + arguments[1:])


def require_python(arguments):
    """Go on when this Python is recent enough, else start again with one that is. Raises Refusal if there is none."""
    if sys.version_info >= MINIMUM:
        return
    if not os.environ.get("PYTHON"):
        for name in CANDIDATES:
            path = shutil.which(name)
            if path and is_recent(path):
                os.execv(path, [path, os.path.abspath(__file__)] + arguments)
    raise Refusal(
        "Python %d.%d est trop ancien : il faut Python %d.%d ou plus récent (PYTHON=/chemin/vers/python3 make %s)."
        % (sys.version_info[:2] + MINIMUM + (arguments[0],))
    )


def is_recent(python):
    """Whether this interpreter starts and is recent enough."""
    code = "import sys; sys.exit(sys.version_info < %r)" % (MINIMUM,)
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([python, "-c", code], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def install(lock):
    """Bring ``.venv`` to what the lock file says, unless it is already there. Raises Refusal."""
    path = os.path.join(ROOT, "requirements", lock + ".lock")
    if os.path.exists(VENV_PYTHON) and read(stamp_of(lock)) == digest(path):
        return
    make_venv()
    print("Installation des dépendances (une minute ou deux la première fois)…", flush=True)
    command = [
        *pip_command(),
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
        "--requirement",
        path,
    ]
    if subprocess.call(command) != 0:
        raise Refusal("L'installation des dépendances a échoué : le message de pip ci-dessus dit pourquoi.")
    for name in ("run", "dev"):
        other = os.path.join(ROOT, "requirements", name + ".lock")
        if pins(other) <= pins(path):
            write(stamp_of(name), digest(other))


def make_venv():
    """Create ``.venv``, or make sure that the one there can be changed. Raises Refusal."""
    folder = VENV if os.path.isdir(VENV) else ROOT
    if not os.access(folder, os.W_OK):
        raise Refusal("Impossible d'écrire dans %s : vérifiez les droits du dossier, ou travaillez ailleurs." % folder)
    if os.path.exists(VENV_PYTHON) and is_recent(VENV_PYTHON):
        return
    print("Création de l'environnement Python (.venv)…", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    if not has_ensurepip():
        command.insert(3, "--without-pip")
    if subprocess.call(command) != 0:
        raise Refusal(
            "La création de .venv a échoué : le message ci-dessus dit pourquoi (sous Debian ou Ubuntu : "
            "paquet python3-venv)."
        )


def has_ensurepip():
    """Whether this Python can put pip into a new environment; Debian's needs another package for that."""
    return importlib.util.find_spec("ensurepip") is not None


def pip_command():
    """The environment's own pip, else this Python's working on it. Raises Refusal when neither has one."""
    if has_module(VENV_PYTHON, "pip"):
        return [VENV_PYTHON, "-m", "pip"]
    if has_module(sys.executable, "pip"):
        return [sys.executable, "-m", "pip", "--python", VENV_PYTHON]
    raise Refusal("pip manque : installez-le (sous Debian ou Ubuntu : paquets python3-pip et python3-venv).")


def has_module(python, name):
    code = "import importlib.util, sys; sys.exit(importlib.util.find_spec(%r) is None)" % name
    return subprocess.call([python, "-c", code]) == 0


def pins(path):
    """What a lock file pins, such as ``{"django==5.2.19"}``."""
    return set(re.findall(r"^[\w.-]+==[^\s\\]+", read(path), flags=re.MULTILINE))


def digest(path):
    return hashlib.sha256(read(path).encode("utf-8")).hexdigest()


def stamp_of(lock):
    return os.path.join(VENV, lock + ".lock.sha256")


def read(path):
    """Text of a file; empty when there is none."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refusal as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit("%s : %s" % (error.filename or "Erreur du système", error.strerror))
    except KeyboardInterrupt:
        sys.exit(130)
