"""The lists behind the home page: apologies in one act, lapsed waits closed, people called, all by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.office import Office
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.board.outages import OutageDialog
from counter_app.qt.board.page import BoardPage
from counter_app.qt.board.ready import ReadyDialog
from counter_app.qt.board.waiting import WaitingDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import officer
from tests.qt.days import SINGLE_STATUS, cells, is_gone, press, receive, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

D = TypeVar("D", bound=QDialog)


def home(qtbot: QtBot, place: Workplace) -> BoardPage:
    """The home page as it is now."""
    page = BoardPage(place)
    shown(qtbot, place, page)
    return page


def opened(page: BoardPage, kind: type[D]) -> D:
    """The dialog of a kind that stands over the page."""
    (dialog,) = [item for item in page.window().findChildren(kind) if item.isVisible()]
    return dialog


@pytest.fixture
def late(office: Office, clock: FixedClock) -> list[str]:
    """One late since Monday, one since closing; it is Wednesday evening."""
    codes = [receive(office, "Lê Văn Đạt").code]
    clock.tick(days=2)
    codes.append(receive(office, "Trần Thị Bưởi").code)
    clock.tick(hours=9)
    return codes


def test_apologies_are_issued_for_all_in_one_act(
    qtbot: QtBot, place: Workplace, office: Office, late: list[str]
) -> None:
    page = home(qtbot, place)
    assert page.apologise.text() == "Lập phiếu xin lỗi cho 2 hồ sơ (Alt+X)"
    press(page, Qt.Key.Key_X, alt=True)
    dialog = opened(page, ApologyDialog)
    assert cells(dialog.model, 0) == late
    assert cells(dialog.model, 5) == ["17:30 30/11", "17:30 30/11"]
    head = office.store.journal.head()
    dialog.issue.click()
    assert "lý do" in dialog.reason_field.error.text()
    assert office.store.journal.head() == head
    dialog.reason.setText("Chờ xác minh")
    dialog.days.set_count(5)
    assert cells(dialog.model, 5) == ["17:30 02/12", "17:30 02/12"]
    assert cells(dialog.model, 6) == ["Chờ xác minh", "Chờ xác minh"]
    press(dialog, Qt.Key.Key_Return, control=True)
    assert is_gone(dialog)
    found = [office.dossiers.get(code) for code in late]
    assert {f"{item.reappointed_to:%d/%m %H:%M}" for item in found} == {"02/12 17:30"}
    assert page.apologise.isHidden()
    slips = [job for code in late for job in office.paper.prints_of(code)]
    assert [job.body["reason"] for job in slips if job.document == "apology"] == [
        "Chờ xác minh"
    ] * 2
    assert cells(page.due, 0) == ["Đã hẹn lại 02/12", "Đã hẹn lại 02/12"]


def test_what_is_not_due_yet_is_offered_but_never_ticked(
    qtbot: QtBot, place: Workplace, office: Office, late: list[str]
) -> None:
    """Who knows that it will be late tells the citizen a day before; nobody else does by pressing one key."""
    near = receive(office, "Vũ Ý").code
    page = home(qtbot, place)
    assert page.apologise.text() == "Lập phiếu xin lỗi cho 2 hồ sơ (Alt+X)"
    page.apologise.click()
    dialog = opened(page, ApologyDialog)
    assert cells(dialog.model, 0) == [*late, near]
    assert [item.row.code for item in dialog.model.ticked()] == late
    assert dialog.all.text() == "Chọn mọi dòng được đề nghị (Alt+C)", "all would be a lie"
    assert dialog.all.isChecked()
    dialog.model.turn(0)
    dialog.model.turn(2)
    assert not dialog.all.isChecked(), "as many as are proposed, but not those"
    dialog.all.click()
    dialog.all.click()
    assert dialog.model.ticked() == []
    dialog.all.click()
    assert [item.row.code for item in dialog.model.ticked()] == late
    dialog.table.choose(2)
    dialog.table.setFocus()
    press(dialog, Qt.Key.Key_Space)
    dialog.reason.setText("Chờ ký")
    dialog.issue.click()
    assert office.dossiers.get(near).reappointments == 1
    assert page.apologise.isHidden()


def test_the_board_offers_to_tell_before_the_day(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    receive(office, "Vũ Ý")
    page = home(qtbot, place)
    assert page.apologise.text() == "Báo trước hồ sơ sẽ chậm (1 sắp đến hạn) (Alt+X)"
    page.apologise.click()
    assert opened(page, ApologyDialog).model.ticked() == []


def test_a_row_has_its_own_reason_and_day_or_is_left_out(
    qtbot: QtBot, place: Workplace, office: Office, late: list[str], clock: FixedClock
) -> None:
    clock.tick(hours=-5)
    third = receive(office, "Vũ Ý").code
    clock.tick(hours=5)
    page = home(qtbot, place)
    page.apologise.click()
    dialog = opened(page, ApologyDialog)
    dialog.reason.setText("Chờ ký")
    dialog.table.setFocus()
    dialog.table.choose(1)
    press(dialog, Qt.Key.Key_Space)
    assert "2 hồ sơ" in dialog.issue.text()
    dialog.table.choose(2)
    dialog.own_reason.setFocus()
    dialog.own_reason.insert("Mất điện")
    dialog.own_reason.textEdited.emit("Mất điện")
    dialog.own_days.set_count(1)
    assert cells(dialog.model, 6) == ["Chờ ký", "Chờ ký", "Mất điện"]
    dialog.table.choose(0)
    assert (dialog.own_reason.text(), dialog.own_days.count()) == ("", 3)
    dialog.issue.click()
    first, left_out, own = (office.dossiers.get(code) for code in (*late, third))
    assert f"{first.reappointed_to:%d/%m}" == "30/11"
    assert left_out.reappointed_to is None
    assert f"{own.reappointed_to:%d/%m}" == "26/11"
    assert office.store.acts.apology_reason(own.id) == "Mất điện"


@pytest.mark.parametrize("leads", [True, False])
def test_a_second_apology_needs_a_leader_here_or_by_password(
    qtbot: QtBot,
    place: Workplace,
    office: Office,
    late: list[str],
    clock: FixedClock,
    leads: bool,
) -> None:
    page = home(qtbot, place)
    page.apologise.click()
    dialog = opened(page, ApologyDialog)
    assert dialog.again.isHidden()
    dialog.reason.setText("Chờ ký")
    dialog.days.set_count(1)
    dialog.issue.click()
    clock.tick(days=5)
    office.session.officer = officer(Role.LEADER if leads else Role.RECEIVER)
    page.reload()
    page.scope.second.click()
    page.apologise.click()
    dialog = opened(page, ApologyDialog)
    assert (dialog.model.rowCount(), dialog.again.isHidden()) == (0, False)
    dialog.again.tick.click()
    assert cells(dialog.model, 0) == late
    dialog.reason.setText("Vẫn chờ ký")
    if not leads:
        dialog.issue.click()
        assert "mật khẩu" in dialog.again.fields()["password"].error.text()
        assert {office.dossiers.get(code).reappointments for code in late} == {1}
        dialog.again.password.setText(FIRST_PASSWORD)
    dialog.issue.click()
    assert {office.dossiers.get(code).reappointments for code in late} == {2}


def test_who_may_not_sees_the_list_and_cannot_issue(
    qtbot: QtBot, place: Workplace, office: Office, late: list[str]
) -> None:
    office.session.officer = officer(Role.ADMINISTRATOR)
    page = home(qtbot, place)
    page.apologise.click()
    dialog = opened(page, ApologyDialog)
    assert cells(dialog.model, 0) == late
    assert not dialog.issue.isEnabled()


def test_enter_on_a_row_opens_its_dossier(qtbot: QtBot, place: Workplace, late: list[str]) -> None:
    page = BoardPage(place)
    listener = shown(qtbot, place, page)
    page.apologise.click()
    dialog = opened(page, ApologyDialog)
    dialog.table.setFocus()
    dialog.table.choose(1)
    press(dialog, Qt.Key.Key_Return)
    assert listener.wanted == [("dossier", late[1])]
    assert is_gone(dialog)


def test_lapsed_waits_are_ticked_and_closed_with_their_slips(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    lapsed, waiting = (receive(office, name, SINGLE_STATUS).code for name in ("Ân", "Bình"))
    until = date(2026, 11, 25)
    office.moves.move(lapsed, Act.SUPPLEMENT, reason="Thiếu", until=until)
    office.moves.move(waiting, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=3)
    page = home(qtbot, place)
    assert page.close_lapsed.text() == "Kết thúc 1 hồ sơ quá hạn bổ sung (Alt+O)"
    page.tiles["lacking"].click()
    dialog = opened(page, WaitingDialog)
    assert cells(dialog.model, 5) == ["Quá hạn bổ sung, đề nghị kết thúc", "Còn hạn"]
    assert [row.code for row in dialog.model.ticked()] == [lapsed]
    dialog.model.turn(1)
    assert "1 hồ sơ" in dialog.close_them.text()
    dialog.reason.clear()
    dialog.close_them.click()
    assert "lý do" in dialog.reason_field.error.text()
    dialog.reason.setText("Quá hạn bổ sung")
    press(dialog, Qt.Key.Key_Return, control=True)
    assert office.dossiers.get(lapsed).state is State.WITHDRAWN
    assert office.dossiers.get(waiting).state is State.SUPPLEMENT
    assert office.paper.prints_of(lapsed)[-1].form == "05"
    assert cells(dialog.model, 0) == [waiting]
    assert dialog.close_them.isHidden()
    assert page.close_lapsed.isHidden()
    dialog.reject()


def test_people_are_called_the_longest_waiting_first(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    first, second = receive(office, "Ân").code, receive(office, "Bình").code
    office.moves.move(first, Act.FINISH)
    clock.tick(days=11)
    office.moves.move(second, Act.FINISH, reason="Chờ ký")
    page = home(qtbot, place)
    assert page.call_up.text() == "Gọi điện mời 1 người đến nhận kết quả (Alt+G)"
    page.tiles["ready"].click()
    dialog = opened(page, ReadyDialog)
    assert cells(dialog.model, 0) == [first, second]
    assert cells(dialog.model, 2) == ["0912 345 678"] * 2
    assert cells(dialog.model, 5) == ["11 ngày", "0 ngày"]
    dialog.long.click()
    assert cells(dialog.model, 0) == [first]
    assert dialog.all.isHidden()
    office.rules.change_settings(replace(office.rules.settings, uncollected_days=30))
    dialog.reload()
    assert dialog.empty.isVisible()
    assert not dialog.print.isEnabled()


def test_a_call_sheet_is_previewed_and_saved(
    qtbot: QtBot,
    place: Workplace,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.moves.move(receive(office).code, Act.FINISH)
    page = home(qtbot, place)
    page.tiles["ready"].click()
    dialog = opened(page, ReadyDialog)
    saved: dict[str, bytes] = {}
    monkeypatch.setattr(
        "counter_app.qt.kit.list_dialog.ask_and_save",
        lambda _place, _parent, name, data, said: (
            saved.update({name: data}),
            said("Đã lưu.", "good", None),
        ),
    )
    dialog.xlsx.click()
    qtbot.waitUntil(lambda: bool(saved))
    assert saved["ho-so-cho-nhan-ket-qua.xlsx"].startswith(b"PK")
    assert dialog.said.text() == "Đã lưu."
    dialog.print.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SheetDialog)))
    (sheet,) = dialog.findChildren(SheetDialog)
    qtbot.waitUntil(lambda: sheet._pdf.startswith(b"%PDF"))
    sheet.reject()


def test_the_whole_board_is_printed(qtbot: QtBot, place: Workplace, late: list[str]) -> None:
    page = home(qtbot, place)
    press(page, Qt.Key.Key_P, control=True)
    qtbot.waitUntil(lambda: bool(page.findChildren(SheetDialog)))
    (sheet,) = page.findChildren(SheetDialog)
    assert sheet._stem == "viec-hom-nay-20261125"
    qtbot.waitUntil(lambda: sheet._pdf.startswith(b"%PDF"))
    sheet.reject()


def test_a_calm_morning_offers_nothing(qtbot: QtBot, place: Workplace) -> None:
    page = home(qtbot, place)
    buttons = (page.apologise, page.close_lapsed, page.call_up, page.print)
    assert all(button.isHidden() for button in buttons)


def test_an_outage_stops_what_was_chosen_and_lets_it_go_on(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    codes = [receive(office, name).code for name in ("Lê Một", "Lê Hai", "Lê Ba")]
    page = home(qtbot, place)
    page.proposals.outage.click()
    dialog = opened(page, OutageDialog)
    assert cells(dialog.model, 0) == codes
    assert dialog.model.ticked() == []
    assert not dialog.go.isEnabled()
    dialog.model.turn(0)
    dialog.model.turn(2)
    dialog.go.click()
    assert "lý do" in dialog.reason_field.error.text()
    dialog.reason.setText("Hệ thống của tỉnh ngừng")
    press(dialog, Qt.Key.Key_Return, control=True)
    assert is_gone(dialog)
    states = [office.dossiers.get(code).state for code in codes]
    assert states == [State.STOPPED, State.RECEIVED, State.STOPPED]
    assert page.proposals.outage.text() == "Sự cố hệ thống: 2 hồ sơ đang tạm dừng (Alt+H)"
    clock.tick(hours=1)
    press(page, Qt.Key.Key_H, alt=True)
    dialog = opened(page, OutageDialog)
    assert cells(dialog.model, 0) == [codes[0], codes[2]]
    assert dialog.go.text() == "Giải quyết tiếp 2 hồ sơ (Ctrl+Enter)"
    dialog.go.click()
    assert {office.dossiers.get(code).state for code in codes} == {State.RECEIVED}
