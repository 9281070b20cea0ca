"""The citizen checks the spelling: shown large, answered by one key, recorded, and on no screen a moment later."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.intake.spelling_dialog import SpellingDialog
from counter_app.qt.intake.spelling_sheet import SpellingSheet
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.timeline import event_text
from tests.memory_printer import MemoryPrinter
from tests.patience import come_to_front, settle
from tests.qt.days import is_gone
from tests.qt.hands import ALT, CTRL, ENTER, commit, press, show, with_printer
from tests.qt.intake_desk import all_lines, fill
from tests.qt.two_screens import SCREENS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "Nguyễn Thị Ánh Nguyệt"


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> IntakePage:
    with_printer(office, MemoryPrinter())
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    return made


def asked(qtbot: QtBot, page: IntakePage) -> SpellingDialog:
    """The page's key, and the dialog it opens."""
    press(Qt.Key.Key_V, ALT)
    qtbot.waitUntil(lambda: page.spelling.dialog is not None)
    dialog = page.spelling.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def answered(qtbot: QtBot, page: IntakePage) -> None:
    """The dialog is gone and the keyboard is back in the form."""
    qtbot.waitUntil(lambda: page.spelling.dialog is None)
    come_to_front(page)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def on_any_screen(text: str) -> list[str]:
    """Where a text can be read on what the citizen was shown."""
    return [
        label.text()
        for sheet in QApplication.allWidgets()
        if isinstance(sheet, SpellingSheet)
        for label in sheet.findChildren(QLabel)
        if text in label.text()
    ]


def said(office: Office) -> str:
    """What the timeline says of the only dossier."""
    (line,) = all_lines(office)
    steps = office.dossiers.view(line.code).timeline
    return " ".join(event_text(step.kind, step.payload, {}) for step in steps)


def test_seen_and_right_is_recorded_with_the_dossier(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, NAME)
    dialog = asked(qtbot, page)
    assert NAME in dialog.sheet.texts()
    press(ENTER, CTRL)
    answered(qtbot, page)
    assert page.spelling.text() == "Công dân đã xem, đúng (Alt+V)"
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(all_lines(office)))
    assert "Công dân đã đọc lại" in said(office)
    assert page.spelling.text() == "Công dân xem lại (Alt+V)", "the next citizen read nothing"


def test_what_is_corrected_afterwards_was_not_read(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, NAME)
    asked(qtbot, page)
    press(ENTER, CTRL)
    answered(qtbot, page)
    page.form.applicant.name.setFocus()
    commit(page.form.applicant.name, " Hoa")
    assert page.spelling.text() == "Công dân xem lại (Alt+V)"
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(all_lines(office)))
    assert "Công dân đã đọc lại" not in said(office)


def test_escape_goes_back_to_the_form_and_records_nothing(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, NAME)
    asked(qtbot, page)
    press(Qt.Key.Key_Escape)
    answered(qtbot, page)
    assert page.form.applicant.name.text() == NAME
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(all_lines(office)))
    assert "Công dân đã đọc lại" not in said(office)


def test_an_unfinished_form_is_not_shown(qtbot: QtBot, page: IntakePage) -> None:
    press(Qt.Key.Key_V, ALT)
    qtbot.waitUntil(lambda: bool(page.form.fields()["procedure"].error.text()))
    assert page.spelling.dialog is None


@pytest.mark.parametrize("end", ["right", "correct", "locked", "over"])
def test_nothing_personal_stays_on_any_screen(qtbot: QtBot, page: IntakePage, end: str) -> None:
    fill(page, NAME)
    dialog = asked(qtbot, page)
    assert on_any_screen(NAME)
    match end:
        case "right":
            press(ENTER, CTRL)
        case "correct":
            press(Qt.Key.Key_Escape)
        case "locked":
            dialog.setVisible(False)  # as the veil does
        case _:
            dialog._over.timeout.emit()
    assert on_any_screen(NAME) == []
    if end == "locked":
        dialog.setVisible(True)
        assert on_any_screen(NAME), "unlocked, the citizen goes on reading"
        dialog.reject()
    assert on_any_screen(NAME) == []
    qtbot.waitUntil(lambda: is_gone(dialog))


def test_without_a_second_screen_the_whole_screen_is_turned(qtbot: QtBot, page: IntakePage) -> None:
    fill(page, NAME)
    dialog = asked(qtbot, page)
    assert dialog.isFullScreen()
    assert dialog.facing is None
    press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 600)])
@pytest.mark.parametrize("words", [1, 60])
def test_every_letter_is_on_the_screen_and_large(
    qtbot: QtBot, size: tuple[int, int], words: int
) -> None:
    sheet = SpellingSheet()
    qtbot.addWidget(sheet)
    sheet.resize(*size)
    sheet.show_lines([("Họ và tên", NAME), ("Nội dung yêu cầu", "chứng thực bản sao " * words)])
    sheet.show()
    sheet.resize(*size)
    settle()
    for name, text in sheet.rows:
        for label in (name, text):
            assert label.mapTo(sheet, label.rect().bottomRight()).y() <= size[1]
            assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()
    if words == 1:
        assert sheet.rows[0][1].font().pixelSize() >= size[1] * 0.05


TWO_SCREENS = """
import json, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.intake.spelling_dialog import SpellingDialog
from counter_app.qt.intake.spelling_sheet import SpellingSheet

app = QApplication([])
clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL))
office = Office.found(Path(sys.argv[1]), default_founding(), clock=clock, officer=COMMAND_LINE)
place = Workplace(office, Hub(), Jobs(office))
host = QWidget()
host.setGeometry(0, 0, 800, 600)
host.show()
host.activateWindow()
app.processEvents()
said = {}
for wish in ("second", "own"):
    kept = replace(office.preferences, display_screen="ManHinhCho", citizen_screen=wish)
    office.rules.change_preferences(kept)
    dialog = SpellingDialog(place, [("Tên", "Đặng Thị Ngọc Ánh")], host)
    answers = []
    dialog.confirmed.connect(lambda: answers.append("right"))
    dialog.show_to_read()
    app.processEvents()
    full = dialog.isFullScreen()
    facing = dialog.facing
    there = [facing.screen().name(), facing.isFullScreen(), facing.texts()] if facing else None
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Return)
    left = [sheet for sheet in QApplication.topLevelWidgets() if isinstance(sheet, SpellingSheet)]
    said[wish] = [there, full, answers, [s.isVisible() or s.texts() != [] for s in left]]
office.close()
print(json.dumps(said))
"""


def test_the_public_s_screen_shows_it_and_the_officer_answers(tmp_path: Path) -> None:
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps(SCREENS))
    run = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS, str(tmp_path / "data")],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout.name}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said = json.loads(run.stdout.splitlines()[-1])
    there = ["ManHinhCho", True, ["Đặng Thị Ngọc Ánh"]]
    assert said["second"][:3] == [there, False, ["right"]]
    assert said["own"][:3] == [None, True, ["right"]]
    assert not any([*said["second"][3], *said["own"][3]])
