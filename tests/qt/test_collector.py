"""Python's collector comes by between events of the window's thread: no part of a window dies anywhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from counter_app.qt.window.collector import Collector

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HERE = threading.get_ident()
MANY = 30_000
"""Objects made at once: Python's collector comes by several times meanwhile."""
MADE: list[list[object]] = []


class Loop:
    """Something that only refers to itself, and tells where it went."""

    def __init__(self, told: list[int]) -> None:
        self.itself = self
        self._told = told

    def __del__(self) -> None:
        self._told.append(threading.get_ident())


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """The collector works as always until the program takes over."""
    before = gc.get_threshold()
    gc.collect()
    gc.enable()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)
    MADE.clear()


def dropped_while_another_works() -> list[int]:
    """Drop something that refers to itself, and let another thread make a lot; where it has gone by then."""
    told: list[int] = []
    Loop(told)
    worker = threading.Thread(target=lambda: MADE.extend([[] for _item in range(MANY)]))
    worker.start()
    worker.join()
    return told


def test_left_to_itself_python_collects_where_somebody_works() -> None:
    """The canary: without it a part of a window would be destroyed on the worker."""
    told = dropped_while_another_works()
    assert told
    assert told != [HERE]


def test_nothing_is_collected_but_between_events_of_the_window(qtbot: QtBot) -> None:
    collector = Collector()
    collector.begin()
    told = dropped_while_another_works()
    assert told == []
    qtbot.waitUntil(lambda: told == [HERE])
    collector.stop()
    assert gc.isenabled()


def test_everything_goes_in_the_end_however_old_it_was() -> None:
    collector = Collector()
    collector.begin()
    told: list[int] = []
    old = Loop(told)
    gc.collect()
    gc.collect()  # it is of the oldest generation now
    del old
    for _round in range(150):
        MADE.extend([] for _item in range(MANY // 10))
        collector.collect()
    assert told == [HERE]
    collector.stop()
