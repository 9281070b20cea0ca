"""What changes after the paper is out: a name written wrongly, and the office's hours in the middle of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from counter_app.qt.calendar.impact import RippleDialog
from counter_app.qt.calendar.page import CalendarPage
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.dossiers.page import DossiersPage
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from tests.printing.reading import scan as codes_on
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.scenarios.situations import (
    BIRTH,
    LAND,
    MARRIAGE,
    again,
    lines_of,
    moment,
    newest,
    open_dossier,
    papers,
    print_all,
    print_it,
    take_in,
    whole,
)

if TYPE_CHECKING:
    from counter_app.domain.clock import FixedClock


def test_11_a_name_is_corrected_after_the_receipt_was_printed(
    morning: Counter, clock: FixedClock
) -> None:
    dossier = take_in(morning, BIRTH, "Trịnh Thị Thuỷ", "0912000901")
    assert "Trịnh Thị Thuỷ" in newest(morning)
    clock.tick(minutes=20)
    page = open_dossier(morning, dossier)
    morning.press(KEY.Key_C, ALT)
    dialog = morning.dialog(CorrectDialog)
    morning.fill(dialog.applicant.name, "Trịnh Thu Thủy")
    assert "Trịnh Thu Thủy" in texts(dialog.changes)
    morning.press(ENTER, CTRL)
    assert "Ghi lý do" in dialog._fields["reason"].error.text()
    assert dialog.reason.hasFocus()
    morning.type("Viết sai họ tên, đối chiếu căn cước")
    morning.press(ENTER, CTRL)
    assert is_gone(dialog)
    why = morning.dialog(ReasonDialog)
    assert why.reason.value() == "Đính chính: Viết sai họ tên, đối chiếu căn cước"
    morning.press(ENTER, CTRL)
    assert is_gone(why)
    paper = print_it(morning)
    for part in ("BẢN IN LẠI", "Trịnh Thu Thủy", dossier.code):
        assert part in paper
    assert "Trịnh Thị Thuỷ" not in paper
    assert codes_on(papers(morning)[-1])["Code 128"] == dossier.barcode, "the same dossier"
    assert page.who.text() == "Trịnh Thu Thủy"
    told = "\n".join(page.timeline.sentences())
    assert "Trịnh Thị Thuỷ" in told, "the old name stays in the history"
    morning.press(KEY.Key_F3)
    morning.type("trinh thu thuy")
    morning.press(ENTER)
    assert morning.page(type(page)).code.text() == dossier.code
    whole(morning)


def test_12_the_hours_change_in_the_middle_of_the_year(morning: Counter, clock: FixedClock) -> None:
    short = take_in(morning, MARRIAGE, "Phùng Thị Nay", "0912000903")
    clock.set(moment(23, 17, 0))
    long = take_in(morning, LAND, "Phùng Văn Hẹn", "0912000902")
    old = long.promised_at
    assert old is not None
    new = old.replace(hour=16, minute=30)
    page = change_the_hours(morning)
    assert again(morning, long).promised_at == old, "nothing moves by itself"
    assert page.ripple.isVisible()
    assert page.ripple.words.text().startswith("1 hồ sơ")
    dialog = open_the_list(morning)
    (line,) = lines_of(dialog.model)
    for part in (long.code, "0912 000 902", f"17:00 {old:%d/%m}", f"16:30 {old:%d/%m}"):
        assert part in line
    morning.press(ENTER, CTRL)
    assert "Ghi lý do" in texts(dialog)
    assert dialog.reason.hasFocus()
    morning.type("Đổi giờ làm việc mùa đông theo Quyết định 45/QĐ-UBND")
    morning.press(ENTER, CTRL)
    morning.wait(lambda: "Đã tính lại ngày hẹn của 1 hồ sơ" in texts(dialog))
    morning.press(ESCAPE)
    assert is_gone(dialog)
    assert not page.ripple.isVisible()
    assert again(morning, long).promised_at == new
    assert again(morning, short).promised_at == short.promised_at
    (paper,) = print_all(morning, 1)
    for part in ("BẢN IN LẠI", long.code, f"16 giờ 30 phút, ngày {new.day} tháng {new.month}"):
        assert part in paper
    told = "\n".join(open_dossier(morning, long).timeline.sentences())
    assert "Đổi giờ làm việc mùa đông" in told
    whole(morning)


def test_a_look_chosen_at_another_window_takes_nothing_out_of_the_hand(morning: Counter) -> None:
    view = morning.view
    morning.press(KEY.Key_F3)
    page = morning.page(DossiersPage)
    morning.type("trinh thu")
    morning.meanwhile(
        lambda other: other.rules.change_preferences(replace(other.preferences, theme="dark"))
    )
    assert morning.view is view, "the pages are not built anew under the hand"
    assert page.search.text() == "trinh thu"
    assert page.search.hasFocus()


def change_the_hours(counter: Counter) -> CalendarPage:
    """From the first of December every afternoon ends at half past four."""
    counter.press(KEY.Key_2, CTRL)
    page = counter.page(CalendarPage)
    counter.press(KEY.Key_2, ALT)
    for weekday in range(1, 6):
        counter.fill(page.hours.editor._parts[weekday, 1].end, "1630")
    counter.fill(page.hours.since, "01122026")
    counter.press(KEY.Key_Tab)
    assert "Lưu giờ này thì 1 hồ sơ có ngày hẹn khác lịch" in texts(page.hours.effect)
    counter.meanwhile(lambda other: other.queue.take("A"))
    assert page.hours.since.text() == "01/12/2026", "what others do takes nothing out of the hand"
    counter.press(KEY.Key_L, ALT)
    assert "Đã lưu giờ làm việc" in counter.said()
    assert page.hours.editor._parts[1, 1].end.text() == "16:30", "what was saved stays in hand"
    ends = {item.end for item in counter.office.store.calendar.sessions() if item.valid_from}
    assert ends == {time(11, 30), time(16, 30)}
    return page


def open_the_list(counter: Counter) -> RippleDialog:
    """Whom to call, from the band above the calendar."""
    counter.press(KEY.Key_S, ALT)
    return counter.dialog(RippleDialog)
