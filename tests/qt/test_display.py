"""The public's window: what it shows, when it flashes and chimes, and where it goes when a screen is unplugged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from counter_app.desk.desk import Noun
from counter_app.domain.clock import FixedClock
from counter_app.domain.queue.public import CounterSeen, CounterState
from counter_app.domain.queue.tickets import TicketAct
from counter_app.office import Office
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue import board_look as look
from counter_app.qt.queue.board_counters import BoardCounters
from counter_app.qt.queue.display import NOTICE_SECONDS, PublicDisplay
from tests.patience import settle
from tests.qt.days import receive, seat, second_counter, take
from tests.qt.public_window import CALL, Chimes, call, finish_flashing, text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_call_is_shown_with_its_counter_and_a_chime(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    take(office, "AB")
    call(place)
    assert text(display, "number") == "A001"
    assert text(display, "counter") == "QUẦY 1"
    assert display.flashing
    assert chimes.commands == [["/usr/bin/paplay", str(CALL)]]


def test_flashing_ends_by_itself(display: PublicDisplay, place: Workplace, office: Office) -> None:
    take(office, "A")
    call(place)
    finish_flashing(display)
    assert not display.flashing
    assert text(display, "number") == "A001"


def test_a_second_call_waits_until_the_first_was_seen(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    take(office, "AA")
    call(place)
    call(place)
    assert text(display, "number") == "A001"
    finish_flashing(display)
    assert text(display, "number") == "A002"
    assert len(chimes.commands) == 2


def test_a_recall_chimes_again_and_an_undone_call_does_not(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    first, second = take(office, "AA")
    call(place)
    finish_flashing(display)
    place.hub.done(office.queue.do(first.id, TicketAct.RECALL))
    finish_flashing(display)
    assert len(chimes.commands) == 2
    call(place)
    finish_flashing(display)
    place.hub.done(office.queue.do(second.id, TicketAct.UNDO))
    assert text(display, "number") == "A001"
    assert len(chimes.commands) == 3


def test_sound_can_be_switched_off(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    office.rules.change_preferences(replace(office.preferences, sound=False))
    take(office, "A")
    call(place)
    assert chimes.commands == []
    assert display.flashing


def test_names_of_citizens_are_never_shown(
    display: PublicDisplay, place: Workplace, office: Office
) -> None:
    receive(office, "Đặng Thị Ngọc Ánh")
    take(office, "AA")
    call(place)
    shown = " ".join(label.text() for label in display.findChildren(QLabel))
    assert "Ánh" not in shown
    assert office.queue.settings.name in shown


def test_every_queue_says_who_is_next_and_how_many_wait(
    display: PublicDisplay, place: Workplace, office: Office
) -> None:
    take(office, "AAC")
    call(place)
    told = {
        card.letter.text(): (card.name.text(), card.next.text(), card.waiting.text())
        for card in display.queues.cards
    }
    assert told == {
        "A": ("Hộ tịch – Chứng thực", "Tiếp: A002", "1 người chờ"),
        "B": ("Đất đai – Xây dựng – Kinh doanh", "Chưa có người chờ", ""),
        "C": ("Chính sách – Xã hội", "Tiếp: C001", "1 người chờ"),
        "D": ("Cư trú và việc khác", "Chưa có người chờ", ""),
    }


def test_waiting_minutes_are_told_once_they_are_known(
    display: PublicDisplay, place: Workplace, office: Office, clock: FixedClock
) -> None:
    for _citizen in range(5):
        (ticket,) = take(office, "A")
        office.queue.do(ticket.id, TicketAct.CALL)
        clock.tick(minutes=8)
        office.queue.do(ticket.id, TicketAct.DONE)
    take(office, "AA")
    place.hub.changed.emit(frozenset({Noun.TICKET}))
    assert display.queues.cards[0].waiting.text() == "2 người chờ · chờ khoảng 20 phút"


def test_every_counter_is_shown_with_its_state_and_officer(
    display: PublicDisplay, place: Workplace, office: Office
) -> None:
    assert any("\nThứ Hai 23/11/2026" in label.text() for label in display.findChildren(QLabel))
    seat(office, "2")
    other = second_counter(office)
    other.close()
    seat(office, "1")
    take(office, "A")
    call(place)
    place.hub.done(office.waiting_room.pause())
    told = [
        (card.desk.text(), card.label.text(), card.officer.text())
        for card in display.counters.cards
    ]
    assert told == [
        ("QUẦY 1", "A001", "Cán bộ quầy 1"),
        ("QUẦY 2", "Chưa mở", "Cán bộ quầy 2"),
    ]
    place.hub.done(office.queue.do(office.queue.by_label("A001").id, TicketAct.DONE))
    place.hub.done(office.waiting_room.pause())
    assert display.counters.cards[0].label.text() == "Tạm nghỉ"


@pytest.mark.parametrize("count", [0, 1, 5, 6, 14])
def test_any_number_of_counters_fits(qtbot: QtBot, count: int) -> None:
    panel = BoardCounters()
    qtbot.addWidget(panel)
    panel.resize(520, 430)
    panel.show_counters(
        [
            CounterSeen(counter=str(at), state=CounterState.PAUSED, officer="Nguyễn Thị Hồng Nhung")
            for at in range(1, count + 1)
        ]
    )
    panel.fit(430, 520)
    assert len(panel.cards) == count
    assert panel.minimumSizeHint().height() <= 430
    assert panel.isHidden() is (count == 0)


def test_earlier_calls_are_told_below(
    display: PublicDisplay, place: Workplace, office: Office
) -> None:
    take(office, "AAB")
    assert not display._earlier.isVisible(), "nothing empty stands there"
    for _turn in range(3):
        call(place)
        finish_flashing(display)
    assert text(display, "number") == "B001"
    assert text(display, "earlier") == "Vừa gọi: A002 → quầy 1   ·   A001 → quầy 1"


def test_three_earlier_calls_stand_in_one_line_in_any_language(display: PublicDisplay) -> None:
    """A second line of them pressed the number and its counter into one another."""
    display.resize(1366, 768)
    settle()
    called = "   ·   ".join(f"A00{at} → counter 2" for at in (9, 7, 6))
    line = display._earlier.fontMetrics().horizontalAdvance(f"Just called: {called}")
    assert line <= display._card.contentsRect().width() - 2 * 16


def test_hours_days_off_the_rule_and_notices_are_told_in_turn(
    display: PublicDisplay, place: Workplace, office: Office
) -> None:
    done = office.rules.change_settings(
        replace(office.settings, board_notices=("Mang theo căn cước.",))
    )
    place.hub.done(done)
    told: list[str] = []
    for _second in range(4 * NOTICE_SECONDS):
        if not told or told[-1] != text(display, "notice"):
            told.append(text(display, "notice"))
        display.tick()
    assert told == [
        "Hôm nay tiếp nhận 07:30–11:30, 13:30–17:30",
        "Nghỉ thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam",
        "Mang theo căn cước.",
        "Sau 2 số ưu tiên gọi 1 số thường.",
    ]


def test_at_noon_the_board_says_when_it_goes_on(
    display: PublicDisplay, place: Workplace, clock: FixedClock
) -> None:
    clock.tick(hours=3)
    place.hub.changed.emit(frozenset({Noun.CALENDAR}))
    assert display.notices()[0] == "Hiện ngoài giờ tiếp nhận. Mở lại lúc 13:30"


def luminance(colour: str) -> float:
    """As WCAG 2.2 reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The ratio of two colours."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_everything_can_be_read_and_queues_are_told_by_letter_too() -> None:
    pairs = [(look.GROUND, look.INK), (look.BAND, look.INK), (look.CARD, look.INK)]
    pairs += [(look.CARD, look.SOFT), (look.LIT, look.LIT_INK)]
    pairs += [(colour, look.QUEUE_INK) for colour in look.QUEUE_COLOURS]
    assert all(contrast(*pair) >= 4.5 for pair in pairs)
    assert len(set(look.QUEUE_COLOURS)) == len(look.QUEUE_COLOURS)
    letters = [chr(ord("A") + at) for at in range(12)]
    assert look.queue_colour("A", letters) == look.queue_colour("I", letters), "then letters tell"


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1280, 720), (1024, 768), (960, 540)])
def test_nothing_stands_beyond_the_screen(
    display: PublicDisplay, place: Workplace, office: Office, size: tuple[int, int]
) -> None:
    for counter in ("2", "3", "4", "1"):
        seat(office, counter)
    take(office, "AABBCCAD")
    for _turn in range(3):
        call(place)
        finish_flashing(display)
    display.resize(*size)
    settle()
    assert display.size().toTuple() == size
    for label in display.findChildren(QLabel):
        if label.isVisible() and label.text():
            corner = label.mapTo(display, label.rect().bottomRight())
            assert corner.x() < size[0], label.text()
            assert corner.y() < size[1], label.text()
            metrics = label.fontMetrics()
            plain = label.objectName() in {"number", "letter"}
            needed = metrics.capHeight() * 1.2 if plain else metrics.height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= metrics.horizontalAdvance(
                max(label.text().splitlines(), key=len)
            ), label.text()
