"""Limits and due moments explained to the person who asks why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar.working_calendar import DayMark, WorkCalendar
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.promise.due import Due, TraceKind, TraceStep, compute_due
from counter_app.wording.promise.due import explain_due, explain_steps, how_counted, limit_text
from tests.domain.weeks import MARKS_2026, at, office

CALENDAR = office(*MARKS_2026)


def line(received: str, limit: str, cutoff: str = "", calendar: WorkCalendar = CALENDAR) -> str:
    """The one-line explanation of a computed due moment."""
    asked = parse_limit(limit, cutoff)
    return explain_due(compute_due(at(received), asked, calendar), asked)


@pytest.mark.parametrize(
    ("limit", "cutoff", "expected"),
    [
        ("3wd", "", "3 ngày làm việc"),
        ("0.5wd", "", "0,5 ngày làm việc"),
        ("2h", "", "2 giờ làm việc"),
        ("5d", "", "5 ngày"),
        ("1m", "", "1 tháng"),
        ("same-day", "", "Trong ngày"),
        ("same-day", "15:00", "Trong ngày (nhận sau 15:00 trả ngày làm việc tiếp theo)"),
        ("3wd", "9:00", "3 ngày làm việc (nhận sau 09:00 tính từ ngày làm việc tiếp theo)"),
    ],
)
def test_limit_text(limit: str, cutoff: str, expected: str) -> None:
    assert limit_text(parse_limit(limit, cutoff)) == expected


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        (
            "2026-11-19T09:00",
            "3wd",
            "3 ngày làm việc, trừ 24/11 (Ngày Văn hóa Việt Nam) và T7–CN → 09:00 thứ Tư 25/11/2026",
        ),
        ("2026-11-16T09:00", "1wd", "1 ngày làm việc → 09:00 thứ Ba 17/11/2026"),
        (
            "2026-11-16T18:00",
            "1wd",
            "1 ngày làm việc, nhận ngoài giờ làm việc nên tính từ 07:30 thứ Ba 17/11"
            " → 17:30 thứ Ba 17/11/2026",
        ),
        (
            "2026-08-28T16:00",
            "1wd",
            "1 ngày làm việc, trừ 31/08–02/09 (nghỉ lễ, Tết) và T7–CN → 16:00 thứ Năm 03/09/2026",
        ),
        (
            "2026-11-19T09:00",
            "5d",
            "5 ngày, hết hạn vào ngày nghỉ 24/11 (Ngày Văn hóa Việt Nam)"
            " nên chuyển sang ngày làm việc tiếp theo → 09:00 thứ Tư 25/11/2026",
        ),
        (
            "2026-11-14T09:00",
            "6d",
            "6 ngày, nhận ngoài giờ làm việc nên tính từ 07:30 thứ Hai 16/11,"
            " hết hạn vào ngày nghỉ T7–CN nên chuyển sang ngày làm việc tiếp theo"
            " → 17:30 thứ Hai 23/11/2026",
        ),
        (
            "2026-11-22T09:00",
            "1m",
            "1 tháng, nhận ngoài giờ làm việc nên tính từ 07:30 thứ Hai 23/11"
            " → 17:30 thứ Ba 22/12/2026",
        ),
        (
            "2026-11-24T09:00",
            "20d",
            "20 ngày, nhận ngoài giờ làm việc nên tính từ 07:30 thứ Tư 25/11"
            " → 17:30 thứ Hai 14/12/2026",
        ),
        (
            "2026-11-22T09:00",
            "2h",
            "2 giờ làm việc, nhận ngoài giờ làm việc nên tính từ 07:30 thứ Hai 23/11, trừ CN"
            " → 09:30 thứ Hai 23/11/2026",
        ),
    ],
)
def test_one_line(received: str, limit: str, expected: str) -> None:
    assert line(received, limit) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-19T14:59", "Trong ngày → 17:30 thứ Năm 19/11/2026"),
        ("2026-11-19T06:00", "Trong ngày → 17:30 thứ Năm 19/11/2026"),
        (
            "2026-11-19T15:01",
            "Trong ngày, nhận sau 15:00 nên trả ngày làm việc tiếp theo → 17:30 thứ Sáu 20/11/2026",
        ),
        (
            "2026-11-23T18:00",
            "Trong ngày, nhận ngoài giờ làm việc nên trả ngày làm việc tiếp theo,"
            " trừ 24/11 (Ngày Văn hóa Việt Nam) → 17:30 thứ Tư 25/11/2026",
        ),
    ],
)
def test_same_day_in_one_line(received: str, expected: str) -> None:
    assert line(received, "same-day", "15:00") == expected


def test_neighbouring_days_with_one_name_are_one_span() -> None:
    first = date(2026, 2, 16)
    tet = [DayMark(first + timedelta(days=index), False, "Nghỉ Tết") for index in range(5)]
    text = line("2026-02-13T09:00", "1wd", calendar=office(*tet))
    assert "trừ 16/02–20/02 (Nghỉ Tết) và T7–CN →" in text


def test_other_weekly_days_off_are_named_one_by_one() -> None:
    skipped = [TraceStep(TraceKind.SKIPPED_WEEKEND, date(2026, 11, day)) for day in (16, 18, 22)]
    received = TraceStep(TraceKind.RECEIVED, date(2026, 11, 13), "09:00")
    due = Due(at("2026-11-23T09:00"), (received, *skipped), "v")
    assert "trừ T2, T4, CN →" in explain_due(due, parse_limit("1wd"))


def test_names_can_come_from_elsewhere() -> None:
    day = date(2026, 11, 24)
    received = TraceStep(TraceKind.RECEIVED, date(2026, 11, 23), "09:00")
    due = Due(at("2026-11-25T09:00"), (received, TraceStep(TraceKind.SKIPPED_HOLIDAY, day)), "v")
    assert "trừ 24/11 →" in explain_due(due, parse_limit("1wd"))
    assert "trừ 24/11 (Nghỉ) →" in explain_due(due, parse_limit("1wd"), {day: "Nghỉ"})


def test_steps() -> None:
    due = compute_due(at("2026-11-20T18:00"), parse_limit("2.25wd"), CALENDAR)
    assert explain_steps(due) == [
        "Nhận lúc 18:00 thứ Sáu 20/11/2026.",
        "Không tính thứ Bảy 21/11/2026: ngày nghỉ hằng tuần.",
        "Không tính Chủ nhật 22/11/2026: ngày nghỉ hằng tuần.",
        "Bắt đầu tính từ 07:30 thứ Hai 23/11/2026.",
        "Ngày thứ 1: thứ Hai 23/11/2026.",
        "Không tính thứ Ba 24/11/2026: ngày nghỉ (Ngày Văn hóa Việt Nam).",
        "Ngày thứ 2: thứ Tư 25/11/2026.",
        "Tính 2 giờ của thứ Năm 26/11/2026.",
        "Hẹn trả lúc 09:30 thứ Năm 26/11/2026.",
    ]


def test_steps_of_the_other_kinds() -> None:
    late = compute_due(at("2026-11-19T15:01"), parse_limit("1m", "15:00"), CALENDAR)
    assert explain_steps(late)[1:] == [
        "Nhận sau 15:00 nên tính từ ngày làm việc tiếp theo.",
        "Bắt đầu tính từ 07:30 thứ Sáu 20/11/2026.",
        "Tháng thứ 1: đến thứ Bảy 19/12/2026.",
        "Không tính thứ Bảy 19/12/2026: ngày nghỉ hằng tuần.",
        "Không tính Chủ nhật 20/12/2026: ngày nghỉ hằng tuần.",
        "Hết hạn vào ngày nghỉ: chuyển sang thứ Hai 21/12/2026.",
        "Hẹn trả lúc 17:30 thứ Hai 21/12/2026.",
    ]
    swapped = compute_due(at("2026-08-21T17:15"), parse_limit("1wd"), CALENDAR)
    assert "Ngày thứ 1: thứ Bảy 22/08/2026 (Làm bù cho ngày 31/08)." in explain_steps(swapped)


@pytest.mark.parametrize(("limit", "said"), [("0.25h", "15 phút"), ("1.5h", "1 giờ 30 phút")])
def test_parts_of_an_hour(limit: str, said: str) -> None:
    due = compute_due(at("2026-11-16T09:00"), parse_limit(limit), CALENDAR)
    assert f"Tính {said} của thứ Hai 16/11/2026." in explain_steps(due)


@given(
    st.integers(0, 300 * 24 * 60), st.sampled_from(["3wd", "0.75wd", "6h", "9d", "2m", "same-day"])
)
def test_everything_can_be_explained(minutes: int, limit: str) -> None:
    asked = parse_limit(limit, "15:00")
    due = compute_due(at("2026-01-01T00:00") + timedelta(minutes=minutes), asked, CALENDAR)
    assert len(explain_steps(due)) == len(due.trace)
    assert explain_due(due, asked).count("→") == 1
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in explain_steps(due))


def test_a_paper_tells_the_counting_without_the_day_it_leads_to() -> None:
    asked = parse_limit("3wd")
    due = compute_due(at("2026-11-19T09:00"), asked, CALENDAR)
    whole, told = explain_due(due, asked), how_counted(due, asked)
    assert whole.startswith(f"{told} → ")
    assert "→" not in told
