"""The calendar as a file: exported, checked row by row, tried, imported by the same events."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from counter_app.desk.calendar.years import before_day
from counter_app.domain.calendar.working_calendar import DayMark, Session, YearState
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import officer

STORM = DayMark(date(2026, 11, 27), False, "Nghỉ do bão", source="Công điện 1")
MAKE_UP = DayMark(
    date(2026, 11, 28), True, "Làm bù", source="Công điện 1", sessions=((time(7), time(12)),)
)


def content(office: Office, year: int = 2026) -> dict[str, Any]:
    """A year's file, parsed."""
    parsed: dict[str, Any] = json.loads(office.calendar.export_year(year))
    return parsed


def text(parsed: dict[str, Any]) -> str:
    """And written again."""
    return json.dumps(parsed, ensure_ascii=False)


def test_every_year_comes_back_from_its_file_unchanged(office: Office) -> None:
    for year in office.calendar.years():
        plan = office.calendar.plan_import(office.calendar.export_year(year.year))
        assert plan.file.problems == ()
        assert plan.empty
        assert plan.file.days == year.days
    head = office.store.journal.head()
    assert office.calendar.import_year(office.calendar.export_year(2026)).changes == frozenset()
    assert office.store.journal.head() == head


def test_own_hours_of_a_day_travel_with_it(office: Office) -> None:
    year = office.calendar.year(2026)
    office.calendar.set_year(2026, [*year.days, MAKE_UP], state=year.state, source=year.source)
    parsed = content(office)
    assert parsed["days"][-1]["sessions"] == [{"start": "07:00", "end": "12:00"}]
    assert "days.sessions" in parsed["huong_dan"]
    ((opens, closes),) = office.store.calendar.current().sessions_on(MAKE_UP.day)
    assert (opens.time(), closes.time()) == MAKE_UP.sessions[0]  # type: ignore[index]
    assert office.calendar.plan_import(text(parsed)).empty


def test_a_day_that_is_only_expected_stays_so_in_a_confirmed_year(office: Office) -> None:
    year = office.calendar.year(2026)
    office.calendar.set_year(
        2026, [*year.days, replace(STORM, official=False)], state=year.state, source=year.source
    )
    assert content(office)["days"][-1]["state"] == "expected"
    plan = office.calendar.plan_import(office.calendar.export_year(2026))
    assert (plan.file.problems, plan.empty) == ((), True)


def test_a_plan_tells_what_would_change_and_changes_nothing(office: Office) -> None:
    parsed = content(office)
    first = parsed["days"].pop(0)
    parsed["days"][0]["name"] = "Tên khác"
    parsed["days"].append({"date": "2026-11-27", "kind": "off", "name": "Nghỉ do bão"})
    head = office.store.journal.head()
    plan = office.calendar.plan_import(text(parsed))
    assert office.store.journal.head() == head
    dropped, renamed, added = plan.changes
    assert (dropped.day.isoformat(), dropped.after) == (first["date"], None)
    assert renamed.before is not None
    assert renamed.after == replace(renamed.before, name="Tên khác")
    assert (added.before, added.after) == (None, replace(STORM, source=""))
    assert before_day(plan.changes, office.intake.today()) == (dropped.day, renamed.day)
    assert plan.calendar is not None
    assert not plan.calendar.is_working(STORM.day)
    done = office.calendar.import_year(text(parsed))
    assert done.changes
    assert office.store.calendar.current().version == plan.calendar.version
    assert office.store.journal.head().seq == head.seq + 1
    assert office.calendar.plan_import(text(parsed)).empty


def test_a_new_year_is_imported_and_confirmed_by_its_source(office: Office) -> None:
    file = {
        "year": 2029,
        "state": "confirmed",
        "source": "Công văn 9/2028",
        "days": [{"date": "2029-01-01", "kind": "off", "name": "Tết Dương lịch"}],
    }
    plan = office.calendar.import_year("\ufeff" + text(file)).result
    assert plan.before is None
    year = office.calendar.year(2029)
    assert (year.state, year.source, len(year.days)) == (
        YearState.CONFIRMED,
        "Công văn 9/2028",
        1,
    )


DAY = {"date": "2027-02-08", "kind": "off", "name": "Tết"}
GOOD = {"year": 2027, "state": "expected", "source": "x", "days": [DAY]}


def hours(*pairs: str, kind: str = "work") -> dict[str, Any]:
    """A day with its own sessions."""
    rows = [dict(zip(("start", "end"), pair.split("-"), strict=True)) for pair in pairs]
    return {**DAY, "kind": kind, "sessions": rows}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({**GOOD, "year": "2027"}, ["Phần đầu: Mục year"]),
        ({**GOOD, "year": 1999}, ["Phần đầu: Mục year"]),
        ({**GOOD, "year": True}, ["Phần đầu: Mục year"]),
        ({**GOOD, "state": "maybe"}, ["Phần đầu: Mục state"]),
        ({**GOOD, "source": 7}, ["Phần đầu: Mục source"]),
        ({**GOOD, "state": "confirmed", "source": " "}, ["Phần đầu: Năm đã xác nhận"]),
        ({**GOOD, "days": {}}, ["Phần đầu: Mục days"]),
        ({**GOOD, "day": []}, ["Phần đầu: Không hiểu mục “day”"]),
        ({**GOOD, "days": ["2027-02-08"]}, ["Dòng 1: Mỗi dòng"]),
        ({**GOOD, "days": [{**DAY, "date": "2027-02-30"}]}, ["Dòng 1: Không có ngày “2027-02-30”"]),
        ({**GOOD, "days": [{**DAY, "date": 20270208}]}, ["Dòng 1: Không có ngày"]),
        ({**GOOD, "days": [{**DAY, "date": "2028-02-08"}]}, ["Dòng 1: Ngày 08/02/2028 không"]),
        ({**GOOD, "days": [{**DAY, "kind": "half"}]}, ["Dòng 1: Mục kind"]),
        ({**GOOD, "days": [{**DAY, "name": "  "}]}, ["Dòng 1: Chưa có tên"]),
        ({**GOOD, "days": [{**DAY, "state": "x"}]}, ["Dòng 1: Mục state"]),
        ({**GOOD, "days": [{**DAY, "source": 1}]}, ["Dòng 1: Mục source"]),
        ({**GOOD, "days": [{**DAY, "hours": 1}]}, ["Dòng 1: Không hiểu mục “hours”"]),
        ({**GOOD, "days": [DAY, DAY]}, ["Dòng 2: Ngày 08/02/2027 đã ghi ở dòng 1"]),
        ({**GOOD, "days": [hours("07:00-11:00", "10:30-12:00")]}, ["Dòng 1: Buổi làm việc"]),
        ({**GOOD, "days": [hours("11:00-07:00")]}, ["Dòng 1: Buổi làm việc"]),
        ({**GOOD, "days": [hours("07:00-25:00")]}, ["Dòng 1: Giờ (sessions)"]),
        ({**GOOD, "days": [hours("07:00-11:00+07:00")]}, ["Dòng 1: Giờ (sessions)"]),
        ({**GOOD, "days": [{**DAY, "kind": "work", "sessions": 5}]}, ["Dòng 1: Giờ (sessions)"]),
        ({**GOOD, "days": [hours("07:00-11:00", kind="off")]}, ["Dòng 1: Ngày nghỉ không có giờ"]),
        (
            {**GOOD, "days": [{**DAY, "kind": "x"}, DAY, {**DAY, "name": ""}, DAY]},
            ["Dòng 1: Mục kind", "Dòng 3: Chưa có tên", "Dòng 4: Ngày 08/02/2027"],
        ),
        ([], ["Phần đầu: Tệp phải có"]),
        ("không phải", ["Phần đầu: Tệp phải có"]),
    ],
)
def test_everything_wrong_is_said_row_by_row_and_nothing_is_saved(
    office: Office, broken: Any, said: list[str]
) -> None:
    head = office.store.journal.head()
    plan = office.calendar.plan_import(text(broken))
    sentences = [problem.sentence() for problem in plan.file.problems]
    assert len(sentences) == len(said), sentences
    for sentence, beginning in zip(sentences, said, strict=True):
        assert sentence.startswith(beginning)
    with pytest.raises(RuleError) as refused:
        office.calendar.import_year(text(broken))
    assert refused.value.rule == "calendar_file"
    assert all(sentence in refused.value.message for sentence in sentences)
    assert office.store.journal.head() == head


@pytest.mark.parametrize("garbage", ["", "{", "[" * 100_000, "x" * 1_000_001])
def test_what_is_no_json_at_all_is_refused_in_words(office: Office, garbage: str) -> None:
    (problem,) = office.calendar.plan_import(garbage).file.problems
    assert problem.row == 0


def test_importing_needs_the_duty(office: Office) -> None:
    office.session.officer = officer(Role.RECEIVER)
    with pytest.raises(RuleError) as refused:
        office.calendar.import_year(office.calendar.export_year(2026))
    assert refused.value.rule == "duty"


def test_hours_are_versions_and_one_can_be_taken_back(office: Office) -> None:
    winter = [Session(day, time(8), time(12)) for day in range(1, 6)]
    since = date(2026, 12, 1)
    office.calendar.set_sessions(winter, valid_from=since)
    calendar = office.store.calendar.current()
    assert len(calendar.sessions_on(date(2026, 12, 1))) == 1
    with pytest.raises(RuleError) as refused:
        office.calendar.drop_sessions(date(2026, 12, 2))
    assert refused.value.field == "since"
    office.calendar.drop_sessions(since)
    assert len(office.store.calendar.current().sessions_on(date(2026, 12, 1))) == 2
    assert office.store.check().ok


def test_a_year_that_is_not_known_is_said(office: Office) -> None:
    for verb in (office.calendar.year, office.calendar.export_year):
        with pytest.raises(RuleError, match="2050"):
            verb(2050)
