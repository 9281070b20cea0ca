"""Reception points and homes: where and when papers are taken decides the promise; the law counts them as direct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pypdfium2
import pytest

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import (
    BIRTH,
    MARITAL,
    PASSWORD,
    collector,
    draft,
    officer,
    person,
    receive,
    result,
)

POINT, HOME = "Điểm tiếp nhận thôn 3", "Tại nhà"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def outside(office: Office) -> Office:
    """An office with one point and the service at home, and "lan" who goes there."""
    settings = replace(office.settings, points=(POINT,), home_service=HOME)
    office.rules.change_settings(settings)
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    return office


def at(clock: FixedClock, day: int, hour: int, minute: int = 0) -> None:
    wanted = datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)
    clock.tick(seconds=(wanted - clock.now()).total_seconds())


def refused(office: Office, **facts: Any) -> RuleError:
    with pytest.raises(RuleError) as error:
        receive(office, MARITAL, **facts)
    return error.value


def payload(office: Office, dossier: Dossier) -> dict[str, object]:
    return office.store.journal.of(dossier.code)[0][1]


def test_an_office_without_points_writes_what_it_always_wrote(office: Office) -> None:
    said = payload(office, receive(office, MARITAL))
    new = {"point", "home_address", "visited_by", "taken_at", "counted_on"}
    assert not said.keys() & new


def test_what_is_taken_before_three_is_due_that_day_whenever_it_is_entered(
    outside: Office, clock: FixedClock
) -> None:
    """Same-day procedures: before 15:00 by the moment the papers were taken, not by the typing."""
    at(clock, 23, 16, 30)
    late = receive(outside, BIRTH)
    early = receive(outside, BIRTH, point=POINT, taken_at="14:50 23/11/2026")
    assert early.received_at == datetime(2026, 11, 23, 14, 50, tzinfo=LOCAL)
    assert early.submitted_at == early.received_at
    assert early.promised_at is not None
    assert late.promised_at is not None
    assert early.promised_at.date() == MONDAY
    assert late.promised_at.date() > MONDAY
    plain = outside.intake.preview(draft(BIRTH, point=POINT, taken_at="14:50 23/11/2026"))
    assert plain.due is not None
    assert plain.due.at == early.promised_at


def test_an_evening_at_a_home_is_entered_after_the_day_was_closed(
    outside: Office, clock: FixedClock
) -> None:
    at(clock, 23, 17, 0)
    outside.closing.close_day()
    before = outside.reports.compute("period", MONDAY, MONDAY)
    at(clock, 25, 8, 0)
    dossier = receive(outside, MARITAL, point=HOME, visited_by="lan", taken_at="19:30 23/11/2026")
    assert dossier.received_at == datetime(2026, 11, 23, 19, 30, tzinfo=LOCAL)
    assert "-261125-" in dossier.code  # a number of the day it is counted on
    assert outside.reports.compute("period", MONDAY, MONDAY) == before
    assert outside.dossiers.received_on(date(2026, 11, 25)) == 1
    assert outside.check().ok


def test_on_a_day_that_is_open_it_counts_on_that_day(outside: Office, clock: FixedClock) -> None:
    at(clock, 25, 8, 0)
    dossier = receive(outside, MARITAL, point=POINT, taken_at="14:00 23/11/2026")
    assert "-261123-" in dossier.code
    assert outside.dossiers.received_on(MONDAY) == 1


@pytest.mark.parametrize(
    ("facts", "field", "rule"),
    [
        ({"point": "Điểm không có"}, "point", "point"),
        ({"point": POINT, "channel": Channel.ONLINE}, "point", "channel"),
        ({"point": POINT, "home_address": "Thôn 1"}, "home_address", "home"),
        ({"visited_by": "lan"}, "visited_by", "home"),
        ({"point": HOME, "visited_by": "ma"}, "visited_by", "officer"),
        ({"taken_at": "14:00 22/11/2026"}, "taken_at", "point"),
        ({"point": POINT, "taken_at": "14:00"}, "taken_at", "unreadable"),
        ({"point": POINT, "taken_at": "hôm qua"}, "taken_at", "unreadable"),
        ({"point": POINT, "taken_at": "09:30 23/11/2026"}, "taken_at", "moment_future"),
        ({"point": POINT, "taken_at": "09:00 12/11/2026"}, "taken_at", "moment_before"),
    ],
)
def test_what_cannot_have_been_is_refused(
    outside: Office, facts: dict[str, Any], field: str, rule: str
) -> None:
    error = refused(outside, **facts)
    assert (error.field, error.rule) == (field, rule)


def test_papers_say_where_it_was_taken_by_whom_and_where_to_collect(outside: Office) -> None:
    dossier = receive(
        outside,
        MARITAL,
        point=HOME,
        visited_by="lan",
        home_address="Số 5, thôn 1",
        return_place=POINT,
    )
    words = outside.paper.draw(outside.paper.prints_of(dossier.code)[-1].id)
    text = pdf_text(words.pdf)
    assert "Tại nhà, Số 5, thôn 1" in text
    assert POINT in text  # where the result is fetched
    assert "Công chức lan" in text  # who took the papers signs for it
    own = receive(outside, MARITAL, point=HOME)
    assert own.visited_by == "cli"  # whoever enters it went there, unless somebody is named


def test_a_result_is_given_out_at_a_point_of_the_office(outside: Office) -> None:
    dossier = receive(outside, MARITAL)
    outside.moves.move(dossier.code, Act.FINISH, result="1", facts=result())
    with pytest.raises(RuleError) as error:
        outside.returning.hand_over(dossier.code, collector(), point="Điểm lạ")
    assert error.value.field == "point"
    done = outside.returning.hand_over(dossier.code, collector(), point=POINT).result
    assert done.returned_point == POINT
    text = pdf_text(outside.paper.draw(outside.paper.prints_of(dossier.code)[-1].id).pdf)
    assert POINT in text


def test_an_erasure_leaves_where_and_why_and_the_tables_are_made_again(outside: Office) -> None:
    """What tells of nobody stays in the tables and in the journal alike; the address of a home goes."""
    child = person("Trần Bé")
    facts: dict[str, Any] = {"point": HOME, "visited_by": "lan", "home_address": "Số 5, thôn 1"}
    dossier = receive(
        outside, MARITAL, owner=child, relation="parent", territory="province", **facts
    )
    outside.moves.move(dossier.code, Act.FINISH, result="1", facts=result())
    outside.returning.hand_over(dossier.code, collector(), point=POINT)
    outside.erasure.erase(dossier.code, reason="Theo yêu cầu")
    left = outside.dossiers.get(dossier.code)
    assert (left.point, left.visited_by, left.returned_point) == (HOME, "lan", POINT)
    assert (left.relation, left.territory) == ("parent", "province")
    assert left.home_address == ""
    assert outside.check().ok


def test_figures_by_place_leave_the_columns_of_the_law_alone(outside: Office) -> None:
    first = receive(outside, MARITAL)
    receive(outside, MARITAL, point=POINT)
    receive(outside, MARITAL, point=HOME)
    receive(outside, MARITAL, channel=Channel.ONLINE)
    outside.moves.move(first.code, Act.FINISH, result="1", facts=result())
    outside.returning.hand_over(first.code, collector(), point=POINT)
    (table,) = outside.reports.compute("points", MONDAY, MONDAY)
    assert {row[1]: row[2:] for row in table.rows} == {
        "Trực tiếp tại quầy": (1, 0),
        POINT: (1, 1),
        HOME: (1, 0),
        "Trực tuyến": (1, 0),
        "Bưu chính công ích": (0, 0),
    }
    assert table.total == (None, "Tổng số", 4, 1)
    law = outside.reports.compute("II.06a", date(2026, 11, 1), date(2026, 11, 30))[0]
    assert law.total is not None
    assert [cell for cell in law.total if isinstance(cell, int)][:3] == [
        4,
        1,
        3,
    ]  # all, online, direct


def pdf_text(pdf: bytes) -> str:
    """The words of a paper on one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return " ".join(pages.split())
