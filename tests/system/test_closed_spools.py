"""What waits on its way to a stick or from one: every byte comes back, and none can be read on the disk."""

from __future__ import annotations

import io
import tempfile
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.system import closed_spools
from counter_app.system.closed_spools import ClosedSpool


@given(
    st.lists(st.binary(max_size=90), max_size=12),
    st.integers(0, 300),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 200)), max_size=6),
)
def test_every_byte_comes_back_from_anywhere(
    pieces: list[bytes], in_memory: int, looks: list[tuple[int, int]]
) -> None:
    spool, plain = ClosedSpool(in_memory), b"".join(pieces)
    for piece in pieces:
        assert spool.write(piece) == len(piece)
    for place, count in looks:
        assert spool.seek(place) == place
        assert spool.read(count) == plain[place : place + count]
    spool.seek(0)
    assert spool.read() == plain
    spool.seek(0, io.SEEK_END)
    assert spool.tell() == len(plain)
    spool.close()


def test_what_leaves_memory_is_not_read_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    lying: list[IO[bytes]] = []

    def kept(**words: Any) -> IO[bytes]:
        lying.append(tempfile.TemporaryFile(**words))  # noqa: SIM115 - looked at below
        return lying[-1]

    monkeypatch.setattr(closed_spools, "tempfile", type("Lying", (), {"TemporaryFile": kept}))
    spool = ClosedSpool(100)
    for _time in range(9):
        spool.write("Trần Thị Cấy-Dấu 079187004321 ".encode())
    (file,) = lying
    file.seek(0)
    seen = file.read()
    assert len(seen) == spool.tell() > 100
    assert b"079187" not in seen
    assert "Cấy".encode() not in seen
    assert seen[:32] != seen[32:64], "equal words do not look alike"


def test_nothing_is_written_over() -> None:
    spool = ClosedSpool(0)
    spool.write(b"abc")
    spool.seek(0)
    with pytest.raises(io.UnsupportedOperation):
        spool.write(b"x")
