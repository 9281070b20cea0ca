"""Intake through its real widgets, with the keyboard alone."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.catalogue.sectors import PaperKind
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.person.party import Sex
from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.workplace import Workplace
from tests.makers import draft, person
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import (
    ALT,
    CTRL,
    ENTER,
    commit,
    focused,
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


# --- choosing the procedure ----------------------------------------------------------------------


def test_initials_find_the_procedure_and_enter_takes_it(page: IntakePage) -> None:
    QTest.keyClicks(page.form.procedure.edit, "dkks")
    assert page.form.procedure.suggestions()[0] == "Đăng ký khai sinh"

    press(ENTER)

    chosen = page.form.procedure.procedure()
    assert chosen is not None
    assert chosen.code == "1.001193"
    assert page.form.procedure.suggestions() == []
    assert focused() is page.form.case.choice, "in time, or late"
    press(ENTER)
    assert focused() is page.form.content


def test_the_arrows_choose_among_suggestions(page: IntakePage) -> None:
    QTest.keyClicks(page.form.procedure.edit, "khai sinh")
    second = page.form.procedure.suggestions()[1]
    press(Qt.Key.Key_Down)
    press(ENTER)
    assert page.form.procedure.text() == second


def test_escape_closes_the_suggestions_and_keeps_the_text(page: IntakePage) -> None:
    QTest.keyClicks(page.form.procedure.edit, "dkks")
    press(Qt.Key.Key_Escape)
    assert page.form.procedure.suggestions() == []
    assert page.form.procedure.text() == "dkks"


def test_a_word_nobody_knows_is_said_beside_the_box(page: IntakePage) -> None:
    QTest.keyClicks(page.form.procedure.edit, "zzzz")
    assert "Không tìm thấy thủ tục" in page.form.procedure.field.error.text()


def test_the_list_waits_for_a_key_and_down_offers_the_procedures_used_lately(
    page: IntakePage, office: Office
) -> None:
    office.intake.receive(draft("1.001653"))
    office.intake.receive(draft("1.001653"))
    office.intake.receive(draft("2.000815"))
    page.form.content.setFocus()
    page.form.procedure.edit.setFocus()
    assert page.form.procedure.suggestions() == []
    press(Qt.Key.Key_Down)
    offered = page.form.procedure.suggestions()
    assert offered[0].startswith("Đổi, cấp lại Giấy xác nhận khuyết tật")
    assert len(offered) == 2


def test_the_list_stays_at_its_field_when_a_band_comes_or_the_form_is_scrolled(
    qtbot: QtBot, page: IntakePage
) -> None:
    box = page.form.procedure
    QTest.keyClicks(box.edit, "khai sinh")

    def gap() -> int:
        window = box.window()
        return box._popup.y() - box.edit.mapTo(window, QPoint(0, box.edit.height())).y()

    assert gap() == 2
    before = box._popup.y()
    page.saved.setVisible(True)
    qtbot.waitUntil(lambda: box._popup.y() != before)
    assert gap() == 2
    page.area.verticalScrollBar().setValue(20)
    assert gap() == 2
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    assert box.suggestions() == []


def test_typing_over_a_procedure_lets_it_go(page: IntakePage) -> None:
    choose(page)
    page.form.procedure.edit.setFocus()
    QTest.keyClicks(page.form.procedure.edit, "x")
    assert page.form.procedure.procedure() is None
    assert page.form.papers.given() == ()


# --- what is promised ----------------------------------------------------------------------------


def test_the_promise_shows_with_its_reckoning(page: IntakePage, clock: FixedClock) -> None:
    clock.set(datetime(2026, 11, 19, 9, 0, tzinfo=LOCAL))
    choose(page, "1.004873")
    assert page.due.text() == "09:00 thứ Tư 25/11/2026"
    assert "24/11" in page.due.why.text()


def test_the_promise_names_missing_papers(page: IntakePage) -> None:
    choose(page)
    assert page.due.missing.text() == ""
    page.form.papers.rows[1].given.setChecked(False)
    assert "Giấy chứng sinh" in page.due.missing.text()


def test_pages_and_copies_make_the_fee_of_certified_copies(page: IntakePage) -> None:
    choose(page, "2.000815")
    page.form.amounts.pages.setFocus()
    QTest.keyClicks(page.form.amounts.pages, "12")
    page.form.amounts.copies.setFocus()
    QTest.keyClicks(page.form.amounts.copies, "3")
    assert page.form.amounts.fee.placeholderText() == "42.000 đ (tự tính)"
    assert page.form.amounts.fee.amount() is None
    page.form.procedure.edit.clear()
    choose(page, "1.004222")
    assert page.form.amounts.fields()["copies"].isHidden(), (
        "a registration costs the same whatever copies there are"
    )
    assert page.form.amounts.fee.placeholderText() == "20.000 đ (tự tính)"


def test_a_procedure_without_a_limit_asks_for_one(page: IntakePage) -> None:
    choose(page, "2.000528")
    assert "thời hạn" in page.due.trouble.text()
    limit = page.form.amounts.limit
    assert limit.isVisible()
    QTest.keyClicks(limit.value, "3")
    assert page.due.text() == "09:00 thứ Sáu 27/11/2026"


def test_a_procedure_with_a_limit_shows_no_box_for_one(page: IntakePage) -> None:
    choose(page)
    assert not page.form.amounts.limit.isVisible()


# --- the applicant ------------------------------------------------------------------------------


def test_a_card_fills_the_person(page: IntakePage) -> None:
    choose(page)
    page.form.applicant.card.edit.setFocus()
    commit(page.form.applicant.card.edit, CARD)
    press(ENTER)
    party = page.form.applicant.party()
    assert (party.name, party.id_no) == ("Nguyễn Thị Ánh Nguyệt", "036190000123")
    assert party.birth is not None
    assert party.birth.text() == "05/03/1990"
    assert party.sex is Sex.FEMALE
    assert party.address == "Thôn Đoài, Yên Phong, Bắc Ninh"
    assert page.form.applicant.card.edit.text() == ""
    assert focused() is page.form.applicant.phone


def test_a_card_without_a_closing_enter_is_read_when_it_settles(
    qtbot: QtBot, page: IntakePage
) -> None:
    commit(page.form.applicant.card.edit, CARD)
    qtbot.waitUntil(lambda: page.form.applicant.id_no.text() == "036190000123")


def test_a_garbled_card_is_explained_in_a_sentence(page: IntakePage) -> None:
    page.scan_card("HC|4E677579|05/03/1990|1|so|x|y|z")
    error = page.form.applicant.card.field.error.text()
    assert len(error.split()) > 4
    assert page.form.applicant.name.text() == ""


def test_a_receipt_scanned_into_the_card_box_goes_to_the_return_page(
    page: IntakePage, office: Office, place: Workplace
) -> None:
    wanted: list[object] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    digits = office.intake.receive(draft()).result.barcode
    page.scan_card(digits)
    assert wanted == [("returning", digits)]


def test_an_odd_number_is_a_warning_and_never_stops_saving(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page)
    page.form.applicant.id_no.setFocus()
    QTest.keyClicks(page.form.applicant.id_no, "03619000012")
    page.form.applicant.name.setFocus()
    assert "thiếu 1" in page.form.applicant.id_advice.text()
    press(ENTER, CTRL)
    assert len(all_lines(office)) == 1
    wait_printed(qtbot, page)


def test_a_birth_that_never_was_is_refused_beside_its_field(
    page: IntakePage, office: Office
) -> None:
    fill(page)
    page.form.applicant.birth.setFocus()
    QTest.keyClicks(page.form.applicant.birth, "30/02/1990")
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert "30/02/1990" in page.form.fields()["applicant.birth"].error.text()


@pytest.mark.parametrize("typed", ["1954", "03/1954", "05/02/1999"])
def test_a_birth_may_lack_day_and_month(page: IntakePage, typed: str) -> None:
    QTest.keyClicks(page.form.applicant.birth, typed)
    birth = page.form.applicant.party().birth
    assert birth is not None
    assert birth.text() == typed


def test_an_organisation_has_no_birth_and_a_tax_code(page: IntakePage) -> None:
    page.form.applicant.kind.setFocus()
    press(Qt.Key.Key_Down)
    assert not page.form.applicant.birth.isVisible()
    assert "Mã số thuế" in page.form.fields()["applicant.id_no"].label.text()
    label = page.form.applicant.fields()["applicant.name"].label
    assert label.text() == "Tên tổ chức *"
    assert page.form.applicant.name.accessibleName() == "Tên tổ chức"
    press(Qt.Key.Key_Up)
    assert label.text() == "Họ tên người nộp *"


def test_decomposed_and_invisible_characters_are_cleaned(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, unicodedata.normalize("NFD", "Đặng\u200b Thị  Ý"))
    press(ENTER, CTRL)
    assert all_lines(office)[0].name == "Đặng Thị Ý"
    wait_printed(qtbot, page)


def test_pasted_text_is_cleaned_too(qtbot: QtBot, page: IntakePage, office: Office) -> None:
    fill(page, "")
    QApplication.clipboard().setText(unicodedata.normalize("NFD", "Nguyễn Văn Hoà\ufeff\n"))
    page.form.applicant.name.setFocus()
    press(Qt.Key.Key_V, CTRL)
    press(ENTER, CTRL)
    assert all_lines(office)[0].name == "Nguyễn Văn Hoà"
    wait_printed(qtbot, page)


def test_an_earlier_visit_is_taken_over_with_one_key(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    office.intake.receive(
        draft(applicant=person("Lê Hoàng Phúc", id_no="036090000123", address="Thôn Hạ"))
    )
    office.store.database.looks.take()
    page.form.applicant.id_no.setFocus()
    QTest.keyClicks(page.form.applicant.id_no, "036090000123")
    assert "Lê Hoàng Phúc" in page.form.earlier.words.text()
    page.identify()
    looks = office.store.database.looks.take()
    assert [(look.subject, look.whom) for look in looks] == [
        ("list:page:intake", str(all_lines(office)[0].id))
    ], "a number that was typed and is wiped again has named somebody"
    press(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: page.form.applicant.name.text() == "Lê Hoàng Phúc")
    assert page.form.applicant.address.text() == "Thôn Hạ"
    assert not page.form.earlier.isVisible()


def test_a_stranger_is_offered_nothing(page: IntakePage) -> None:
    page.form.applicant.id_no.setFocus()
    QTest.keyClicks(page.form.applicant.id_no, "036090000123")
    assert not page.form.earlier.isVisible()


def test_a_repeat_is_hinted_while_the_first_is_open(page: IntakePage, office: Office) -> None:
    known = person("Lê Hoàng Phúc", id_no="036090000123")
    first = office.intake.receive(draft(applicant=known)).result
    choose(page)
    page.form.applicant.id_no.setFocus()
    QTest.keyClicks(page.form.applicant.id_no, "036090000123")
    assert first.code in page.repeat.words.text()
    assert page.repeat.isVisible()


def test_another_owner_with_an_authorisation(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page)
    press(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(page.form.owner.person.isVisible)
    commit(page.form.owner.authorisation, "12/UQ ngày 01/11/2026")
    commit(page.form.owner.person.name, "Trần Văn Đức")
    press(ENTER, CTRL)
    saved = office.dossiers.get(all_lines(office)[0].code)
    assert saved.owner is not None
    assert saved.owner.name == "Trần Văn Đức"
    assert saved.authorisation == "12/UQ ngày 01/11/2026"
    wait_printed(qtbot, page)


def test_an_owner_without_a_name_is_refused_there(page: IntakePage, office: Office) -> None:
    fill(page)
    page.form.owner.tick.setChecked(True)
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert page.form.fields()["owner.name"].error.text() != ""
    assert focused() is page.form.owner.person.name


def test_the_shortest_way_is_procedure_card_and_save(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    QTest.keyClicks(page.form.procedure.edit, "dkks")
    for _field in ("the procedure", "its case", "its contents", "person or organisation"):
        press(ENTER)
    assert focused() is page.form.applicant.card.edit
    commit(focused(), CARD)
    press(ENTER)
    QTest.keyClicks(focused(), "0912345678")
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    saved = office.dossiers.get(all_lines(office)[0].code)
    assert (saved.applicant.name, saved.applicant.phone) == ("Nguyễn Thị Ánh Nguyệt", "0912345678")


# --- papers and return ---------------------------------------------------------------------------


def test_papers_are_ticked_counted_and_added(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page)
    rows = page.form.papers.rows
    rows[0].given.setFocus()
    press(Qt.Key.Key_Space)
    rows[1].kind.choose(PaperKind.COPY)
    rows[1].quantity.setFocus()
    QTest.keyClicks(rows[1].quantity, "2")
    page.form.papers.add_own.click()
    commit(focused(), "Giấy xác nhận của thôn")
    press(ENTER, CTRL)
    papers = office.dossiers.get(all_lines(office)[0].code).papers
    names = [paper.name for paper in papers]
    assert rows[0].paper.name not in names
    assert names[-1] == "Giấy xác nhận của thôn"
    assert (papers[0].kind, papers[0].quantity) == (PaperKind.COPY, 2)
    wait_printed(qtbot, page)


def test_enter_walks_from_paper_to_paper_and_on_to_the_numbers(page: IntakePage) -> None:
    choose(page)
    rows = page.form.papers.rows
    rows[0].given.setFocus()
    for row in rows:
        assert focused() is row.given
        press(ENTER)
    assert focused() is page.form.amounts.sets


def test_the_post_needs_an_address(page: IntakePage, office: Office) -> None:
    fill(page)
    page.form.returning.way.choose(Channel.POSTAL)
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert "địa chỉ" in page.form.fields()["return_address"].error.text()
    assert focused() is page.form.returning.address


# --- names for those who cannot see --------------------------------------------------------------


def test_every_input_has_a_name(page: IntakePage) -> None:
    choose(page)
    page.form.owner.tick.setChecked(True)
    nameless = [
        edit.objectName() or type(edit).__name__
        for edit in page.findChildren(QLineEdit)
        if not edit.accessibleName()
    ]
    assert nameless == []
