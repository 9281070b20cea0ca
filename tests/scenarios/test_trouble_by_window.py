"""What goes wrong at a counter, and what the officer sees: nothing is lost, and every trouble has one next step."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.queue.tickets import TicketState
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.clock import ClockDialog
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.window.app import Program
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.stick.media import device_error
from counter_app.sync.stick.volumes import Target, Volume
from tests.qt.days import second_counter
from tests.qt.hands import hold
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, texts
from tests.scenarios.morning import (
    NAME,
    NINE,
    PAPERS,
    fill_in,
    is_out,
    one_sentence,
    receive,
    saved,
)
from tests.sync.media import MIB, disks, small_disk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


# --- the power, the keys, the second start -------------------------------------------------------


def test_a_power_cut_while_typing(morning: Counter, clock: FixedClock) -> None:
    before = receive(morning, "Trần Văn Đức")
    page = fill_in(morning)
    page.form.applicant.phone.clear()
    morning.fill(page.form.applicant.phone, "0912000321")
    morning.wait(lambda: morning.office.drafts.mine() != [])
    morning.wait(lambda: morning.office.own_place.stood() is not None)  # a page passed by is not
    morning.cut_power()
    clock.tick(minutes=20)
    morning.switch_on()
    morning.sign_in(FIRST_PASSWORD)
    assert [line.code for line in saved(morning)] == [before.code]
    page = morning.page(IntakePage)
    assert f"Tiếp tục từ 09:05: {NAME} – Đăng ký khai sinh" in morning.said()
    assert page.form.applicant.phone.text() == "0912000321"
    assert page.form.applicant.phone.hasFocus()
    morning.press(ENTER, CTRL)
    morning.wait(lambda: is_out(page.saved.paper.text()))
    assert sorted(line.name for line in saved(morning)) == [NAME, "Trần Văn Đức"]
    assert morning.office.drafts.mine() == []
    assert morning.office.store.check().ok


def test_the_key_held_down_and_a_double_click_save_once(morning: Counter) -> None:
    page = fill_in(morning)
    hold(ENTER, CTRL)
    assert len(saved(morning)) == 1
    morning.wait(lambda: is_out(page.saved.paper.text()))
    page = fill_in(morning, "Trần Thị Bưởi")
    middle = page.save.rect().center()
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(page.save, Qt.MouseButton.LeftButton, pos=middle)
    assert sorted(line.name for line in saved(morning)) == [NAME, "Trần Thị Bưởi"]
    morning.wait(lambda: is_out(page.saved.paper.text()))
    assert len(list(morning.folder.with_name(PAPERS).glob("*.pdf"))) == 2


def test_a_second_start_disturbs_nobody(morning: Counter, qapp: QApplication) -> None:
    page = fill_in(morning)
    morning.window.showMinimized()
    second = Program(qapp, morning.folder, clock=morning.clock)
    assert not second.start()
    second.stop()
    morning.wait(lambda: not morning.window.isMinimized())
    assert page.form.applicant.name.text() == NAME


@contextmanager
def other_window(qtbot: QtBot, counter: Counter) -> Iterator[MainWindow]:
    """Counter 2: a window of its own over the same file, somebody signed in."""
    office = second_counter(counter.office)
    jobs = Jobs(office)
    window = MainWindow(Look.of(counter.folder))
    try:
        with qtbot.waitExposed(window):
            window.show()
        window.attach(Workplace(office, Hub(), jobs))
        yield window
    finally:
        window.close()
        jobs.stop()
        office.close()


def test_two_windows_never_serve_the_same_ticket(qtbot: QtBot, morning: Counter) -> None:
    morning.press(KEY.Key_F6)
    for _citizen in range(2):
        morning.press(KEY.Key_1, ALT)
    morning.press(KEY.Key_F6)
    morning.press(KEY.Key_P, ALT)
    mine = morning.page(QueuePage).current
    with other_window(qtbot, morning) as window:
        assert window.view is not None
        notice = window.view.notice
        window.activateWindow()
        morning.wait(window.isActiveWindow)
        QTest.keyClick(window, KEY.Key_F6)
        theirs = window.view.pages.currentWidget()
        assert isinstance(theirs, QueuePage)
        QTest.keyClick(theirs, KEY.Key_F6)
        morning.wait(lambda: theirs.current.digits.text() == "A002")
        QTest.keyClick(theirs, KEY.Key_P, ALT)
        morning.wait(lambda: "đang phục vụ" in texts(theirs.current).lower())
        QTest.keyClick(theirs, KEY.Key_F6)
        morning.wait(notice.isVisible)
        assert "không còn người chờ" in notice.text.text()
    assert mine.digits.text() == "A001"
    serving = morning.office.queue.today_line(frozenset({TicketState.SERVING}))
    assert {(ticket.label, ticket.counter) for ticket in serving} == {("A001", "1"), ("A002", "2")}


def test_a_locked_screen_keeps_what_was_typed(morning: Counter) -> None:
    page = fill_in(morning)
    morning.press(KEY.Key_F12)
    assert morning.window.sign_in.locked
    assert NAME not in texts(morning.window)
    morning.scan("990012611230100010")
    morning.wait(lambda: "chưa đúng" in texts(morning.window.sign_in))
    assert morning.window.sign_in.locked, "a scan opens nothing while the screen is locked"
    morning.sign_in(FIRST_PASSWORD)
    assert morning.page(IntakePage) is page
    assert page.form.applicant.name.text() == NAME
    morning.press(ENTER, CTRL)
    morning.wait(lambda: is_out(page.saved.paper.text()))
    assert [line.name for line in saved(morning)] == [NAME]


# --- the clock -----------------------------------------------------------------------------------


def test_a_clock_that_went_back_is_asked_about_before_saving(
    morning: Counter, clock: FixedClock
) -> None:
    receive(morning, "Trần Văn Đức")
    clock.set(NINE - timedelta(days=3))
    page = fill_in(morning)
    morning.press(ENTER, CTRL)
    dialog = morning.dialog(ClockDialog)
    assert "09:05  20/11/2026" in texts(dialog)
    assert len(saved(morning)) == 1
    morning.press(ESCAPE)
    assert len(saved(morning)) == 1
    assert page.form.applicant.name.text() == NAME, "the form waits for the clock"
    morning.press(ENTER, CTRL)
    asked = morning.dialog(ClockDialog)
    asked.password.setFocus()
    morning.type(FIRST_PASSWORD)
    morning.press(KEY.Key_G, ALT)
    assert len(saved(morning)) == 2
    morning.wait(lambda: is_out(page.saved.paper.text()))


# --- the stick -----------------------------------------------------------------------------------


@pytest.mark.parametrize("disk", disks() or ("invented",))
def test_a_full_stick_is_said_and_nothing_counts_as_exported(
    morning: Counter, tmp_path: Path, disk: str
) -> None:
    receive(morning)
    before = morning.office.closing.not_exported()
    morning.press(KEY.Key_F10)
    page = morning.page(ClosingPage)
    with full_stick(tmp_path / "usb", disk) as media:
        page._media = media
        morning.press(KEY.Key_F10)
        dialog = morning.dialog(ExportDialog)
        morning.wait(lambda: dialog.sticks.usable() is not None and not dialog._looking)
        morning.press(ENTER, CTRL)
        morning.wait(lambda: dialog.outcome.tone == "bad")
        assert "USB" in dialog.outcome.more.text()
        assert "Xóa bớt tệp hoặc dùng USB khác" in dialog.outcome.more.text()
        assert one_sentence(dialog.outcome.more.text())
        assert "Có thể rút USB" not in texts(dialog)
        assert find_batches(tmp_path / "usb").manifests == ()
        morning.wait(lambda: not dialog._looking)
        morning.press(ESCAPE)
    assert morning.office.closing.not_exported() == before
    assert "1 ngày chưa xuất USB" in morning.view.header.export.accessibleName()


@contextmanager
def full_stick(folder: Path, disk: str) -> Iterator[Media]:
    """A stick with no room for the day: a tiny file system, or one that only says so."""
    folder.mkdir()

    def target(volume: Volume, _data_dir: Path) -> Target:
        if disk == "invented":
            raise device_error(OSError(errno.ENOSPC, "no space"))
        return Target.of(volume.path)

    stick = Volume(
        path=folder,
        label="DAY",
        filesystem="exfat",
        serial="",
        size=MIB,
        free=MIB,
        removable=True,
        read_only=False,
    )
    media = Media(volumes=lambda: [stick], refusal=lambda _volume, _data: "", target=target)
    if disk == "invented":
        yield media
        return
    with small_disk(folder, 16 * 1024):
        yield media


# --- the barcode ---------------------------------------------------------------------------------


def test_barcodes_that_are_not_ours_or_not_whole(morning: Counter, clock: FixedClock) -> None:
    dossier = receive(morning)
    day = clock.now().date()
    stranger = DossierCode(office="12345", day=day, device=1, sequence=7).barcode
    unknown = DossierCode(office="99001", day=day, device=1, sequence=99).barcode
    broken = dossier.barcode[:-1] + str((int(dossier.barcode[-1]) + 1) % 10)
    for scanned, tone, word in (
        (broken, "warning", "Mã vạch bị hỏng"),
        (stranger, "bad", "Của đơn vị khác"),
        (unknown, "warning", "Không tìm thấy hồ sơ"),
        (dossier.barcode, "warning", "Chưa có kết quả"),
    ):
        morning.press(KEY.Key_F9)
        morning.scan(scanned)
        page = morning.page(ReturningPage)
        assert (page.band.tone, page.band.word.text()) == (tone, word)
        assert page.band.sentence.text().endswith(".")
        assert not page.give.isVisible()
        assert page.scan.text() == ""
