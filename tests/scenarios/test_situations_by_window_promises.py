"""Promises: an afternoon before a holiday, a verification, two hundred pages at once, a wait for money."""

from __future__ import annotations

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.qt.board.page import BoardPage
from counter_app.qt.calendar.page import CalendarPage
from counter_app.qt.certification.page import CertificationPage
from counter_app.qt.dossier.move_dialog import MoveDialog
from tests.printing.reading import scan as codes_on
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.scenarios.morning import tile
from tests.scenarios.situations import (
    BIRTH,
    LAND,
    MARRIAGE,
    again,
    fill,
    finish,
    give_reason,
    hand_out,
    lines_of,
    moment,
    move,
    newest,
    open_dossier,
    papers,
    print_it,
    save,
    scan_back,
    show_report,
    take_in,
    whole,
)


def test_1_a_birth_after_three_before_a_holiday(morning: Counter, clock: FixedClock) -> None:
    clock.set(moment(23, 15, 20))
    page = fill(morning, BIRTH, "Trần Thị Bé Na", "0912000700")
    assert page.due.text() == "17:30 thứ Tư 25/11/2026"
    assert "sau 15:00" in page.due.why.text()
    assert "trừ 24/11" in page.due.why.text()
    dossier = save(morning, page)
    assert dossier.promised_at == moment(25, 17, 30)
    paper = newest(morning)
    for part in ("17 giờ 30 phút, ngày 25 tháng 11 năm 2026", "Trần Thị Bé Na", dossier.code):
        assert part in paper
    assert "trừ 24/11" in paper, "the reckoning is printed too"
    assert codes_on(papers(morning)[-1])["Code 128"] == dossier.barcode
    clock.set(moment(25, 8, 0))
    assert tile(morning, "due_today") == 1
    finish(morning, dossier, "118/2026")
    scan_back(morning, dossier)
    assert "118/2026" in hand_out(morning)
    assert again(morning, dossier).state is State.RETURNED
    whole(morning)


def test_2_a_marriage_that_has_to_be_verified(morning: Counter, clock: FixedClock) -> None:
    dossier = take_in(morning, MARRIAGE, "Phạm Văn Tuấn", "0912000111")
    assert dossier.promised_at == moment(23, 17, 30)
    page = open_dossier(morning, dossier)
    assert page.extend.isVisible()
    morning.press(KEY.Key_E, ALT)
    give_reason(morning, "Xác minh tình trạng hôn nhân tại xã cũ")
    paper = print_it(morning)
    assert "thứ Ba 01/12/2026" in paper, "five working days, the holiday is none"
    assert "BẢN IN LẠI" in paper
    assert "01/12/2026" in page.promise.due.text()
    assert "Xác minh tình trạng hôn nhân tại xã cũ" in "\n".join(page.timeline.sentences())
    assert not page.extend.isVisible(), "once only"
    before = len(papers(morning))
    morning.press(KEY.Key_E, ALT)
    assert morning.page(type(page)) is page
    assert len(papers(morning)) == before
    extended = again(morning, dossier)
    assert (extended.extensions, extended.promised_at) == (1, moment(1, 17, 30, month=12))
    clock.set(moment(30, 9, 0))
    assert tile(morning, "overdue") == 0
    whole(morning)


def test_3_two_hundred_pages_are_certified_at_the_counter(morning: Counter) -> None:
    morning.press(KEY.Key_F5)
    page = morning.page(CertificationPage)
    for number in ("200", "2"):
        morning.type(number)
        morning.press(ENTER)
    assert page.done.isVisible()
    assert page.done.number.text() == "1"
    plain = page.done.words.fontInfo().pixelSize()
    assert page.done.number.fontInfo().pixelSize() > 2 * plain
    assert page.done.fee.fontInfo().pixelSize() > 1.5 * plain
    assert page.done.fee.text() == "400.000 đ", "200.000 a copy is the most, and there are two"
    assert page.done.words.text() == "Bốn trăm nghìn đồng"
    assert page.entry.pages.hasFocus(), "ready for the next visitor"
    (row,) = lines_of(page.model)
    for part in ("1 | ", "200", "400.000"):
        assert part in row
    for number in ("200", "1"):
        morning.type(number)
        morning.press(ENTER)
    assert page.done.number.text() == "2"
    assert page.done.fee.text() == "200.000 đ"
    book = show_report(morning, "certifications")
    for part in ("400.000", "200.000"):
        assert part in book
    day = show_report(morning, "day")
    assert "600.000" in day
    whole(morning)


def test_4_a_land_dossier_waits_for_the_tax(morning: Counter, clock: FixedClock) -> None:
    dossier = take_in(morning, LAND, "Vũ Thị Đất", "0912000222")
    first = dossier.promised_at
    assert first is not None
    clock.set(moment(25, 9, 0))
    page = open_dossier(morning, dossier)
    move(morning, KEY.Key_N, "Chờ nộp thuế theo thông báo số 5")
    assert page.state.text() == "Chờ thực hiện nghĩa vụ tài chính"
    assert again(morning, dossier).state is State.FINANCIAL
    clock.set(moment(29, 9, 0, month=12))
    assert tile(morning, "overdue") == 0, "the clock stands while the citizen pays"
    assert dossier.code not in "\n".join(lines_of(morning.page(BoardPage).due))
    page = open_dossier(morning, dossier)
    assert "quá hạn" not in page.urgency.text().lower()
    the_year_is_not_confirmed_yet(morning)
    confirm_next_year(morning)
    page = open_dossier(morning, dossier)
    move(morning, KEY.Key_T, "Đã nộp thuế")
    going = again(morning, dossier)
    assert going.state is State.PROCESSING
    assert going.promised_at is not None
    assert going.promised_at > moment(31, 17, 30, month=12), (
        "counted anew from the day of the payment"
    )
    assert f"{going.promised_at:%d/%m/%Y}" in page.promise.due.text()
    assert "quá hạn" not in page.urgency.text().lower()
    whole(morning)


def the_year_is_not_confirmed_yet(counter: Counter) -> None:
    """The new promise would lie in a year nobody has confirmed: said in the dialog, which stays open."""
    counter.press(KEY.Key_T, ALT)
    dialog = counter.dialog(MoveDialog)
    counter.press(ENTER, CTRL)
    assert "Lịch làm việc năm 2027 chưa được xác nhận" in texts(dialog)
    assert dialog.reason.hasFocus()
    counter.press(ESCAPE)
    assert is_gone(dialog)


def confirm_next_year(counter: Counter) -> None:
    """The calendar of 2027 with the document that announced it."""
    counter.press(KEY.Key_2, CTRL)
    page = counter.page(CalendarPage)
    counter.pick(page.year.year_choice, 2027)
    counter.fill(page.year.source, "Công văn 11700/VPCP-KGVX ngày 24/12/2026")
    counter.press(KEY.Key_X, ALT)
    assert "Đã xác nhận lịch năm 2027" in counter.said()
