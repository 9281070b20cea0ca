"""A page reads once when it is opened, however it is opened; counted, for time says nothing on a busy computer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from counter_app.qt.window.page_list import ENTRIES, entry
from counter_app.qt.window.page_stack import PageStack
from tests.makers import receive
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

NAMES = [item.name for item in ENTRIES]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each page read."""
    counted: Counter[str] = Counter()
    for name in NAMES:
        kind = entry(name).load()

        def watched(page: object, name: str = name, read: object = kind.reload) -> None:
            counted[name] += 1
            read(page)  # type: ignore[operator]

        monkeypatch.setattr(kind, "reload", watched)
    return counted


def test_every_page_reads_once_when_it_is_opened(
    qtbot: QtBot, place: Workplace, reads: Counter[str]
) -> None:
    receive(place.office)
    stack = PageStack(place)
    qtbot.addWidget(stack)
    stack.resize(1146, 700)
    stack.show()
    for turn in ("first", "second"):
        for name in NAMES:
            reads.clear()
            stack.open(name)
            settle()
            allowed = {name: 1} if turn == "first" else {}
            assert reads[name] <= 1, (turn, name)
            assert allowed.items() <= reads.items(), (turn, name)
            assert set(reads) <= {name}, (turn, name)
    qtbot.waitUntil(lambda: not place.jobs.working)


def test_what_changed_while_a_page_was_prepared_is_read_when_it_is_opened(
    qtbot: QtBot, place: Workplace, reads: Counter[str]
) -> None:
    stack = PageStack(place)
    qtbot.addWidget(stack)
    for name in NAMES:
        stack.prepare(name)
    place.hub.done(place.office.rules.change_preferences(place.office.preferences))
    for name in NAMES:
        reads.clear()
        stack.open(name)
        assert reads[name] == 1, name
    qtbot.waitUntil(lambda: not place.jobs.working)
