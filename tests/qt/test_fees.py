"""Money on the dossier's page, by keyboard: taken in parts, warned about, given back when a dossier is given up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.payments import Account, FeeKind
from counter_app.domain.office.staff import Role
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.cash_dialog import CashDialog
from counter_app.qt.kit.theme import apply_theme
from counter_app.wording.dossier.timeline import event_text
from tests.makers import COPIES, MARITAL, officer, receive
from tests.patience import settle
from tests.qt import days
from tests.qt.hands import CTRL, ENTER, commit, press
from tests.scenarios.looks import clipped, name_of, takes_keyboard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow

Key = Qt.Key


def opened(window: MainWindow, code: str) -> DossierPage:
    """The dossier's page in the window."""
    assert window.view is not None
    window.view.go("dossier", code)
    page = window.view.pages.page("dossier")
    assert isinstance(page, DossierPage)
    return page


def dialog_of(page: DossierPage) -> CashDialog:
    """The money dialog that is open."""
    (dialog,) = [item for item in page.findChildren(CashDialog) if item.isVisible()]
    return dialog


def test_a_fee_is_taken_in_two_parts(window: MainWindow, office: Office) -> None:
    code = receive(office, COPIES, pages=4, copies=3).code
    page = opened(window, code)
    assert page.fees.owed.text() == "Còn phải thu 18.000 đ trên 18.000 đ"
    assert page.fees.refund.isHidden()
    days.press(page, Key.Key_P, alt=True)
    dialog = dialog_of(page)
    assert dialog.amount.amount() == 18_000
    assert dialog.words.text() == "Mười tám nghìn đồng"
    dialog.amount.setText("")
    for digit in "10000":
        days.press(dialog, Key(ord(digit)))
    days.press(dialog, ENTER)
    commit(dialog.receipt, "0000123")
    days.press(dialog, ENTER)
    days.press(dialog, ENTER)
    assert dialog.save.hasFocus()
    days.press(dialog, ENTER)
    assert days.is_gone(dialog)
    assert office.fees.account(code).kept == 10_000
    assert page.fees.owed.text() == "Còn phải thu 8.000 đ trên 18.000 đ"
    assert "Thu 10.000 đ" in page.fees.entries.text()
    assert "biên lai 0000123" in page.fees.entries.text()
    days.press(page, Key.Key_P, alt=True)
    days.press(dialog_of(page), ENTER, control=True)
    assert page.fees.owed.text() == "Đã thu đủ 18.000 đ"
    assert page.fees.collect.isHidden()
    assert not page.fees.refund.isHidden()
    lines = [
        event_text(step.kind, step.payload, {}) for step in office.dossiers.view(code).timeline
    ]
    assert any("Thu phí 8.000 đ" in line for line in lines)


def test_more_than_is_due_is_refused_beside_the_amount(window: MainWindow, office: Office) -> None:
    code = receive(office, COPIES).code
    page = opened(window, code)
    page.fees.ask_collect()
    dialog = dialog_of(page)
    dialog.amount.set_amount(2_001)
    days.press(dialog, ENTER, control=True)
    assert "2.000" in dialog._fields["amount"].error.text()
    assert clipped(dialog) == []
    days.press(dialog, Key.Key_Escape)
    assert office.fees.account(code).kept == 0


def test_somebody_elses_receipt_is_warned_about_while_typing(
    window: MainWindow, office: Office
) -> None:
    other = receive(office, COPIES, "Lê Ánh").code
    office.fees.collect(other, receipt_no="77")
    page = opened(window, receive(office, COPIES).code)
    page.fees.ask_collect()
    dialog = dialog_of(page)
    dialog.receipt.setText("77")
    assert other in dialog.warning.text()
    settle()
    assert clipped(dialog) == []
    dialog.receipt.setText("78")
    assert dialog.warning.text() == ""
    dialog.receipt.setText("77")
    days.press(dialog, ENTER, control=True)
    assert window.view is not None
    assert other in window.view.notice.text.text()


def test_a_withdrawn_dossier_offers_the_refund(window: MainWindow, office: Office) -> None:
    code = receive(office, COPIES, pages=2).code
    office.fees.collect(code)
    page = opened(window, code)
    days.press(page, Key.Key_R, alt=True)
    (moving,) = [item for item in page.findChildren(MoveDialog) if item.isVisible()]
    moving.reason.setPlainText("Đổi ý")
    days.press(moving, ENTER, control=True)
    dialog = dialog_of(page)
    assert (dialog.amount.amount(), dialog.reason.value()) == (4_000, "Công dân rút hồ sơ")
    assert not dialog.receipt.isVisible()
    days.press(dialog, ENTER, control=True)
    account = office.fees.account(code)
    assert (account.kept, account.entries[-1].reason) == (0, "Công dân rút hồ sơ")
    assert page.fees.owed.text() == "Đã thu 4.000 đ, đã hoàn 4.000 đ"
    assert page.fees.advice.text() == ""
    assert page.fees.refund.isHidden()
    assert page.fees.collect.isHidden()


def test_a_refund_that_is_put_off_is_still_said(window: MainWindow, office: Office) -> None:
    code = receive(office, COPIES, pages=2).code
    office.fees.collect(code)
    office.moves.move(code, Act.WITHDRAW, reason="Đổi ý")
    page = opened(window, code)
    assert "4.000 đ" in page.fees.advice.text()
    days.press(page, Key.Key_Q, alt=True)
    dialog = dialog_of(page)
    days.press(dialog, ENTER, control=True)
    assert "lý do" in dialog._fields["reason"].error.text()
    days.press(dialog, Key.Key_Escape)
    assert office.fees.account(code).refunded == 0


def test_an_unknown_fee_and_none_at_all_are_said(window: MainWindow, office: Office) -> None:
    page = opened(window, receive(office, MARITAL).code)
    assert page.fees.owed.text() == "Chưa xác định mức phí"
    page = opened(window, receive(office).code)
    assert page.fees.owed.text() == "Không thu"
    assert page.fees.collect.isHidden()
    unpaid = receive(office, COPIES).code
    office.session.officer = officer(Role.ADMINISTRATOR, "quan-tri")
    page = opened(window, unpaid)
    assert page.fees.collect.isHidden()


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("kind", FeeKind)
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, qapp: QApplication, place: Workplace, scale: int, kind: FeeKind
) -> None:
    wish = replace(place.office.preferences, text_scale=scale)
    apply_theme(qapp, wish)
    dossier = receive(place.office, "1.004222")
    dialog = CashDialog(place, dossier, Account(fee=2_000), kind)
    dialog.open()
    qtbot.waitExposed(dialog)
    settle()
    assert clipped(dialog) == []
    assert [item for item in takes_keyboard(dialog) if not name_of(item)] == []
    dialog.ground.setCurrentIndex(dialog.ground.count() - 1)
    dialog.amount.set_amount(0)
    press(ENTER, CTRL)
    settle()
    assert dialog._fields["amount"].error.text()
    assert clipped(dialog) == []
    dialog.reject()
    apply_theme(qapp, replace(wish, text_scale=100))


def test_a_fee_is_waived_on_a_ground(window: MainWindow, office: Office) -> None:
    code = receive(office, "1.004222").code
    page = opened(window, code)
    days.press(page, Key.Key_X, alt=True)
    dialog = dialog_of(page)
    assert (dialog.focusWidget(), dialog.ground.value()) == (dialog.ground, "")
    assert not dialog.receipt.isVisible()
    dialog.save.click()
    assert "Chưa chọn đối tượng" in dialog._fields["ground"].error.text()
    assert office.fees.account(code).waived == 0
    QTest.keyClick(dialog.ground, Key.Key_Down)
    assert dialog.ground.value() == "child"
    assert dialog.amount.amount() == 20_000
    commit(dialog.reason, "Giấy khai sinh")
    settle()
    dialog.save.click()
    account = office.fees.account(code)
    assert (account.owed, account.waived) == (0, 20_000)
    assert page.fees.owed.text() == "Đã thu 0 đ, miễn, giảm 20.000 đ"
    assert "Trẻ em" in page.fees.entries.text()
    assert "Giấy khai sinh" in page.fees.entries.text()
    assert page.fees.collect.isHidden()
    assert page.fees.waive.isHidden()
    days.press(page, Key.Key_Q, control=True)
    assert (office.fees.account(code).owed, page.fees.unwaive.isHidden()) == (20_000, True)
    office.fees.waive(code, ground="child")
    page.refresh()
    days.press(page, Key.Key_Z, alt=True)
    (asked,) = [item for item in page.findChildren(ReasonDialog) if item.isVisible()]
    asked.save.click()
    assert "lý do" in asked.fields()["reason"].error.text()
    asked.reason.setPlainText("Nhầm hồ sơ")
    asked.save.click()
    assert office.fees.account(code).owed == 20_000
    assert page.fees.entries.text().count("Hủy lần miễn, giảm ghi nhầm") == 2
    assert page.fees.waive.isVisible()


def test_a_ground_chosen_wrongly_at_reception_is_taken_back(
    window: MainWindow, office: Office
) -> None:
    from PySide6.QtWidgets import QLabel

    code = receive(office, "1.004222", relief="child").code
    page = opened(window, code)
    days.press(page, Key.Key_Z, alt=True)
    (asked,) = [item for item in page.findChildren(ReasonDialog) if item.isVisible()]
    assert any("20.000 đ (Trẻ em)" in label.text() for label in asked.findChildren(QLabel))
    asked.reason.setPlainText("Chọn nhầm")
    asked.save.click()
    assert office.fees.account(code).owed == 20_000
    assert (page.fees.unwaive.isHidden(), page.fees.owed.text()) == (
        True,
        "Còn phải thu 20.000 đ trên 20.000 đ",
    )


def test_nothing_is_waived_where_the_catalogue_has_no_ground(
    window: MainWindow, office: Office
) -> None:
    page = opened(window, receive(office, COPIES, pages=2).code)
    assert page.fees.collect.isVisible()
    assert page.fees.waive.isHidden()
