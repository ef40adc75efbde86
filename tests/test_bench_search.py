"""What ``make bench`` says of the search, engines aside."""

from pathlib import Path

import pytest

from scripts import bench_search
from scripts.console import RefusalError
from search.judged import Query

QUERIES = [Query(f"q{number}", f"question {number}") for number in range(20)]


def test_a_folder_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVAL_DIR", str(tmp_path / "absent"))
    with pytest.raises(RefusalError, match="EVAL_DIR"):
        bench_search.measure()


def test_queries_come_in_one_order_and_all_when_there_is_time() -> None:
    once, again = list(bench_search._in_time(QUERIES)), list(bench_search._in_time(QUERIES))
    assert once == again
    assert set(once) == set(QUERIES)


def test_one_query_at_least_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_search, "BUDGET", -1)
    assert len(list(bench_search._in_time(QUERIES))) == 1


def test_an_absent_server_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_SEARCH_URL", raising=False)
    monkeypatch.delenv("ELASTICSEARCH_HOME", raising=False)
    with bench_search.ENGINES["Elasticsearch"]() as (environment, reason):
        assert environment is None
        assert "TEST_SEARCH_URL" in reason


def test_the_tables_are_french(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"name": "jeu du site, dev", "values": [0.5] * 7, "asked": 3, "queries": 20}
    bench_search._print([("SQLite", {"quality": [row], "delays": [0.0012, 0.2, 0.0, 1.0], "asked": 20})])
    printed = capsys.readouterr().out
    assert "0,500" in printed
    assert "(3 questions sur 20)" in printed
    assert "1,2" in printed
    assert "(20 questions)" in printed
