"""The database itself writes a new token with each change of what pages remember (``cms.remembered``).

Triggers see what signals do not: ``queryset.update``, the raw SQL of a page move, a deleted branch, a script. The token
is written in the transaction of the change: both are seen at once, or neither.

On SQLite a migration rebuilds tables without their triggers. So they are taken away before migrations and laid again
afterwards; in between, and after a migration that failed, there is no token and nothing is remembered.
"""

from __future__ import annotations

import hashlib
import uuid
from functools import cache
from typing import Any

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

_STATE_TABLE = "cms_contentstate"
_FORGET = "DELETE FROM cms_contentstate"
_BEGIN = "INSERT INTO cms_contentstate (watched, token) VALUES (%s, %s)"
_NEW_TOKEN = {
    "sqlite": "UPDATE cms_contentstate SET token = lower(hex(randomblob(16)))",
    "postgresql": "UPDATE cms_contentstate SET token = gen_random_uuid()::text",
}
_PREFIX = "content_state"
# Whether two values differ, of which one may be NULL.
_DIFFER = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_PREFIX}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {_NEW_TOKEN["postgresql"]}; RETURN NULL; END $$
"""

_watched: dict[type[models.Model], tuple[str, ...]] = {}


def watch(model: type[models.Model], *fields: str) -> None:
    """A change of this table changes the token; an update, only if it touches the fields.

    The next ``migrate`` lays the triggers: until then nothing is remembered.
    """
    _watched[model] = tuple(str(model._meta.get_field(name).column) for name in fields)  # type: ignore[union-attr]


@cache
def fingerprint() -> str:
    """What this code asks to be watched. A token laid for something else, by older code, is worth nothing to it."""
    tables = sorted((model._meta.db_table, columns) for model, columns in _watched.items())
    return hashlib.sha256(repr(tables).encode()).hexdigest()


def connect(sender: Any) -> None:
    """Lay the triggers after migrations, take them away before."""
    pre_migrate.connect(_before_migrations, sender=sender, dispatch_uid=_PREFIX)
    post_migrate.connect(_after_migrations, sender=sender, dispatch_uid=_PREFIX)


def _before_migrations(using: str, **kwargs: Any) -> None:
    with transaction.atomic(using):
        _uninstall(transaction.get_connection(using))


def _after_migrations(using: str, **kwargs: Any) -> None:
    with transaction.atomic(using):
        connection = transaction.get_connection(using)
        _uninstall(connection)
        _install(connection)


def _uninstall(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB %s", [f"{_PREFIX}_*"])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute(f"DROP FUNCTION IF EXISTS {_PREFIX}() CASCADE")  # and its triggers with it
        if _STATE_TABLE in connection.introspection.table_names(cursor):
            cursor.execute(_FORGET)


def _install(connection: BaseDatabaseWrapper) -> None:
    """Watch every table, then give the state its token. Nothing when migrations stopped short of what is watched."""
    with connection.cursor() as cursor:
        tables = {model._meta.db_table: columns for model, columns in _watched.items()}
        if not _is_complete(connection, cursor, tables):
            return
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table, columns in tables.items():
            for event, statement in _triggers(connection.vendor, table, columns).items():
                cursor.execute(f"CREATE TRIGGER {_PREFIX}_{table}_{event} {statement}")
        cursor.execute(_BEGIN, [fingerprint(), str(uuid.uuid4())])


def _is_complete(connection: BaseDatabaseWrapper, cursor: Any, tables: dict[str, tuple[str, ...]]) -> bool:
    """Whether every watched table is there, with the columns that are watched."""
    known = connection.introspection
    if not {_STATE_TABLE, *tables} <= set(known.table_names(cursor)):
        return False
    present = {table: {column.name for column in known.get_table_description(cursor, table)} for table in tables}
    return all(present[table].issuperset(columns) for table, columns in tables.items())


def _triggers(vendor: str, table: str, columns: tuple[str, ...]) -> dict[str, str]:
    """What follows the name of each trigger of a table."""
    action = f"EXECUTE FUNCTION {_PREFIX}()" if vendor == "postgresql" else f"BEGIN {_NEW_TOKEN[vendor]}; END"
    touched, changed = "", ""
    if columns:
        touched = f" OF {', '.join(columns)}"
        differ = (f"OLD.{column} {_DIFFER[vendor]} NEW.{column}" for column in columns)
        changed = f"WHEN ({' OR '.join(differ)})"
    return {
        "insert": f"AFTER INSERT ON {table} FOR EACH ROW {action}",
        "update": f"AFTER UPDATE{touched} ON {table} FOR EACH ROW {changed} {action}",
        "delete": f"AFTER DELETE ON {table} FOR EACH ROW {action}",
    }
