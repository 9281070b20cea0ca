"""Several citizens on hold: forms change places whole, and no key, kill or other window loses what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.office import Office
from counter_app.qt.intake.hold_list import HoldList
from counter_app.qt.intake.page import IntakePage
from tests.qt.hands import ALT, CTRL, SHIFT, commit, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.window.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> IntakePage:
    """The intake page of the window."""
    window.open_page("intake")
    settle()
    assert window.view is not None
    page = window.view.pages.currentWidget()
    assert isinstance(page, IntakePage)
    return page


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()


def fill(page: IntakePage, name: str) -> None:
    """Choose a procedure and type a name, as far as a hand came."""
    found = next(item for item in page.place.office.intake.procedures("1.001193"))
    page.form.procedure.take(found)
    page.form.applicant.name.setFocus()
    page.form.applicant.name.clear()
    commit(page.form.applicant.name, name)
    settle()


def waiting(page: IntakePage) -> list[str]:
    return [button.text() for button in page.strip.buttons if not button.isHidden()]


def test_a_citizen_is_put_on_hold_and_comes_back_with_form_and_focus(
    qtbot: QtBot, page: IntakePage
) -> None:
    fill(page, "Trần Văn Đức")
    page.ticket.show_label("A012")
    page.form.applicant.phone.setFocus()
    commit(page.form.applicant.phone, "0912")
    press(Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(page.form.is_empty)
    assert page.form.procedure.edit.hasFocus(), "the next citizen's form is begun at its top"
    assert waiting(page)[0].startswith("A012 Trần Văn Đức · 09:00")
    fill(page, "Lê Thị Hoa")
    press(Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: page.form.applicant.name.text() == "Trần Văn Đức")
    assert page.form.applicant.phone.text() == "0912"
    assert page.form.applicant.phone.hasFocus()
    assert "A012" in page.ticket.text()
    assert [text.split(" · ")[0] for text in waiting(page)] == ["Lê Thị Hoa"]


def test_any_number_wait_and_the_list_finds_them(page: IntakePage, office: Office) -> None:
    for number in range(7):
        fill(page, f"Người Thứ {number}")
        page.on_hold.hold()
    assert 1 <= len(waiting(page)) <= 4
    assert "7" in page.strip.all.text()
    page.strip.all.click()
    settle()
    (dialog,) = page.findChildren(HoldList)
    commit(dialog.search, "thu 2")
    settle()
    assert dialog.list.count() == 1
    dialog.take.click()
    settle()
    assert page.form.applicant.name.text() == "Người Thứ 2"
    assert len(office.drafts.mine()) == 7


def test_clearing_is_taken_back_by_a_key_and_later_from_the_list(
    qtbot: QtBot, window: MainWindow, page: IntakePage, office: Office
) -> None:
    fill(page, "Trần Văn Đức")
    press(Qt.Key.Key_Delete, CTRL | SHIFT)
    qtbot.waitUntil(page.form.is_empty)
    press(Qt.Key.Key_Q, CTRL)
    settle()
    assert page.form.applicant.name.text() == "Trần Văn Đức"
    assert [draft.id for draft in office.drafts.mine()] == [page.drafts.id]
    press(Qt.Key.Key_Delete, CTRL | SHIFT)
    qtbot.waitUntil(page.form.is_empty)
    assert window.view is not None
    window.view.toasts.undo.clear()
    page.on_hold.show_all()
    (dialog,) = page.findChildren(HoldList)
    assert "đã bỏ lúc 09:00" in dialog.list.item(0).text()
    dialog.take.click()
    settle()
    assert page.form.applicant.name.text() == "Trần Văn Đức"


def test_what_is_typed_meanwhile_waits_when_a_cleared_form_comes_back(
    qtbot: QtBot, page: IntakePage
) -> None:
    fill(page, "Trần Văn Đức")
    press(Qt.Key.Key_Delete, CTRL | SHIFT)
    qtbot.waitUntil(page.form.is_empty)
    fill(page, "Lê Thị Hoa")
    press(Qt.Key.Key_Q, CTRL)
    settle()
    assert page.form.applicant.name.text() == "Trần Văn Đức"
    assert [text.split(" · ")[0] for text in waiting(page)] == ["Lê Thị Hoa"]


def test_two_windows_never_write_over_each_other(
    page: IntakePage, office: Office, clock: FixedClock
) -> None:
    fill(page, "Trần Văn Đức")
    page.drafts.keep()
    other = Office.open(office.data_dir, clock=clock, officer=office.session.officer)
    (theirs,) = other.drafts.mine()
    other.drafts.keep(theirs.id, {**theirs.body, "content": "gõ ở cửa sổ kia"}, seen=theirs.body)
    commit(page.form.applicant.name, " Anh")
    page.drafts.keep()
    said = {draft.body["applicant"]["name"]: draft.body["content"] for draft in other.drafts.mine()}
    assert said == {"Trần Văn Đức": "gõ ở cửa sổ kia", "Trần Văn Đức Anh": ""}
    other.drafts.drop(page.drafts.id)
    commit(page.form.applicant.name, " Tú")
    page.drafts.keep()
    names = {draft.body["applicant"]["name"] for draft in other.drafts.mine()}
    assert names == {"Trần Văn Đức", "Trần Văn Đức Anh Tú"}
    other.close()


def test_what_was_cut_off_is_gone_on_with_and_what_was_left_is_not(
    window: MainWindow, page: IntakePage, office: Office, clock: FixedClock
) -> None:
    fill(page, "Trần Văn Đức")
    page.drafts.keep()
    assert window.view is not None
    window.view.standing.remember()
    clock.tick(minutes=42)
    window._drop_view()
    window._begin()
    settle()
    assert window.view.pages.name == "intake"
    again = window.view.pages.currentWidget()
    assert isinstance(again, IntakePage)
    assert again.form.applicant.name.text() == "Trần Văn Đức"
    assert "Tiếp tục từ 09:00" in window.view.notice.text.text()
    window.view.standing.leave()
    window._drop_view()
    window._begin()
    settle()
    assert window.view.pages.name == "board"
    window.open_page("intake")
    left = window.view.pages.currentWidget()
    assert isinstance(left, IntakePage)
    assert left.form.is_empty()
    assert len(waiting(left)) == 1
