"""What is done from a dossier's page besides moving it: accepting later, correcting, extending, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.slips import WantedPaper
from counter_app.office import Office
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.accept_dialog import AcceptDialog
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import MARITAL, MONDAY, UNLIMITED, draft, receive
from tests.memory_printer import MemoryPrinter
from tests.patience import come_to_front
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> DossierPage:
    with_printer(place.office, MemoryPrinter())
    made = DossierPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    show(made)
    return made


def enter(page: DossierPage, dossier: Dossier) -> Dossier:
    page.enter(dossier.code)
    page.first_field().setFocus()
    return dossier


def opened(qtbot: QtBot, page: DossierPage, kind: type[QDialog]) -> QDialog:
    """The one dialog over the page."""
    qtbot.waitUntil(lambda: [type(item) for item in dialogs(page)] == [kind])
    dialog = dialogs(page)[0]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or page))
    return dialog


def waiting(office: Office, procedure: str = MARITAL) -> Dossier:
    wanted = [WantedPaper(name="Giấy chứng sinh", what="ghi lại ngày")]
    return office.intake.register(
        draft(procedure, papers=()), Act.SUPPLEMENT, reason="Thiếu", wanted=wanted
    ).result


def test_a_waiting_dossier_is_accepted_with_its_papers_and_printed(
    qtbot: QtBot, page: DossierPage, office: Office, clock: FixedClock
) -> None:
    dossier = enter(page, waiting(office))
    assert page.promise.due.text() == "Chưa hẹn ngày trả vì chưa tiếp nhận"
    assert page.urgency.text() == ""
    clock.tick(days=2)
    press(Qt.Key.Key_A, ALT)
    dialog = opened(qtbot, page, AcceptDialog)
    assert isinstance(dialog, AcceptDialog)
    assert "Giấy chứng sinh, cần sửa: ghi lại ngày" in dialog.asked.text()
    assert dialog.due.text() == "Hẹn trả 09:00 thứ Hai 30/11/2026"
    press(Qt.Key.Key_Space)
    dialog.fee.setFocus()
    commit(dialog.fee, "5000")
    press(ENTER, CTRL)
    taken = office.dossiers.get(dossier.code)
    assert (taken.state, taken.fee, len(taken.papers)) == (State.RECEIVED, 5000, 1)
    assert taken.submitted_at == MONDAY
    printing = opened(qtbot, page, PrintDialog)
    assert "Giấy tiếp nhận" in printing.windowTitle()
    printing.reject()
    assert "Hồ sơ đã đủ, tiếp nhận và hẹn trả" in page.timeline.sentences()[1]


def test_a_limit_that_the_catalogue_lacks_is_typed_when_accepting(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    enter(page, waiting(office, UNLIMITED))
    press(Qt.Key.Key_A, ALT)
    dialog = opened(qtbot, page, AcceptDialog)
    assert isinstance(dialog, AcceptDialog)
    press(ENTER, CTRL)
    assert "thời hạn" in dialog._fields["limit"].error.text()
    dialog.limit.value.setFocus()
    commit(dialog.limit.value, "3")
    assert "Hẹn trả" in dialog.due.text()
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()


def test_a_request_opens_its_slip_for_printing(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    dossier = enter(page, receive(office, MARITAL))
    press(Qt.Key.Key_B, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    press(Qt.Key.Key_Space)
    row = dialog.supplement.table.rows[0]
    commit(row.where, "Công an xã")
    dialog.supplement.until.selectAll()
    commit(dialog.supplement.until, "05/12/2026")
    commit(dialog.reason, "Thiếu")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    slip = office.paper.prints_of(dossier.code)[-1]
    assert (slip.document, slip.body["until"]) == ("supplement", "2026-12-05")
    assert slip.body["wanted"][0]["where"] == "Công an xã"


def test_papers_ticked_beforehand_are_looked_at_once(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    """What the dossier does not have on record may lie on the desk; nobody is sent home by one key."""
    procedure = office.catalogue.valid(MARITAL, MONDAY.date())
    assert procedure is not None
    required = [paper for paper in procedure.papers if paper.required]
    dossier = enter(page, receive(office, MARITAL, papers=procedure.papers[-1:]))
    assert required[0] not in dossier.papers
    press(Qt.Key.Key_B, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    ticked = dialog.supplement.wanted()
    assert ticked
    commit(dialog.reason, "Thiếu")
    press(ENTER, CTRL)
    assert "đánh dấu sẵn" in dialog._fields["wanted"].error.text()
    assert office.dossiers.get(dossier.code).supplements == 0
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    assert office.dossiers.get(dossier.code).supplements == 1


def test_an_act_is_dated_as_typed_or_refused_beside_the_field(
    qtbot: QtBot, page: DossierPage, office: Office, clock: FixedClock
) -> None:
    dossier = enter(page, receive(office, MARITAL))
    clock.tick(hours=6)
    press(Qt.Key.Key_K, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    for typed, said in (
        ("hôm qua", "Không hiểu"),
        ("16:00", "chưa tới"),
        ("8:30", "trước một thao tác"),
    ):
        dialog.at.clear()
        commit(dialog.at, typed)
        press(ENTER, CTRL)
        assert said in dialog._fields["at"].error.text()
    dialog.at.clear()
    commit(dialog.at, "10:15")
    press(ENTER, CTRL)
    assert office.dossiers.get(dossier.code).finished_at == MONDAY.replace(hour=10, minute=15)


def test_a_late_result_asks_why(
    qtbot: QtBot, page: DossierPage, office: Office, clock: FixedClock
) -> None:
    dossier = enter(page, receive(office, MARITAL))
    clock.set(MONDAY.replace(day=30))
    press(Qt.Key.Key_K, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    assert "Lý do chậm" in dialog._fields["reason"].label.text()
    press(ENTER, CTRL)
    assert "lý do chậm" in dialog._fields["reason"].error.text()
    commit(dialog.reason, "Chờ xác minh")
    press(ENTER, CTRL)
    assert office.dossiers.get(dossier.code).late_reason == "Chờ xác minh"


def test_a_refusal_to_resolve_is_printed_with_its_reason(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    dossier = enter(page, receive(office, MARITAL))
    press(Qt.Key.Key_K, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    press(Qt.Key.Key_T, ALT)
    qtbot.waitUntil(dialog.outcome.is_refused)
    press(ENTER, CTRL)
    assert "lý do" in dialog._fields["reason"].error.text()
    commit(dialog.reason, "Không đủ điều kiện")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    assert office.paper.prints_of(dossier.code)[-1].form == "03"


def test_a_correction_shows_old_and_new_and_offers_the_receipt_again(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    dossier = enter(page, receive(office, MARITAL, "Lê Hoàng Phúc", content="Dòng một\nDòng hai"))
    office.paper.printed(office.paper.prints_of(dossier.code)[0].id)
    page.reload()
    press(Qt.Key.Key_C, ALT)
    dialog = opened(qtbot, page, CorrectDialog)
    assert isinstance(dialog, CorrectDialog)
    press(ENTER, CTRL)
    assert "lý do" in dialog._fields["reason"].error.text()
    commit(dialog.reason, "Gõ nhầm")
    press(ENTER, CTRL)
    assert "Không có gì thay đổi" in dialog._fields["reason"].error.text()
    dialog.applicant.name.selectAll()
    commit(dialog.applicant.name, "Lê Hoàng Phước")
    assert dialog.changes.text() == "Người nộp: Lê Hoàng Phúc → Lê Hoàng Phước"
    press(ENTER, CTRL)
    again = opened(qtbot, page, ReasonDialog)
    assert isinstance(again, ReasonDialog)
    assert again.reason.value() == "Đính chính: Gõ nhầm"
    assert office.dossiers.get(dossier.code).applicant.name == "Lê Hoàng Phước"
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    copy = office.paper.prints_of(dossier.code)[-1]
    assert (copy.document, copy.copy_no, copy.reason) == ("receipt", 1, "Đính chính: Gõ nhầm")


def test_another_day_after_a_pause_offers_the_receipt_again(
    qtbot: QtBot, page: DossierPage, office: Office, clock: FixedClock
) -> None:
    dossier = receive(office, MARITAL)
    office.paper.printed(office.paper.prints_of(dossier.code)[0].id)
    office.moves.move(dossier.code, Act.FINANCIAL, reason="Chờ nộp thuế")
    clock.set(MONDAY.replace(day=26))
    enter(page, dossier)
    press(Qt.Key.Key_T, ALT)
    opened(qtbot, page, MoveDialog)
    press(ENTER, CTRL)
    again = opened(qtbot, page, ReasonDialog)
    assert isinstance(again, ReasonDialog)
    assert again.reason.value() == "Giải quyết tiếp, đổi ngày hẹn trả"
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    assert office.paper.prints_of(dossier.code)[-1].copy_no == 1


def test_a_receipt_not_printed_yet_needs_no_second_one(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    dossier = enter(page, receive(office, MARITAL))
    press(Qt.Key.Key_C, ALT)
    dialog = opened(qtbot, page, CorrectDialog)
    assert isinstance(dialog, CorrectDialog)
    commit(dialog.fee, "8000")
    commit(dialog.reason, "Thiếu phí")
    press(ENTER, CTRL)
    assert office.dossiers.get(dossier.code).fee == 8000
    assert dialogs(page) == []


def test_a_verification_is_extended_once(qtbot: QtBot, page: DossierPage, office: Office) -> None:
    dossier = enter(page, receive(office, MARITAL))
    press(Qt.Key.Key_E, ALT)
    opened(qtbot, page, ReasonDialog)
    commit(QApplication.focusWidget() or page, "Xác minh nơi cư trú cũ")
    press(ENTER, CTRL)
    assert office.dossiers.get(dossier.code).extensions == 1
    opened(qtbot, page, PrintDialog).reject()
    assert not page.extend.isVisible()


def test_the_keyboard_goes_on_to_the_next_step(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    enter(page, receive(office, MARITAL))
    for key, step in ((Qt.Key.Key_H, Act.FINISH), (Qt.Key.Key_K, Act.RETURN)):
        come_to_front(page)
        press(key, ALT)
        opened(qtbot, page, MoveDialog)
        press(ENTER, CTRL)
        qtbot.waitUntil(page.acts[step].isVisible)
        assert page.window().focusWidget() is page.acts[step]


def test_a_mistake_is_taken_back_and_then_offered_no_more(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.STOP, reason="Nhầm")
    enter(page, dossier)
    press(Qt.Key.Key_U, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    commit(dialog.reason, "Hồ sơ khác")
    press(ENTER, CTRL)
    assert office.dossiers.get(dossier.code).state is State.RECEIVED
    assert "Thao tác ghi nhầm: tạm dừng giải quyết." in page.timeline.sentences()[0]
    assert not page.acts[Act.REVERT].isVisible()
    assert dialogs(page) == []
