"""How a server that fails is left alone, and tried again."""

import logging
import threading

import pytest

from search.elastic.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_requests_pass_while_the_server_is_well() -> None:
    breaker = Breaker()

    assert breaker.allows()
    assert breaker.allows()


def test_after_a_failure_one_request_in_a_while_tries_again() -> None:
    clock = Clock()
    breaker = Breaker(15, clock)
    breaker.failed("ConnectionError")
    assert breaker.is_resting()
    assert not breaker.allows()

    clock.now = 15
    assert not breaker.is_resting()
    assert [breaker.allows() for _ in range(3)] == [True, False, False]

    breaker.succeeded()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_of_many_threads_one_tries_again() -> None:
    clock = Clock()
    breaker = Breaker(15, clock)
    breaker.failed("ConnectionError")
    clock.now = 20
    allowed: list[bool] = []
    threads = [threading.Thread(target=lambda: allowed.append(breaker.allows())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert allowed.count(True) == 1


def test_the_log_says_it_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="search")
    breaker = Breaker()
    for _ in range(5):
        breaker.failed("ConnectionError")
    for _ in range(5):
        breaker.succeeded()

    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
