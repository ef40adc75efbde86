"""Rules over the repository itself."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from wagtail.models import get_page_models

from cms.models import EditorialSnippet

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
APPS = ("api", "cms", "config", "demo", "fiches", "guide", "home", "reseau", "search", "structures")
ENGLISH = re.compile(
    r"\b(the|and|please|your|this|with|you|are|click|here|page not found|error|submit|search)\b", re.IGNORECASE
)
MAX_LINES = 320
MAX_SETTINGS_LINES = 200


def python_files() -> list[Path]:
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    paths = [ROOT / line for line in tracked.stdout.splitlines()]
    return [path for path in paths if path.exists() and "migrations" not in path.parts]


def template_names() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", template_names())
def test_templates_parse(name: str) -> None:
    if name == "500.html":
        return
    get_template(name)


def test_no_template_is_unused() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in python_files())
    markup = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    implied = {model.template for model in get_page_models()}
    implied |= {
        f"{model._meta.app_label}/{model._meta.model_name}_preview.html"
        for model in apps.get_models()
        if issubclass(model, EditorialSnippet)
    }
    drawings = {f"drawings/{part}.html" for part in ("cabinet", "medecin")}  # named after the parts of the fiches
    wagtail_s = {
        "wagtailcore/login.html",
        "wagtailcore/password_required.html",
        "wagtailadmin/home/account_summary.html",
        "wagtailadmin/shared/formatted_field.html",
        "wagtailadmin/shared/header.html",
        "wagtailadmin/shared/headers/slim_header.html",
        "wagtailadmin/shared/tabs/tab_nav_link.html",
        "wagtailadmin/tables/boolean_cell.html",
        "wagtailmedia/homepage/site_summary_media.html",
        "modeladmin/includes/header.html",
    }  # ours take their place
    unused = [
        name
        for name in template_names()
        if name not in implied | drawings | wagtail_s
        and f'"{name}"' not in code + markup
        and f"'{name}'" not in code + markup
        and not re.search(rf'/ "{re.escape(name)}"', code)
    ]
    assert unused == []


@pytest.mark.parametrize("name", template_names())
def test_templates_include_only_what_exists(name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    for target in re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', source):
        get_template(target)


@pytest.mark.parametrize("name", template_names())
def test_templates_speak_french(name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<[^>]*>", " ", source, flags=re.DOTALL)
    assert not ENGLISH.search(text), ENGLISH.search(text)


@pytest.mark.parametrize("name", template_names())
def test_templates_hold_no_inline_script_or_style(name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:src=|application/ld\+json))", source)


def test_python_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def test_settings_stay_short() -> None:
    for path in (ROOT / "config" / "settings").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_SETTINGS_LINES, path


def test_migrations_hold_no_block() -> None:
    for app in APPS:
        for path in (ROOT / app / "migrations").glob("0*.py"):
            source = path.read_text(encoding="utf-8")
            assert "wagtail.blocks" not in source, path
            assert "block_lookup" not in source, path


def test_locks_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.lock"):
        assert "://" not in path.read_text(encoding="utf-8"), path


def test_documents_name_what_exists() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} → {target}"


def test_documents_name_every_command() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    told = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    commands = {path.stem for path in ROOT.glob("*/management/commands/[a-z]*.py")}
    assert {name for name in commands if f"`{name}`" not in told and f"manage.py {name}" not in told} == set()
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for name in targets if name != "help" and f"`make {name}`" not in told} == set()


def test_the_demo_says_what_each_of_its_files_holds() -> None:
    content = ROOT / "demo" / "content"
    told = (content / "README.md").read_text(encoding="utf-8")
    assert {
        path.name for path in content.iterdir() if path.name not in {"README.md"} and path.name not in told
    } == set()
