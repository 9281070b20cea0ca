"""One dossier's page and the moves from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, Result, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.office import Office
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.timeline import event_text
from tests.makers import MARITAL, collector, officer, person, receive
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, focused, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return receive(office, MARITAL, "Lê Hoàng Phúc")


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, dossier: Dossier) -> DossierPage:
    made = DossierPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    show(made)
    made.enter(dossier.code)
    made.first_field().setFocus()
    return made


def move_dialog(qtbot: QtBot, page: DossierPage, key: Qt.Key) -> MoveDialog:
    """The dialog that an act's key opens."""
    press(key, ALT)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    opened = dialogs(page)[0]
    assert isinstance(opened, MoveDialog)
    opened.activateWindow()
    qtbot.waitUntil(lambda: opened.isAncestorOf(QApplication.focusWidget() or page))
    return opened


def state(office: Office, dossier: Dossier) -> State:
    return office.dossiers.get(dossier.code).state


def shown_acts(page: DossierPage) -> set[Act]:
    return {act for act, button in page.acts.items() if button.isVisible()}


def test_facts_papers_promise_and_history_are_on_one_page(
    page: DossierPage, office: Office, dossier: Dossier
) -> None:
    assert page.code.text() == dossier.code
    assert page.state.text() == "Mới tiếp nhận"
    assert page.papers.text() == "Không có giấy tờ nào được ghi nhận."
    assert page.promise.due.text() == "09:00 thứ Sáu 27/11/2026"
    assert page.timeline.sentences()[-1] == "Tiếp nhận hồ sơ, hẹn trả 09:00 thứ Sáu 27/11/2026."
    assert page.prints.count() == 1
    page.enter(receive(office, MARITAL, papers=(PaperItem(name="Tờ khai"),)).code)
    assert "1. Tờ khai" in page.papers.text()


def test_why_tells_every_step_of_the_reckoning(qtbot: QtBot, page: DossierPage) -> None:
    assert not page.promise.steps.isVisible()
    press(Qt.Key.Key_V, ALT)
    qtbot.waitUntil(page.promise.steps.isVisible)
    assert "Không tính thứ Ba 24/11/2026" in page.promise.steps.text()
    assert "Ngày thứ 3: thứ Sáu 27/11/2026." in page.promise.steps.text()


def test_only_what_the_state_allows_is_offered(page: DossierPage, office: Office) -> None:
    assert shown_acts(page) == {
        Act.HAND, Act.SUPPLEMENT, Act.FINANCIAL, Act.STOP, Act.FINISH, Act.WITHDRAW,
        Act.MISTAKE,
    }  # fmt: skip
    office.moves.move(page.code.text(), Act.FINISH)
    page.reload()
    assert shown_acts(page) == {Act.RETURN, Act.REVERT, Act.MISTAKE}
    office.returning.hand_over(page.code.text(), collector("Lê Hoàng Phúc"))
    page.reload()
    assert shown_acts(page) == {Act.REVERT}
    assert not page.no_acts.isVisible()


def test_handing_on_with_the_keyboard(
    qtbot: QtBot, page: DossierPage, office: Office, dossier: Dossier
) -> None:
    dialog = move_dialog(qtbot, page, Qt.Key.Key_H)
    dialog.officer.setFocus()
    press(ENTER, CTRL)
    assert state(office, dossier) is State.PROCESSING
    assert page.timeline.sentences()[0] == "Chuyển cho Công chức tiếp nhận giải quyết."
    assert dialogs(page) == []


def test_a_supplement_needs_a_reason_and_says_so_beside_it(
    qtbot: QtBot, page: DossierPage, office: Office, dossier: Dossier
) -> None:
    dialog = move_dialog(qtbot, page, Qt.Key.Key_B)
    assert focused() is dialog.supplement.table.rows[0].tick
    press(ENTER, CTRL)
    assert "ít nhất một giấy" in dialog._fields["wanted"].error.text()
    press(Qt.Key.Key_Space)
    press(ENTER, CTRL)
    assert state(office, dossier) is State.RECEIVED
    assert "lý do" in dialog._fields["reason"].error.text()
    commit(dialog.reason, "Thiếu giấy xác nhận")
    press(ENTER, CTRL)
    assert state(office, dossier) is State.SUPPLEMENT
    assert "Thiếu giấy xác nhận" in page.timeline.sentences()[1]
    assert "Cần: Tờ khai" in page.timeline.sentences()[1]
    assert page.urgency.text() == "Tạm dừng giải quyết"


def test_a_second_supplement_is_explained_and_left_to_a_leader(
    qtbot: QtBot, page: DossierPage, office: Office, dossier: Dossier
) -> None:
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Lần một")
    office.moves.move(dossier.code, Act.RESUME)
    page.reload()
    office.session.officer = officer(Role.RECEIVER)
    dialog = move_dialog(qtbot, page, Qt.Key.Key_B)
    assert "118/2025" in dialog.approval.why.text()
    press(Qt.Key.Key_Space)
    commit(dialog.reason, "Lần hai")
    press(ENTER, CTRL)
    assert state(office, dossier) is State.PROCESSING
    dialog.approval.tick.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is dialog.approval.password
    commit(dialog.approval.password, "khong-phai")
    press(ENTER, CTRL)
    assert "mật khẩu của lãnh đạo" in dialog._fields["password"].error.text()
    dialog.approval.password.selectAll()
    commit(dialog.approval.password, "matkhau-2026")
    press(ENTER, CTRL)
    assert state(office, dossier) is State.SUPPLEMENT
    assert office.session.officer == officer(Role.RECEIVER)
    assert "(Công chức tiếp nhận)" in page.timeline.sentences()[1]


def test_a_leader_may_allow_a_second_supplement(
    qtbot: QtBot, page: DossierPage, office: Office, dossier: Dossier
) -> None:
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Lần một")
    office.moves.move(dossier.code, Act.RESUME)
    page.reload()
    dialog = move_dialog(qtbot, page, Qt.Key.Key_B)
    press(Qt.Key.Key_Space)
    commit(dialog.reason, "Lần hai")
    press(ENTER, CTRL)
    assert "1 lần" in dialog._fields["reason"].error.text()
    dialog.approval.tick.setFocus()
    press(Qt.Key.Key_Space)
    assert not dialog.approval.password.isVisible()
    press(ENTER, CTRL)
    assert state(office, dossier) is State.SUPPLEMENT
    assert "Lãnh đạo duyệt" in page.timeline.sentences()[1]


def test_a_resumed_promise_says_that_it_moved(
    page: DossierPage, office: Office, dossier: Dossier, clock: FixedClock
) -> None:
    office.moves.move(dossier.code, Act.STOP, reason="Chờ xác minh")
    clock.tick(days=7)
    office.moves.move(dossier.code, Act.RESUME)
    page.reload()
    assert page.promise.due.text() == "09:00 thứ Năm 03/12/2026"
    assert "hẹn trả chuyển sang 09:00 thứ Năm 03/12/2026" in page.promise.steps.text()


def test_an_extended_promise_is_not_told_as_a_pause(
    page: DossierPage, office: Office, dossier: Dossier
) -> None:
    office.promises.extend(dossier.code, reason="Xác minh")
    page.reload()
    told = page.promise.steps.text()
    assert "gia hạn để xác minh" in told
    assert "Sau khi tạm dừng" not in told


def test_finishing_carries_the_result_number(
    qtbot: QtBot, page: DossierPage, office: Office, dossier: Dossier
) -> None:
    dialog = move_dialog(qtbot, page, Qt.Key.Key_K)
    assert focused() is dialog.outcome.number
    commit(dialog.outcome.number, "12/GXN-UBND")
    press(ENTER)
    commit(focused(), "24/11/2026")
    press(ENTER, CTRL)
    assert "muộn hơn ngày có kết quả" in dialog._fields["signed_on"].error.text()
    dialog.outcome.signed_on.selectAll()
    commit(dialog.outcome.signed_on, "23/11/2026")
    press(ENTER)
    commit(focused(), "Giấy xác nhận")
    press(ENTER)
    commit(focused(), "Nguyễn Văn Ký")
    press(ENTER, CTRL)
    done = office.dossiers.get(dossier.code)
    assert done.result == "12/GXN-UBND"
    assert done.result_facts == Result(
        abstract="Giấy xác nhận",
        signed_on="2026-11-23",
        signer="Nguyễn Văn Ký",
        agency=done.resolver or office.settings.parent,
    )
    assert page.state.text() == "Có kết quả, chờ trả"


def test_a_finished_dossier_goes_to_the_return_page(
    qtbot: QtBot, page: DossierPage, office: Office, place: Workplace, dossier: Dossier
) -> None:
    wanted: list[object] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    office.moves.move(dossier.code, Act.FINISH)
    page.reload()
    page.first_field().setFocus()
    press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: wanted == [("returning", dossier.code)])


def test_the_receipt_opens_for_printing(qtbot: QtBot, page: DossierPage, office: Office) -> None:
    with_printer(office, MemoryPrinter())
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    dialogs(page)[0].reject()


def test_an_unknown_code_leaves_an_empty_page(page: DossierPage, place: Workplace) -> None:
    said: list[str] = []
    place.hub.noticed.connect(lambda *words: said.append(words[1]))
    page.enter("T99001-261123-019999")
    assert page.stack.currentWidget() is page.nothing
    assert "T99001-261123-019999" in said[0]


def test_long_content_does_not_widen_the_page(page: DossierPage, office: Office) -> None:
    papers = tuple(PaperItem(name=f"Giấy {number} " + "rất dài " * 40) for number in range(20))
    long = receive(
        office,
        MARITAL,
        applicant=replace(person("Nguyễn " * 42), address="Thôn " * 200),
        papers=papers,
        content="Nội dung " * 200,
    )
    page.enter(long.code)
    assert page.body.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() <= 800


@pytest.mark.parametrize(
    ("kind", "payload", "sentence"),
    [
        (
            "paper.issued",
            {"document": "receipt", "copy_no": 0},
            "Lập Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        ),
        (
            "paper.issued",
            {"document": "return_slip", "copy_no": 2, "reason": "mờ"},
            "Lập lại Giấy biên nhận trả kết quả, bản in lại lần 2. Lý do: mờ",
        ),
        ("paper.changed", {"state": "failed", "error": "Kẹt giấy."}, "In không được: Kẹt giấy."),
        (
            "dossier.returned",
            {"collector": {"name": "Lan", "lost_receipt": True, "identity_checked": "căn cước"}},
            "Trả kết quả cho Lan. Mất giấy hẹn, đã kiểm tra căn cước.",
        ),
        ("dossier.returned", {}, "Trả kết quả cho …."),
        ("dossier.received", {}, "Tiếp nhận hồ sơ."),
        ("dossier.moved", {}, "Đổi trạng thái hồ sơ."),
        ("something.new", {}, "Ghi nhận: something.new."),
    ],
)
def test_every_event_has_a_sentence_even_when_erased(
    kind: str, payload: dict[str, object], sentence: str
) -> None:
    assert event_text(kind, payload, {}) == sentence
