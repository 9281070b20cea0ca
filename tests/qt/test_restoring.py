"""Coming back from a copy through the window: the file, the question about numbers, and the first new receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app import paths
from counter_app.desk.office.backup import backup
from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.office import Office
from counter_app.qt.board.page import BoardPage
from counter_app.qt.settings.numbers_dialog import NumbersDialog
from counter_app.qt.settings.page import SettingsPage
from counter_app.qt.window.first_run import FirstRun
from counter_app.qt.window.unusable import UnusablePanel
from tests.desk.second import leaders, put
from tests.makers import receive
from tests.qt.hands import CTRL, ENTER, dialogs
from tests.qt.test_app import start, window_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.app import Program
    from counter_app.qt.window.main_window import MainWindow
    from counter_app.qt.window.restore_form import RestoreForm

__all__ = ["start"]
ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def copy(tmp_path: Path, clock: FixedClock) -> Path:
    """What is left of an office: a copy with one dossier; two more had been received since."""
    lost = Office.found(tmp_path / "cu", default_founding(), clock=clock, officer=COMMAND_LINE)
    receive(lost)
    made = backup(lost.store, tmp_path / "usb").path
    receive(lost)
    receive(lost)
    lost.close()
    return made


def restored(qtbot: QtBot, program: Program, copy: Path) -> MainWindow:
    """The window after the first run's page brought the copy back and the leader signed in."""
    window = window_of(program)
    panel = window.stack.currentWidget()
    assert isinstance(panel, FirstRun)
    panel.restore_button.click()
    form = panel.restore_form
    assert form is not None
    QTest.keyClicks(form.copy, str(copy))
    proved_by_the_leader(qtbot, form)
    qtbot.waitUntil(lambda: program.place is not None, timeout=20000)
    window.sign_in.tried.emit("canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=20000)
    return window


def proved_by_the_leader(qtbot: QtBot, form: RestoreForm) -> None:
    """The copy asks who brings it back; the only leader it has types the own password."""
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(form.key.secret.hasFocus, timeout=20000)
    QTest.keyClicks(form.key.secret, FIRST_PASSWORD)
    QTest.keyClick(form, ENTER, CTRL)


def question(window: MainWindow) -> NumbersDialog:
    """The open question about numbers."""
    (found,) = [item for item in dialogs(window) if isinstance(item, NumbersDialog)]
    return found


def test_a_new_computer_goes_on_above_what_the_papers_say(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, copy: Path
) -> None:
    program = start(tmp_path / "moi")
    window = restored(qtbot, program, copy)
    assert program.place is not None
    office = program.place.office
    asking = question(window)
    QTest.keyClick(asking, ENTER, CTRL)
    assert asking.fields["book:ho-tich:2026"].error.text().endswith("gõ lại 1.")
    asking.device.set_count(1)
    QTest.keyClicks(asking.scan, "T99001-261123-010003")
    QTest.keyClick(asking.scan, ENTER)
    assert asking.boxes["dossier:01", "2026-11-23"].text() == "3"
    for series in (("form:01", "2026"), ("book:ho-tich", "2026")):
        QTest.keyClicks(asking.boxes[series], "3")
    QTest.keyClick(asking, ENTER, CTRL)
    assert not asking.isVisible()
    dossier = receive(office)
    assert (dossier.code, dossier.form_no, dossier.book_no) == ("T99001-261123-010004", 4, 4)


def test_who_does_not_answer_may_only_look(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, copy: Path
) -> None:
    """And finds the question again in the settings."""
    program = start(tmp_path / "moi")
    window = restored(qtbot, program, copy)
    QTest.keyClick(question(window), ESCAPE)
    assert window.view is not None
    assert window.view.header.read_only.isVisible()
    window.view.go("settings")
    page = window.view.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    page.tabs.setCurrentIndex(3)
    page.data.witness.ask.click()
    QTest.keyClick(question(window), ESCAPE)
    window.view.go("board")
    board = window.view.pages.currentWidget()
    assert isinstance(board, BoardPage)
    qtbot.waitUntil(board.health.buttons["numbers"].isVisible)
    board.health.buttons["numbers"].click()
    assert question(window).isVisible()


def test_a_copy_that_is_none_is_said_beside_it(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path
) -> None:
    program = start(tmp_path / "moi")
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, FirstRun)
    panel.restore()
    form = panel.restore_form
    assert form is not None
    form.start.click()
    assert "Chưa chọn" in form.fields["copy"].error.text()
    (tmp_path / "x.db").write_bytes(b"not a copy")
    form.copy.setText(str(tmp_path / "x.db"))
    form.start.click()
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is form, timeout=20000)
    qtbot.waitUntil(lambda: form.fields["copy"].error.isVisible(), timeout=20000)
    assert not Office.exists(tmp_path / "moi")
    form.back.click()
    assert panel.stack.currentIndex() == 0


def test_where_the_file_is_gone_nobody_is_asked_to_set_up(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, copy: Path
) -> None:
    """The way back from a copy is one button away."""
    paths.database_path(tmp_path / "cu").unlink()
    program = start(tmp_path / "cu")
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, UnusablePanel)
    panel.restore_wanted.emit()
    first = window_of(program).stack.currentWidget()
    assert isinstance(first, FirstRun)
    form = first.restore_form
    assert form is not None
    form.copy.setText(str(copy))
    proved_by_the_leader(qtbot, form)
    qtbot.waitUntil(lambda: program.place is not None, timeout=20000)
    assert program.place is not None
    numbers = program.place.office.numbers
    assert numbers.doubt is not None
    assert {item.name: item.last for item in numbers.known()}["form:01"] == 3


def test_the_second_place_is_chosen_in_the_settings(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    page = SettingsPage(place)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.tabs.setCurrentIndex(3)
    card = page.data.witness
    assert not card.ask.isVisible()
    card.folder.setText(str(tmp_path / "khong-co"))
    card.keep.click()
    assert "Không có thư mục" in card.field.error.text()
    card.folder.setText(str(tmp_path / "data"))
    card.keep.click()
    assert "mất cùng lúc" in card.field.error.text()
    card.folder.setText(str(tmp_path / "usb"))
    card.keep.click()
    receive(place.office)
    assert list((tmp_path / "usb" / "so-chung").iterdir())
    assert "cùng ổ đĩa" in card.standing.text()


def test_an_encrypted_copy_asks_for_a_password_of_its_day(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> None:
    lost = Office.found(
        tmp_path / "cu", default_founding(), clock=clock, officer=COMMAND_LINE, encrypted=True
    )
    receive(lost)
    mai = put(lost, Role.RECEIVER, "mai")
    copy = backup(lost.store, tmp_path / "usb").path
    lost.close()
    program = start(tmp_path / "moi")
    window = window_of(program)
    panel = window.stack.currentWidget()
    assert isinstance(panel, FirstRun)
    panel.restore_button.click()
    form = panel.restore_form
    assert form is not None
    assert form.key.isHidden()
    QTest.keyClicks(form.copy, str(copy))
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(form.key.secret.hasFocus)
    form.key.second.choose("")
    QTest.keyClicks(form.key.secret, "mat-khau-nham")
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(lambda: "chưa đúng" in form.key.fields["secret"].error.text(), timeout=20000)
    assert not paths.database_path(tmp_path / "moi").exists()
    QTest.keyClicks(form.key.secret, FIRST_PASSWORD)
    form.key.second.choose("mai")
    QTest.keyClicks(form.key.password, mai.password)
    QTest.keyClick(form, ENTER, CTRL)
    said = form.key.fields["second"].error
    qtbot.waitUntil(lambda: "không chọn người thứ hai" in said.text(), timeout=20000)
    form.key.second.choose("")
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(lambda: program.place is not None, timeout=20000)
    assert Office.locked(tmp_path / "moi")
    window.sign_in.tried.emit("canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=20000)


def test_a_plain_copy_asks_two_of_its_people(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> None:
    """By keys: who restores, who consents, each by the own password; what is wrong is said beside it."""
    lost = Office.found(tmp_path / "cu", default_founding(), clock=clock, officer=COMMAND_LINE)
    second = leaders(lost)
    copy = backup(lost.store, tmp_path / "usb").path
    lost.close()
    program = start(tmp_path / "moi")
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, FirstRun)
    panel.restore_button.click()
    form = panel.restore_form
    assert form is not None
    QTest.keyClicks(form.copy, str(copy))
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(form.key.secret.hasFocus, timeout=20000)
    form.key.who.choose("canbo")
    QTest.keyClicks(form.key.secret, FIRST_PASSWORD)
    form.key.second.choose("")
    QTest.keyClick(form, ENTER, CTRL)
    needs = form.key.fields["second"]
    qtbot.waitUntil(lambda: "cần hai người" in needs.error.text(), timeout=20000)
    assert not paths.database_path(tmp_path / "moi").exists()
    form.key.second.choose(second.approver)
    QTest.keyClicks(form.key.password, "sai-mat-khau-nhe")
    QTest.keyClick(form, ENTER, CTRL)
    wrong = form.key.fields["password"]
    qtbot.waitUntil(lambda: "chưa đúng" in wrong.error.text(), timeout=20000)
    form.key.password.clear()
    QTest.keyClicks(form.key.password, second.password)
    QTest.keyClick(form, ENTER, CTRL)
    qtbot.waitUntil(lambda: program.place is not None, timeout=20000)
    assert program.place is not None
    entry, said = program.place.office.store.journal.epochs()[-1]
    assert (entry.actor, said["approved_by"]) == ("canbo", second.approver)
