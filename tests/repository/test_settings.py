"""Settings come from the environment alone, and production refuses to start without its secrets."""

import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import Environment, read

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(**variables: str) -> Environment:
    env = environ.Env()
    env.ENVIRON = variables
    return read(env)


def test_without_any_variable_the_site_stands_alone() -> None:
    found = environment()
    assert found.database["ENGINE"] == "django.db.backends.sqlite3"
    assert found.allowed_hosts == ["127.0.0.1"]
    assert found.search_urls == []
    assert found.secret_key == ""
    assert found.debug is False
    assert found.secure_proxy is True


def test_the_address_of_the_site_gives_its_host() -> None:
    found = environment(BASE_URL="https://www.example.org:8443/")
    assert found.base_url == "https://www.example.org:8443"
    assert found.allowed_hosts == ["www.example.org"]
    assert environment(BASE_URL="https://a.fr", ALLOWED_HOSTS="b.fr,c.fr").allowed_hosts == ["b.fr", "c.fr"]


def test_sqlite_keeps_its_foreign_keys_and_its_journal() -> None:
    options = environment(DATA_DIR="/srv/medaide").database
    assert Path(str(options["NAME"])).parent == Path("/srv/medaide")
    assert "foreign_keys=ON" in options["OPTIONS"]["init_command"]
    assert "journal_mode=WAL" in options["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "password"),
    [("postgres://u:simple@db:5433/medaide", "simple"), ("postgres://u:p%40ss%2Fw%23rd@db:5433/medaide", "p@ss/w#rd")],
)
def test_a_postgresql_address(url: str, password: str) -> None:
    found = environment(DATABASE_URL=url).database
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"]) == ("db", 5433, "medaide", "u")
    assert found["PASSWORD"] == password


def test_a_connection_keeps_what_its_address_asks() -> None:
    found = environment(DATABASE_URL="postgres://u:p@db/medaide?sslmode=require").database
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_front_server_that_sends_the_files() -> None:
    assert environment().media_accel_redirect == ""
    assert environment(MEDIA_ACCEL_REDIRECT="/protected-media/").media_accel_redirect == "/protected-media/"


@pytest.mark.parametrize("place", ["/", "protected-media/", "/protected-media", "https://example.org/"])
def test_what_is_no_internal_place_is_refused(place: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_ACCEL_REDIRECT"):
        environment(MEDIA_ACCEL_REDIRECT=place)


def test_several_search_servers() -> None:
    assert environment(SEARCH_URL="http://a:9200, http://b:9200,").search_urls == ["http://a:9200", "http://b:9200"]


@pytest.mark.parametrize("address", ["a:9200", "http://a:9200,b:9200", "ftp://a"])
def test_what_is_no_search_server_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
        environment(SEARCH_URL=address)


def test_each_database_has_search_indexes_of_its_own() -> None:
    marks = {
        environment(DATABASE_URL=address).database_mark
        for address in ("postgres://u:p@a/x", "postgres://u:p@b/x", "postgres://u:p@a/y", "sqlite:////tmp/x")
    }
    assert len(marks) == 4
    assert environment(DATABASE_URL="postgres://u:other@a/x").database_mark in marks


@pytest.mark.parametrize("key", ["$ecret-key-that-starts-with-a-dollar", "a=b#c d", "é" * 60])
def test_a_secret_key_is_taken_as_it_is(key: str) -> None:
    """Django's own generator uses the dollar sign."""
    assert environment(SECRET_KEY=key).secret_key == key


KEY = "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktLS0="


def test_the_first_key_of_the_register_encrypts_and_the_others_still_read() -> None:
    assert environment().register_keys == []
    assert environment(REGISTER_KEYS=f"{KEY}, {KEY[::-1][1:]}=,").register_keys == [KEY, f"{KEY[::-1][1:]}="]


@pytest.mark.parametrize("written", ["secret", f"{KEY},court", "é" * 44])
def test_what_is_no_key_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REGISTER_KEYS") as refusal:
        environment(REGISTER_KEYS=written)
    assert written.rsplit(",", maxsplit=1)[-1] not in str(refusal.value)


@pytest.mark.parametrize(
    "variables",
    [
        {"DATABASE_URL": "une base"},
        {"DATABASE_URL": "oracle9i://u:p@db/medaide"},
        {"DEBUG": "peut-être"},
        {"SECURE_PROXY": "peut-être"},
        {"EMAIL_URL": "pigeon://voyageur"},
    ],
    ids=str,
)
def test_a_value_of_the_wrong_shape_is_refused(variables: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        environment(**variables)


@pytest.mark.parametrize("written", ["1", "true", "on", "yes"])
def test_yes_is_understood(written: str) -> None:
    assert environment(DEBUG=written).debug is True


def manage(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with production settings, in an environment that holds nothing else."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    env = kept | {"DJANGO_SETTINGS_MODULE": "config.settings.production", "DATA_DIR": str(tmp_path)} | variables
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_production_does_not_start_without_a_secret_key(tmp_path: Path) -> None:
    outcome = manage(tmp_path, "check")
    assert outcome.returncode != 0
    assert "SECRET_KEY" in outcome.stderr


def test_production_does_not_start_without_a_key_for_the_register(tmp_path: Path) -> None:
    outcome = manage(tmp_path, "check", SECRET_KEY="k" * 60)
    assert outcome.returncode != 0
    assert "REGISTER_KEYS" in outcome.stderr
    assert "Fernet.generate_key()" in outcome.stderr


def test_production_passes_the_deployment_checks(tmp_path: Path) -> None:
    variables = {
        "REGISTER_KEYS": KEY,
        "SECRET_KEY": "k" * 20 + "".join(chr(97 + index % 26) for index in range(60)),
        "ALLOWED_HOSTS": "www.example.org",
    }
    outcome = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **variables)
    assert outcome.returncode == 0, outcome.stderr
    assert "no issues" in outcome.stdout + outcome.stderr


def test_public_settings_of_the_suite_are_those_of_production() -> None:
    """What protects readers is set for everybody, not in production alone."""
    assert settings.X_FRAME_OPTIONS in {"DENY", "SAMEORIGIN"}
    assert settings.SECURE_REFERRER_POLICY == "same-origin"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []
