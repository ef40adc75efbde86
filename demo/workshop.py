"""What every step of the demo needs: the ledger, and the primary keys of what texts name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from cms.texts import ContentError
from structures.models import Numero

from .ledger import Ledger
from .markdown import StreamBuilder

ROOT = Path(__file__).resolve().parent
CONTENT = ROOT / "content"
MEDIA = ROOT / "media"


class Workshop:
    """Makes objects once and finds those already made."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.ledger = Ledger()
        self.made: list[str] = []
        self.borrowed: dict[str, int] = {}  # pages that editors had already, by the key that texts give them
        self.builder = StreamBuilder(self.page_id, self.numero_id, self.image_id, self.document_id)

    def yaml(self, name: str) -> Any:
        """A YAML file of the content folder."""
        return yaml.safe_load((self.content / name).read_text(encoding="utf-8"))

    def page_id(self, key: str) -> int:
        return self.existing(key)

    def numero_id(self, slug: str) -> int:
        numero = Numero.objects.filter(slug=str(slug)).values_list("pk", flat=True).first()
        if numero is None:
            raise ContentError(f"Le numéro « {slug} » n'est pas dans numeros.yaml.")
        return int(numero)

    def image_id(self, name: str) -> int:
        return self.existing(f"image:{name}")

    def document_id(self, name: str) -> int:
        return self.existing(f"document:{name}")

    def existing(self, key: str) -> int:
        if key in self.borrowed:
            return self.borrowed[key]
        try:
            return self.ledger.primary_key(key)
        except KeyError as error:
            raise ContentError(f"« {key} » est cité mais n'existe pas.") from error

    def make(self, key: str, build: Callable[[], Any]) -> Any:
        """Make an object unless the demo already did, and remember it."""
        if key in self.ledger:
            return None
        target = build()
        self.ledger.record(key, target)
        self.made.append(key)
        return target


def publish(snippet: Any) -> Any:
    """Save a snippet and publish it, as its approval would."""
    snippet.full_clean()
    snippet.save()
    snippet.save_revision().publish()
    return snippet
