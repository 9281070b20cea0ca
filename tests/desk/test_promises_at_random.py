"""Whatever is done with a dossier: while no calendar changes, counting its promise again gives what was promised."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.calendar.working_calendar import DayMark
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.dossier.promises import reckon
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.data_folder import data_folder
from tests.makers import BIRTH, COPIES, MARITAL, MONDAY, draft, receive

ACTS = (Act.SUPPLEMENT, Act.STOP, Act.FINANCIAL, Act.HAND, Act.RESUME, Act.RESUME, Act.REVERT)
STEPS = st.lists(
    st.tuples(st.sampled_from([*ACTS, "extend", "policy"]), st.integers(1, 4_000)),
    min_size=3,
    max_size=14,
)


LIMITS = st.sampled_from(["3wd", "4h", "8d", "20d", "1m"])


def ready(
    folder: Path, founded: Path, clock: FixedClock, *, shift: bool, limit: str = "3wd"
) -> Office:
    """An office whose years to come are confirmed and whose procedure may be extended."""
    shutil.copyfile(founded, paths.database_path(folder))
    office = Office.open(folder, clock=clock, officer=COMMAND_LINE)
    office.calendar.confirm_year(2027, "Thử")
    plain = office.store.catalogue.valid(MARITAL, MONDAY.date())
    assert plain is not None
    resume = "" if shift else "restart"
    office.catalogue.put_procedure(
        replace(plain, extension_wd=2, resume=resume, limit=parse_limit(limit))
    )
    return office


def step(office: Office, code: str, act: Act | str) -> None:
    """One thing done with the dossier, or the procedure's policy turned round."""
    if act == "extend":
        office.promises.extend(code, reason="Xác minh")
    elif act == "policy":
        now = office.store.catalogue.valid(MARITAL, MONDAY.date())
        assert now is not None
        other = "" if now.resume == "restart" else "restart"
        office.catalogue.put_procedure(replace(now, resume=other))
    else:
        office.moves.move(code, Act(act), reason="Lý do", handler="canbo", override=True)


def dispersed(office: Office, clock: FixedClock, moments: list[int]) -> None:
    """Dossiers of several limits taken in over some weeks, one of them paused and resumed."""
    for minutes in sorted(moments):
        clock.set(max(clock.now(), MONDAY + timedelta(minutes=minutes)))
        code = receive(office, (MARITAL, BIRTH, COPIES)[minutes % 3]).code
        if minutes % 4 == 0:
            office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu")
            clock.tick(minutes=90)
            office.moves.move(code, Act.RESUME)


MARKS = st.dictionaries(st.integers(0, 60), st.booleans(), max_size=6)


@settings(max_examples=25)
@given(moments=st.lists(st.integers(0, 20_000), min_size=1, max_size=8), marks=MARKS)
def test_a_calendar_that_is_tried_is_counted_as_if_it_were_in_force(
    founded: Path, moments: list[int], marks: dict[int, bool]
) -> None:
    """What is left uncounted because no day of it changes would have come out the same."""
    with data_folder() as data:
        clock = FixedClock(MONDAY)
        office = ready(data, founded, clock, shift=False)
        try:
            dispersed(office, clock, moments)
            days = {MONDAY.date() + timedelta(days=after): work for after, work in marks.items()}
            year = office.calendar.year(2026)
            kept = [mark for mark in year.days if mark.day not in days]
            fresh = [DayMark(day, work, "Thử") for day, work in days.items() if day.year == 2026]
            tried = office.calendar.with_year(2026, [*kept, *fresh], year.state)
            expected = {
                item.code: reckon(item.clock, tried).at
                for item in office.store.promises.open()
                if reckon(item.clock, tried).at != item.promised_at
            }
            found = office.calendar_impact.affected_by(tried).moved
            assert {item.promise.code: item.new for item in found} == expected
            office.calendar.set_year(2026, [*kept, *fresh], state=year.state, source="Thử")
            assert office.calendar_impact.affected().moved == found
        finally:
            office.close()


@settings(max_examples=60)
@given(steps=STEPS, shift=st.booleans(), late=st.booleans(), limit=LIMITS)
def test_counting_again_gives_what_was_promised(
    founded: Path, steps: list[tuple[Act | str, int]], shift: bool, late: bool, limit: str
) -> None:
    with data_folder() as data:
        clock = FixedClock(MONDAY)
        office = ready(data, founded, clock, shift=shift, limit=limit)
        try:
            code = receive(office, MARITAL).code
            if late:
                form = draft(MARITAL)
                code = office.intake.register(form, Act.SUPPLEMENT, reason="Thiếu").result.code
                clock.tick(minutes=77)
                office.intake.accept(code)
            for act, minutes in steps:
                clock.tick(minutes=minutes)
                try:
                    step(office, code, act)
                except RuleError:
                    continue
            for item in office.store.promises.open():
                again = reckon(item.clock, office.store.calendar.current()).at
                assert again - item.promised_at == timedelta(0), item
            assert office.calendar_impact.affected().moved == ()
        finally:
            office.close()
