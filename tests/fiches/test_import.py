"""A file of references becomes pages: all or none, once, and by those who may."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backend

from demo.workshop import CONTENT
from fiches.bibliography import importing as module
from fiches.bibliography.importing import Outcome, import_references, importing
from fiches.bibliography.planning import Kind, plan
from fiches.models import BibliographiePage, ReferencePage
from tests.factories import (
    BibliographiePageFactory,
    ReferencePageFactory,
    ThemeBibliographiqueFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DEMO = CONTENT / "bibliographie.bib"
WU = """@article{wu2000, author={Wu, Albert W.}, title={Medical error: the second victim}, journal={BMJ}, year={2000},
  doi={10.1136/bmj.320.7237.726}, keywords={erreur, second victim}}"""
WU_RIS = """TY  - JOUR
AU  - Wu, A. W.
TI  - Medical Error. The Second Victim
PY  - 2000
VL  - 320
ER  -
"""


@pytest.fixture
def bibliography() -> BibliographiePage:
    return BibliographiePageFactory()


def kinds(text: str, bibliography: Page) -> list[Kind]:
    return [step.kind for step in plan(text.encode(), bibliography)]


def test_the_demo_is_imported_once(bibliography: BibliographiePage) -> None:
    content = DEMO.read_bytes()
    assert import_references(content, bibliography).done == {Kind.NEW: 30}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        outcome = import_references(content, bibliography)
    assert outcome.done == {}
    assert outcome.left == {Kind.SAME: 30}
    verbs = {query["sql"].split(maxsplit=1)[0] for query in queries.captured_queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE", "BEGIN"}, "nothing is written"


def test_a_page_made_in_bulk_is_a_page_like_any_other(bibliography: BibliographiePage, client: Any) -> None:
    theme = ThemeBibliographiqueFactory(slug="erreur")
    ReferencePageFactory(parent=bibliography).delete()
    import_references(WU.encode(), bibliography)
    assert Page.find_problems() == ([], [], [], [], [])
    page = ReferencePage.objects.get()
    assert (page.slug, page.key, page.keywords) == ("wu2000", "wu2000", "second victim")
    assert list(page.themes.all()) == [theme]
    assert page.live
    assert page.latest_revision == page.live_revision == Revision.objects.for_instance(page).get()
    assert page.get_latest_revision_as_object().to_csl() == page.to_csl()
    assert list(PageLogEntry.objects.for_instance(page).order_by("pk").values_list("action", flat=True)) == [
        "wagtail.create",
        "wagtail.publish",
    ]
    assert client.get(page.get_url()).status_code == 200
    assert [found.pk for found in get_search_backend().search("second victim", Page)] == [page.pk]
    bibliography.refresh_from_db()
    other = ReferencePageFactory(parent=bibliography, title="La suivante")
    assert other.path > page.path


def test_the_same_publication_is_known_by_its_title_year_and_author(bibliography: BibliographiePage) -> None:
    import_references(WU.encode(), bibliography)
    (step,) = plan(WU_RIS.encode(), bibliography)
    assert step.kind is Kind.CHANGED
    assert {change.variable: change.after for change in step.changes} == {
        "auteurs": "Wu A. W.",
        "titre": "Medical Error. The Second Victim",
        "volume": "320",
    }
    import_references(WU_RIS.encode(), bibliography)
    page = ReferencePage.objects.get()
    assert (page.volume, page.doi) == ("320", "10.1136/bmj.320.7237.726"), "what the file does not say stays"
    assert kinds(WU_RIS, bibliography) == [Kind.SAME]


def test_two_dois_are_two_publications(bibliography: BibliographiePage) -> None:
    import_references(WU.encode(), bibliography)
    assert kinds(WU.replace("726}", "727}").replace("wu2000", "wu2"), bibliography) == [Kind.NEW]


def test_a_publication_given_twice_by_a_file_is_imported_once(bibliography: BibliographiePage) -> None:
    text = WU + "\n" + WU.replace("wu2000", "wu2000bis")
    assert kinds(text, bibliography) == [Kind.NEW, Kind.REPEATED]
    import_references(text.encode(), bibliography)
    assert kinds(text, bibliography) == [Kind.SAME, Kind.REPEATED]


def test_only_what_was_chosen_is_imported(bibliography: BibliographiePage) -> None:
    text = WU + "\n@book{b, title={Un livre}, year={2001}}\n@book{c, title={Un autre"
    steps = list(plan(text.encode(), bibliography))
    assert [(step.line, step.kind) for step in steps] == [(1, Kind.NEW), (3, Kind.NEW), (4, Kind.UNREADABLE)]
    outcome = import_references(text.encode(), bibliography, chosen={steps[1].choice})
    assert [page.title for page in ReferencePage.objects.all()] == ["Un livre"]
    assert (outcome.done, outcome.left) == ({Kind.NEW: 1}, {Kind.NEW: 1, Kind.UNREADABLE: 1})


def test_an_import_that_fails_leaves_nothing(bibliography: BibliographiePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 10)
    monkeypatch.setattr(module._Import, "_slug", _fail_at(25, module._Import._slug))
    with pytest.raises(OSError, match="plein"):
        import_references(DEMO.read_bytes(), bibliography)
    assert not ReferencePage.objects.exists()


def _fail_at(limit: int, slug: Any) -> Any:
    calls = []

    def fail(self: Any, item: Any) -> str:
        calls.append(item)
        if len(calls) == limit:
            raise OSError("disque plein")
        return slug(self, item)

    return fail


def test_an_import_left_half_way_leaves_nothing(
    bibliography: BibliographiePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 10)
    states = importing(DEMO.read_bytes(), bibliography)
    assert next(states) == 10
    assert ReferencePage.objects.exists()
    states.close()
    assert not ReferencePage.objects.exists()


def test_an_editor_s_import_awaits_another_person(bibliography: BibliographiePage) -> None:
    editor, reviewer = UserFactory(roles=["Rédaction"]), UserFactory(roles=["Validation"])
    outcome = import_references(WU.encode(), bibliography, editor)
    assert not outcome.published
    page = ReferencePage.objects.get()
    assert not page.live
    state = page.current_workflow_task_state
    assert state.revision == page.latest_revision
    task = page.current_workflow_task
    assert task.get_actions(page, editor) == []
    task.on_action(state, reviewer, "approve")
    page.refresh_from_db()
    assert page.live
    assert kinds(WU, bibliography) == [Kind.SAME]


def test_an_editor_s_change_is_a_draft_that_is_known_the_next_time(bibliography: BibliographiePage) -> None:
    import_references(WU.encode(), bibliography)
    import_references(WU_RIS.encode(), bibliography, UserFactory(roles=["Rédaction"]))
    page = ReferencePage.objects.get()
    assert (page.volume, page.has_unpublished_changes) == ("", True)
    assert page.workflow_in_progress
    assert kinds(WU_RIS, bibliography) == [Kind.SAME]


def test_the_command_does_not_publish_somebody_s_draft(bibliography: BibliographiePage) -> None:
    import_references(WU.encode(), bibliography)
    page = ReferencePage.objects.get()
    page.abstract = "Un résumé que personne n'a relu."
    page.save_revision()
    assert import_references(WU_RIS.encode(), bibliography).not_published == 1
    page.refresh_from_db()
    assert (page.abstract, page.volume) == ("", "")


def test_who_may_not_add_may_not_import(bibliography: BibliographiePage) -> None:
    with pytest.raises(PermissionDenied):
        import_references(WU.encode(), bibliography, UserFactory(roles=["Secrétariat"]))
    assert isinstance(import_references(WU.encode(), bibliography), Outcome)


def test_the_command_says_what_it_does(bibliography: BibliographiePage, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(f"{WU}\n@book{{c, title={{Un autre", encoding="utf-8")
    out = StringIO()
    call_command("import_references", str(path), "--dry-run", stdout=out)
    assert "1 à créer" in out.getvalue()
    assert "ligne 3 : " in out.getvalue()
    assert not ReferencePage.objects.exists()
    call_command("import_references", str(path), stdout=out, stderr=StringIO())
    assert "1 créée, 1 illisible." in out.getvalue()
    with pytest.raises(CommandError, match="Impossible de lire"):
        call_command("import_references", str(tmp_path / "absent.bib"))
    path.write_text("Bonjour.", encoding="utf-8")
    with pytest.raises(CommandError, match="Ce fichier n'est ni du BibTeX"):
        call_command("import_references", str(path))
