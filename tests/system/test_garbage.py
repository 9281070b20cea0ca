"""The collector is away while a large table is built, and back afterwards, whatever happened."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.system.garbage import uncollected


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def test_it_is_away_and_comes_back_after_a_fault_too() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with suppress(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_whoever_says_when_it_comes_goes_on_saying_it() -> None:
    gc.disable()
    with uncollected():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_a_list_that_cannot_be_read_leaves_the_collector_on(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(RuleError):
        office.procedure_lists.read_list(path)
    assert gc.isenabled()
