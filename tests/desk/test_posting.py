"""What hangs on the wall: which versions, looked at when and by whom, and what has gone unlooked at too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.catalogue.posting import PostingState
from counter_app.domain.catalogue.sectors import ReviewState
from counter_app.domain.clock import FixedClock
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import BIRTH, MARITAL, officer

BOTH = [(BIRTH, None), (MARITAL, None)]


def states(office: Office) -> dict[str, PostingState]:
    return {row.procedure.code: row.state for row in office.catalogue.posting_rows("ho-tich")}


def test_what_is_in_force_has_to_be_posted(office: Office) -> None:
    rows = office.catalogue.posting_rows()
    assert {row.state for row in rows} == {PostingState.NEVER}
    codes = [row.procedure.code for row in rows]
    assert BIRTH in codes
    assert "2.001009" not in codes  # abolished
    assert {row.procedure.sector for row in office.catalogue.posting_rows("ho-tich")} == {"ho-tich"}


def test_a_look_is_written_down_with_day_and_officer(office: Office, clock: FixedClock) -> None:
    office.session.officer = office.staff.officers()[0]
    office.catalogue.check_posting(BOTH, place="Bảng ở sảnh", online=True)
    row = next(item for item in office.catalogue.posting_rows() if item.procedure.code == BIRTH)
    assert row.posting is not None
    assert (row.posting.officer, row.posting.place) == ("canbo", "Bảng ở sảnh")
    assert (row.posting.online, row.days, row.state) == (True, 0, PostingState.GOOD)
    office.catalogue.check_posting(BOTH[:1], accurate=False, note="Phí cũ")
    row = next(item for item in office.catalogue.posting_rows() if item.procedure.code == BIRTH)
    assert row.posting is not None
    assert (row.state, row.posting.online, row.posting.note) == (PostingState.WRONG, True, "Phí cũ")
    assert office.store.check().ok


def test_after_so_many_days_it_is_late(office: Office, clock: FixedClock) -> None:
    office.catalogue.check_posting(BOTH)
    office.catalogue.set_posting_days(30)
    clock.tick(days=30)
    assert states(office)[BIRTH] is PostingState.GOOD
    clock.tick(days=1)
    assert states(office)[BIRTH] is PostingState.LATE
    office.catalogue.check_posting(BOTH[:1])
    assert (states(office)[BIRTH], states(office)[MARITAL]) == (
        PostingState.GOOD,
        PostingState.LATE,
    )


def test_a_new_version_was_never_looked_at(office: Office, clock: FixedClock) -> None:
    office.catalogue.check_posting(BOTH)
    plain = office.store.catalogue.version(BIRTH, None)
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, valid_from=date(2026, 11, 25)))
    assert states(office)[BIRTH] is PostingState.GOOD
    clock.tick(days=2)
    assert states(office)[BIRTH] is PostingState.NEVER


@pytest.mark.parametrize("versions", [[], [("9.9", None)], [(BIRTH, date(2030, 1, 1))]])
def test_nothing_and_the_unknown_are_refused(
    office: Office, versions: list[tuple[str, date | None]]
) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError):
        office.catalogue.check_posting(versions)
    assert office.store.journal.head() == head


@pytest.mark.parametrize("days", [0, -1, 10_000])
def test_days_have_bounds(office: Office, days: int) -> None:
    with pytest.raises(RuleError) as refused:
        office.catalogue.set_posting_days(days)
    assert refused.value.field == "days"


def test_the_catalogue_is_narrowed_by_sector_state_and_day(office: Office) -> None:
    find = office.catalogue.find
    assert find("dkks", sector="ho-tich")[0].code == BIRTH
    assert find("dkks", sector="dat-dai") == []
    office.session.officer = officer(login="canbo", role=office.staff.officers()[0].role)
    office.catalogue.confirm_procedure(BIRTH, None)
    assert [item.code for item in find(states=[ReviewState.CONFIRMED])] == [BIRTH]
    gone = {item.code for item in find()} - {item.code for item in find(on=date(2026, 11, 23))}
    assert gone == {"2.001009"}
