"""Absences: no sector without somebody, nobody twice, nothing more for the substitute, and the law's sentence kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Duty, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, MONDAY, PASSWORD, officer, receive

TODAY = date(2026, 11, 23)
SECTOR, OTHER = "ho-tich", "chung-thuc"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def staffed_file(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file: "an" in charge of two sectors, "binh" and "cuc" beside, "quan" who looks after the computer."""
    folder = tmp_path_factory.mktemp("staffed")
    shutil.copyfile(founded, paths.database_path(folder))
    with closing(opened(folder, FixedClock(MONDAY))) as office:
        for login in ("an", "binh", "cuc"):
            office.staff.put_officer(officer(login=login), password=PASSWORD)
        quan = officer(Role.ADMINISTRATOR, login="quan")
        office.staff.put_officer(quan, password=PASSWORD)
        for sector in (SECTOR, OTHER):
            office.staff.assign(Assignment(officer="an", sector=sector, since=TODAY))
    return paths.database_path(folder)


def opened(folder: Path, clock: FixedClock) -> Office:
    return Office.open(folder, clock=clock, officer=COMMAND_LINE)


@pytest.fixture
def staffed(staffed_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    shutil.copyfile(staffed_file, paths.database_path(tmp_path))
    with closing(opened(tmp_path, clock)) as office:
        yield office


def away(
    login: str = "an", named: dict[str, str] | None = None, *, days: int = 3, start: int = 0
) -> Absence:
    since = TODAY + start * DAY
    return Absence(
        officer=login,
        since=since,
        until=since + (days - 1) * DAY,
        substitutes=tuple((named or {}).items()),
    )


BOTH = {SECTOR: "binh", OTHER: "cuc"}
CUC = {SECTOR: "cuc", OTHER: "cuc"}


def refused(office: Office, wanted: Absence) -> RuleError:
    with pytest.raises(RuleError) as error:
        office.absences.announce(wanted)
    return error.value


def test_who_stands_in_gets_the_new_dossiers_until_the_last_day(
    staffed: Office, clock: FixedClock
) -> None:
    staffed.absences.announce(away("an", BOTH))
    assert receive(staffed, MARITAL).handler == "binh"
    assert [item.officer for item in staffed.absences.running()] == ["an"]
    assert staffed.absences.substituted("binh") == [("an", SECTOR)]
    clock.tick(days=3)
    assert receive(staffed, MARITAL).handler == "an"
    assert staffed.absences.running() == []


def test_a_sector_that_nobody_covers_is_named_and_refused(staffed: Office) -> None:
    error = refused(staffed, away("an", {SECTOR: "binh"}))
    assert (error.rule, error.field) == ("uncovered", "substitutes")
    assert "Chứng thực" in error.message
    assert "Hộ tịch" not in error.message


def test_a_sector_of_open_dossiers_needs_somebody_too(staffed: Office) -> None:
    dossier = receive(staffed, MARITAL)
    staffed.moves.move(dossier.code, Act.HAND, handler="cuc")
    assert staffed.absences.needed("cuc", TODAY, TODAY) == [SECTOR]
    assert refused(staffed, away("cuc")).rule == "uncovered"
    staffed.absences.announce(away("cuc", {SECTOR: "binh"}))


@pytest.mark.parametrize(
    ("named", "rule"),
    [
        ({**BOTH, SECTOR: "an"}, "substitute"),  # oneself
        ({**BOTH, SECTOR: "quan"}, "substitute"),  # the role resolves nothing
        ({**BOTH, SECTOR: "ma"}, "substitute"),  # nobody
        ({**BOTH, "dat-dai": "binh"}, "foreign"),
    ],
)
def test_a_substitute_who_could_not_do_it_is_refused(
    staffed: Office, named: dict[str, str], rule: str
) -> None:
    assert refused(staffed, away("an", named)).rule == rule


def test_nobody_is_away_twice_nor_stands_in_while_away(staffed: Office) -> None:
    staffed.absences.announce(away("an", BOTH))
    assert refused(staffed, away("an", BOTH, start=2)).rule == "overlap"
    assert refused(staffed, away("binh")).rule == "substituting"
    staffed.absences.announce(away("binh", start=3))  # the day after
    assert refused(staffed, away("an", BOTH, start=4)).rule == "substitute_absent"
    staffed.absences.announce(away("an", CUC, start=4))


@pytest.mark.parametrize(
    ("start", "days", "rule"), [(-1, 2, "past"), (-5, 2, "past"), (1, 0, "days")]
)
def test_days_that_are_over_or_turned_round_are_refused(
    staffed: Office, start: int, days: int, rule: str
) -> None:
    assert refused(staffed, away("an", BOTH, start=start, days=days)).rule == rule


def test_an_end_before_the_last_day_gives_the_sector_back_at_once(
    staffed: Office, clock: FixedClock
) -> None:
    absence = staffed.absences.announce(away("an", BOTH, days=5)).result
    clock.tick(days=2)
    ended = staffed.absences.end(absence.id).result
    assert (ended.until, ended.cancelled) == (TODAY + DAY, False)
    assert receive(staffed, MARITAL).handler == "an"
    with pytest.raises(RuleError, match="đã kết thúc"):
        staffed.absences.end(absence.id)
    assert [item.until for item in staffed.absences.all()] == [TODAY + DAY]


def test_an_absence_that_had_not_begun_never_was(staffed: Office) -> None:
    absence = staffed.absences.announce(away("an", BOTH, start=1)).result
    assert staffed.absences.end(absence.id).result.cancelled
    assert staffed.absences.all() == []


def test_a_change_keeps_the_days_that_are_over(staffed: Office, clock: FixedClock) -> None:
    absence = staffed.absences.announce(away("an", BOTH, days=3)).result
    clock.tick(days=1)
    wanted = away("an", CUC, days=6)
    changed = staffed.absences.change(absence.id, wanted).result
    assert (changed.since, changed.until) == (TODAY + DAY, TODAY + 5 * DAY)
    held = [(item.since, item.until, item.substitute(SECTOR)) for item in staffed.absences.all()]
    assert held == [
        (TODAY + DAY, TODAY + 5 * DAY, "cuc"),
        (TODAY, TODAY, "binh"),
    ]
    staffed.absences.announce(away("binh", start=1))  # free again
    assert staffed.check().ok


def test_a_refused_change_changes_nothing(staffed: Office) -> None:
    absence = staffed.absences.announce(away("an", BOTH)).result
    with pytest.raises(RuleError) as error:
        staffed.absences.change(absence.id, away("an", {SECTOR: "binh"}, days=9))
    assert error.value.rule == "uncovered"
    assert staffed.absences.all() == [absence]


def test_whoever_is_counted_on_stays_able(staffed: Office) -> None:
    staffed.absences.announce(away("an", BOTH))
    for changed in (
        officer(login="binh", active=False),
        officer(Role.ADMINISTRATOR, login="binh"),
    ):
        with pytest.raises(RuleError) as error:
            staffed.staff.put_officer(changed)
        assert error.value.rule == "substituting"
    staffed.staff.put_officer(officer(Role.LEADER, login="binh"))


def test_an_absent_officer_gets_no_sector_that_nobody_covers(staffed: Office) -> None:
    staffed.absences.announce(away("an", BOTH))
    with pytest.raises(RuleError) as error:
        staffed.staff.assign(Assignment(officer="an", sector="dat-dai", since=TODAY))
    assert error.value.rule == "absent"
    staffed.staff.assign(Assignment(officer="an", sector="dat-dai", since=TODAY + 3 * DAY))


def test_work_and_papers_go_to_nobody_who_is_away(staffed: Office) -> None:
    first, second = receive(staffed, MARITAL), receive(staffed, MARITAL)
    staffed.moves.move(first.code, Act.HAND)
    staffed.absences.announce(away("an", BOTH))
    with pytest.raises(RuleError) as error:
        staffed.moves.move(second.code, Act.HAND, handler="an")
    assert (error.value.rule, error.value.field) == ("absent", "handler")
    assert "Công chức binh" in error.value.message
    assert staffed.moves.move(second.code, Act.HAND).result.handler == "binh"
    held = Holder(officer=second.holder)
    assert staffed.holders.proposals(Purpose.PROCESS, held) == []
    wanted = Wanted(
        purpose=Purpose.RESULT,
        giver=Holder(officer="binh"),
        taker=Holder(officer="an"),
        codes=[second.code],
    )
    with pytest.raises(RuleError) as error:
        staffed.handover.give(wanted)
    assert (error.value.rule, error.value.field) == ("absent", "taker")


def test_nobody_takes_a_sheet_in_the_name_of_who_is_away(staffed: Office) -> None:
    dossier = receive(staffed, MARITAL)
    to_an = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer="cli"),
        taker=Holder(officer="an"),
        codes=[dossier.code],
    )
    sheet = staffed.handover.give(to_an).result
    staffed.absences.announce(away("an", BOTH))
    with pytest.raises(RuleError) as error:
        staffed.handover.take(sheet.id, [dossier.code])
    assert error.value.rule == "absent"
    staffed.handover.recall(sheet.id, [dossier.code])
    staffed.session.officer = staffed.staff.known("an")  # came in all the same
    assert staffed.absences.own() is not None
    staffed.absences.come_back()
    assert staffed.absences.own() is None


@pytest.mark.parametrize("who", ["quan", "binh"])
def test_118_2025_art6_8_no_sector_goes_to_whoever_may_do_nothing_in_it(
    staffed: Office, who: str
) -> None:
    """An administrator resolves nothing, nor does somebody who left; what was given before can still be ended."""
    given = Assignment(officer="binh", sector="dat-dai", since=TODAY)
    staffed.staff.assign(given)
    staffed.staff.assign(replace(given, officer="cuc"))
    staffed.staff.put_officer(officer(login="binh", active=False))
    with pytest.raises(RuleError) as refused:
        staffed.staff.assign(Assignment(officer=who, sector=OTHER, since=TODAY + DAY))
    assert (refused.value.field, refused.value.rule) == ("officer", "substitute")
    staffed.staff.assign(replace(given, until=TODAY))


def test_standing_in_gives_nobody_a_further_duty(staffed: Office) -> None:
    leader = officer(Role.LEADER, login="truong")
    staffed.staff.put_officer(leader, password=PASSWORD)
    staffed.staff.assign(Assignment(officer="truong", sector="dat-dai", since=TODAY))
    staffed.absences.announce(away("truong", {"dat-dai": "binh"}))
    staffed.session.officer = staffed.staff.known("binh")
    assert staffed.staff.in_charge("dat-dai", TODAY) == "binh"
    with pytest.raises(RuleError) as error:
        staffed.absences.announce(away("cuc", start=1))
    assert error.value.rule == "duty"


WHO = st.sampled_from(["an", "binh", "cuc", "quan"])
STEP = st.one_of(
    st.tuples(st.just("announce"), WHO, st.integers(0, 6), st.integers(1, 4), WHO, WHO),
    st.tuples(st.just("end"), st.integers(0, 3)),
    st.tuples(st.just("change"), st.integers(0, 3), st.integers(0, 8), WHO),
    st.tuples(
        st.just("assign"), WHO, st.sampled_from([SECTOR, OTHER, "dat-dai"]), st.integers(0, 6)
    ),
    st.tuples(st.just("leave"), WHO),
    st.tuples(
        st.just("tick"),
    ),
)


def played(office: Office, clock: FixedClock, step: tuple[object, ...]) -> None:
    """One step of staff at random, refused or not."""
    today, known = office.absences.today(), office.absences.all()
    match step:
        case ("announce", str(who), int(start), int(days), str(one), str(two)):
            since = today + start * DAY
            until = since + (days - 1) * DAY
            needed = office.absences.needed(who, since, until)
            pairs = tuple(zip(needed, (one, two, one), strict=False))
            wanted = Absence(officer=who, since=since, until=until, substitutes=pairs)
            office.absences.announce(wanted)
        case ("end", int(which)) if known:
            office.absences.end(known[which % len(known)].id)
        case ("change", int(which), int(days), str(one)) if known:
            old = known[which % len(known)]
            until = today + days * DAY
            needed = office.absences.needed(old.officer, today, until)
            pairs = tuple((sector, one) for sector in needed)
            wanted = Absence(officer=old.officer, since=old.since, until=until, substitutes=pairs)
            office.absences.change(old.id, wanted)
        case ("assign", str(who), str(sector), int(start)):
            since = today + start * DAY
            office.staff.assign(Assignment(officer=who, sector=sector, since=since))
        case ("leave", str(who)):
            office.staff.put_officer(officer(login=who, active=False))
        case ("tick",):
            clock.tick(days=1)


@given(steps=st.lists(STEP, max_size=14))
@settings(max_examples=20, deadline=None)
def test_no_accepted_absence_leaves_a_sector_to_nobody(
    staffed_file: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    folder, clock = tmp_path_factory.mktemp("steps"), FixedClock(MONDAY)
    shutil.copyfile(staffed_file, paths.database_path(folder))
    with closing(opened(folder, clock)) as office:
        for step in steps:
            with suppress(RuleError):
                played(office, clock, step)
            require_covered(office)


def require_covered(office: Office) -> None:
    """On every day to come, whoever acts in a sector of somebody away is here and may."""
    today, absences = office.absences.today(), office.absences.all()
    able = {item.login for item in office.staff.officers() if item.may(Duty.PROCESS)}
    for absence in (item for item in absences if item.until >= today):
        first = max(absence.since, today)
        for day in (first + ahead * DAY for ahead in range((absence.until - first).days + 1)):
            here = able - {item.officer for item in absences if item.covers(day)}
            for sector, substitute in absence.substitutes:
                acting = office.store.officers.acting_for(absence.officer, sector, day)
                assert acting == substitute
                assert acting in here
            for item in office.staff.assignments():
                if item.officer == absence.officer and item.covers(day):
                    assert office.staff.in_charge(item.sector, day) in here
