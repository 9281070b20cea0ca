"""The books on paper through the window: a month, the lock, what comes after it; who may sign, on the staff page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from counter_app.domain.certification.authority import Capacity
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import Role
from counter_app.office import Office
from counter_app.qt.certification.books_dialog import BooksDialog
from counter_app.qt.certification.consent_dialog import ConsentDialog
from counter_app.qt.certification.page import CertificationPage
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.staff.page import StaffPage
from counter_app.qt.window.main_window import MainWindow
from tests.desk.second import OWN_PASSWORD, put
from tests.makers import PASSWORD, officer
from tests.qt import days
from tests.qt.hands import ENTER, commit, dialogs, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

BOOK = "chung-thuc-ban-sao"
Key = Qt.Key


def certify(office: Office, **facts: object) -> None:
    """One document in the book of copies."""
    wish = Certifying(procedure="2.000815", documents=(Document(),), **facts)  # type: ignore[arg-type]
    office.certification.record(wish)


def go_to(office: Office, clock: FixedClock, *day: int) -> None:
    """Another morning."""
    clock.set(datetime(day[0], day[1], day[2], 9, tzinfo=LOCAL))
    office.confirm_clock()


@pytest.fixture
def page(window: MainWindow, office: Office, clock: FixedClock) -> CertificationPage:
    """Two documents of November, opened on 1 December."""
    certify(office)
    certify(office)
    go_to(office, clock, 2026, 12, 1)
    press(Key.Key_F5)
    assert window.view is not None
    found = window.view.pages.page("certification")
    assert isinstance(found, CertificationPage)
    return found


def opened(page: CertificationPage) -> BooksDialog:
    """The books as Alt+K opens them."""
    days.press(page, Key.Key_K, alt=True)
    (dialog,) = [item for item in dialogs(page) if isinstance(item, BooksDialog)]
    return dialog


def sheet_of(qtbot: QtBot, dialog: BooksDialog) -> SheetDialog:
    """The paper that comes from the worker."""
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SheetDialog)))
    made = dialog.findChildren(SheetDialog)[-1]
    qtbot.waitUntil(lambda: bool(made._pdf))
    return made


def test_nd_23_2015_dieu_13_a_month_is_printed_and_printed_again_the_same(
    qtbot: QtBot, page: CertificationPage, office: Office
) -> None:
    dialog = opened(page)
    chosen = dialog._chosen()
    assert chosen is not None
    assert (chosen.month, dialog.model.index(10, 1).data()) == (11, "Chưa in")
    days.press(dialog, Key.Key_P, control=True)
    first = sheet_of(qtbot, dialog)._pdf
    (printed,) = office.store.volumes.prints(f"{BOOK}/2026")
    assert (printed.first_number, printed.last_number) == (1, 2)
    assert dialog.model.index(10, 1).data() == "Đã in"
    sheet_of(qtbot, dialog).reject()
    office.voiding.void(office.certification.by_number(1, book=BOOK).id, reason="Ghi nhầm tên")
    dialog.reload()
    dialog.table.choose(10)
    assert "In lại" in dialog.print.text()
    dialog._on_print()
    qtbot.waitUntil(lambda: "Ghi nhầm tên" in dialog.said.text())
    assert sheet_of(qtbot, dialog)._pdf == first


def test_why_a_month_is_not_printed_stands_beside_its_field(
    qtbot: QtBot, page: CertificationPage, office: Office, clock: FixedClock
) -> None:
    certify(office)
    go_to(office, clock, 2027, 1, 4)
    dialog = opened(page)
    assert dialog.year.value() == 2026, "the book nobody locked comes first"
    dialog.table.choose(11)
    dialog._on_print()
    qtbot.waitUntil(lambda: "Tháng 11 chưa in" in dialog.said.text())
    assert office.store.volumes.prints(f"{BOOK}/2026") == []


def test_nd_23_2015_dieu_13_the_book_is_locked_and_takes_nothing_without_consent(
    qtbot: QtBot, page: CertificationPage, office: Office, clock: FixedClock
) -> None:
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    put(office, Role.LEADER, "pho")
    office.volumes.print_month(BOOK, 2026, 11)
    go_to(office, clock, 2026, 12, 31)
    dialog = opened(page)
    days.press(dialog, Key.Key_K, alt=True)
    (consent,) = dialog.findChildren(ConsentDialog)
    days.press(consent, ENTER, control=True)
    lock = office.volumes.lock_of(BOOK, 2026)
    assert lock is not None
    assert lock.approved_by == "canbo"
    assert "Đã khóa sổ" in dialog.locked.text()
    assert sheet_of(qtbot, dialog)._pdf == office.volumes.locked(BOOK, 2026).pdf
    assert not dialog.lock.isEnabled()
    dialog.reject()
    office.session.officer = office.staff.known("lan")
    page.reload()
    assert "đã khóa" in page.fee.caution.text()
    page.entry.record_asked.emit()
    late = page.findChildren(ConsentDialog)[-1]
    days.press(late, ENTER, control=True)
    assert "ghi lý do" in late.fields()["after_lock"].error.text()
    commit(late.reason, "Công dân đến muộn")
    days.press(late, ENTER, control=True)
    assert late.fields()["password"].error.text()
    late.approval.leader.choose("pho")
    late.approval.password.setText(OWN_PASSWORD)
    days.press(late, ENTER, control=True)
    line = office.certification.latest()[0]
    assert (line.number, line.after_lock, line.approved_by) == (3, "Công dân đến muộn", "pho")
    assert page.done.number.text() == "3"


def test_an_unlocked_year_is_on_the_board_and_leads_to_its_book(
    window: MainWindow, office: Office, clock: FixedClock
) -> None:
    certify(office)
    go_to(office, clock, 2027, 1, 4)
    assert window.view is not None
    press(Key.Key_F1)
    board = window.view.pages.page("board")
    assert board is not None
    board.reload()
    button = board.proposals.lock  # type: ignore[attr-defined]
    assert "Khóa 1 sổ chứng thực" in button.text()
    button.click()
    shown = window.view.pages.page("certification")
    assert shown is not None
    (dialog,) = shown.findChildren(BooksDialog)
    assert (dialog.book.value(), dialog.year.value()) == (BOOK, 2026)


def test_nd_280_2025_who_signs_is_seen_while_typing_and_refused_beside_the_field(
    page: CertificationPage, office: Office
) -> None:
    office.staff.put_officer(
        officer(Role.LEADER, "chu", title="Chủ tịch UBND xã"), password=PASSWORD
    )
    office.staff.put_officer(officer(login="lan", title="Công chức Tư pháp"), password=PASSWORD)
    page.reload()
    texts = [page.entry.signer.itemText(at) for at in range(page.entry.signer.count())]
    assert texts[1] == "Công chức chu"
    assert "Công chức lan (chưa được ủy quyền)" in texts
    page.entry.signer.choose("lan")
    page.entry.signer.chosen.emit("lan")
    assert "chưa được ủy quyền" in page.fee.caution.text()
    page.entry.record_asked.emit()
    assert "chưa được ủy quyền" in page.entry.fields()["signer"].error.text()
    page.entry.signer.choose("chu")
    page.entry.signer.chosen.emit("chu")
    assert page.fee.signer.text() == "CHỦ TỊCH – Công chức chu"
    page.entry.record_asked.emit()
    (line, *_others) = office.certification.latest()
    assert line.signing.capacity == "own"
    days.press(page, Key.Key_S, alt=True)
    assert QGuiApplication.clipboard().text() == office.certification.testimony(line.id)
    assert "CHỦ TỊCH\nCông chức chu" in QGuiApplication.clipboard().text()


def test_nd_280_2025_an_authorisation_is_put_down_and_ended_on_the_staff_page(
    qtbot: QtBot, place: Workplace
) -> None:
    office = place.office
    office.staff.put_officer(officer(login="lan", title="Công chức Tư pháp"), password=PASSWORD)
    page = StaffPage(place)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    page.table.choose(page.model.find(lambda item: item.login == "lan"))
    part = page.signing
    part.give.click()
    assert "số văn bản" in part.fields["number"].error.text()
    part.number.setText("12/QĐ-UBND")
    part.issued_on.setText("20/11/2026")
    part.give.click()
    (given,) = office.authorities.all()
    assert (given.officer, given.position, given.books) == ("lan", "Công chức Tư pháp", ())
    page.reload()
    assert part.model.index(0, 0).data() == "Còn hiệu lực"
    part.table.choose(0)
    part.end.click()
    (dialog,) = part.findChildren(ReasonDialog)
    commit(dialog.reason, "Chuyển công tác")
    days.press(dialog, ENTER, control=True)
    assert office.authorities.all()[0].until == office.board.today()


def test_nd_280_2025_what_was_chosen_for_one_officer_is_not_put_down_for_the_next(
    qtbot: QtBot, place: Workplace
) -> None:
    for login in ("lan", "minh"):
        place.office.staff.put_officer(officer(login=login), password=PASSWORD)
    page = StaffPage(place)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    page.table.choose(page.model.find(lambda item: item.login == "lan"))
    part = page.signing
    part.capacity.choose(Capacity.OWN)
    part.book.choose(BOOK)
    part.number.setText("12/QĐ-UBND")
    page.reload()
    assert (part.capacity.value(), part.book.value()) == (Capacity.OWN, BOOK), "in hand"
    assert part.number.text() == "12/QĐ-UBND"
    page.table.choose(page.model.find(lambda item: item.login == "minh"))
    assert (part.capacity.value(), part.book.value()) == (Capacity.AUTHORISED, "")
    assert part.number.text() == ""
