"""The progress bar: for a terminal, and for nothing else."""

import io

from search.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    assert list(progress([1, 2, 3], "Questions", stream)) == [1, 2, 3]
    assert stream.getvalue() == ""


def test_a_terminal_sees_a_bar_that_goes() -> None:
    stream = Terminal()
    assert list(progress(range(3), "Questions", stream)) == [0, 1, 2]
    assert "Questions" in stream.getvalue()
    assert "/3" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_line_is_wiped_when_one_stops_early() -> None:
    stream = Terminal()
    bar = progress(range(3), "Questions", stream)
    next(bar)
    bar.close()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_no_item_is_fine() -> None:
    assert list(progress([], "Questions", Terminal())) == []
