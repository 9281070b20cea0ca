"""What a restore lacks, from the home page to the stick: named, asked for, brought back, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.qt.kit.health_line import HealthLine
from counter_app.qt.settings.complete_dialog import CompleteDialog
from tests.desk.test_making_whole import Halved
from tests.desk.test_own_copy import PERSON
from tests.plugged import plugged
from tests.qt.hands import CTRL, ENTER, press
from tests.qt.test_app import start, window_of
from tests.qt.test_backups import shown, sign_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.window.app import Program

__all__ = ["plugged", "start"]


@pytest.fixture
def halved(tmp_path: Path, clock: FixedClock) -> Halved:
    """An office that got figures alone, closed; a stick with the rest lies about."""
    made = Halved(tmp_path, clock)
    made.office.close()
    return made


def test_the_home_page_leads_to_the_stick_and_the_names_come_back(
    qtbot: QtBot, start: Callable[[Path], Program], halved: Halved
) -> None:
    program = start(halved.data)
    window = sign_in(qtbot, program)
    before = program.place
    assert window.view is not None
    assert before is not None
    line = window.findChild(HealthLine)
    assert line is not None
    button = line.buttons["stick"]
    qtbot.waitUntil(button.isVisible, timeout=20000)
    assert "gói số 1" in button.text()

    button.click()
    asking = shown(qtbot, window, CompleteDialog)
    qtbot.waitUntil(lambda: asking._job is None, timeout=20000)
    assert not asking.start.isEnabled()
    asking.batches.setText(str(halved.stick))
    asking.batches.editingFinished.emit()
    qtbot.waitUntil(lambda: "không có phần còn thiếu" in asking.outlook.text(), timeout=20000)
    assert not asking.start.isEnabled()
    asking.batches.setText(str(halved.other))
    asking.batches.editingFinished.emit()
    qtbot.waitUntil(asking.start.isEnabled, timeout=20000)
    assert "có đủ" in asking.outlook.text()

    asking.password.setFocus()
    QTest.keyClicks(asking.password, FIRST_PASSWORD)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: program.place not in (None, before), timeout=30000)
    assert window_of(program).currentWidget() is window.sign_in
    sign_in(qtbot, program)
    assert program.place is not None
    assert program.place.office.dossiers.get(halved.code).applicant.name == PERSON
    assert window.view is not None
    assert "Đã làm đủ" in window.view.notice.text.text()
