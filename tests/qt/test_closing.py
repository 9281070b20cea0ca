"""The evening by keyboard: close the day, and carry it to a stick that vanishes, is full, or is good."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QProgressBar

from counter_app.domain.clock import FixedClock
from counter_app.errors import DeviceError
from counter_app.office import Office
from counter_app.qt.closing import batch_lines, day_lines
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.core.journal import head_code
from counter_app.sync.stick.volumes import Target, Volume, refusal
from tests.makers import unlock
from tests.qt.days import Listener, cells, is_gone, press, receive, shown, take
from tests.verify_program import PROGRAM

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key
GIGA = 2**30


def volume(path: Path, label: str, **changes: object) -> Volume:
    """A stick at ``path``."""
    stick = Volume(
        path=path,
        label=label,
        filesystem="exfat",
        serial=f"{label}-01",
        size=16 * GIGA,
        free=12 * GIGA,
        removable=True,
        read_only=False,
    )
    return replace(stick, **changes)  # type: ignore[arg-type]


class Port:
    """What is plugged in, and the folder a stick really is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.plugged = [volume(folder, "QUAY-1")]
        self.before_writing = threading.Event()
        self.before_writing.set()
        self.error: Exception | None = None
        self.media = Media(
            volumes=lambda: list(self.plugged),
            # The folder that plays the stick lies on the disk of the data; only that is overlooked.
            refusal=lambda stick, _data_dir: refusal(stick),
            target=self._target,
        )

    def _target(self, stick: Volume, _data_dir: Path) -> Target:
        self.before_writing.wait(20)
        if self.error is not None:
            raise self.error
        return Target.of(stick.path)


@pytest.fixture
def port(tmp_path: Path) -> Port:
    """One good stick."""
    return Port(tmp_path / "usb")


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office, port: Port) -> ClosingPage:
    """The page after a day with two dossiers and somebody still waiting."""
    unlock(office)
    receive(office, "Lê Văn Đạt")
    receive(office, "Vũ Ý")
    take(office, "A")
    made = ClosingPage(place, port.media)
    shown(qtbot, place, made)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: ClosingPage) -> None:
    """Until the totals stand."""
    qtbot.waitUntil(lambda: page._asked is None, timeout=15_000)


def heard(page: ClosingPage) -> Listener:
    """What the page told the main window."""
    found = page.findChild(Listener)
    assert found is not None
    return found


def totals(page: ClosingPage) -> dict[str, str]:
    """The figures on the card."""
    return {name.text(): number.text() for name, number in page.totals.lines}


def opened(qtbot: QtBot, page: ClosingPage) -> ExportDialog:
    """The export dialog, its sticks read."""
    press(page, Key.Key_F10)
    dialog = page.findChildren(ExportDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
    return dialog


def test_totals_and_what_is_owed(page: ClosingPage) -> None:
    assert totals(page)["Tiếp nhận trong ngày"] == "2"
    assert totals(page)["Số thứ tự đã cấp"] == "1"
    assert page.owed.text("unprinted") == "2 giấy tờ chờ in"
    assert page.owed.text("tickets") == "1 số thứ tự chưa xong"
    assert page.owed.text("due") == "2 hồ sơ đến hạn hoặc quá hạn chưa xong"
    assert "1 ngày" in page.waiting.text()


def test_closing_shows_the_sheet_with_the_head_code(
    qtbot: QtBot, page: ClosingPage, office: Office
) -> None:
    press(page, Key.Key_Return, control=True)
    closed = office.store.closings.day(office.closing.today())
    assert closed is not None
    assert head_code(closed.head) in page.totals.head.text()
    signed = office.keys is not None
    assert ("Đã ký, khóa " if signed else "Chưa có chữ ký") in page.totals.head.text()
    dialog = page.findChild(SheetDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.preview.pages) == 1)
    press(dialog, Key.Key_Escape)
    assert cells(page.days, day_lines.CLOSED) == ["Đã chốt sổ 09:00"]
    assert "F10" in heard(page).notices[-1][1]
    settle(qtbot, page)


def test_work_after_the_closing_asks_to_close_again(
    qtbot: QtBot, page: ClosingPage, place: Workplace, office: Office, clock: FixedClock
) -> None:
    place.hub.done(office.closing.close_day())
    clock.tick(minutes=5)
    receive(office, "Người đến muộn")
    page.reload()
    assert cells(page.days, day_lines.CLOSED) == ["Có thao tác mới sau khi chốt sổ"]
    settle(qtbot, page)
    press(page, Key.Key_Return, control=True)
    page.findChildren(SheetDialog)[-1].reject()
    assert cells(page.days, day_lines.CLOSED) == ["Đã chốt sổ 09:05"]
    settle(qtbot, page)


def test_a_forgotten_day_can_still_be_closed(
    qtbot: QtBot, page: ClosingPage, office: Office, clock: FixedClock
) -> None:
    clock.tick(days=2)
    page.reload()
    assert page.days.rowCount() == 2
    page.day_table.selectRow(1)
    settle(qtbot, page)
    assert totals(page)["Tiếp nhận trong ngày"] == "2"
    press(page, Key.Key_Return, control=True)
    page.findChildren(SheetDialog)[-1].reject()
    assert office.store.closings.day(office.closing.today()) is None
    assert cells(page.days, day_lines.CLOSED) == ["Chưa chốt sổ", "Đã chốt sổ 09:00"]
    settle(qtbot, page)


def test_a_good_stick_gets_everything_and_only_then_may_be_pulled(
    qtbot: QtBot, page: ClosingPage, office: Office, port: Port
) -> None:
    port.before_writing.clear()
    dialog = opened(qtbot, page)
    press(dialog, Key.Key_Return, control=True)
    assert dialog.running
    assert "đừng rút" in dialog.outcome.sentence.text()
    port.before_writing.set()
    qtbot.waitUntil(lambda: not dialog.running, timeout=30_000)
    assert dialog.outcome.tone == "good"
    assert dialog.outcome.sentence.text() == "Có thể rút USB"
    written = sorted(path.name for path in port.folder.rglob("*") if path.is_file())
    listed = [dialog.files.item(row).text() for row in range(dialog.files.count())]
    assert len(written) == len(listed)
    assert all(any(name in line for line in listed) for name in written)
    assert any(name.endswith(".pdf") for name in written)
    assert any(name.endswith(".xlsx") for name in written)
    press(dialog, Key.Key_Escape)
    assert is_gone(dialog)
    assert office.closing.not_exported().entries == 0
    assert page.waiting.text() == "Mọi lượt ghi đã có trên USB"
    press(page, Key.Key_F10)
    assert "Không có lượt ghi mới" in heard(page).notices[-1][1]
    assert cells(page.batches, batch_lines.NUMBER) == ["1"]
    settle(qtbot, page)


def test_a_stick_that_vanishes_is_said_and_can_be_tried_again(
    qtbot: QtBot, page: ClosingPage, office: Office, port: Port
) -> None:
    dialog = opened(qtbot, page)
    port.folder.rmdir()
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: not dialog.running, timeout=30_000)
    assert dialog.outcome.tone == "bad"
    assert "USB" in dialog.outcome.more.text()
    assert office.closing.not_exported().entries > 0
    port.folder.mkdir()
    qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: not dialog.running, timeout=30_000)
    assert dialog.outcome.tone == "good"
    dialog.reject()
    settle(qtbot, page)


@pytest.mark.parametrize("sentence", ["USB đầy. Dùng USB khác.", "USB khóa ghi. Gạt nút khóa."])
def test_a_device_error_is_shown_with_its_next_step(
    qtbot: QtBot, page: ClosingPage, port: Port, sentence: str
) -> None:
    dialog = opened(qtbot, page)
    port.error = DeviceError(sentence)
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: not dialog.running and not dialog._looking, timeout=30_000)
    assert dialog.outcome.tone == "bad"
    assert dialog.outcome.more.text() == sentence
    dialog.reject()


def test_escape_while_writing_stops_and_nothing_counts(
    qtbot: QtBot, page: ClosingPage, office: Office, port: Port
) -> None:
    port.before_writing.clear()
    dialog = opened(qtbot, page)
    press(dialog, Key.Key_Return, control=True)
    press(dialog, Key.Key_Escape)
    assert dialog.isVisible(), "it stays until the stick is left alone"
    port.before_writing.set()
    qtbot.waitUntil(lambda: not dialog.running and not dialog._looking, timeout=30_000)
    assert dialog.outcome.tone == "info"
    assert "rút" not in dialog.outcome.sentence.text()
    assert not list(port.folder.rglob("*.json"))
    assert office.closing.not_exported().entries > 0
    press(dialog, Key.Key_Escape)
    assert is_gone(dialog)


def test_other_disks_are_listed_with_the_reason_and_cannot_be_chosen(
    qtbot: QtBot, page: ClosingPage, port: Port, tmp_path: Path
) -> None:
    system = volume(tmp_path / "c", "Windows", removable=False, system=True)
    shared = volume(tmp_path / "n", "chung", removable=False, network=True)
    locked = volume(tmp_path / "r", "KHOA", read_only=True)
    port.plugged = [system, shared, locked, *port.plugged]
    dialog = opened(qtbot, page)
    assert dialog.sticks.current() == port.plugged[-1], "the usable one stands first"
    assert dialog.write.isEnabled()
    reasons = {}
    dialog.sticks.setFocus()
    for _row in range(3):
        press(dialog, Key.Key_Down)
        current = dialog.sticks.current()
        assert current is not None
        reasons[current.label] = dialog.reason.text()
        assert not dialog.write.isEnabled()
        press(dialog, Key.Key_Return)
        assert not dialog.running
    assert "ổ của máy này" in reasons["Windows"]
    assert "ổ mạng" in reasons["chung"]
    assert "khóa ghi" in reasons["KHOA"]
    dialog.reject()


def test_without_a_stick_it_says_to_plug_one_in_and_finds_it(
    qtbot: QtBot, page: ClosingPage, port: Port
) -> None:
    stick, port.plugged = port.plugged, []
    dialog = opened(qtbot, page)
    assert "Cắm USB" in dialog.reason.text()
    assert not dialog.write.isEnabled()
    port.plugged = stick
    press(dialog, Key.Key_F5)
    qtbot.waitUntil(lambda: dialog.write.isEnabled(), timeout=10_000)
    assert dialog.reason.text() == ""
    dialog.reject()


def test_a_stick_that_comes_is_under_the_cursor_at_once(
    qtbot: QtBot, page: ClosingPage, port: Port, tmp_path: Path
) -> None:
    """Beside it stands a disk that will not do, as at every computer; who reads why it will not is left alone."""
    disk = volume(tmp_path / "c", "Windows", removable=False, system=True)
    stick, port.plugged = port.plugged, [disk]
    dialog = opened(qtbot, page)
    assert not dialog.write.isEnabled()
    port.plugged = [disk, *stick]
    press(dialog, Key.Key_F5)
    qtbot.waitUntil(lambda: dialog.sticks.current() == stick[0])
    assert dialog.write.isEnabled()
    press(dialog, Key.Key_Down)
    assert dialog.sticks.current() == disk
    press(dialog, Key.Key_F5)
    qtbot.waitUntil(lambda: not dialog._looking)
    assert dialog.sticks.current() == disk
    dialog.reject()


def test_progress_is_named_for_screen_readers(qtbot: QtBot, page: ClosingPage, port: Port) -> None:
    dialog = opened(qtbot, page)
    assert all(bar.accessibleName() for bar in dialog.findChildren(QProgressBar))
    assert dialog.sticks.accessibleName()
    dialog.reject()


def test_home_leads_straight_to_the_stick(qtbot: QtBot, page: ClosingPage) -> None:
    page.enter("export")
    dialog = page.findChildren(ExportDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
    assert dialog.isVisible()
    dialog.reject()
    settle(qtbot, page)


def test_an_inspector_is_given_the_program(page: ClosingPage, tmp_path: Path) -> None:
    page.verify.setFocus()
    QTest.keyClick(page.verify, Key.Key_Space)
    (chooser,) = page.findChildren(QFileDialog)
    given = tmp_path / "kiem_tra.py"
    chooser.fileSelected.emit(str(given))
    chooser.close()
    assert given.read_bytes() == PROGRAM.read_bytes()
