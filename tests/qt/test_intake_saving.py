"""Saving, printing and keeping the intake form, with the keyboard alone."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.office import Office
from counter_app.qt.intake.hold_list import HoldList
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.workplace import Workplace
from tests.memory_printer import Fault, MemoryPrinter
from tests.qt.hands import (
    ALT,
    CTRL,
    ENTER,
    SHIFT,
    commit,
    dialogs,
    focused,
    hold,
    press,
    show,
    with_printer,
)
from tests.qt.intake_desk import all_lines, choose, fill, wait_printed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CARD = "036190000123|123456789|Nguyễn Thị Ánh Nguyệt|05031990|Nữ|Thôn Đoài, Yên Phong, Bắc Ninh|10052021"


@pytest.fixture
def printer(office: Office) -> MemoryPrinter:
    return with_printer(office, MemoryPrinter())


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, printer: MemoryPrinter) -> IntakePage:
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    made.enter()
    made.form.procedure.edit.setFocus()
    return made


# --- saving --------------------------------------------------------------------------------------


def test_control_enter_saves_prints_and_begins_anew(
    qtbot: QtBot, page: IntakePage, office: Office, printer: MemoryPrinter
) -> None:
    fill(page)
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    code = all_lines(office)[0].code
    assert page.saved.code.text() == code
    assert page.saved.property("notice") == "good"
    assert "đã in" in page.saved.paper.text()
    assert [job.title for job in printer.jobs] == [f"giay-hen-{code}"]
    assert page.form.is_empty()
    assert page.form.papers.given() == ()
    assert focused() is page.form.procedure.edit


def test_the_key_of_the_home_page_saves_nothing(page: IntakePage, office: Office) -> None:
    fill(page)
    press(Qt.Key.Key_F9)
    assert all_lines(office) == []


def test_enter_alone_walks_through_the_form_and_saves_nothing(
    page: IntakePage, office: Office
) -> None:
    fill(page)
    for _time in range(60):
        if page.save.hasFocus():
            break
        press(ENTER)
    assert page.save.hasFocus(), "Enter goes to the button that saves, and no farther by itself"
    assert all_lines(office) == []


def test_the_key_held_down_makes_one_dossier(
    qtbot: QtBot, page: IntakePage, office: Office, printer: MemoryPrinter
) -> None:
    fill(page)
    hold(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert len(all_lines(office)) == 1
    assert len(printer.jobs) == 1
    assert page.form.procedure.field.error.text() == ""


def test_a_double_click_makes_one_dossier(
    qtbot: QtBot, page: IntakePage, office: Office, printer: MemoryPrinter
) -> None:
    fill(page)
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(page.save, Qt.MouseButton.LeftButton)
    wait_printed(qtbot, page)
    assert len(all_lines(office)) == 1
    assert len(printer.jobs) == 1


def test_a_receipt_is_printed_while_the_data_are_checked(
    qtbot: QtBot, page: IntakePage, place: Workplace, printer: MemoryPrinter
) -> None:
    gate = threading.Event()
    place.jobs.start(lambda *_asked: gate.wait(60), finished=id, failed=id, lane=Lane.LONG)
    place.jobs.start(lambda *_asked: gate.wait(60), finished=id, failed=id, lane=Lane.READING)
    try:
        fill(page)
        press(ENTER, CTRL)
        wait_printed(qtbot, page)
        assert len(printer.jobs) == 1
    finally:
        gate.set()
        place.jobs.stop()


def test_an_empty_form_is_not_saved_and_not_scolded(page: IntakePage, office: Office) -> None:
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert page.form.procedure.field.error.text() == ""


def test_a_form_without_a_procedure_says_so_there(page: IntakePage, office: Office) -> None:
    commit(page.form.applicant.name, "Nguyễn Văn Mẫu")
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert "thủ tục" in page.form.procedure.field.error.text()
    assert focused() is page.form.procedure.edit


def test_after_a_refusal_the_mended_form_is_saved_once(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    choose(page)
    page.form.applicant.phone.setFocus()
    QTest.keyClicks(page.form.applicant.phone, "0912345678")
    press(ENTER, CTRL)
    assert focused() is page.form.applicant.name
    commit(focused(), "Nguyễn Văn Mẫu")
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert len(all_lines(office)) == 1


@pytest.mark.parametrize("fault", [Fault.OFF, Fault.JAM])
def test_a_failed_printer_loses_nothing(
    qtbot: QtBot, page: IntakePage, office: Office, printer: MemoryPrinter, fault: Fault
) -> None:
    printer.fault = fault
    fill(page)
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert len(all_lines(office)) == 1
    assert page.saved.property("notice") == "bad"
    assert "Hồ sơ đã lưu" in page.saved.paper.text()
    assert page.saved.print.text().startswith("In lại")

    printer.fault = Fault.NONE
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(printer.jobs) == 1)
    wait_printed(qtbot, page)
    assert page.saved.property("notice") == "good"
    assert len(office.paper.prints_of(all_lines(office)[0].code)) == 1


def test_the_paper_is_noted_as_given_to_the_citizen(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page)
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    press(Qt.Key.Key_G, CTRL)
    code = all_lines(office)[0].code
    qtbot.waitUntil(lambda: office.paper.prints_of(code)[-1].state == "handed_over")


def test_without_a_printer_the_print_window_opens(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    from dataclasses import replace

    office.rules.change_preferences(replace(office.preferences, printer=""))
    fill(page)
    press(ENTER, CTRL)
    assert len(all_lines(office)) == 1
    (dialog,) = dialogs(page)
    assert isinstance(dialog, PrintDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or page))
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(dialog.hand.hasFocus)
    told = "đã lưu thành tệp, chưa in ra giấy"  # a folder is no printer, whoever asked for it
    assert told in dialog.trouble.text()
    assert told in page.saved.paper.text()
    press(Qt.Key.Key_G, CTRL)
    assert "đã giao cho công dân" in page.saved.paper.text()
    assert not page.saved.hand.isEnabled()


def test_long_names_and_twenty_papers_stay_inside_the_page(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, "Nguyễn " * 42)
    for number in range(20):
        page.form.papers.add_own.click()
        commit(focused(), f"Giấy tờ thứ {number} " + "rất dài " * 30)
    assert page.form.minimumSizeHint().width() <= page.area.viewport().width()
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert len(all_lines(office)) == 1
    assert page.minimumSizeHint().width() <= 1000


# --- drafts --------------------------------------------------------------------------------------


def test_a_form_cut_off_is_offered_after_a_restart(
    qtbot: QtBot, page: IntakePage, place: Workplace, office: Office
) -> None:
    fill(page, "Trần Văn Đức")
    QTest.keyClicks(page.form.applicant.birth, "31/02/19")
    page.form.papers.rows[0].given.setChecked(False)
    page.drafts.idle.setInterval(0)
    page.form.applicant.name.setFocus()
    commit(page.form.applicant.name, "h")
    qtbot.waitUntil(lambda: len(office.drafts.mine()) == 1)

    after = IntakePage(place)
    qtbot.addWidget(after)
    show(after)
    after.enter()
    waiting = after.strip.buttons[0]
    assert waiting.isVisible()
    assert "Trần Văn Đứch" in waiting.text()
    assert "Đăng ký khai sinh" in waiting.accessibleName()

    after.form.procedure.edit.setFocus()
    press(Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: after.form.applicant.name.text() == "Trần Văn Đứch")
    assert after.form.applicant.birth.text() == "31/02/19"
    assert not after.form.papers.rows[0].given.isChecked()
    chosen = after.form.procedure.procedure()
    assert chosen is not None
    assert chosen.code == "1.001193"


def test_leaving_the_page_keeps_what_was_just_typed(page: IntakePage, office: Office) -> None:
    fill(page)
    assert office.drafts.mine() == []
    page.hide()
    assert len(office.drafts.mine()) == 1


def test_a_saved_form_is_no_draft(qtbot: QtBot, page: IntakePage, office: Office) -> None:
    fill(page)
    page.drafts.keep()
    assert len(office.drafts.mine()) == 1
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert office.drafts.mine() == []


def test_a_refused_draft_is_forgotten(
    qtbot: QtBot, page: IntakePage, place: Workplace, office: Office
) -> None:
    fill(page)
    page.drafts.keep()
    after = IntakePage(place)
    qtbot.addWidget(after)
    show(after)
    after.enter()
    after.on_hold.show_all()
    (dialog,) = after.findChildren(HoldList)
    dialog.throw.click()
    qtbot.waitUntil(lambda: office.drafts.mine() == [])
    assert not after.strip.buttons[0].isVisible()
    assert after.form.is_empty()


def test_an_empty_form_leaves_no_draft(page: IntakePage, office: Office) -> None:
    page.drafts.keep()
    assert office.drafts.mine() == []


def test_beginning_anew_forgets_the_draft(qtbot: QtBot, page: IntakePage, office: Office) -> None:
    fill(page)
    page.drafts.keep()
    press(Qt.Key.Key_Delete, CTRL | SHIFT)
    qtbot.waitUntil(page.form.is_empty)
    assert office.drafts.mine() == []
    assert len(office.drafts.cleared()) == 1


def test_what_was_handed_over_makes_room_for_the_next_citizen(
    qtbot: QtBot, page: IntakePage
) -> None:
    fill(page)
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    commit(page.form.applicant.name, "Lê")
    assert page.saved.isVisible()
    press(Qt.Key.Key_G, CTRL)
    qtbot.waitUntil(lambda: "đã giao" in page.saved.paper.text())
    commit(page.form.applicant.name, " Văn")
    assert not page.saved.isVisible()
