"""Which copies are kept, and that nothing else in their folder goes, whatever the clock says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.desk.office import backup_clearing
from counter_app.desk.office.backup_notes import copies_in, note_of, read_note
from counter_app.domain.backups import keeping
from counter_app.domain.backups.keeping import Dated, wanted
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from tests.makers import MONDAY, found, receive
from tests.plugged import DISK, STICK, Plugged, evening, names, plugged, two

__all__ = ["plugged", "two"]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three days, two months and a year are kept: the rule is the same, and proofs take their time."""
    monkeypatch.setattr(keeping, "_PERIODS", (("%Y-%m-%d", 3), ("%Y-%m", 2), ("%Y", 1)))


# --- which are kept


def dated(*days: str) -> list[Dated]:
    """Copies of these days, each knowing one act more."""
    return [
        Dated(name=day, entries=number, made_at=MONDAY.fromisoformat(f"{day}T17:00:00+07:00"))
        for number, day in enumerate(days, 1)
    ]


def test_fourteen_days_twelve_months_and_five_years_are_kept() -> None:
    days = [(MONDAY - timedelta(days=back)).date().isoformat() for back in range(2500, -1, -1)]
    kept = wanted(dated(*days))
    assert set(days[-14:]) <= kept
    months = sorted({max(d for d in days if d.startswith(m)) for m in {d[:7] for d in days}})
    years = sorted({max(d for d in days if d.startswith(y)) for y in {d[:4] for d in days}})
    assert kept == {*days[-14:], *months[-12:], *years[-5:]}


@pytest.mark.parametrize("odd", ["1999-01-01", "2126-01-01"])
def test_the_copy_that_knows_most_stays_and_the_order_is_that_of_acts(odd: str) -> None:
    """The clock was wrong on one evening: before it and after it years of copies."""
    years = [f"{year}-12-31" for year in range(2001, 2026)]
    assert odd in wanted(dated(*years, odd)), "whatever its date"
    assert odd not in wanted(dated(odd, *years, *[f"2026-01-{day:02}" for day in range(1, 31)]))


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("jump", [timedelta(days=-300), timedelta(days=36_500)])
def test_a_clock_that_jumps_makes_nothing_old(
    two: Office, plugged: Plugged, clock: FixedClock, jump: timedelta
) -> None:
    folder = plugged.where(DISK) / "sao-luu"
    for _day in range(2):
        evening(two, clock)
    before, honest = set(names(folder)), clock.now()
    clock.set(honest + jump)
    two.confirm_clock()
    two.queue.take("A")
    two.backups.make()
    assert len(before - set(names(folder))) == 0
    assert names(folder)[0] not in before, "the one that knows most comes first, whatever its date"
    clock.set(honest)
    for _day in range(3):
        evening(two, clock)
    assert len(names(folder)) >= 3


@pytest.mark.usefixtures("windows_rules")
def test_the_older_of_two_of_a_day_goes(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    two.backups.make()
    clock.tick(hours=8)
    receive(two)
    outcomes = two.backups.make(all_places=True)
    assert [len(outcome.cleared) for outcome in outcomes] == [1, 1]
    assert len(names(plugged.where(STICK) / "sao-luu")) == 1
    assert len(list((plugged.where(STICK) / "sao-luu").iterdir())) == 2, "its note went along"


def put_strangers(folder: Path, before: list[Path]) -> dict[str, bytes]:
    """Files that a person may have beside the copies, all called like old copies; what they hold."""
    first = before[-1]
    strangers = {
        "sao-luu-quay-20200101-170000.db": b"a photograph, renamed",
        "sao-luu-quay-20200102-170000.db": first.read_bytes(),
        "sao-luu-quay-giu-lai.db": first.read_bytes(),
        "thu-cua-toi.txt": b"x",
        "sao-luu-quay-20200101-170000.chung": note_of(first).read_bytes(),
    }
    for name, content in strangers.items():
        (folder / name).write_bytes(content)
    forged = read_note(first)
    assert forged is not None
    told = replace(
        forged, name="sao-luu-quay-20200101-170000.db", size=len(b"a photograph, renamed")
    )
    (folder / "sao-luu-quay-20200101-170000.chung").write_text(told.to_text(), "utf-8")
    strangers["sao-luu-quay-20200101-170000.chung"] = told.to_text().encode()
    return strangers


def only_ours_went(two: Office, plugged: Plugged, clock: FixedClock) -> bool:
    """Whether some days clear what is old, and none of what a person keeps there."""
    folder = plugged.where(DISK) / "sao-luu"
    for _day in range(2):
        evening(two, clock)
    strangers = put_strangers(folder, [copy.path for copy in copies_in(folder)])
    for _day in range(3):
        evening(two, clock)
    kept = {name: (folder / name).read_bytes() for name in strangers if (folder / name).exists()}
    return kept == strangers


@pytest.mark.usefixtures("short")
def test_nothing_else_in_the_folder_goes(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    assert only_ours_went(two, plugged, clock)
    assert len(names(plugged.where(STICK) / "sao-luu")) <= 5


@pytest.mark.usefixtures("short")
def test_a_clearer_that_trusts_names_and_notes_is_noticed(
    two: Office, plugged: Plugged, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: without reading what goes, a person's file goes too."""
    monkeypatch.setattr(backup_clearing, "_unchanged", lambda _copy: True)
    assert not only_ours_went(two, plugged, clock)


def test_nothing_goes_while_the_newest_is_not_what_was_proved(
    two: Office, plugged: Plugged, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plugged.where(DISK) / "sao-luu"
    for _day in range(3):
        evening(two, clock)
    monkeypatch.setattr(keeping, "_PERIODS", (("%Y-%m-%d", 1),))
    newest = copies_in(folder)[0].path
    whole = newest.read_bytes()
    content = bytearray(whole)
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    before = names(folder)
    assert backup_clearing.clear(two.store, folder, lambda: False) == ()
    assert names(folder) == before
    newest.write_bytes(whole)
    assert len(backup_clearing.clear(two.store, folder, lambda: False)) == 2


@pytest.mark.usefixtures("short")
def test_copies_of_another_office_and_of_a_branch_given_up_stay(
    two: Office, plugged: Plugged, clock: FixedClock
) -> None:
    folder = plugged.where(STICK) / "sao-luu"
    other = found(two.data_dir.parent / "khac", clock)
    other.backup(folder)
    theirs = names(folder)
    for _day in range(5):
        evening(two, clock)
    assert set(theirs) <= set(names(folder))
    listed = {item.copy.path.name: item.ours for item in two.backups.listed()}
    assert not any(listed[name] for name in theirs if name in listed)
    other.close()


def test_a_copy_and_its_key_ring_are_one(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    folder = plugged.where(DISK) / "sao-luu"
    two.backups.make()
    (first,) = [copy.path for copy in copies_in(folder)]
    first.with_suffix(".khoa").write_bytes(b"ring")
    clock.tick(hours=1)
    two.queue.take("A")
    two.backups.make(all_places=True)
    assert not [path for path in folder.iterdir() if path.stem == first.stem]
