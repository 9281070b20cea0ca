"""Certifying by keyboard alone: three numbers and Enter; several documents; void, note, and what cannot be today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.office.staff import Role
from counter_app.office import Office
from counter_app.qt.certification.page import CertificationPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.cash_dialog import CashDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from tests.makers import officer
from tests.patience import settle
from tests.qt import days
from tests.qt.hands import CTRL, ENTER, SHIFT, commit, dialogs, focused, press
from tests.scenarios.looks import clipped, name_of, takes_keyboard

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

Key = Qt.Key


@pytest.fixture
def page(window: MainWindow) -> CertificationPage:
    """The page as F5 opens it, the keyboard in its first box."""
    press(Key.Key_F5)
    assert window.view is not None
    found = window.view.pages.page("certification")
    assert isinstance(found, CertificationPage)
    assert focused() is found.entry.pages
    return found


def type_digits(text: str) -> None:
    """Type digits wherever the keyboard is."""
    for digit in text:
        press(Key(ord(digit)))


def shortcut(page: CertificationPage, key: Qt.Key) -> None:
    """Alt and a letter, and wait until the button has come up again."""
    days.press(page, key, alt=True)


def back_to_documents() -> None:
    """From the pages, where the keyboard is, to the number of documents before them."""
    press(Key.Key_Backtab, SHIFT)


def three(documents: str, pages: str, copies: str) -> None:
    """Three numbers, each with Enter."""
    back_to_documents()
    for text in (documents, pages, copies):
        type_digits(text)
        press(ENTER)


def given(office: Office) -> list[tuple[int, int, int, int]]:
    """Number, pages, copies and fee of today's, oldest first."""
    return [
        (item.number, item.document.pages, item.document.copies, item.fee)
        for item in reversed(office.certification.latest(most=50))
    ]


def test_three_numbers_and_enter_stand_in_the_book(page: CertificationPage, office: Office) -> None:
    three("1", "4", "3")
    assert given(office) == [(1, 4, 3, 18_000)]
    assert page.done.number.text() == "1"
    assert "quyển 1/2026" in page.done.place.text()
    assert (page.done.fee.text(), page.done.words.text()) == ("18.000 đ", "Mười tám nghìn đồng")
    assert "Phí 18.000 đ (Mười tám nghìn đồng)." in page.done.text()
    large = page.done.fee.fontInfo().pixelSize() / page.done.words.fontInfo().pixelSize()
    assert large > 1.5, "read across the counter"
    assert focused() is page.entry.pages
    three("2", "1", "1")
    assert given(office)[1:] == [(2, 1, 1, 2_000), (3, 1, 1, 2_000)]
    assert page.done.number.text() == "2–3"
    assert page.model.rowCount() == 3
    assert office.store.check().ok


def test_pages_and_copies_are_all_that_has_to_be_typed(
    page: CertificationPage, office: Office
) -> None:
    type_digits("4")
    press(ENTER)
    type_digits("3")
    press(ENTER)
    assert given(office) == [(1, 4, 3, 18_000)]


def test_enter_alone_never_takes_a_number_of_the_book(
    page: CertificationPage, office: Office
) -> None:
    for _time in range(6):
        press(ENTER)
    press(ENTER, CTRL)
    assert page.entry.fields()["pages"].error.text() == "Ghi số trang."
    type_digits("4")
    press(ENTER)
    press(ENTER)
    assert page.entry.fields()["copies"].error.text() == "Ghi số bản."
    assert focused() is page.entry.copies
    assert given(office) == []


def test_the_fee_and_the_next_number_are_seen_while_typing(page: CertificationPage) -> None:
    back_to_documents()
    type_digits("2")
    press(ENTER)
    type_digits("200")
    assert page.fee.fee.text() == "400.000 đ"
    assert page.fee.words.text() == "Bốn trăm nghìn đồng"
    assert "Số tiếp theo 1" in page.fee.place.text()
    press(ENTER)
    type_digits("0")
    assert page.fee.fee.text() == "–"
    assert "từ 1" in page.fee.trouble.text()
    press(ENTER)
    assert "từ 1" in page.entry.fields()["copies"].error.text()
    assert focused() is page.entry.copies


def test_different_documents_are_listed_and_recorded_together(
    page: CertificationPage, office: Office
) -> None:
    page.entry.title.setText("Bằng lái")
    type_digits("4")
    press(ENTER)
    type_digits("3")
    shortcut(page, Key.Key_T)
    assert "Bằng lái: 1 giấy tờ × 4 trang × 3 bản" in page.entry.listed.text()
    three("2", "1", "2")
    assert given(office) == [(1, 4, 3, 18_000), (2, 1, 2, 4_000), (3, 1, 2, 4_000)]
    found = office.certification.latest()
    assert {item.visit for item in found} == {found[-1].id}
    assert found[-1].document.title == "Bằng lái"
    assert page.entry.listed.isHidden()


def test_an_empty_box_after_listed_documents_ends_the_list(
    page: CertificationPage, office: Office
) -> None:
    for documents in ("3", "1"):
        back_to_documents()
        type_digits(documents)
        press(ENTER)
        type_digits("1")
        press(ENTER)
        type_digits("1")
        shortcut(page, Key.Key_T)
    shortcut(page, Key.Key_B)
    assert page.entry.listed.text().count("•") == 1
    press(ENTER)
    assert [line[0] for line in given(office)] == [1, 2, 3]


def test_a_signature_asks_for_the_name_and_then_takes_enter(
    page: CertificationPage, office: Office
) -> None:
    page.entry.procedure.choose("2.000884")
    page.entry.procedure.chosen.emit("2.000884")
    assert page.entry.fields()["applicant"].label.text().endswith("*")
    three("1", "1", "1")
    assert given(office) == []
    assert focused() is page.entry.applicant
    commit(page.entry.applicant, "Lê Ánh")
    press(ENTER)
    (found,) = office.certification.latest()
    assert (found.applicant, found.book_key, found.fee) == ("Lê Ánh", "chung-thuc-chu-ky", 10_000)


def test_the_money_is_taken_unless_it_is_unticked_and_that_is_remembered(
    page: CertificationPage, office: Office
) -> None:
    page.entry.receipt.setText("0001")
    three("1", "1", "1")
    (first,) = office.certification.latest()
    assert office.fees.account(certification=first.id).entries[0].receipt_no == "0001"
    assert "0001" in page.done.money.text()
    page.entry.applicant.setText("Lê Ánh")
    page.entry.receipt.setText("0001")
    assert "0001" in page.fee.trouble.text()
    shortcut(page, Key.Key_D)
    assert page.fee.trouble.text() == ""
    three("1", "1", "1")
    second = office.certification.latest()[0]
    assert office.fees.account(certification=second.id).kept == 0
    assert page.done.money.text() == "Chưa ghi đã thu phí."
    assert not office.preferences.certification_paid
    assert not CertificationPage(page.place).entry.paid.isChecked()


def test_what_was_not_paid_is_collected_later(page: CertificationPage, office: Office) -> None:
    page.entry.paid.setChecked(False)
    three("1", "4", "3")
    assert page.model.index(0, 8).data() == "Chưa thu đủ"
    shortcut(page, Key.Key_M)
    (dialog,) = [item for item in dialogs(page) if isinstance(item, CashDialog)]
    assert dialog.amount.amount() == 18_000
    commit(dialog.receipt, "0009")
    days.press(dialog, ENTER, control=True)
    (found,) = office.certification.latest()
    entry = office.fees.account(certification=found.id).entries[-1]
    assert (entry.amount, entry.receipt_no) == (18_000, "0009")
    assert page.model.index(0, 8).data() == "Đã thu"
    assert not page.collect.isEnabled()


def test_the_signer_is_chosen_once_and_remembered(page: CertificationPage, office: Office) -> None:
    office.staff.put_officer(officer(Role.LEADER, "pho"), password="mat-khau-thu")
    page.reload()
    page.entry.signer.choose("pho")
    page.entry.signer.chosen.emit("pho")
    assert office.preferences.certification_signer == "pho"
    three("1", "1", "1")
    assert office.certification.latest()[0].signer == "pho"
    assert CertificationPage(page.place).entry.signer.value() == "pho"


def test_a_new_volume_is_typed_once(page: CertificationPage, office: Office) -> None:
    page.entry.volume.setText("2")
    three("1", "1", "1")
    three("1", "1", "1")
    assert [item.volume for item in office.certification.latest()] == [2, 2]
    assert page.entry.volume.placeholderText() == "2"


def test_a_book_begun_on_paper_goes_on(page: CertificationPage, office: Office) -> None:
    field = page.entry.fields()["start"]
    assert not field.isHidden()
    page.entry.start.setText("1241")
    assert "Số tiếp theo 1241" in page.fee.place.text()
    three("2", "1", "1")
    assert [line[0] for line in given(office)] == [1241, 1242]
    assert page.done.number.text() == "1241–1242"
    assert field.isHidden()
    three("1", "1", "1")
    assert given(office)[-1][0] == 1243
    page.entry.procedure.choose("2.000884")
    page.entry.procedure.chosen.emit("2.000884")
    assert not field.isHidden()


def test_a_number_is_made_void_with_a_reason(page: CertificationPage, office: Office) -> None:
    three("1", "4", "3")
    shortcut(page, Key.Key_X)
    (dialog,) = dialogs(page)
    assert isinstance(dialog, ReasonDialog)
    days.press(dialog, ENTER, control=True)
    assert dialog.isVisible()
    assert "lý do" in dialog._fields["reason"].error.text()
    commit(dialog.reason, "Sai số trang")
    days.press(dialog, ENTER, control=True)
    (found,) = office.certification.latest()
    assert found.void_reason == "Sai số trang"
    assert office.fees.account(certification=found.id).kept == 0
    assert page.model.index(0, 1).data() == "Đã hủy"
    assert not page.void.isEnabled()


def test_the_fee_note_is_shown_now_and_again(
    qtbot: QtBot, page: CertificationPage, office: Office
) -> None:
    three("1", "4", "3")
    for key, control in ((Key.Key_P, True), (Key.Key_I, False)):
        days.press(page, key, control=control, alt=not control)
        (dialog,) = dialogs(page)
        assert isinstance(dialog, SheetDialog)
        assert dialog._size.value == office.preferences.receipt_size
        qtbot.waitUntil(lambda dialog=dialog: dialog._pdf.startswith(b"%PDF"))  # type: ignore[misc]
        press(Key.Key_Escape)
    assert office.store.journal.count(1, 10_000).get("paper.issued", 0) == 0


def test_what_cannot_be_done_today_becomes_a_dossier(
    page: CertificationPage, window: MainWindow, office: Office
) -> None:
    page.entry.applicant.setText("Lê Ánh")
    back_to_documents()
    type_digits("3")
    press(ENTER)
    type_digits("250")
    press(ENTER)
    type_digits("2")
    shortcut(page, Key.Key_H)
    assert window.view is not None
    assert window.view.pages.name == "intake"
    form = window.view.pages.page("intake")
    assert isinstance(form, IntakePage)
    assert "Gia hạn" in window.view.notice.text.text()
    draft = form.form.rough()
    assert (draft.procedure, draft.pages, draft.copies) == ("2.000815", 250, 2)
    assert draft.fee == 1_200_000
    assert form.form.applicant.name.text() == "Lê Ánh"
    assert "250 trang × 2 bản" in form.form.content.text()
    assert given(office) == []
    press(Key.Key_F5)
    shortcut(page, Key.Key_H)
    assert form.form.applicant.name.text() == "Lê Ánh", "a form begun is left alone"


def test_a_retry_after_trouble_takes_the_same_numbers(
    page: CertificationPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counter_app.errors import RuleError

    whole = office.certification.record

    def broken(*arguments: object, **named: object) -> object:
        whole(*arguments, **named)  # type: ignore[arg-type]
        monkeypatch.setattr(office.certification, "record", whole)
        raise RuleError("Mất điện")

    monkeypatch.setattr(office.certification, "record", broken)
    three("1", "4", "3")
    page.entry.copies.setFocus()
    press(ENTER)
    assert given(office) == [(1, 4, 3, 18_000)]
    assert page.done.number.text() == "1"


@pytest.mark.parametrize(
    ("scale", "size"), [(100, (1000, 640)), (150, (1366, 768)), (200, (1366, 768))]
)
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot,
    qapp: QApplication,
    place: Workplace,
    tmp_path: Path,
    scale: int,
    size: tuple[int, int],
) -> None:
    from counter_app.qt.kit.theme import apply_theme

    wish = replace(place.office.preferences, text_scale=scale)
    apply_theme(qapp, wish)
    place.office.session.officer = place.office.staff.officers()[0]
    made = MainWindow(Look.of(tmp_path))
    qtbot.addWidget(made)
    made.setMinimumSize(0, 0)
    made.resize(*size)
    with qtbot.waitActive(made):
        made.show()
    made.attach(place)
    press(Key.Key_F5)
    assert made.view is not None
    page = made.view.pages.page("certification")
    assert isinstance(page, CertificationPage)
    page.entry.title.setText("Bằng tốt nghiệp trung học phổ thông hệ chính quy")
    shortcut(page, Key.Key_T)
    three("12", "150", "20")
    settle()
    assert clipped(made) == []
    assert [item for item in takes_keyboard(page) if not name_of(item)] == []
    made.close()
    apply_theme(qapp, replace(wish, text_scale=100))
