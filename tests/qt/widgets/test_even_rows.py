"""Rows of widgets of one width, and two parts that go below one another: nothing is pushed out of a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from counter_app.qt.kit.even_rows import in_even_rows
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tiles import Tile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("width", "rows"), [(1000, [5, 5]), (700, [4, 4, 2]), (240, [1] * 10), (10, [1] * 10)]
)
def test_as_many_beside_one_another_as_there_is_room_for(
    qtbot: QtBot, width: int, rows: list[int]
) -> None:
    buttons = [QPushButton(str(at)) for at in range(10)]
    for button in buttons:
        button.setMinimumWidth(150)
    holder = in_even_rows(*buttons, most=5)
    qtbot.addWidget(holder)
    holder.resize(width, 900)
    holder.show()
    tops = sorted({button.y() for button in buttons})
    assert [sum(button.y() == top for button in buttons) for top in tops] == rows
    assert len({button.width() for button in buttons}) == 1


def test_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    buttons = [QPushButton(str(at)) for at in range(3)]
    holder = in_even_rows(*buttons, most=3)
    qtbot.addWidget(holder)
    holder.resize(900, 100)
    buttons[0].hide()
    holder.show()
    assert buttons[1].x() == 0
    assert buttons[1].y() == buttons[2].y()


def test_a_tile_is_as_wide_as_its_label_needs_in_two_lines(qtbot: QtBot) -> None:
    short, long = (
        Tile("Quá hạn", "clock"),
        Tile("Result ready to be collected by citizens", "clock"),
    )
    for tile in (short, long):
        qtbot.addWidget(tile)
    assert short.minimumSizeHint().width() == scaled(110)
    assert long.minimumSizeHint().width() > scaled(110)


def test_below_one_another_neither_part_lies_over_the_other(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    for part in (first, second):
        part.setMinimumSize(200, 300)
    both = SideBySide(first, second, least=800)
    qtbot.addWidget(both)
    both.resize(400, 100)
    both.show()
    assert [both.narrow] == [True]
    assert both.minimumHeight() >= 600
    both.resize(400, both.minimumHeight())
    assert not first.geometry().intersects(second.geometry())
    both.resize(1000, 400)
    assert [both.narrow] == [False]
    assert both.minimumHeight() == 0
