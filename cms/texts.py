"""Texts kept in files: a YAML header between two lines « --- », then Markdown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class ContentError(Exception):
    """A file that cannot be read; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Text:
    """One file: where it is, its header, its Markdown."""

    path: Path
    header: dict[str, Any]
    body: str

    @property
    def slug(self) -> str:
        return self.path.stem


def read_text(path: Path) -> Text:
    """Read a file; raises ContentError when its header is missing or is not YAML."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ContentError(f"{path.name} : l'en-tête entre deux lignes « --- » manque.")
    try:
        header = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise ContentError(f"{path.name} : l'en-tête n'est pas du YAML lisible ({error}).") from error
    return Text(path=path, header=header, body=parts[2])
