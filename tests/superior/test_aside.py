"""One sender that cannot be trusted is put aside by name; all others are counted and taken in as ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import zstandard

from counter_app.domain.clock import FixedClock
from counter_app.domain.paper.report_table import Table
from counter_app.errors import RuleError
from counter_app.reports.figures.figures import ii06a_by_sector
from counter_app.store.store import Store
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated, standings
from counter_app.superior.senders import senders as senders_module
from counter_app.superior.senders.sender import known_journals, sender_path
from tests.superior.looking import journal_of, same
from tests.superior.spoiling import BROKEN, poisoned
from tests.superior.trusting import import_batches
from tests.sync.makers import MORNING, busy_store, carry, receive

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
CLOCK = FixedClock(MORNING)
RENAMED = {"empty", "noise", "foreign", "half made", "phantom"}
RELEASED = Path(__file__).parent.parent / "data" / "db" / "0.1.0.db.zst"


@pytest.fixture
def offices(tmp_path: Path, usb: Path, here: Path) -> Iterator[list[Store]]:
    """Two offices whose batches were taken in."""
    made = [busy_store(tmp_path / f"{number}.db", number=number) for number in ("99001", "99002")]
    for store in made:
        carry(store, usb)
    import_batches(usb, here, CLOCK)
    yield made
    for store in made:
        store.close()


def report(here: Path) -> Table:
    """The consolidated table of the month."""
    return consolidated(OfficesAsked(here, FIRST, LAST, clock=CLOCK))


def again(tmp_path: Path, here: Path, store: Store, first: int) -> ImportSummary:
    """One more batch of an office, on a stick of its own."""
    stick = tmp_path / f"again{first}"
    stick.mkdir()
    carry(store, stick, first=first, number=2)
    return import_batches(stick, here, CLOCK)


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_named_and_nobody_else_is_stopped(
    offices: list[Store], here: Path, tmp_path: Path, name: str
) -> None:
    good, bad = offices
    journal = journal_of(bad)
    path = sender_path(here, journal)
    BROKEN[name](path)
    table = report(here)
    assert [row[1] for row in table.rows] == ["Ủy ban nhân dân xã Thử 99001 (99001)"]
    notes = [note for note in table.notes if note.startswith("Để riêng, chưa tính vào bảng")]
    assert len(notes) == 1
    assert "99002" in notes[0]
    states = {item.office: item.state for item in standings(here, CLOCK)}
    assert states == {"99001": "counted", "99002": "aside"}
    receive(good, 50)
    summary = again(tmp_path, here, good, 15)
    assert [(item.office, item.entries) for item in summary.imported] == [("99001", 1)]
    assert [item[0] for item in summary.aside] == [path.name]
    assert any(path.name in note for note in summary.notes)
    assert same(here, good)
    kept = [item.name for item in path.parent.iterdir() if item.name.startswith(f"{journal}.hong-")]
    assert bool(kept) == (name in RENAMED)
    assert path.exists() != bool(kept)


@pytest.mark.parametrize("name", sorted(RENAMED))
def test_what_never_was_a_sender_is_made_anew_by_its_batches(
    offices: list[Store], usb: Path, here: Path, name: str
) -> None:
    BROKEN[name](sender_path(here, journal_of(offices[1])))
    summary = import_batches(usb, here, CLOCK)
    assert [item.office for item in summary.imported] == ["99002"]
    assert same(here, offices[1])
    assert len(report(here).rows) == 2
    assert import_batches(usb, here, CLOCK).aside == []


def test_a_sender_put_aside_takes_nothing_and_loses_nothing(
    offices: list[Store], here: Path, tmp_path: Path
) -> None:
    bad = offices[1]
    path = sender_path(here, journal_of(bad))
    sound = path.read_bytes()
    BROKEN["flipped pages"](path)
    broken = path.read_bytes()
    receive(bad, 50)
    summary = again(tmp_path, here, bad, 15)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B27]"]
    assert path.read_bytes() == broken
    path.write_bytes(sound)
    assert len(import_batches(tmp_path / "again15", here, CLOCK).imported) == 1
    assert same(here, bad)


def test_when_nobody_is_left_it_says_why(offices: list[Store], here: Path) -> None:
    for store in offices:
        BROKEN["truncated"](sender_path(here, journal_of(store)))
    with pytest.raises(RuleError, match="Để riêng"):
        report(here)


def test_figures_that_break_are_put_aside_too(
    offices: list[Store], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a report meets in one file, the other lines stand."""
    from counter_app.superior.reports import report as report_module

    def breaking(store: Store, first: date, last: date) -> object:
        if store.settings.office().number == "99002":
            raise OverflowError("date value out of range")
        return ii06a_by_sector(store, first, last)

    monkeypatch.setattr(report_module, "ii06a_by_sector", breaking)
    table = report(here)
    assert len(table.rows) == 1
    assert any("99002" in note and "OverflowError" in note for note in table.notes)


def test_names_that_would_forge_lines_are_one_line(offices: list[Store], here: Path) -> None:
    name = "UBND xã Hai\nTổng cộng\t999\u202e\u200b" + "x" * 1000
    spoil = poisoned("office.changed", "office", {"settings": {"name": name}})
    spoil(sender_path(here, journal_of(offices[1])))
    table = report(here)
    assert len(table.rows) == 2
    shown = str(table.rows[1][1])
    assert shown.startswith("UBND xã Hai Tổng cộng 999x")
    assert shown.isprintable()
    assert len(shown) < 320


def test_a_weak_look_would_count_a_changed_figure(
    offices: list[Store], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: a look that only asks SQLite for its pages does not find the figure that was changed."""
    BROKEN["one figure"](sender_path(here, journal_of(offices[1])))
    monkeypatch.setattr(
        senders_module.Senders, "_is_new", lambda _self, _journal: True, raising=True
    )
    assert len(report(here).rows) == 2


@pytest.fixture
def older(here: Path) -> Path:
    """A superior's folder of version 0.1.0: one sender, its file as that version left it on 26/11/2026."""
    content = zstandard.ZstdDecompressor().decompress(RELEASED.read_bytes())
    there = here / "don-vi"
    there.mkdir(parents=True)
    (there / "raw.db").write_bytes(content)
    store = Store.open(there / "raw.db", CLOCK)
    journal = journal_of(store)
    store.close()
    for path in there.iterdir():
        path.unlink()
    (there / f"{journal}.db").write_bytes(content)
    return here


def test_safety_copies_are_no_senders(older: Path) -> None:
    later = FixedClock(MORNING + timedelta(days=7))
    totals = [
        consolidated(OfficesAsked(older, date(2020, 1, 1), LAST, clock=later)).total
        for _run in range(4)
    ]
    assert len(known_journals(older)) == 1
    copies = [path.name for path in (older / "don-vi").glob("*.truoc-nang-cap-*")]
    assert len(copies) == 1
    assert totals[0] is not None
    assert totals[0][2] == 40
    assert len(set(totals)) == 1


@pytest.mark.parametrize(
    "name", ["x.db", "0123456789abcdef.db.bak", "0123456789ABCDEF.db", "0123456789abcdef-2.db"]
)
def test_other_names_are_no_senders(offices: list[Store], here: Path, name: str) -> None:
    shutil.copy(sender_path(here, journal_of(offices[0])), here / "don-vi" / name)
    before = known_journals(here)
    assert len(before) == 2
    assert len(report(here).rows) == 2
