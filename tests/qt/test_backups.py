"""Copies through the window: the places named, made while hands rest and at closing, listed, rehearsed, restored."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counter_app.desk.office.backup_notes import copies_in, note_of
from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.domain.office.staff import COMMAND_LINE, Duty, Officer, Role
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.settings.backups_dialog import BackupsDialog
from counter_app.qt.settings.page import SettingsPage
from counter_app.qt.settings.restore_dialog import RestoreDialog
from counter_app.qt.window import daily_copies
from counter_app.qt.window.daily_copies import DailyCopies
from counter_app.qt.window.first_run import FirstRun
from counter_app.system import ballast
from tests.makers import receive
from tests.plugged import DISK, STICK, Plugged, plugged
from tests.qt.hands import ALT, CTRL, ENTER, dialogs, press
from tests.qt.test_app import start, window_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.app import Program
    from counter_app.qt.window.main_window import MainWindow

__all__ = ["plugged", "start"]
Listed = TypeVar("Listed", BackupsDialog, RestoreDialog)


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, plugged: Plugged) -> SettingsPage:
    """The tab of the data as first shown."""
    assert plugged.where(STICK).is_dir()
    made = SettingsPage(place)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    with qtbot.waitActive(made):
        made.show()
    made.tabs.setCurrentIndex(3)
    return made


def name_places(office: Office, plugged: Plugged) -> None:
    """Both places, as the office named them before."""
    office.backups.name_places(str(plugged.where(DISK)), str(plugged.where(STICK)))


# --- the places


def test_two_places_are_named_by_keys_and_the_disk_of_the_data_is_refused_beside_its_field(
    qtbot: QtBot, page: SettingsPage, place: Workplace, plugged: Plugged, tmp_path: Path
) -> None:
    card = page.data.places
    page.enter("copies")
    assert card.edits["first"].hasFocus(), "nothing is named: that comes first"
    QTest.keyClicks(card.edits["first"], str(tmp_path / "cung-o"))
    card.keep.click()
    assert "như không sao lưu" in card.fields["first"].error.text()
    card.edits["first"].setText(str(plugged.where(DISK)))
    QTest.keyClicks(card.edits["second"], str(plugged.where(STICK)))
    press(Qt.Key.Key_H, ALT)
    qtbot.waitUntil(lambda: bool(place.office.backups.plan().places), timeout=5000)
    assert [each.serial for each in place.office.backups.plan().places] == [DISK, STICK]
    assert card.now.isEnabled()
    press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: "Đã sao lưu và chứng minh" in card.answer.text(), timeout=20000)
    assert len(copies_in(plugged.where(DISK))) == len(copies_in(plugged.where(STICK))) == 1
    assert card.standing.text().count("hôm nay") == 2


def test_a_stick_that_is_away_is_told_and_a_disk_that_fails_is_told_otherwise(
    qtbot: QtBot,
    page: SettingsPage,
    place: Workplace,
    plugged: Plugged,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name_places(place.office, plugged)
    plugged.pull(STICK)
    card = page.data.places
    card.show_plan()
    page.enter("copies")
    qtbot.waitUntil(lambda: "Cắm vào là sao lưu tiếp" in card.answer.text(), timeout=20000)
    plugged.plug_in(STICK)

    def full(*_: object) -> None:
        raise StoreError("Không sao lưu được. Ổ đĩa đã đầy.")

    monkeypatch.setattr("counter_app.desk.office.backup.copy_to", full)
    card.now.click()
    qtbot.waitUntil(lambda: card.answer.text().count("đầy") == 2, timeout=20000)
    assert card.now.isEnabled()


def test_who_may_not_set_the_office_names_no_places(
    page: SettingsPage, place: Workplace, plugged: Plugged
) -> None:
    place.office.session.officer = Officer(login="lan", name="Lan", role=Role.RECEIVER)
    card = page.data.places
    card.edits["first"].setText(str(plugged.where(DISK)))
    card.keep.click()
    assert not place.office.backups.plan().places
    for dialog in dialogs(page.window()):
        dialog.close()


# --- by themselves


@pytest.fixture
def daily(qtbot: QtBot, place: Workplace, plugged: Plugged, page: SettingsPage) -> DailyCopies:
    """What looks for owed copies while hands rest."""
    assert qtbot is not None
    name_places(place.office, plugged)
    return DailyCopies(place, page)


def test_what_is_owed_is_made_while_hands_rest_in_a_lane_that_nobody_waits_for(
    qtbot: QtBot, daily: DailyCopies, place: Workplace, plugged: Plugged
) -> None:
    lanes: list[Lane] = []
    place.jobs.changed.connect(lambda: lanes.extend(job.lane for job in place.jobs.under_way))
    daily.look()
    qtbot.waitUntil(lambda: not place.office.backups.owed(), timeout=20000)
    qtbot.waitUntil(lambda: not daily._busy, timeout=20000)
    assert set(lanes) == {Lane.ASIDE}
    daily.look()
    assert not place.jobs.working, "one a day"
    assert len(copies_in(plugged.where(DISK))) == 1


def test_the_owed_copy_is_made_when_the_stick_is_plugged_in(
    qtbot: QtBot, daily: DailyCopies, place: Workplace, plugged: Plugged, clock: FixedClock
) -> None:
    plugged.pull(STICK)
    daily.look()
    qtbot.waitUntil(lambda: len(place.office.backups.owed()) == 1, timeout=20000)
    qtbot.waitUntil(lambda: not daily._busy, timeout=20000)
    started: list[object] = []
    place.jobs.changed.connect(lambda: started.append(1))
    daily.look()
    qtbot.waitUntil(lambda: not daily._busy, timeout=20000)
    assert not started, "nothing is there to copy to"
    plugged.plug_in(STICK, at="o-khac")
    daily.look()
    qtbot.waitUntil(lambda: not place.office.backups.owed(), timeout=20000)
    qtbot.waitUntil(lambda: not daily._busy, timeout=20000)
    assert len(copies_in(plugged.where(STICK))) == 1
    assert clock.now().date() == place.office.backups.plan().places[1].proved_on


def test_disks_are_asked_on_a_thread_and_a_disk_that_hangs_keeps_nobody(
    qtbot: QtBot, daily: DailyCopies, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    may, threads = threading.Event(), list[threading.Thread]()

    def hanging(*_: object) -> bool:
        threads.append(threading.current_thread())
        may.wait(20)
        return False

    monkeypatch.setattr(daily_copies, "any_there", hanging)
    daily.look()
    daily.look()
    place.office.queue.take("A")
    may.set()
    qtbot.waitUntil(lambda: not daily._busy, timeout=20000)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_a_copy_that_fails_is_told_once_and_tried_again_later(
    qtbot: QtBot,
    daily: DailyCopies,
    place: Workplace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise StoreError("Không sao lưu được. Ổ đĩa đã đầy.")

    said: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _offer: said.append(text))
    monkeypatch.setattr("counter_app.desk.office.backup.copy_to", full)
    daily.look()
    qtbot.waitUntil(lambda: bool(said), timeout=20000)
    daily.look()
    assert len(said) == 1
    assert not place.jobs.working
    assert daily._not_before > 0


def test_closing_the_day_copies_it_to_both_places(
    qtbot: QtBot, place: Workplace, plugged: Plugged
) -> None:
    name_places(place.office, plugged)
    place.office.backups.make()
    receive(place.office)
    before = place.office.store.journal.head().seq
    page = ClosingPage(place)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    QTest.keyClick(page, ENTER, CTRL)
    backups = place.office.backups
    qtbot.waitUntil(
        lambda: min(each.entries for each in backups.plan().places) > before, timeout=20000
    )
    for dialog in dialogs(page):
        dialog.close()
    qtbot.waitUntil(lambda: not place.jobs.working, timeout=20000)


# --- the list


def opened(qtbot: QtBot, page: SettingsPage) -> BackupsDialog:
    """The list, opened by its key and read."""
    press(Qt.Key.Key_B, ALT)
    return shown(qtbot, page.window(), BackupsDialog)


def shown(qtbot: QtBot, window: QWidget, kind: type[Listed]) -> Listed:
    """The dialog of this kind over a window, once it has what it asked for."""
    found: list[Listed] = []

    def there() -> bool:
        found[:] = [item for item in dialogs(window) if isinstance(item, kind)]
        return bool(found) and found[0]._job is None

    qtbot.waitUntil(there, timeout=20000)
    return found[0]


def test_copies_are_listed_with_their_proof_proved_again_and_rehearsed_with(
    qtbot: QtBot,
    page: SettingsPage,
    place: Workplace,
    plugged: Plugged,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive(place.office)
    name_places(place.office, plugged)
    place.office.backups.make()
    first = copies_in(plugged.where(DISK))[0].path
    note_of(first).unlink()
    dialog = opened(qtbot, page)
    proofs = [str(dialog.model.index(row, 5).data()) for row in range(dialog.model.rowCount())]
    assert sorted(proofs) == ["09:00 23/11/2026", "Chưa chứng minh"]
    clock.tick(hours=1)
    dialog.table.setCurrentIndex(dialog.model.index(proofs.index("Chưa chứng minh"), 0))
    for duty, may in ((Duty.SETTINGS, False), (Duty.RESTORE, True)):
        with monkeypatch.context() as rights:
            rights.setattr(type(place), "may", lambda _place, asked, duty=duty: asked is duty)
            dialog._show_buttons()
        assert (dialog.restore.isEnabled(), dialog.file.isEnabled()) == (may, may)
    press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: "nguyên vẹn" in dialog.said.text(), timeout=20000)
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20000)
    assert note_of(first).exists()
    press(Qt.Key.Key_T, ALT)
    qtbot.waitUntil(lambda: "Diễn tập khôi phục gần nhất" in dialog.drill.text(), timeout=30000)
    assert "T99001-261123-02" in dialog.drill.text()
    press(Qt.Key.Key_Escape)


def test_a_spoiled_copy_says_so_in_the_list(
    qtbot: QtBot, page: SettingsPage, place: Workplace, plugged: Plugged
) -> None:
    name_places(place.office, plugged)
    place.office.backups.make()
    for serial in (DISK, STICK):
        (copy,) = copies_in(plugged.where(serial))
        content = bytearray(copy.path.read_bytes())
        content[content.index(b"canbo", len(content) // 4)] ^= 1
        copy.path.write_bytes(content)
    dialog = opened(qtbot, page)
    press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: "không nguyên vẹn" in dialog.said.text(), timeout=20000)
    press(Qt.Key.Key_Escape)


def test_an_empty_list_says_what_to_do(qtbot: QtBot, page: SettingsPage, place: Workplace) -> None:
    dialog = opened(qtbot, page)
    assert dialog.empty.isVisible()
    assert not dialog.restore.isEnabled()
    assert not place.office.backups.plan().places
    press(Qt.Key.Key_Escape)


# --- the way back


@pytest.fixture
def working(
    qtbot: QtBot,
    start: Callable[[Path], Program],
    tmp_path: Path,
    clock: FixedClock,
    plugged: Plugged,
) -> Program:
    """The program over an office that has copies of the morning and worked on since; its leader sits here."""
    office = Office.found(tmp_path / "data", default_founding(), clock=clock, officer=COMMAND_LINE)
    receive(office)
    name_places(office, plugged)
    office.backups.make()
    clock.tick(hours=2)
    for _dossier in range(2):
        receive(office)
    office.close()
    program = start(tmp_path / "data")
    sign_in(qtbot, program)
    return program


def sign_in(qtbot: QtBot, program: Program) -> MainWindow:
    """The leader goes to the counter."""
    qtbot.waitUntil(lambda: program.place is not None, timeout=20000)
    window = window_of(program)
    window.sign_in.tried.emit("canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=20000)
    return window


def restoring(qtbot: QtBot, window: MainWindow) -> RestoreDialog:
    """The question before a restore of the first copy of the list, reached by keys."""
    assert window.view is not None
    window.view.go("settings", "data")
    press(Qt.Key.Key_B, ALT)
    shown(qtbot, window, BackupsDialog)
    press(Qt.Key.Key_K, ALT)
    return shown(qtbot, window, RestoreDialog)


def test_what_would_be_lost_is_seen_before_a_leaders_password(
    qtbot: QtBot, working: Program, plugged: Plugged
) -> None:
    window = window_of(working)
    asking = restoring(qtbot, window)
    said = asking.outlook.text()
    assert "2 hồ sơ đã tiếp nhận: T99001-261123-010002, T99001-261123-010003" in said
    assert "Chưa có gói dữ liệu nào" in said
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: asking.fields["own"].error.text() != "", timeout=20000)
    QTest.keyClicks(asking.password, "sai-mat-khau")
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: asking._job is None, timeout=20000)
    assert asking.fields["own"].error.text()
    assert working.place is not None
    assert not working.place.office.closed
    assert plugged.where(STICK).is_dir()
    asking.batches.setText(str(plugged.where(STICK) / "khong-co"))
    asking.batches.editingFinished.emit()
    qtbot.waitUntil(lambda: asking._job is None, timeout=20000)
    assert (asking.said.text() != "", asking.start.isEnabled()) == (True, False), "nothing was seen"
    asking.reject()


def test_a_copy_is_restored_in_the_window_which_opens_on_it(qtbot: QtBot, working: Program) -> None:
    window = window_of(working)
    asking = restoring(qtbot, window)
    before = working.place
    QTest.keyClicks(asking.password, FIRST_PASSWORD)
    press(ENTER, CTRL)
    qtbot.waitUntil(
        lambda: working.place is not None and working.place is not before, timeout=30000
    )
    assert working.place is not None
    assert window.currentWidget() is window.sign_in
    office = working.place.office
    assert office.numbers.doubt is None, (
        "the file that was replaced was whole: its numbers are known"
    )
    (beginning, _told) = office.store.journal.epochs()[-1]
    assert beginning.actor == "canbo"
    sign_in(qtbot, working)
    assert "Đã khôi phục" in window.view.notice.text.text() if window.view else False
    assert receive(office).code == "T99001-261123-010004"
    assert list(office.data_dir.glob("so-lieu.thay-*.db"))


def test_a_restore_that_is_refused_opens_the_data_as_it_was(
    qtbot: QtBot, working: Program, tmp_path: Path, plugged: Plugged
) -> None:
    """Somebody else has it open: a second window, a task of the night."""
    window = window_of(working)
    assert working.place is not None
    head = working.place.office.store.journal.head()
    asking = restoring(qtbot, window)
    before = working.place
    other = Office.open(tmp_path / "data", clock=working.place.office.store.clock)
    QTest.keyClicks(asking.password, FIRST_PASSWORD)
    press(ENTER, CTRL)
    qtbot.waitUntil(
        lambda: working.place is not None and working.place is not before, timeout=30000
    )
    (told,) = [item for item in dialogs(window) if isinstance(item, TroubleDialog)]
    told.accept()
    other.close()
    assert working.place is not None
    journal = working.place.office.store.journal
    assert journal.holds(head.seq, head.hash)
    assert len(journal.epochs()) == 1, "nothing began anew"
    assert plugged.where(DISK).is_dir()


def test_the_leader_hears_at_the_door_of_three_days_without_copies(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> None:
    office = Office.found(tmp_path / "data", default_founding(), clock=clock, officer=COMMAND_LINE)
    office.close()
    clock.set(clock.now() + timedelta(days=4))
    program = start(tmp_path / "data")
    window = sign_in(qtbot, program)
    assert window.view is not None
    assert "Chưa chọn hai nơi sao lưu" in window.view.notice.text.text()


def test_a_new_computer_offers_the_copies_of_the_sticks_that_are_plugged_in(
    qtbot: QtBot,
    start: Callable[[Path], Program],
    tmp_path: Path,
    clock: FixedClock,
    plugged: Plugged,
) -> None:
    """By keys alone: the list, Enter on the latest; another stick is found by asking again."""
    lost = Office.found(tmp_path / "cu", default_founding(), clock=clock, officer=COMMAND_LINE)
    receive(lost)
    lost.backup(plugged.where(STICK) / "sao-luu")
    clock.tick(hours=1)
    code = receive(lost).code
    lost.backup(plugged.where(DISK))
    lost.close()
    plugged.pull(DISK)
    program = start(tmp_path / "moi")
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, FirstRun)
    panel.restore_button.click()
    form = panel.restore_form
    assert form is not None
    found = form.found
    qtbot.waitUntil(lambda: found.model.rowCount() == 1, timeout=20000)
    plugged.plug_in(DISK)
    found.again.click()
    qtbot.waitUntil(lambda: found.model.rowCount() == 2, timeout=20000)
    assert "Chọn một bản" in found.said.text()
    found.table.setFocus()
    found.table.setCurrentIndex(found.model.index(0, 0))
    assert form.copy.text().startswith(str(plugged.where(DISK).resolve()))
    press(ENTER)
    qtbot.waitUntil(form.key.secret.hasFocus, timeout=20000)
    QTest.keyClicks(form.key.secret, FIRST_PASSWORD)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: program.place is not None, timeout=30000)
    assert program.place is not None
    assert program.place.office.dossiers.get(code).code == code


def test_room_is_kept_for_a_full_disk_while_hands_rest(
    qtbot: QtBot, daily: DailyCopies, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "SIZE", 2**20)
    kept = place.office.data_dir / ballast.NAME
    daily.look()
    qtbot.waitUntil(lambda: kept.is_file() and not daily._busy, timeout=20000)
