"""Rights and the second person in the window: the table by the keyboard, and consent beside the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.office.recovery import SUBJECT
from counter_app.domain.office.rights import RIGHT_OF, Duty, Role
from counter_app.qt.certification.locked import VoidDialog, voiding
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.dossier.erase_dialog import EraseDialog
from counter_app.qt.kit.cash_dialog import CashDialog
from counter_app.qt.kit.second_person import SecondDialog
from counter_app.qt.reports.page import ReportsPage
from counter_app.qt.settings.page import SettingsPage
from counter_app.qt.window.recovery_dialog import RecoveryDialog
from tests.desk.second import put
from tests.makers import COPIES, PASSWORD, officer, receive
from tests.qt import days
from tests.qt.days import press, shown
from tests.qt.hands import ENTER

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> SettingsPage:
    """Settings at the table of rights."""
    made = SettingsPage(place)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
    made.reload()
    made.enter("rights")
    return made


@pytest.fixture
def under(qtbot: QtBot) -> QWidget:
    """What a dialog belongs to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def sits(office: Office, role: Role, login: str = "lan") -> None:
    """Somebody of a role, who chose the own password, sits here."""
    put(office, role, login)
    office.session.officer = office.staff.known(login)


def test_a_right_is_walked_to_and_taken_away_by_keys(page: SettingsPage, office: Office) -> None:
    office.session.officer = office.staff.known("canbo")
    page.reload()
    part = page.rights
    first = part.grid.boxes[Duty.RECEIVE, Role.RECEIVER]
    first.setFocus()
    for _step in range(list(RIGHT_OF).index(Duty.REFUND)):
        press(page, Key.Key_Down)
    refund = part.grid.boxes[Duty.REFUND, Role.RECEIVER]
    assert refund.hasFocus()
    assert "Hoàn phí, lệ phí" in part.told.text()
    assert "Cần hai người" in part.told.text()
    press(page, Key.Key_Space)
    press(page, Key.Key_S, control=True)
    assert not office.rights.table().allows(Role.RECEIVER, Duty.REFUND)
    assert office.rights.table().allows(Role.SECTOR_OFFICER, Duty.REFUND)


def test_what_cannot_be_chosen_says_why_and_stays(page: SettingsPage, office: Office) -> None:
    office.session.officer = office.staff.known("canbo")
    page.reload()
    part = page.rights
    for role, why in ((Role.LEADER, "khóa ngoài"), (Role.ADMINISTRATOR, "tiền của công dân")):
        box = part.grid.boxes[Duty.RECEIVE, role]
        before = box.isChecked()
        box.setFocus()
        assert why in part.told.text()
        press(page, Key.Key_Space)
        assert box.isChecked() is before
        assert why in box.accessibleDescription()


def test_whoever_may_not_set_it_reads_it(page: SettingsPage, office: Office) -> None:
    sits(office, Role.ADMINISTRATOR)
    page.reload()
    part = page.rights
    box = part.grid.boxes[Duty.CATALOGUE, Role.RECEIVER]
    box.setFocus()
    press(page, Key.Key_Space)
    assert not box.isChecked()
    assert not part.save.isEnabled()
    assert part.only_view.isVisible()


def test_a_table_takes_the_second_leader(page: SettingsPage, office: Office) -> None:
    office.staff.put_officer(officer(Role.LEADER, "pho"), password=PASSWORD)
    sits(office, Role.LEADER, "truong")
    page.reload()
    page.rights.own_sector.setChecked(True)
    press(page, Key.Key_S, control=True)
    (dialog,) = page.findChildren(SecondDialog)
    agree(dialog, "canbo")
    assert office.rights.table().own_sector


def agree(dialog: SecondDialog, login: str, password: str = FIRST_PASSWORD) -> None:
    """Somebody consents there."""
    dialog.part.person.choose(login)
    dialog.part.password.setText(password)
    days.press(dialog, ENTER, control=True)


def test_a_refund_asks_in_its_own_dialog(
    qtbot: QtBot, place: Workplace, office: Office, under: QWidget
) -> None:
    code = receive(office, COPIES, pages=2).code
    office.fees.collect(code)
    sits(office, Role.RECEIVER)
    dialog = CashDialog(
        place,
        office.dossiers.get(code),
        office.fees.account(code),
        FeeKind.REFUNDED,
        under,
        reason="Rút",
    )
    shows(qtbot, dialog)
    second = dialog.second
    assert second is not None
    dialog.reason.clear()
    days.press(dialog, ENTER, control=True)
    assert dialog.reason.hasFocus(), "nobody is called to agree to what is refused anyway"
    dialog.reason.setText("Rút")
    for _time in range(4):
        days.press(dialog, ENTER, control=True)
        assert "Mật khẩu" in second.fields()["password"].error.text()
    assert "đợi" not in second.fields()["password"].error.text().lower(), "nothing was tried"
    second.password.setText(FIRST_PASSWORD)
    days.press(dialog, ENTER, control=True)
    account = office.fees.account(code)
    assert account.kept == 0
    entry, payload = office.store.journal.of(code)[-1]
    assert (entry.actor, payload["approved_by"]) == ("lan", "canbo")


def test_the_one_leader_is_told_that_it_says_so(
    qtbot: QtBot, place: Workplace, office: Office, under: QWidget
) -> None:
    code = receive(office, COPIES, pages=2).code
    office.fees.collect(code)
    office.session.officer = office.staff.known("canbo")
    dialog = CashDialog(
        place,
        office.dossiers.get(code),
        office.fees.account(code),
        FeeKind.REFUNDED,
        under,
        reason="Rút",
    )
    shows(qtbot, dialog)
    assert dialog.second is not None
    assert not dialog.second.password.isVisible()
    assert "một người" in dialog.second.why.text()
    days.press(dialog, ENTER, control=True)
    assert office.store.journal.of(code)[-1][1]["alone"] is True


def test_a_correction_asks_only_for_another_person(
    qtbot: QtBot, place: Workplace, office: Office, under: QWidget
) -> None:
    dossier = receive(office)
    sits(office, Role.RECEIVER)
    dialog = CorrectDialog(place, dossier, under)
    shows(qtbot, dialog)
    dialog.applicant.phone.setText("0987654321")
    assert not dialog.second.isVisible()
    dialog.applicant.name.setText("Lê Hoàn Toàn Khác")
    assert dialog.second.isVisible()
    dialog.reason.setPlainText("Nhập nhầm người")
    dialog.second.password.setText(FIRST_PASSWORD)
    days.press(dialog, ENTER, control=True)
    assert office.dossiers.get(dossier.code).applicant.name == "Lê Hoàn Toàn Khác"


def test_giving_back_what_another_took_with_a_number_asks(
    qtbot: QtBot, place: Workplace, office: Office, under: QWidget
) -> None:
    (line,) = office.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),), paid=True)
    ).result
    sits(office, Role.RECEIVER)
    dialog = voiding(place, line, under)
    assert isinstance(dialog, VoidDialog)
    shows(qtbot, dialog)
    assert dialog.second is not None
    dialog.reason.setPlainText("Ghi nhầm")
    dialog.second.password.setText(FIRST_PASSWORD)
    days.press(dialog, ENTER, control=True)
    assert office.certification.get(line.id).voided_at is not None


def test_an_erasure_asks_the_other_leader(
    qtbot: QtBot, place: Workplace, office: Office, under: QWidget
) -> None:
    from counter_app.domain.dossier.moves import Act

    code = receive(office).code
    office.moves.move(code, Act.WITHDRAW, reason="Đổi ý")
    sits(office, Role.LEADER, "truong")
    dialog = EraseDialog(place, office.dossiers.get(code), under)
    shows(qtbot, dialog)
    dialog.reason.setPlainText("Theo yêu cầu")
    dialog.second.password.setText(FIRST_PASSWORD)
    days.press(dialog, ENTER, control=True)
    assert office.dossiers.get(code).applicant.name != "Nguyễn Văn Mẫu"


def test_a_report_that_seals_asks_before_it_goes_out(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    receive(office)
    clock.tick(days=2)
    sits(office, Role.RECEIVER)
    page = ReportsPage(place)
    shown(qtbot, place, page)
    page.list.choose("day")
    for edit in (page.period.first, page.period.last):
        edit.setText("23/11/2026")
    press(page, Key.Key_F8)
    qtbot.waitUntil(lambda: page._job is None and page._shown is not None, timeout=15_000)
    page._hand_out("pdf", lambda _data: None)
    (dialog,) = page.findChildren(SecondDialog)
    assert office.reports.issued() == []
    agree(dialog, "canbo", "sai-mat-khau")
    assert "chưa đúng" in dialog.fields()["password"].error.text()
    assert office.reports.issued() == []
    agree(dialog, "canbo")
    qtbot.waitUntil(lambda: page._job is None and bool(office.reports.issued()), timeout=15_000)


def test_a_printer_outside_the_office_asks(
    qtbot: QtBot, page: SettingsPage, office: Office
) -> None:
    sits(office, Role.ADMINISTRATOR)
    page.enter("computer")
    page.reload()
    part = page.computer
    part.printer.show_wish("escpos:203.0.113.9:9100")
    part.paper_size.choose("80mm")
    press(page, Key.Key_S, control=True)
    (dialog,) = page.findChildren(SecondDialog)
    assert office.preferences.printer == ""
    agree(dialog, "canbo")
    assert office.preferences.printer == "escpos:203.0.113.9:9100"


def test_a_receiver_sees_the_printer_and_changes_the_rest(
    page: SettingsPage, office: Office
) -> None:
    sits(office, Role.RECEIVER)
    page.enter("computer")
    page.reload()
    part = page.computer
    assert not part.printer.choice.isEnabled()
    assert part.only_view.isVisible()
    part.counter.setText("7")
    press(page, Key.Key_S, control=True)
    assert office.preferences.counter == "7"


def shows(qtbot: QtBot, dialog: QWidget) -> None:
    """A dialog on the screen; it ends with itself."""
    with qtbot.waitActive(dialog):
        dialog.show()


def test_an_administrator_s_recovery_sheet_takes_a_leader_s_password(
    qtbot: QtBot, place: Workplace, office: Office, under: QWidget
) -> None:
    sits(office, Role.ADMINISTRATOR, "quantri")
    dialog = RecoveryDialog(place, under)
    dialog.show()
    dialog.tick.setChecked(True)
    assert dialog.second.isVisible()
    days.press(dialog, ENTER, control=True)
    qtbot.waitUntil(lambda: "tự gõ" in dialog.second.fields()["password"].error.text())
    assert office.recovery.standing().number == 0
    dialog.second.password.setText(FIRST_PASSWORD)
    days.press(dialog, ENTER, control=True)
    qtbot.waitUntil(lambda: office.recovery.standing().number == 1)
    assert office.store.journal.of(SUBJECT)[-1][1]["approved_by"] == "canbo"
    office.session.officer = office.staff.known("canbo")
    led = RecoveryDialog(place, under)
    led.show()
    assert not led.second.asks
    led.reject()
