"""``make guide``: takes again the pictures of the editors' guide whose screen has changed (ARGS=--toutes: all of them).

The browser suite walks through the same screens to say when a picture is out of date: this runs it in writing mode.
"""

import argparse
import subprocess
import sys

from .bench_floor.browser import chromium_path
from .bench_floor.served_site import ROOT
from .console import run, say

TESTS = "tests/e2e/test_guide.py"


def main() -> int:
    """Take the pictures. Raises RefusalError when there is no browser."""
    parser = argparse.ArgumentParser(prog="make guide")
    parser.add_argument("--toutes", action="store_true", help="toutes les images, même celles d'écrans inchangés")
    chosen = "toutes" if parser.parse_args().toutes else "changees"
    chromium_path()
    command = [sys.executable, "-m", "pytest", TESTS, "-q", "-n", "0", f"--refaire-guide={chosen}"]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    say("Relisez les images dans static/guide/, puis enregistrez-les avec guide/shots.json." if code == 0 else "")
    return code


if __name__ == "__main__":
    run(main)
