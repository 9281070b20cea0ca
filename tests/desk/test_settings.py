"""What an office may change of its own rules, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from counter_app.domain.calendar.working_calendar import DayMark, Session, YearState
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.settings import OfficeSettings, Preferences
from tests.makers import BIRTH, MARITAL, officer, receive

TET = DayMark(date(2028, 1, 26), False, "Mùng 1 Tết")


def test_settings_are_kept_as_the_difference_only(office: Office) -> None:
    before = office.rules.settings
    wanted = replace(before, name="Tên mới", superior_name="UBND tỉnh Mẫu")
    office.rules.change_settings(wanted)
    assert office.rules.settings == wanted
    last = list(office.store.journal.walk())[-1]
    assert last[2] == '{"settings":{"name":"Tên mới","superior_name":"UBND tỉnh Mẫu"}}'
    head = office.store.journal.head()
    office.rules.change_settings(wanted)
    assert office.store.journal.head() == head


@pytest.mark.parametrize("number", ["", "1234", "123456", "9900A", "²²²²²", "٩٩٠٠١"])
def test_an_office_number_is_five_digits(office: Office, number: str) -> None:
    with pytest.raises(RuleError) as refused:
        office.rules.change_settings(replace(office.rules.settings, number=number))
    assert refused.value.field == "number"


@pytest.mark.parametrize("day", [0, 29])
def test_reports_begin_on_a_day_that_every_month_has(office: Office, day: int) -> None:
    with pytest.raises(RuleError) as refused:
        office.rules.change_settings(replace(office.rules.settings, report_start_day=day))
    assert refused.value.field == "report_start_day"
    office.rules.change_settings(replace(office.rules.settings, report_start_day=15))
    assert office.rules.settings.report_start_day == 15


def test_the_number_is_fixed_by_the_first_receipt(office: Office) -> None:
    office.rules.change_settings(replace(office.rules.settings, number="88001"))
    assert receive(office).code.startswith("T88001-")
    with pytest.raises(RuleError, match="giấy hẹn") as refused:
        office.rules.change_settings(replace(office.rules.settings, number="99001"))
    assert refused.value.field == "number"
    assert office.rules.settings.number == "88001"


def test_settings_of_another_version_are_read(office: Office) -> None:
    known = office.rules.settings.to_dict()
    assert OfficeSettings.from_dict({**known, "later": 1}) == office.rules.settings
    assert OfficeSettings.from_dict({}) == OfficeSettings()
    assert Preferences.from_dict({"device": 3, "later": 1}) == Preferences(device=3)


def test_preferences_belong_to_this_computer_and_to_anybody(office: Office) -> None:
    head = office.store.journal.head()
    office.session.officer = officer()
    wanted = Preferences(receipt_size="80mm", sound=False, counter="9")
    office.rules.change_preferences(wanted)
    assert office.preferences == wanted
    assert office.store.journal.head() == head


def test_a_procedure_is_changed_confirmed_and_offered(office: Office) -> None:
    plain = next(item for item in office.catalogue.procedures() if item.code == MARITAL)
    changed = replace(plain, limit=parse_limit("2wd"), name="Giấy độc thân")
    office.catalogue.put_procedure(changed)
    office.catalogue.confirm_procedure(MARITAL, plain.valid_from)
    found = office.store.catalogue.valid(MARITAL, date(2026, 11, 23))
    kept = tuple(item for item in plain.sources if item.value not in {"limit", "name"})
    assert found == replace(changed, state=ReviewState.CONFIRMED, sources=kept)
    assert kept != plain.sources, "no source stands beside a value that it does not give"
    assert office.intake.procedures("giay doc than")[0].code == MARITAL
    assert len(office.catalogue.procedures()) == len(
        {item.code for item in office.catalogue.procedures()}
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"sector": "x"}, "sector"), ({"name": " "}, "name"), ({"code": ""}, "code")],
)
def test_a_wrong_procedure_is_refused(office: Office, facts: dict[str, str], field: str) -> None:
    plain = next(item for item in office.catalogue.procedures() if item.code == BIRTH)
    with pytest.raises(RuleError) as refused:
        office.catalogue.put_procedure(Procedure.from_dict({**plain.to_dict(), **facts}))
    assert refused.value.field == field


def test_an_unknown_procedure_cannot_be_confirmed(office: Office) -> None:
    for code, since in (("9.9", None), (BIRTH, date(2030, 1, 1))):
        with pytest.raises(RuleError, match=code):
            office.catalogue.confirm_procedure(code, since)


def test_the_latest_version_in_force_is_used(office: Office) -> None:
    plain = next(item for item in office.catalogue.procedures() if item.code == BIRTH)
    for day in (10, 20):
        office.catalogue.put_procedure(replace(plain, valid_from=date(2027, 3, day), sets=day))
    valid = office.store.catalogue.valid
    found = [valid(BIRTH, date(2027, 3, day)) for day in (9, 10, 19, 20)]
    assert [item.sets for item in found if item] == [plain.sets, 10, 10, 20]


def test_a_year_is_expected_then_confirmed_with_its_document(office: Office) -> None:
    office.calendar.set_year(
        2028, [replace(TET, official=False)], state=YearState.EXPECTED, source="Dự kiến"
    )
    assert not office.store.calendar.current().is_confirmed(2028)
    office.calendar.confirm_year(2028, " Công văn 12/2027 ")
    year = next(item for item in office.calendar.years() if item.year == 2028)
    assert (year.state, year.source, year.days) == (YearState.CONFIRMED, "Công văn 12/2027", (TET,))
    calendar = office.store.calendar.current()
    assert calendar.is_confirmed(2028)
    assert not calendar.is_working(TET.day)
    assert calendar.is_working(date(2028, 1, 25))


@pytest.mark.parametrize(
    ("year", "source", "field"), [(2026, " ", "source"), (2050, "Văn bản", "")]
)
def test_a_year_is_confirmed_by_a_document_and_must_be_known(
    office: Office, year: int, source: str, field: str
) -> None:
    with pytest.raises(RuleError) as refused:
        office.calendar.confirm_year(year, source)
    assert refused.value.field == field


@pytest.mark.parametrize("marks", [[TET, TET], [replace(TET, day=date(2027, 12, 31))]])
def test_a_day_stands_once_in_its_own_year(office: Office, marks: list[DayMark]) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError, match="2028"):
        office.calendar.set_year(2028, marks, state=YearState.CONFIRMED, source="x")
    assert office.store.journal.head() == head


def test_new_sessions_apply_from_their_day(office: Office) -> None:
    week = [Session(day, time(8), time(12)) for day in range(1, 6)]
    office.calendar.set_sessions(week, valid_from=date(2026, 12, 1))
    calendar = office.store.calendar.current()
    assert len(calendar.sessions_on(date(2026, 11, 30))) == 2
    ((opens, closes),) = calendar.sessions_on(date(2026, 12, 1))
    assert (opens.hour, closes.hour) == (8, 12)


def test_overlapping_sessions_are_refused_before_they_spoil_every_promise(office: Office) -> None:
    head = office.store.journal.head()
    twice = [Session(1, time(8), time(12)), Session(1, time(11), time(15))]
    for sessions in (
        twice,
        [twice[0], twice[0]],
        [replace(twice[0], valid_from=date(2026, 1, 1)), twice[1]],
    ):
        with pytest.raises(RuleError) as refused:
            office.calendar.set_sessions(sessions)
        assert refused.value.field == "sessions"
    assert office.store.journal.head() == head
    receive(office)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"report_start_day": 0}, "report_start_day"),
        ({"report_start_day": 29}, "report_start_day"),
    ],
)
def test_a_rule_nobody_could_follow_is_refused(
    office: Office, facts: dict[str, Any], field: str
) -> None:
    before = office.rules.settings
    with pytest.raises(RuleError) as refused:
        office.rules.change_settings(replace(before, **facts))
    assert refused.value.field == field
    assert office.rules.settings == before
