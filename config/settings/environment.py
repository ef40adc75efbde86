"""The one reader of the process environment: every variable the site understands is read here."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Environment:
    """Values of the variables listed in the README, typed, with their defaults."""

    allowed_hosts: list[str]
    base_url: str
    contact_email: str
    data_dir: Path
    database: dict[str, object]
    debug: bool
    email: dict[str, object]
    media_accel_redirect: str
    register_keys: list[str]
    search_urls: list[str]
    secret_key: str
    secure_proxy: bool

    @property
    def database_mark(self) -> str:
        """Eight letters and digits that tell this database from others; its password has no part in them."""
        parts = [str(self.database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


SQLITE = "django.db.backends.sqlite3"
DATABASE_SCHEMES = ("sqlite:///", "postgres://", "postgresql://")
SEARCH_SCHEMES = ("http://", "https://")
REGISTER_KEY_BYTES = 32  # https://github.com/fernet/spec
YES, NO = {"1", "true", "yes", "on", "y", "ok"}, {"0", "false", "no", "off", "n", ""}


def _raw(env: environ.Env, name: str) -> str:
    """A value taken to the letter: django-environ would read ``$ecret`` as the name of another variable."""
    return str(env.ENVIRON.get(name, ""))


def _flag(env: environ.Env, name: str, default: bool) -> bool:
    """A yes or a no; raises ImproperlyConfigured on anything else, which django-environ takes for a no."""
    if name not in env.ENVIRON:
        return default
    value = _raw(env, name).strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in YES


def _database(env: environ.Env, data_dir: Path) -> dict[str, object]:
    if (address := _raw(env, "DATABASE_URL")) and not address.startswith(DATABASE_SCHEMES):
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")
    config: dict[str, object] = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{data_dir / 'medaide.sqlite3'}"))
    asked = config.get("OPTIONS") or {}
    config["CONN_MAX_AGE"] = 60  # opening SQLite for each request costs more than a page's queries
    if config.get("ENGINE") == SQLITE:
        # WAL lets readers go on while an editor saves; IMMEDIATE avoids the lock upgrade that fails under load.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            "timeout": 20,
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"connect_timeout": 5, **asked}  # type: ignore[dict-item]
    return config


def _search_urls(env: environ.Env) -> list[str]:
    urls = [url.strip() for url in _raw(env, "SEARCH_URL").split(",") if url.strip()]
    if not all(url.startswith(SEARCH_SCHEMES) for url in urls):
        raise ImproperlyConfigured(
            "SEARCH_URL must be addresses that begin with http:// or https://, with commas between."
        )
    return urls


def _accel_redirect(env: environ.Env) -> str:
    prefix = _raw(env, "MEDIA_ACCEL_REDIRECT").strip()
    if prefix and not (prefix.startswith("/") and prefix.endswith("/") and prefix.strip("/")):
        raise ImproperlyConfigured("MEDIA_ACCEL_REDIRECT must be an internal location such as /protected-media/.")
    return prefix


def _register_keys(env: environ.Env) -> list[str]:
    """Keys of encrypted fields, the one that encrypts first; a refusal does not show them."""
    keys = [key.strip() for key in _raw(env, "REGISTER_KEYS").split(",") if key.strip()]
    for place, key in enumerate(keys, start=1):
        try:
            length = len(base64.urlsafe_b64decode(key))
        except (binascii.Error, ValueError):
            length = 0
        if length != REGISTER_KEY_BYTES:
            raise ImproperlyConfigured(f"REGISTER_KEYS: key {place} is not a Fernet key (see the README).")
    return keys


def read(env: environ.Env | None = None) -> Environment:
    """Read the environment once; raises ImproperlyConfigured on a value of the wrong shape."""
    env = env or environ.Env()
    data_dir = Path(env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()
    base_url = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
    host = urlsplit(base_url).hostname or "localhost"
    return Environment(
        allowed_hosts=env.list("ALLOWED_HOSTS", default=[host]),
        base_url=base_url,
        contact_email=env.str("CONTACT_EMAIL", default="ne-pas-repondre@example.org"),
        data_dir=data_dir,
        database=_database(env, data_dir),
        debug=_flag(env, "DEBUG", default=False),
        email=dict(env.email_url("EMAIL_URL", default="consolemail://")),
        media_accel_redirect=_accel_redirect(env),
        register_keys=_register_keys(env),
        search_urls=_search_urls(env),
        secret_key=_raw(env, "SECRET_KEY"),
        secure_proxy=_flag(env, "SECURE_PROXY", default=True),
    )


ENV = read()
