"""Taking a list in through the dialog, by keys alone: file, columns, report, catalogue."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from counter_app.desk.catalogue.lists.findings import Outcome
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.office import Office
from counter_app.qt.catalogue.check_report import ERRORS, HELD
from counter_app.qt.catalogue.import_dialog import ImportDialog
from counter_app.qt.kit.workplace import Workplace
from tests.desk.lists import GOOD, xlsx
from tests.desk.table_files import Rows, workbook
from tests.qt.days import is_gone, wait_for_buttons
from tests.qt.hands import ALT, CTRL, ENTER, NO, focused, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NEW = "1.999001"
Key = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, place: Workplace) -> ImportDialog:
    made = ImportDialog(place)
    with qtbot.waitActive(made):
        made.show()
    return made


def wait(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._job.busy, timeout=15_000)


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    """Name a file and press Enter."""
    dialog.path.setFocus()
    QTest.keyClicks(dialog.path, str(path))
    press(ENTER)
    wait(qtbot, dialog)


def strike(dialog: ImportDialog, key: Key, modifier: Qt.KeyboardModifier = NO) -> None:
    """Press a button's key; the button answers a moment later."""
    press(key, modifier)
    if isValid(dialog):
        wait_for_buttons(dialog)


def check(qtbot: QtBot, dialog: ImportDialog) -> None:
    strike(dialog, Key.Key_F8)
    wait(qtbot, dialog)


def test_a_list_comes_in_by_keys_alone(
    qtbot: QtBot, dialog: ImportDialog, office: Office, tmp_path: Path
) -> None:
    read(qtbot, dialog, xlsx(tmp_path, GOOD, ("1.01499", *GOOD[1:])))
    assert focused() is dialog.check
    assert dialog.columns.columns()[ListField.LIMIT] == 3
    assert "3 ngày làm việc" in dialog.columns.fields["limit"].hint.text()
    check(qtbot, dialog)
    assert dialog.found.table.isVisible()
    assert "1 dòng lỗi" in dialog.found.summary.text()
    assert "1.01499" in dialog.found.detail.text()
    assert "bị bỏ lại" in dialog.advice.text()
    assert focused() is dialog.write
    strike(dialog, ENTER, CTRL)
    wait(qtbot, dialog)
    assert is_gone(dialog)
    found = office.store.catalogue.valid(NEW, date(2026, 11, 23))
    assert found is not None
    assert found.fee.amount == 8_000


def test_nothing_is_written_before_it_is_asked_for(
    qtbot: QtBot, dialog: ImportDialog, office: Office, tmp_path: Path
) -> None:
    head = office.store.journal.head()
    read(qtbot, dialog, xlsx(tmp_path, GOOD))
    check(qtbot, dialog)
    strike(dialog, Key.Key_Left, ALT)
    assert dialog.steps.currentIndex() == 0
    press(Key.Key_Escape)
    assert is_gone(dialog)
    assert office.store.journal.head() == head


def test_everything_or_nothing_keeps_the_button_shut(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, xlsx(tmp_path, GOOD, ("1.01499", *GOOD[1:])))
    dialog.whole.setChecked(True)
    check(qtbot, dialog)
    assert not dialog.write.isEnabled()
    assert "1 dòng lỗi" in dialog.advice.text()
    dialog.found.filter.choose(ERRORS)
    dialog.found.filter.chosen.emit(ERRORS)
    assert dialog.found.model.rowCount() == 1


def test_columns_are_corrected_by_choosing(
    qtbot: QtBot, dialog: ImportDialog, office: Office, tmp_path: Path
) -> None:
    read(qtbot, dialog, xlsx(tmp_path, GOOD, heads=("A", "B", "C", "D", "E")))
    check(qtbot, dialog)
    assert dialog.steps.currentIndex() == 0
    assert "Mã thủ tục" in dialog.fields["code"].error.text()
    for at, field in enumerate((ListField.CODE, ListField.NAME, ListField.SECTOR)):
        choice = dialog.columns.choices[field]
        choice.setFocus()
        for _step in range(at + 1):
            press(Key.Key_Down)
        assert choice.value() == at
    check(qtbot, dialog)
    assert dialog.report is not None
    assert dialog.report.count(Outcome.NEW) == 1
    dialog.begin_write()
    wait(qtbot, dialog)
    again = office.procedure_lists.read_list(xlsx(tmp_path, GOOD, heads=("A", "B", "C", "D", "E")))
    assert office.procedure_lists.columns_of(again)[ListField.SECTOR] == 2


def test_an_unknown_sector_is_said_to_be_one_we_have(
    qtbot: QtBot, dialog: ImportDialog, office: Office, tmp_path: Path
) -> None:
    read(qtbot, dialog, xlsx(tmp_path, (NEW, "Thử", "Bảo hiểm", "3wd", "")))
    check(qtbot, dialog)
    assert not dialog.write.isEnabled()
    choice = dialog.sectors.choices["Bảo hiểm"]
    choice.choose("bao-tro-xa-hoi")
    choice.chosen.emit("bao-tro-xa-hoi")
    wait(qtbot, dialog)
    assert not dialog.sectors.isVisible()
    dialog.begin_write()
    wait(qtbot, dialog)
    found = office.store.catalogue.valid(NEW, date(2026, 11, 23))
    assert found is not None
    assert found.sector == "bao-tro-xa-hoi"


@pytest.mark.parametrize("name", ["khong-co.xlsx", "hong.xlsx", ""])
def test_a_file_that_cannot_be_read_is_said_beside_its_name(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, name: str
) -> None:
    (tmp_path / "hong.xlsx").write_bytes(b"PK broken")
    if name:
        read(qtbot, dialog, tmp_path / name)
    else:
        check(qtbot, dialog)
    assert dialog.fields["file"].error.isVisible()
    assert dialog.table is None


def test_a_wrong_day_is_said_beside_it(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    read(qtbot, dialog, xlsx(tmp_path, GOOD))
    dialog.since.setText("2027")
    check(qtbot, dialog)
    assert dialog.fields["list.valid_from"].error.isVisible()
    assert dialog.report is None


@pytest.mark.parametrize(("key", "suffix"), [(Key.Key_S, ".xlsx"), (Key.Key_P, ".pdf")])
def test_the_report_is_kept(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, key: Key, suffix: str
) -> None:
    read(qtbot, dialog, xlsx(tmp_path, GOOD))
    check(qtbot, dialog)
    strike(dialog, key, CTRL)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QFileDialog)), timeout=15_000)
    chooser = dialog.findChildren(QFileDialog)[0]
    out = tmp_path / f"bao-cao{suffix}"
    chooser.fileSelected.emit(str(out))
    chooser.reject()
    assert out.read_bytes()[:2] in (b"PK", b"%P")


def test_what_citizens_lose_comes_in_only_when_it_is_ticked(
    qtbot: QtBot, dialog: ImportDialog, office: Office, tmp_path: Path
) -> None:
    rows = (
        ("1.004873", "Xác nhận", "", "5 ngày làm việc", ""),
        ("1.001653", "Đổi giấy", "", "9 ngày làm việc", ""),
    )
    read(qtbot, dialog, xlsx(tmp_path, *rows))
    check(qtbot, dialog)
    assert dialog.found.filter.value() == HELD
    assert "2 dòng gây bất lợi cho công dân" in dialog.advice.text()
    assert "5 ngày làm việc (dài hơn)" in dialog.found.detail.text()
    assert not dialog.write.isEnabled(), "nothing is left to write"
    assert focused() is dialog.found.table
    press(Key.Key_Space)
    assert dialog.found.accepted == {"1.004873"}
    assert "Đã đồng ý" in str(dialog.found.model.index(0, 3).data())
    strike(dialog, ENTER, CTRL)
    wait(qtbot, dialog)
    assert is_gone(dialog)
    day = date(2026, 11, 23)
    taken, left = (office.store.catalogue.valid(code, day) for code, *_rest in rows)
    assert taken is not None
    assert left is not None
    assert taken.limit == parse_limit("5wd")
    assert left.limit == parse_limit("5wd"), "as it was"


def test_a_tick_is_taken_back(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    read(qtbot, dialog, xlsx(tmp_path, ("1.004873", "Xác nhận", "", "5 ngày làm việc", "")))
    check(qtbot, dialog)
    press(Key.Key_Space)
    assert dialog.write.isEnabled()
    dialog.found.agree.click()
    assert dialog.found.accepted == set()
    assert not dialog.write.isEnabled()


def _sheets(tmp_path: Path) -> Path:
    heads = ("Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn")
    lists: dict[str, Rows] = {
        "Danh mục": [heads, ("1.999001", "Thủ tục một", "Hộ tịch", "3wd"), (2.00099, "Hai", "Hộ tịch", "3wd")],
        "Mẫu & ví dụ": [(*heads, "Phí"), ("1.999003", "Ví dụ", "Hộ tịch", "3wd", "0")],
        "Cũ": [heads, ("1.999004", "Bản cũ", "Hộ tịch", "9wd")],
    }  # fmt: skip

    def hide(book: Any) -> None:
        book["Cũ"].sheet_state = "hidden"

    return workbook(tmp_path, lists, hide)


def test_the_sheets_of_a_workbook_are_chosen_by_their_ticks(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, xlsx(tmp_path, GOOD, name="mot.xlsx"))
    assert not dialog.sheets.isVisible(), "one sheet asks nothing"
    dialog.path.clear()
    read(qtbot, dialog, _sheets(tmp_path))
    ticks = dialog.sheets.ticks
    assert [(tick.text(), tick.isChecked()) for tick in ticks.values()] == [
        ("Danh mục: 2 dòng", True),
        ("Mẫu && ví dụ: 1 dòng", False),
        ("Cũ: 1 dòng, đang ẩn", False),
    ]
    for name in ("Danh mục", "Mẫu & ví dụ"):
        ticks[name].setFocus()
        press(Key.Key_Space)
        wait(qtbot, dialog)
    assert dialog.table is not None
    assert [cells[0] for _number, cells in dialog.table.lines] == ["1.999003"]
    assert dialog.sheets.said() == ("Mẫu & ví dụ",)


def test_what_was_not_read_is_told_above_the_lines_and_codes_are_completed(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, _sheets(tmp_path))
    check(qtbot, dialog)
    assert "“Mẫu & ví dụ” (1 dòng)" in dialog.found.remarks.text()
    assert "“Cũ” (1 dòng)" in dialog.found.remarks.text()
    assert dialog.report is not None
    assert dialog.report.count(Outcome.BLOCKED) == 1
    strike(dialog, Key.Key_Left, ALT)
    dialog.complete.setFocus()
    press(Key.Key_Space)
    check(qtbot, dialog)
    assert [line.code for line in dialog.report.lines] == ["1.999001", "2.000990"]
    assert dialog.report.count(Outcome.BLOCKED) == 0
