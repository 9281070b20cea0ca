"""The official system's own list in the window: a file, at most one question, a worklist worked off with the keys."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.desk.official.lists import ListChoices
from counter_app.domain.official.list_differences import Kind
from counter_app.domain.official.list_words import OfficialField, Standing
from counter_app.office import Office
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.official.list_dialog import OfficialListDialog
from counter_app.qt.official.page import OfficialPage
from tests.desk.table_files import csv_file, workbook
from tests.makers import MARITAL, receive
from tests.qt.days import wait_for_buttons
from tests.qt.hands import ALT, CTRL, ENTER, NO, dialogs, press, show

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from counter_app.domain.dossier.dossier import Dossier

HEADS = ("Trạng thái", "Ngày tiếp nhận", "Mã hồ sơ", "Chủ hồ sơ", "Tên thủ tục")
PEOPLE = ("Lê Hoàng Phúc", "Trần Thị Đào", "Phạm Văn Long")
OFFICIAL = "H57.132-261123-000{}"
SIZE = (1000, 640)


@pytest.fixture
def three(office: Office) -> list[Dossier]:
    return [receive(office, MARITAL, name) for name in PEOPLE]


@pytest.fixture
def dialog(qtbot: QtBot, place: Workplace, three: list[Dossier]) -> OfficialListDialog:
    made = OfficialListDialog(place)
    qtbot.addWidget(made)
    show(made, *SIZE)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, dialog: OfficialListDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._job.busy and not dialog.place.jobs.working)


def strike(
    qtbot: QtBot, dialog: OfficialListDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = NO
) -> None:
    """Press a button's key; the button answers a moment later, and its work takes another one."""
    press(key, modifier)
    wait_for_buttons(dialog)
    settle(qtbot, dialog)


def rows(three: list[Dossier], state: str = "Đã trả kết quả") -> list[tuple[str, ...]]:
    """The first two as the official system has them; the third is missing, a stranger is there."""
    name = three[0].procedure_name
    day = "10:56 23/11/2026"
    return [
        ("Đang xử lý - Còn 2 ngày", day, OFFICIAL.format(1), PEOPLE[0].upper(), name),
        (state, day, OFFICIAL.format(2), PEOPLE[1], name),
        ("Chờ thông báo thuế", day, OFFICIAL.format(9), "Người Lạ Mặt", name),
    ]


def kinds(dialog: OfficialListDialog) -> list[Kind]:
    found = (dialog.view.model.row(at) for at in range(dialog.view.model.rowCount()))
    return [row.item.kind for row in found if row is not None]


def photograph(widget: QWidget, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    folder = os.environ.get("OFFICIAL_PICTURES")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))


WANTED = [Kind.NOT_THERE, Kind.NOT_HERE, Kind.STATE, Kind.FINANCIAL, Kind.CODE, Kind.CODE]


def test_a_list_whose_words_are_known_asks_nothing(
    qtbot: QtBot, dialog: OfficialListDialog, three: list[Dossier], tmp_path: Path, office: Office
) -> None:
    photograph(dialog, "empty")
    dialog.open_file(str(workbook(tmp_path, {"DS": [HEADS, *rows(three)]})))
    qtbot.waitUntil(lambda: dialog.worklist is not None)
    settle(qtbot, dialog)
    assert kinds(dialog) == WANTED
    assert dialog.view.table.hasFocus()
    assert three[2].code in dialog.view.detail.text()
    photograph(dialog, "worklist")
    assert len(dialog.view.chosen()) == 2
    assert "2" in dialog.note.text()
    strike(qtbot, dialog, ENTER, CTRL)
    assert office.dossiers.get(three[1].code).official_code == OFFICIAL.format(2)
    dialog.reload()
    settle(qtbot, dialog)
    assert kinds(dialog) == WANTED[:4]
    assert not dialog.note.isEnabled()


def test_words_not_known_are_asked_once_and_remembered(
    qtbot: QtBot, dialog: OfficialListDialog, three: list[Dossier], tmp_path: Path
) -> None:
    path = csv_file(tmp_path, [HEADS, *rows(three, "Chờ hội đồng")])
    dialog.open_file(str(path))
    settle(qtbot, dialog)
    assert dialog.worklist is None
    assert dialog.steps.currentIndex() == 0
    assert list(dialog.asking.states.choices) == ["Chờ hội đồng"]
    assert dialog.compare.hasFocus()
    photograph(dialog, "asked")
    dialog.asking.states.choices["Chờ hội đồng"].choose(Standing.PROCESSING)
    dialog.asking.whole.setChecked(True)
    strike(qtbot, dialog, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: dialog.worklist is not None)
    settle(qtbot, dialog)
    assert kinds(dialog) == [kind for kind in WANTED if kind is not Kind.STATE]
    strike(qtbot, dialog, Qt.Key.Key_N, ALT)
    assert dialog.path.hasFocus()
    strike(qtbot, dialog, Qt.Key.Key_Right, ALT)
    assert dialog.view.table.hasFocus()
    dialog.worklist = None
    dialog.open_file(str(path))
    qtbot.waitUntil(lambda: dialog.worklist is not None)
    settle(qtbot, dialog)
    assert dialog.steps.currentIndex() == 1


def test_columns_not_known_are_asked_and_a_missing_one_is_said(
    qtbot: QtBot, dialog: OfficialListDialog, three: list[Dossier], tmp_path: Path
) -> None:
    heads = ("Bước", *HEADS[1:])
    dialog.open_file(str(csv_file(tmp_path, [heads, *rows(three)])))
    settle(qtbot, dialog)
    strike(qtbot, dialog, Qt.Key.Key_F8)
    assert "cột trạng thái" in dialog.advice.text()
    dialog.asking.columns.choices[OfficialField.STATE].choose(0)
    strike(qtbot, dialog, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: dialog.worklist is not None)
    settle(qtbot, dialog)
    assert kinds(dialog) == WANTED


def test_a_file_that_is_no_list_is_said_beside_its_name(
    qtbot: QtBot, dialog: OfficialListDialog, tmp_path: Path
) -> None:
    path = tmp_path / "ds.xls"
    path.write_bytes(b"<html><table><tr><td>x</td></tr></table></html>")
    dialog.open_file(str(path))
    settle(qtbot, dialog)
    assert "HTML" in dialog.file.error.text()
    dialog.path.setText("")
    dialog.begin_read()
    assert dialog.file.error.text()


def test_one_kind_is_looked_at_by_itself_and_space_ticks(
    qtbot: QtBot, dialog: OfficialListDialog, three: list[Dossier], tmp_path: Path
) -> None:
    dialog.open_file(str(csv_file(tmp_path, [HEADS, *rows(three)])))
    qtbot.waitUntil(lambda: dialog.worklist is not None)
    settle(qtbot, dialog)
    view = dialog.view
    view.filter.choose(Kind.CODE)
    view.filter.chosen.emit(Kind.CODE)
    assert kinds(dialog) == [Kind.CODE, Kind.CODE]
    view.table.setFocus()
    view.table.choose(0)
    press(Qt.Key.Key_Space)
    assert [item.listed and item.listed.official_code for item in view.chosen()] == [
        OFFICIAL.format(2)
    ]
    went: list[object] = []
    dialog.place.hub.wanted.connect(lambda *said: went.append(said))
    press(ENTER)
    assert three[0].code in str(went)
    assert not dialog.isVisible()


def test_the_page_opens_the_list_kept_from_before(
    qtbot: QtBot, place: Workplace, office: Office, three: list[Dossier], tmp_path: Path
) -> None:
    lists = office.official_list
    table = lists.read(csv_file(tmp_path, [HEADS, *rows(three)]))
    lists.take(table, ListChoices(columns=lists.columns_of(table), whole=True))
    page = OfficialPage(place)
    qtbot.addWidget(page)
    show(page)
    page.reload()
    page.table.setFocus()
    photograph(page, "page")
    press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: bool(dialogs(page)))
    (opened,) = dialogs(page)
    assert isinstance(opened, OfficialListDialog)
    qtbot.waitUntil(lambda: opened.worklist is not None)
    settle(qtbot, opened)
    assert kinds(opened) == WANTED
    strike(qtbot, opened, Qt.Key.Key_X, ALT)
    assert lists.worklist() is None
    assert opened.steps.currentIndex() == 0
