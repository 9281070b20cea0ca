"""The room kept for a full disk: laid where there is plenty, once, and gone when it is asked for."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from counter_app.errors import StoreError
from counter_app.store.core import trouble
from counter_app.superior.book.arrivals import Arrivals
from counter_app.system import ballast


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballast, "SIZE", 2**20)


def test_it_is_laid_once_and_gives_way_once(tmp_path: Path) -> None:
    path = tmp_path / ballast.NAME
    assert ballast.lay(tmp_path)
    made = path.stat()
    assert made.st_size == ballast.SIZE
    assert ballast.lay(tmp_path)
    assert path.stat().st_mtime_ns == made.st_mtime_ns
    assert ballast.give_way(tmp_path)
    assert not path.exists()
    assert not ballast.give_way(tmp_path)


def test_one_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    (tmp_path / ballast.NAME).write_bytes(b"x")
    assert ballast.lay(tmp_path)
    assert (tmp_path / ballast.NAME).stat().st_size == ballast.SIZE


@pytest.mark.parametrize("full", [True, False], ids=["this disk is full", "a stick is full"])
def test_it_gives_way_to_the_superior_s_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, full: bool
) -> None:
    monkeypatch.setattr(trouble, "_no_room", lambda _folder: full)
    assert ballast.lay(tmp_path)
    with pytest.raises(StoreError), Arrivals(tmp_path):
        raise OSError(errno.ENOSPC, "full")
    assert (tmp_path / ballast.NAME).exists() is not full


def test_where_there_is_little_room_none_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "PLENTY", 2**40)
    assert not ballast.lay(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not ballast.lay(tmp_path / "khong-co")
