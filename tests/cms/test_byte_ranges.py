"""Which bytes a Range header asks for, whatever it holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.byte_ranges import CHUNK_BYTES, Piece, UnsatisfiableError, pieces, read

numbers = st.integers(0, 300)
specs = st.one_of(
    st.tuples(numbers, numbers).map(lambda pair: f"{min(pair)}-{max(pair)}"),
    numbers.map("{}-".format),
    numbers.map("-{}".format),
)


@given(asked=st.lists(specs, min_size=1, max_size=8), size=st.integers(0, 250))
def test_the_bytes_asked_for_are_given_once_and_in_order(asked: list[str], size: int) -> None:
    wanted = set()
    for spec in asked:
        first, _, last = spec.partition("-")
        if first:
            wanted.update(range(int(first), min(int(last or size), size - 1) + 1))
        elif int(last):
            wanted.update(range(max(0, size - int(last)), size))
    header = "bytes=" + ",".join(asked)
    if not wanted:
        with pytest.raises(UnsatisfiableError):
            pieces(header, size)
        return
    given = [place for piece in pieces(header, size) for place in range(piece.first, piece.last + 1)]
    assert given == sorted(wanted)


@given(header=st.one_of(st.text(max_size=40), st.text("bytes=0123456789-, ", max_size=40).map("bytes=".__add__)))
def test_no_header_breaks_it(header: str) -> None:
    try:
        found = pieces(header, 100)
    except UnsatisfiableError:
        return
    assert all(0 <= piece.first <= piece.last < 100 for piece in found)


def test_a_file_is_read_by_small_pieces(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 1024)
    chunks = list(read(path, [Piece(1, 200_000)]))
    assert b"".join(chunks) == path.read_bytes()[1:200_001]
    assert max(map(len, chunks)) <= CHUNK_BYTES
