"""The report page by keyboard: a period, figures on the screen, files that hold the same figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.periods import PeriodKind
from counter_app.office import Office
from counter_app.qt.kit.report_view import ReportView
from counter_app.qt.kit.saving import save
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.reports.page import ReportsPage
from tests.qt.days import Listener, cells, is_gone, press, receive, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> ReportsPage:
    """The page, three dossiers in the day, one of them finished."""
    for name in ("Lê Văn Đạt", "Ngô Thị Én", "Vũ Ý"):
        code = receive(office, name).code
    office.moves.move(code, Act.FINISH)
    made = ReportsPage(place)
    shown(qtbot, place, made)
    return made


def wait(qtbot: QtBot, page: ReportsPage) -> None:
    """Until nothing is computed any more."""
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)


def view(page: ReportsPage, tab: int = 0) -> ReportView:
    """One table on the screen."""
    found = page.tabs.widget(tab)
    assert isinstance(found, ReportView)
    return found


def heard(page: ReportsPage) -> Listener:
    """What the page told the main window."""
    found = page.findChild(Listener)
    assert found is not None
    return found


def test_f8_shows_the_day(qtbot: QtBot, page: ReportsPage) -> None:
    press(page, Key.Key_F8)
    wait(qtbot, page)
    assert page.tabs.count() == 4
    model = view(page).table.report
    assert cells(model, 1)[-1] == "Tổng số"
    assert cells(model, 2)[-1] == "3"
    assert "khớp" in view(page).notes.text()
    assert view(page).chart.bars is not None


def test_enter_on_the_form_computes_the_month(
    qtbot: QtBot, page: ReportsPage, clock: FixedClock
) -> None:
    press(page, Key.Key_Down)
    page.period.choose(PeriodKind.MONTH)
    page.period.last.setFocus()
    press(page, Key.Key_Return)
    wait(qtbot, page)
    assert page.tabs.count() == 1
    model = view(page).table.report
    assert cells(model, 2)[-1] == "3"
    assert cells(model, 6)[-1] == "1"
    assert page.period.days() == (date(2026, 11, 1), date(2026, 11, 23))


def test_a_wrong_day_is_said_beside_its_field(qtbot: QtBot, page: ReportsPage) -> None:
    press(page, Key.Key_Down)
    page.period.first.setFocus()
    page.period.first.setText("30/02/2026")
    press(page, Key.Key_F8)
    assert page._job is None
    error = page.period.fields["from"].error
    assert error.isVisible()
    assert error.text()


def test_a_period_that_ends_before_it_begins_is_refused(qtbot: QtBot, page: ReportsPage) -> None:
    press(page, Key.Key_Down)
    page.period.first.setText("20/11/2026")
    page.period.last.setText("10/11/2026")
    press(page, Key.Key_F8)
    wait(qtbot, page)
    assert "kỳ" in page.period.fields["to"].error.text()


def save_as(page: ReportsPage, path: Path) -> None:
    """Choose where in the file dialog."""
    (dialog,) = [item for item in page.findChildren(QFileDialog) if item.isVisible()]
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    press(name, Key.Key_Return)


def test_excel_holds_the_same_numbers(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    press(page, Key.Key_F8)
    wait(qtbot, page)
    press(page, Key.Key_E, alt=True)
    wait(qtbot, page)
    save_as(page, tmp_path / "ngay.xlsx")
    qtbot.waitUntil(lambda: bool(heard(page).notices))
    sheet = openpyxl.load_workbook(tmp_path / "ngay.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if "Tổng số" in row]
    assert rows[0][2] == 3
    assert heard(page).notices[-1][0] == "good"


def test_pdf_is_saved_and_a_bad_place_is_said(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    press(page, Key.Key_F8)
    wait(qtbot, page)
    press(page, Key.Key_S, control=True)
    wait(qtbot, page)
    save_as(page, tmp_path / "ngay.pdf")
    qtbot.waitUntil(lambda: bool(heard(page).notices))
    assert (tmp_path / "ngay.pdf").read_bytes().startswith(b"%PDF-")
    (tmp_path / "khoa").mkdir()
    sentence, tone, _path = save(tmp_path / "khoa", b"")
    assert tone == "bad"
    assert "không phải tệp. Chọn tên khác." in sentence


def test_print_previews_the_pages(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    press(page, Key.Key_F8)
    wait(qtbot, page)
    press(page, Key.Key_P, control=True)
    wait(qtbot, page)
    dialog = page.findChild(SheetDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.preview.pages))
    folder = tmp_path / "out"
    folder.mkdir()
    dialog.printer.offer([(f"file:{folder}", "tệp")])
    press(dialog, Key.Key_P, control=True)
    qtbot.waitUntil(lambda: "tệp PDF" in dialog.said.text(), timeout=10_000)
    assert len(list(folder.glob("*.pdf"))) == 1
    press(dialog, Key.Key_Escape)
    assert is_gone(dialog)


def test_a_failing_printer_is_said_in_the_preview(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    press(page, Key.Key_F8)
    wait(qtbot, page)
    press(page, Key.Key_P, control=True)
    wait(qtbot, page)
    dialog = page.findChild(SheetDialog)
    assert dialog is not None
    (tmp_path / "file").write_text("in the way")
    dialog.printer.offer([(f"file:{tmp_path / 'file' / 'out'}", "tệp")])
    dialog.print.click()
    qtbot.waitUntil(
        lambda: bool(dialog.said.text()) and "Đang" not in dialog.said.text(), timeout=10_000
    )
    assert dialog.said.text()
    assert dialog.print.isEnabled()
    dialog.reject()


def test_an_answer_nobody_waits_for_is_thrown_away(qtbot: QtBot, page: ReportsPage) -> None:
    press(page, Key.Key_F8)
    page._cancel()
    press(page, Key.Key_Down)
    page.period.choose(PeriodKind.MONTH)
    press(page, Key.Key_F8)
    wait(qtbot, page)
    assert page._shown is not None
    assert page._shown.wanted.name == "II.06a"
    assert page.tabs.count() == 1


def test_nobody_without_the_duty_computes(qtbot: QtBot, page: ReportsPage, office: Office) -> None:
    office.session.officer = Officer(login="nghi", name="Đã nghỉ", role=Role.LEADER, active=False)
    press(page, Key.Key_F8)
    assert page._job is None
    assert heard(page).notices[-1][0] == "bad"


def test_a_new_day_moves_today(page: ReportsPage, clock: FixedClock) -> None:
    clock.tick(days=1)
    page.enter()
    assert page.period.days()[0] == date(2026, 11, 24)
