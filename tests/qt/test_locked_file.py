"""An encrypted office at the window: the ring names its people, a password opens the file, the sheet opens it too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.desk.office import own_computer
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.recovery import new_words
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.settings.data import LockingCard
from counter_app.qt.settings.own_opening import OwnOpening
from counter_app.qt.window.app import Program
from counter_app.qt.window.forgotten_dialog import ForgottenDialog
from counter_app.qt.window.sheet_words import SheetWords
from counter_app.qt.window.sign_in import SignInPanel
from counter_app.qt.window.unusable import UnusablePanel
from counter_app.system import key_ring, keystore
from tests import makers
from tests.qt.hands import ENTER, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock

NEW = "con-meo-trang-8"


class Store:
    """A keystore as a system keeps one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, works: bool = True) -> None:
        self.kept: dict[str, str] = {}
        monkeypatch.setattr(keystore, "_backend", lambda: self if works else None)

    def set_password(self, _service: str, name: str, secret: str) -> None:
        self.kept[name] = secret

    def get_password(self, _service: str, name: str) -> str | None:
        return self.kept.get(name)

    def delete_password(self, _service: str, name: str) -> None:
        del self.kept[name]


@pytest.fixture
def locked(tmp_path: Path, clock: FixedClock) -> Office:
    """An encrypted office with a leader and a colleague; it is closed."""
    office = Office.found(
        tmp_path / "data", makers.founding(), clock=clock, officer=COMMAND_LINE, encrypted=True
    )
    office.staff.put_officer(makers.officer(login="lan"), password=makers.PASSWORD)
    words = " ".join(new_words())
    office.recovery.make(words)
    office.close()
    office.data_dir.joinpath("to-giay.txt").write_text(words)
    return office


@pytest.fixture
def begun(
    qtbot: QtBot, qapp: QApplication, clock: FixedClock, locked: Office
) -> Iterator[Callable[[], Program]]:
    made: list[Program] = []

    def begin() -> Program:
        program = Program(qapp, locked.data_dir, clock=clock)
        made.append(program)
        assert program.start()
        assert program.window is not None
        with qtbot.waitSignal(program.window.painted, timeout=5000):
            program.window.activateWindow()
        return program

    yield begin
    for program in made:
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.stop()
        program.setParent(None)
        program.deleteLater()


def panel_of(program: Program) -> SignInPanel:
    assert program.window is not None
    return program.window.gate.panel


def sign_in(program: Program, login: str, password: str) -> None:
    panel = panel_of(program)
    panel.officer.setCurrentIndex(panel.officer.findData(login))
    panel.password.setFocus()
    QTest.keyClicks(panel.password, password)
    QTest.keyClick(panel.password, ENTER)


def sits(program: Program) -> str:
    officer = program.place.office.session.officer if program.place is not None else None
    return officer.login if officer is not None else ""


def test_the_people_are_offered_and_a_password_opens_the_file_and_signs_in(
    qtbot: QtBot, begun: Callable[[], Program]
) -> None:
    program = begun()
    panel = panel_of(program)
    qtbot.waitUntil(lambda: panel.officer.count() == 2)
    assert panel.isVisible()
    assert "mã hóa" in panel.office.text()
    assert not program.place
    sign_in(program, "canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
    assert program.window is not None
    assert program.window.gate.locked_file is None


def test_a_wrong_password_is_told_and_the_next_try_goes_on(
    qtbot: QtBot, begun: Callable[[], Program]
) -> None:
    program = begun()
    panel = panel_of(program)
    qtbot.waitUntil(lambda: panel.officer.count() == 2)
    sign_in(program, "canbo", "sai-mat-khau-roi")
    qtbot.waitUntil(lambda: "chưa đúng" in panel.error.text())
    assert program.place is None
    assert panel.password.hasFocus()
    QTest.keyClicks(panel.password, FIRST_PASSWORD)
    press(ENTER)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)


def test_a_forgotten_password_is_set_anew_by_the_sheet_that_opens_the_file(
    qtbot: QtBot, begun: Callable[[], Program], locked: Office
) -> None:
    words = locked.data_dir.joinpath("to-giay.txt").read_text()
    program = begun()
    panel = panel_of(program)
    qtbot.waitUntil(lambda: panel.officer.count() == 2)
    panel.forgotten.click()
    assert program.window is not None
    [dialog] = program.window.findChildren(SheetWords)
    QTest.keyClicks(dialog.words, " ".join(new_words()))
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.field.error.text()))
    dialog.words.selectAll()
    QTest.keyClicks(dialog.words, words)
    dialog.save.click()
    window = program.window
    qtbot.waitUntil(lambda: bool(window.findChildren(ForgottenDialog)), timeout=10_000)
    [forgotten] = window.findChildren(ForgottenDialog)
    assert forgotten.words.value() == words
    for edit in (forgotten.new.after, forgotten.new.again):
        QTest.keyClicks(edit, NEW)
    forgotten.save.click()
    qtbot.waitUntil(lambda: "Đã đặt mật khẩu mới" in panel.error.text(), timeout=10_000)
    sign_in(program, "canbo", NEW)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)


def test_where_the_keystore_opens_the_file_everybody_is_asked_as_in_a_plain_office(
    qtbot: QtBot,
    begun: Callable[[], Program],
    locked: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = Store(monkeypatch)
    own_computer.let_computer_open(locked.store.database.held)
    assert len(kept.kept) == 1
    program = begun()
    qtbot.waitUntil(lambda: program.place is not None, timeout=10_000)
    assert sits(program) == ""
    assert panel_of(program).officer.count() == 2
    sign_in(program, "canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)


def test_a_keystore_that_lost_the_secret_leaves_the_password(
    qtbot: QtBot,
    begun: Callable[[], Program],
    locked: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = Store(monkeypatch)
    own_computer.let_computer_open(locked.store.database.held)
    kept.kept.clear()
    program = begun()
    qtbot.waitUntil(lambda: panel_of(program).button.isEnabled())
    sign_in(program, "canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)


def test_a_ring_that_cannot_be_read_says_so_and_offers_the_copy(
    qtbot: QtBot, begun: Callable[[], Program], locked: Office
) -> None:
    ring = locked.store.database.held.ring_path
    for each in (ring, key_ring.second_of(ring)):
        each.write_bytes(b"{}")
    window = begun().window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.findChildren(UnusablePanel)))


def test_a_leader_lets_this_computer_open_the_file_and_takes_it_back(
    qtbot: QtBot,
    begun: Callable[[], Program],
    locked: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = Store(monkeypatch)
    program = begun()
    qtbot.waitUntil(lambda: panel_of(program).officer.count() == 2)
    sign_in(program, "canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
    assert program.place is not None
    card = OwnOpening(program.place)
    qtbot.addWidget(card)
    card.reload()
    qtbot.waitUntil(card.tick.isEnabled)
    assert card.isVisible()
    assert not card.tick.isChecked()
    card.tick.click()
    qtbot.waitUntil(lambda: card.tick.isEnabled() and card.tick.isChecked())
    assert own_computer.keys_from_computer(locked.data_dir) == program.place.office.keys
    card.tick.click()
    qtbot.waitUntil(lambda: card.tick.isEnabled() and not card.tick.isChecked())
    assert kept.kept == {}
    assert own_computer.keys_from_computer(locked.data_dir) is None


def test_where_there_is_no_keystore_nothing_is_offered(
    qtbot: QtBot, begun: Callable[[], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(monkeypatch, works=False)
    program = begun()
    qtbot.waitUntil(lambda: panel_of(program).officer.count() == 2)
    sign_in(program, "canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
    assert program.place is not None
    card = OwnOpening(program.place)
    qtbot.addWidget(card)
    card.reload()
    qtbot.waitUntil(lambda: bool(card.answer.text()))
    assert not card.tick.isEnabled()
    assert "không có kho khóa" in card.answer.text()


def test_a_leader_encrypts_an_old_plain_office_and_everybody_signs_in_as_before(
    qtbot: QtBot, qapp: QApplication, clock: FixedClock, tmp_path: Path, plain: Office
) -> None:
    program = Program(qapp, plain.data_dir, clock=clock)
    try:
        assert program.start()
        qtbot.waitUntil(lambda: program.place is not None, timeout=10_000)
        sign_in(program, "canbo", FIRST_PASSWORD)
        qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
        before = program.place
        assert before is not None
        card = LockingCard(before)
        qtbot.addWidget(card)
        card.start.click()
        qtbot.waitUntil(lambda: "phiếu khôi phục" in card.advice.text(), timeout=10_000)
        before.office.recovery.make(" ".join(new_words()))
        card.start.click()
        qtbot.waitUntil(
            lambda: program.place is not None and program.place is not before, timeout=60_000
        )
        assert Office.locked(plain.data_dir)
        sign_in(program, "canbo", FIRST_PASSWORD)
        qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
        assert program.place is not None
        again = LockingCard(program.place)
        qtbot.addWidget(again)
        assert "Đổi" in again.start.text()
    finally:
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.stop()
        program.setParent(None)
        program.deleteLater()


def test_a_plain_file_of_before_is_encrypted_as_a_leader_signs_in(
    qtbot: QtBot, qapp: QApplication, clock: FixedClock, plain: Office
) -> None:
    """Nobody chose it plain, and a sheet opens it. While somebody else has it open it stays as it was, and is told."""
    office = Office.open(plain.data_dir, clock=clock, keys=plain.keys)
    office.session.officer = office.staff.known("canbo")
    assert not office.own_computer.owes_locking(), "whoever set it up chose it plain"
    office.rules.change_preferences(replace(office.preferences, plain_file=False))
    assert office.own_computer.owes_locking()
    office.recovery.make(" ".join(new_words()))
    program = Program(qapp, plain.data_dir, clock=clock)
    try:
        assert program.start()
        qtbot.waitUntil(lambda: program.place is not None, timeout=10_000)
        first, window = program.place, program.window
        assert window is not None
        sign_in(program, "canbo", FIRST_PASSWORD)
        qtbot.waitUntil(lambda: program.place not in (None, first), timeout=60_000)
        (told,) = [item for item in window.findChildren(TroubleDialog) if item.isVisible()]
        told.accept()
        assert not Office.locked(plain.data_dir)
        office.close()
        sign_in(program, "canbo", FIRST_PASSWORD)
        qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
        assert not Office.locked(plain.data_dir), "once in a run"
        window.setProperty("encrypting-tried", None)  # as in the next run
        window.sign_out()
        second = program.place
        sign_in(program, "canbo", FIRST_PASSWORD)
        qtbot.waitUntil(lambda: program.place not in (None, second), timeout=60_000)
        assert Office.locked(plain.data_dir)
        sign_in(program, "canbo", FIRST_PASSWORD)
        qtbot.waitUntil(lambda: sits(program) == "canbo", timeout=10_000)
        assert window.view is not None
        assert "Đã mã hóa" in window.view.notice.text.text()
    finally:
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.stop()
        program.setParent(None)
        program.deleteLater()


@pytest.fixture
def plain(tmp_path: Path, clock: FixedClock) -> Office:
    """A plain office with a leader; it is closed."""
    office = makers.found(tmp_path / "thuong", clock)
    office.close()
    return office
