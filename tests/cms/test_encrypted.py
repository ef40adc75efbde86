"""Encrypted fields: nothing in clear in the database, keys that turn, and a lost key that destroys nothing."""

import io
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from cms.encrypted import UNREADABLE, Unreadable, decrypt, encrypt, rotate
from reseau.models import GuetteurVeilleur
from tests.factories import GuetteurVeilleurFactory

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def stored() -> list[tuple[str, ...]]:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_name, first_name, email, phone, address FROM reseau_guetteurveilleur ORDER BY id")
        return cursor.fetchall()


@given(st.text())
def test_what_is_encrypted_is_read_again(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert decrypt(encrypt(text)) == text
    assert not text or len(text) < 4 or text not in encrypt(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_what_is_not_ours_is_unreadable(text: str) -> None:
    assert decrypt(text) == (UNREADABLE if text else "")


@pytest.mark.django_db
class TestInTheDatabase:
    def test_nothing_is_in_clear(self) -> None:
        clear = ["Clairnom", "Clairprenom", "clair@example.org", "+33465710001", "1 rue Claire"]
        GuetteurVeilleurFactory(
            **dict(zip(("last_name", "first_name", "email", "phone", "address"), clear, strict=True))
        )
        [row] = stored()
        assert all(value.startswith("gAAAAA") for value in row)
        assert not any(word in value for word in clear for value in row)
        found = GuetteurVeilleur.objects.get()
        assert [found.last_name, found.first_name, found.email, found.phone, found.address] == clear

    def test_nothing_is_in_clear_in_a_dump_that_can_be_loaded(self) -> None:
        GuetteurVeilleurFactory(last_name="Clairnom")
        buffer = io.StringIO()
        call_command("dumpdata", "reseau.guetteurveilleur", stdout=buffer)
        assert "Clairnom" not in buffer.getvalue()
        [loaded] = serializers.deserialize("json", buffer.getvalue())
        loaded.save()
        assert GuetteurVeilleur.objects.get().last_name == "Clairnom"
        assert "Clairnom" not in str(stored())

    @pytest.mark.parametrize("lookup", ["email", "email__icontains", "email__in"])
    def test_a_filter_that_could_find_nothing_is_refused(self, lookup: str) -> None:
        with pytest.raises(FieldError):
            GuetteurVeilleur.objects.filter(**{lookup: "a"}).exists()

    def test_keys_turn(self) -> None:
        with override_settings(REGISTER_KEYS=[OLD]):
            GuetteurVeilleurFactory(last_name="Ancien")
        with override_settings(REGISTER_KEYS=[NEW, OLD]):
            assert GuetteurVeilleur.objects.get().last_name == "Ancien"
            output = io.StringIO()
            call_command("rotate_register_key", stdout=output)
            assert "1 fiche" in output.getvalue()
        with override_settings(REGISTER_KEYS=[NEW]):
            assert GuetteurVeilleur.objects.get().last_name == "Ancien"
        with override_settings(REGISTER_KEYS=[OLD]):
            assert GuetteurVeilleur.objects.get().last_name == UNREADABLE

    def test_a_lost_key_is_said_and_what_it_made_is_kept(self) -> None:
        with override_settings(REGISTER_KEYS=[OLD]):
            GuetteurVeilleurFactory(last_name="Ancien")
        before = stored()
        with override_settings(REGISTER_KEYS=[NEW]):
            guetteur = GuetteurVeilleur.objects.get()
            assert isinstance(guetteur.email, Unreadable)
            assert UNREADABLE in guetteur.full_name
            assert guetteur.phone_display == UNREADABLE
            guetteur.full_clean()
            guetteur.save()
            rotate()
        assert stored() == before


def test_without_keys_one_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    file = tmp_path / "nouveau" / "register.key"
    with override_settings(REGISTER_KEYS=[], REGISTER_KEY_FILE=file):
        token = encrypt("secret")
        assert decrypt(token) == "secret"
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir()] == ["register.key"]
    with override_settings(REGISTER_KEYS=[file.read_text()]):
        assert decrypt(token) == "secret"
