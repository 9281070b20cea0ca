"""The nine indicators: what is counted, how, and what says that it cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.reports.figures.rates import DASH
from counter_app.reports.index import compute
from counter_app.reports.indicators.indicators import class_of
from counter_app.settings import RATING_FLOORS, OfficeSettings
from tests.reports.lives import Lives
from tests.reports.makers import day_after


def tables(book: Lives, last: int = 20) -> tuple[Table, ...]:
    """The report until a day."""
    return compute(book.store, "indicators", day_after(0), day_after(last))


def points(book: Lives, last: int = 20) -> list[Cell]:
    """The points of the nine."""
    return [row[2] for row in tables(book, last)[0].rows]


def finished(book: Lives, *, due: int = 9, handler: str = "hai", wanted: Any = ()) -> int:
    """A dossier finished on day 3; ``wanted`` says where the papers of each supplement are got."""
    dossier = book.hand_in(1, due=due, handler=handler)
    for where in wanted:
        paper = {"name": "giấy", "where": where, "copies": 1, "what": ""}
        book.act(dossier, "supplement", 5, 1, papers_wanted=[paper])
        book.act(dossier, "resume", 4, 2)
    book.finish(dossier, 3)
    return dossier


def test_early_two_on_time_one_late_none_averaged_over_dossiers() -> None:
    book = Lives()
    for due in (9, 9, 3, 2):
        finished(book, due=due)
    first = tables(book)[0].rows[0]
    assert first[2:4] == (1.25, 4)
    assert "(2 × 2 + 1 × 1 + 0 × 1) / 4 = 1,25" in str(first[4])


def give(book: Lives, dossier: int, day: int, *, back: bool = False) -> None:
    """Papers to another office, or back from it."""
    there, here = {"office": "Phòng Tư pháp", "who": ""}, {"office": "", "who": "lan"}
    giver, taker = (there, here) if back else (here, there)
    sheet = {
        **{"number": 1 + back + 2 * dossier, "at": book.at(day), "purpose": "giải quyết"},
        **{"giver_office": giver["office"], "giver": giver["who"], "counters": []},
        **{"taker_office": taker["office"], "taker": taker["who"], "dossiers": [dossier]},
    }
    book.record("handover.given", "handover", sheet)


def test_another_office_without_its_own_deadline_is_left_to_the_hand() -> None:
    book = Lives()
    finished(book, due=3)
    outside = book.hand_in(1)
    give(book, outside, 1)
    give(book, outside, 2, back=True)
    book.finish(outside, 3)
    table = tables(book)[0]
    assert [row[2] for row in table.rows[:2]] == [1.5, 1.0]
    assert "1 hồ sơ có cơ quan khác tham gia mà không có hạn riêng" in str(table.rows[1][4])
    assert "1 / 2 hồ sơ đã giải quyết xong do đơn vị tự giải quyết" in str(table.rows[4][4])


@pytest.mark.parametrize(("back", "expected"), [(3, 2), (4, 1), (5, 0), (None, DASH)])
def test_another_office_is_judged_by_its_own_deadline(back: int | None, expected: Cell) -> None:
    """Promised for Tuesday (day 8), two working days for the way back: Friday of the week before (day 4)."""
    book = Lives()
    confirmed = {"year": 2026, "state": "confirmed", "source": "thử", "days": []}
    book.record("calendar.year_set", "calendar:2026", confirmed)
    hours = [{"weekday": day, "start": "08:00", "end": "17:00"} for day in range(1, 6)]
    book.record(
        "calendar.sessions_set", "calendar", {"valid_from": "2021-01-01", "sessions": hours}
    )
    dossier = book.hand_in(1, due=8, policy={"inner_wd": 2})
    give(book, dossier, 1)
    if back is not None:
        give(book, dossier, back, back=True)
    book.finish(dossier, 6)
    assert points(book)[1] == expected


def test_a_calendar_changed_later_judges_no_past_period_anew() -> None:
    book = Lives()
    week = {"year": 2026, "state": "confirmed", "source": "thử", "days": []}
    book.record("calendar.year_set", "calendar:2026", week)
    hours = [{"weekday": day, "start": "08:00", "end": "17:00"} for day in range(1, 6)]
    book.record("calendar.sessions_set", "calendar", {"valid_from": None, "sessions": hours})
    dossier = book.hand_in(1, due=8, policy={"inner_wd": 2})
    give(book, dossier, 1)
    give(book, dossier, 4, back=True)
    book.finish(dossier, 6)
    assert points(book)[1] == 1
    book.at(60)
    off = [{"date": str(day_after(day)), "kind": "off", "name": "Nghỉ"} for day in (4, 7)]
    book.record("calendar.year_set", "calendar:2026", {**week, "days": off})
    assert not book.store.calendar.current().is_working(day_after(7))
    assert points(book)[1] == 1


def test_more_than_two_supplements_cost_no_more_than_all_points() -> None:
    book = Lives()
    finished(book, wanted=("", "", ""))
    finished(book)
    assert points(book)[2] == 1.0


def test_supplements_and_where_they_send_people() -> None:
    book = Lives()
    for wanted in ((), ("",), ("", ""), ("Công an xã",)):
        finished(book, wanted=wanted)
    found = points(book)
    assert found[2] == 1.0  # 2, 1, 0, 1
    assert found[3] == 1.0  # 2, 1, 1, 0


def test_what_cannot_be_counted_says_why() -> None:
    book = Lives()
    finished(book)
    table = tables(book)[0]
    for number in (5, 7, 8):
        assert table.rows[number - 1][2] == DASH
        assert "Không tính được" in str(table.rows[number - 1][4])
        assert "hấm tay" in str(table.rows[number - 1][4])
    assert "chưa có sổ phản ánh trong chương trình" in str(table.rows[6][4])


def catalogue(book: Lives, codes: str) -> None:
    """Procedures in force."""
    items = [{"code": code, "name": code, "sector": "ho-tich", "limit": None} for code in codes]
    book.record("catalogue.loaded", "catalogue", {"procedures": items})


def check(book: Lives, day: int, **checks: tuple[bool, bool]) -> None:
    """A walk along the wall: code → (right on the wall, online)."""
    items = [
        {"code": code, "valid_from": "", "accurate": wall, "online": online}
        for code, (wall, online) in checks.items()
    ]
    book.record("posting.checked", "posting", {"at": book.at(day), "procedures": items})


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ({"A": (True, True), "B": (True, True)}, 2),
        ({"A": (True, True), "B": (True, False)}, 1),
        ({"A": (False, True), "B": (True, False)}, 1),
        ({"A": (True, True)}, 0),
        ({"A": (True, True), "B": (False, False)}, 0),
        ({}, DASH),
    ],
)
def test_posting(checks: dict[str, tuple[bool, bool]], expected: Cell) -> None:
    book = Lives()
    catalogue(book, "AB")
    check(book, 1, **checks)
    assert points(book)[5] == expected
    check(book, 30, A=(True, True), B=(True, True))
    assert points(book)[5] == expected, "a later walk changes no past period"
    assert points(book, 40)[5] == 2


def online(share: int, due: int = 9) -> Cell:
    """The ninth indicator with so many online dossiers of twenty, finished on day 3."""
    book = Lives()
    for number in range(20):
        book.finish(book.hand_in(1, due=due, channel=2 if number < share else 1), 3)
    return points(book)[8]


def test_online_is_certain_only_when_it_is_nought() -> None:
    assert online(2) == 0, "10%"
    assert online(10, due=2) == 0, "late ones"
    assert online(4) == DASH, "20%: the share of services offered is not known"
    assert points(Lives())[8] == DASH


def test_a_pending_overdue_online_dossier_is_late_too() -> None:
    book = Lives()
    book.hand_in(1, due=2, channel=2)
    assert points(book, 2)[8] == DASH
    assert points(book, 3)[8] == 0


def test_the_total_is_over_what_was_counted_and_the_class_says_its_range() -> None:
    book = Lives()
    finished(book)  # 2 + 2 + 2 + 2, and 0 for online
    table = tables(book)[0]
    assert table.total is not None
    assert table.total[2] == 8
    assert "5 / 9 chỉ số tính được, tối đa 10 điểm" in str(table.total[4])
    assert "8 điểm (Trung bình), đủ điểm thì 16 điểm (Xuất sắc)" in table.notes[0]
    assert "chưa xác nhận" in table.notes[0]


def test_the_thresholds_are_the_offices_own() -> None:
    book = Lives()
    floors = {"Đạt": 8, "Giỏi": 17}
    settings = OfficeSettings(rating_floors=floors)
    book.record("office.changed", "office", {"settings": settings.to_dict()})
    finished(book)
    assert "Xếp loại: Đạt" in tables(book)[0].notes[0]


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (18, "Xuất sắc"),
        (15, "Xuất sắc"),
        (14.99, "Tốt"),
        (9, "Khá"),
        (6, "Trung bình"),
        (5.9, "Yếu"),
    ],
)
def test_classes(points: float, name: str) -> None:
    assert class_of(RATING_FLOORS, points) == name


def test_an_officers_total_is_of_five_indicators_as_far_as_counted() -> None:
    book = Lives()
    finished(book, handler="hai")
    finished(book, handler="ba", due=2, wanted=("",))
    table = tables(book)[1]
    assert table.rows == (
        (1, "ba", 1, 0.0, 0.0, 1.0, 1.0, DASH, 2.0, 8),
        (2, "hai", 1, 2.0, 2.0, 2.0, 2.0, DASH, 8.0, 8),
    )


def test_an_empty_period_scores_nothing() -> None:
    office, officers = tables(Lives())
    assert office.total is not None
    assert office.total[2] == DASH
    assert officers.rows == ()
