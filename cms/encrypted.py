"""Text that the database holds encrypted: whoever reads a copy of it, or a backup, without the key reads nothing.

Fernet (AES-128 in CBC mode, HMAC-SHA256; https://github.com/fernet/spec): a value altered or made with another key is
recognised, and never taken for text.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models, transaction

UNREADABLE = "illisible : la clé de chiffrement a changé"
_FERNET_START = "gAAAAA"  # the version of Fernet and the first bytes of a date, until the year 2106
_SHORTEST_TOKEN = 100


class Unreadable(str):
    """What is shown in place of a value whose key is lost. Saved again, the stored value stays as it was."""

    stored: str

    def __new__(cls, stored: str) -> Unreadable:
        shown = super().__new__(cls, UNREADABLE)
        shown.stored = stored
        return shown


def encrypt(text: str) -> str:
    """Encrypted with the first key. Nothing stays nothing: an empty value has nothing to hide."""
    if isinstance(text, Unreadable):
        return text.stored
    return _cipher().encrypt(text.encode()).decode() if text else ""


def decrypt(stored: str) -> str:
    """The text, with whichever key made it; ``Unreadable`` when none of ours did."""
    if not stored:
        return ""
    try:
        return _cipher().decrypt(stored.encode()).decode()
    except InvalidToken:
        return Unreadable(stored)


class EncryptedTextField(models.TextField):
    """A text in clear in the code, encrypted in the database and in ``dumpdata``. It can be neither sought nor sorted."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return value if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return text if text is None else encrypt(text)

    def value_to_string(self, obj: models.Model) -> str:
        value: Any = self.value_from_object(obj)
        return encrypt(value or "")

    def to_python(self, value: Any) -> Any:
        """Also what ``loaddata`` reads, which ``dumpdata`` wrote encrypted."""
        if isinstance(value, str) and len(value) >= _SHORTEST_TOKEN and value.startswith(_FERNET_START):
            return decrypt(value)
        return value if isinstance(value, Unreadable) else super().to_python(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """None, « unsupported »: two encryptions of one text differ, and a filter would silently find nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


@transaction.atomic
def rotate() -> int:
    """Encrypt again with the first key all that the database holds; how many rows were rewritten."""
    count = 0
    for model in encrypted_models():
        names = [field.name for field in _encrypted_fields(model)]
        rows = list(model._default_manager.select_for_update().only("pk", *names).order_by("pk"))
        model._default_manager.bulk_update(rows, names, batch_size=200)
        count += len(rows)
    return count


def encrypted_models() -> list[type[models.Model]]:
    """Those that hold an encrypted field."""
    from django.apps import apps  # noqa: PLC0415 - this module is imported by models

    return [model for model in apps.get_models() if _encrypted_fields(model)]


def _encrypted_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    return [field for field in model._meta.local_fields if isinstance(field, EncryptedTextField)]


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.REGISTER_KEYS) or (_kept_key(Path(settings.REGISTER_KEY_FILE)),))


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=4)
def _kept_key(file: Path) -> str:
    """On one's own machine: a key made once and kept beside the data, readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    key = Fernet.generate_key()
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(key)
    try:
        os.link(draft, file)  # refused when another process was first: its key is then everybody's
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii").strip()
