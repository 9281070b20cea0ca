"""Requests about personal data in the window, by keys alone: written down, answered, handed out, erased, ticked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import Role
from counter_app.domain.requests.request import Ground, Outcome, Wish
from counter_app.domain.requests.retention import Kept
from counter_app.qt.board.page import BoardPage
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.requests.answer_dialog import AnswerRequestDialog
from counter_app.qt.requests.copies_dialog import CopiesDialog
from counter_app.qt.requests.drafts_dialog import DraftsDialog
from counter_app.qt.requests.erase_dialog import ErasePersonDialog
from counter_app.qt.requests.new_dialog import NewRequestDialog
from counter_app.qt.requests.over_dialog import OverDialog
from counter_app.qt.requests.page import RequestsPage
from counter_app.qt.requests.periods_dialog import PeriodsDialog
from tests.desk.acts_of_requests import ended, kept, requested
from tests.makers import PASSWORD, officer, receive
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, focused, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> RequestsPage:
    """The register's page, in front."""
    made = RequestsPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    show(made)
    made.first_field().setFocus()
    return made


def opened(qtbot: QtBot, page: QWidget, kind: type[D]) -> D:
    """The dialog a key opens over the page, in front."""
    qtbot.waitUntil(lambda: any(isinstance(item, kind) for item in dialogs(page)))
    dialog = next(item for item in dialogs(page) if isinstance(item, kind))
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in dialog.findChildren(QWidget))
    return dialog


def shown(page: RequestsPage) -> None:
    """The page with what was written beside it."""
    page.reload()
    page.first_field().setFocus()


def test_a_request_is_written_down_printed_and_answered_by_keys_alone(
    qtbot: QtBot, place: Workplace, page: RequestsPage
) -> None:
    office = place.office
    press(Qt.Key.Key_N, ALT)
    dialog = opened(qtbot, page, NewRequestDialog)
    assert focused() is dialog.asker
    assert "chưa xác nhận" in dialog.outcome.text()
    commit(dialog.asker, "Nguyễn Văn Mẫu")
    press(ENTER, CTRL)
    assert "giấy tờ nào" in dialog._fields["proof"].error.text()
    commit(dialog.proof, "Căn cước 001090000001")
    commit(dialog.id_no, "001090000001")
    dialog.wish.choose(Wish.ERASE)
    press(ENTER, CTRL)
    paper = opened(qtbot, page, PrintDialog)
    paper.reject()
    (item,) = office.requests.waiting()
    assert (item.wish, item.asker) == (Wish.ERASE, "Nguyễn Văn Mẫu")
    show(page)
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    press(Qt.Key.Key_G, ALT)
    answer = opened(qtbot, page, AnswerRequestDialog)
    assert not answer.ground.isVisible()
    answer.outcome.choose(Outcome.REFUSED)
    answer.outcome.chosen.emit(Outcome.REFUSED)
    assert answer.ground.isVisible()
    answer.ground.choose(Ground.IN_HAND)
    commit(answer.reason, "Luật 91/2025/QH15")
    commit(answer.answer, "Xong hồ sơ sẽ xóa")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    done = office.requests.get(item.id)
    assert (done.outcome, done.ground) == (Outcome.REFUSED, Ground.IN_HAND)
    assert page.none.isVisible(), "nothing waits any more"


def test_a_person_is_erased_after_what_goes_and_stays_was_seen(
    qtbot: QtBot, place: Workplace, page: RequestsPage
) -> None:
    office = place.office
    gone, open_one = ended(office), receive(office).code
    requested(office, Wish.ERASE)
    shown(page)
    press(Qt.Key.Key_J, ALT)
    dialog = opened(qtbot, page, ErasePersonDialog)
    assert gone in dialog.goes.text()
    assert f"{open_one}" in dialog.stays.text()
    assert "Hồ sơ đang giải quyết" in dialog.stays.text()
    press(ENTER, CTRL)
    assert office.dossiers.get(gone).applicant.name != BLANK_NAME, "something stays"
    dialog.partly.setChecked(True)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: office.dossiers.get(gone).applicant.name == BLANK_NAME)
    assert office.dossiers.get(open_one).applicant.name != BLANK_NAME
    assert "bản sao phải hủy" in page.owed.text()
    qtbot.waitUntil(lambda: not dialogs(page))
    show(page)
    shown(page)
    press(Qt.Key.Key_J, ALT)
    again = opened(qtbot, page, ErasePersonDialog)
    assert "trả lời (Alt+G)" in again.goes.text(), "what stays has a next step"
    assert not again.save.isEnabled()


def test_copies_are_ticked_with_how_they_were_destroyed(
    qtbot: QtBot, place: Workplace, page: RequestsPage
) -> None:
    office = place.office
    office.erasure.erase(ended(office), reason="Theo yêu cầu")
    shown(page)
    press(Qt.Key.Key_B, ALT)
    dialog = opened(qtbot, page, CopiesDialog)
    assert not dialog.act.isEnabled(), "nothing is ticked by itself"
    dialog.table.setFocus()
    press(Qt.Key.Key_Space)
    commit(dialog.reason, "Nghiền USB, có ông Ba chứng kiến")
    before = len(office.person_erasure.copies())
    dialog.act.click()
    assert len(office.person_erasure.copies()) == before - 1
    (done,) = office.person_erasure.copies(reached=True)
    assert "ông Ba" in done.reason


def test_what_was_kept_long_enough_goes_when_a_leader_says_so(
    qtbot: QtBot, place: Workplace, page: RequestsPage, clock: FixedClock
) -> None:
    office = place.office
    code = ended(office)
    kept(office, Kept.DOSSIER)
    clock.tick(days=40)
    office.confirm_clock()
    press(Qt.Key.Key_H, ALT)
    dialog = opened(qtbot, page, OverDialog)
    assert "5/QĐ-UBND" in dialog.about.text()
    dialog.table.setFocus()
    press(Qt.Key.Key_Space)
    dialog.act.click()
    assert "lý do" in dialog.reason_field.error.text()
    commit(dialog.reason, "Hết thời hạn lưu")
    dialog.act.click()
    assert office.dossiers.get(code).applicant.name == BLANK_NAME
    assert dialog.model.rowCount() == 0


def test_a_draft_of_another_officer_is_erased(
    qtbot: QtBot, place: Workplace, page: RequestsPage
) -> None:
    office = place.office
    office.drafts.keep("nhap", {"applicant": {"name": "Trần Thị Nháp"}})
    shown(page)
    press(Qt.Key.Key_P, ALT)
    dialog = opened(qtbot, page, DraftsDialog)
    dialog.table.setFocus()
    press(Qt.Key.Key_Space)
    commit(dialog.reason, "Công dân yêu cầu")
    dialog.act.click()
    assert office.person_erasure.drafts() == []


def test_the_office_writes_down_its_periods(
    qtbot: QtBot, place: Workplace, page: RequestsPage
) -> None:
    office = place.office
    press(Qt.Key.Key_T, ALT)
    dialog = opened(qtbot, page, PeriodsDialog)
    commit(dialog.limits[Wish.ERASE].limit.value, "20")
    press(ENTER, CTRL)
    assert dialog.isVisible(), "a limit without its document is refused"
    commit(dialog.limits[Wish.ERASE].source, "Nghị định 356/2025/NĐ-CP")
    commit(dialog.kept[Kept.DOSSIER].months, "60")
    commit(dialog.kept[Kept.DOSSIER].source, "Quyết định 5/QĐ-UBND")
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(office.settings.request_limits))
    assert office.settings.to_dict()["request_limits"] == {
        "erase": {"limit": "20wd", "source": "Nghị định 356/2025/NĐ-CP"}
    }
    assert office.settings.to_dict()["retention"]["dossier"]["months"] == 60


def test_the_persons_data_goes_to_a_place_outside_the_offices_own(
    qtbot: QtBot, place: Workplace, page: RequestsPage, tmp_path: Path
) -> None:
    office = place.office
    receive(office)
    number = requested(office, Wish.COPY)
    shown(page)
    press(Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    (asked,) = page.findChildren(QFileDialog)
    out = tmp_path / "giao" / "du-lieu.json"
    out.parent.mkdir()
    asked.fileSelected.emit(str(office.data_dir / "x.json"))
    qtbot.waitUntil(lambda: not place.jobs.working)
    assert office.requests.get(number).handed_out_at is None
    taken = out.with_name("giay.pdf")
    taken.write_bytes(b"%PDF cua nguoi khac")
    asked.fileSelected.emit(str(taken.with_suffix(".json")))
    qtbot.waitUntil(lambda: not place.jobs.working)
    assert (taken.read_bytes(), taken.with_suffix(".json").exists()) == (
        b"%PDF cua nguoi khac",
        False,
    )
    asked.fileSelected.emit(str(out))
    qtbot.waitUntil(lambda: office.requests.get(number).handed_out_at is not None)
    assert json.loads(out.read_text("utf-8"))["request"] == "1/2026"
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert "du-lieu.pdf" in page.said.text()
    other = requested(office, Wish.SEE)
    shown(page)
    page.table.choose(page.model.find(lambda item: item.id == other))
    assert page.said.text() == "", "the files of one request are told beside no other"
    asked.reject()


def test_what_a_leader_does_is_offered_to_nobody_else(page: RequestsPage, place: Workplace) -> None:
    office = place.office
    requested(office)
    shown(page)
    assert page.erase.isVisible()
    office.staff.put_officer(officer(Role.SECTOR_OFFICER, "hai"), password=PASSWORD)
    office.seat.sign_in("hai", PASSWORD)
    page.reload()
    assert not page.erase.isVisible()
    assert not page.drafts.isVisible()
    assert page.answer.isVisible()


def test_the_board_says_what_waits(qtbot: QtBot, place: Workplace, clock: FixedClock) -> None:
    office = place.office
    board = BoardPage(place)
    qtbot.addWidget(board)
    show(board)
    button = board.proposals.requests
    assert not button.isVisible()
    number = requested(office)
    board.reload()
    assert "1 yêu cầu về dữ liệu chờ trả lời" in button.text()
    clock.tick(days=7)
    board.reload()
    assert "quá hạn trả lời" in button.text()
    office.requests.answer(number, Outcome.GRANTED, "Đã cho xem")
    office.erasure.erase(ended(office), reason="Theo yêu cầu")
    board.reload()
    assert "bản sao sau khi xóa dữ liệu" in button.text()


def test_a_key_of_the_whole_program_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("board")
    press(Qt.Key.Key_Y, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.view is not None
    view = window.view
    qtbot.waitUntil(lambda: view.pages.name == "requests")
