"""Seeding an empty site: all or nothing, and accounts only when they are asked for."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.models import User
from demo import seed, workshop
from demo.models import DemoObject

pytestmark = pytest.mark.django_db


def test_a_broken_file_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    shutil.copytree(workshop.CONTENT, content)
    (content / "pages" / "zzz.md").write_text("sans en-tête", encoding="utf-8")
    monkeypatch.setattr(seed, "CONTENT", content)
    before = Page.objects.count()
    with pytest.raises(CommandError, match=r"zzz\.md"):
        call_command("demo", stdout=StringIO())
    assert Page.objects.count() == before
    assert not DemoObject.objects.exists()


def test_accounts_come_only_when_asked() -> None:
    call_command("demo", stdout=StringIO())
    assert not User.objects.exists()
    call_command("demo", "--comptes", stdout=StringIO())
    assert set(User.objects.values_list("username", flat=True)) >= {"redaction", "validation", "webmestre"}
