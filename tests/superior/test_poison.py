"""Batches whose hashes are right and whose content would harm: refused whole, cheaply, and nobody else is stopped."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.store.store import Store
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated, standings
from counter_app.superior.senders.sender import known_journals
from counter_app.superior.senders.taking import Taking
from tests.superior.looking import same
from tests.superior.trusting import import_batches
from tests.sync.forge import Forgery
from tests.sync.makers import MORNING, busy_store, carry

CLOCK = FixedClock(MORNING)


@pytest.fixture
def other(tmp_path: Path, usb: Path) -> Iterator[Store]:
    """An honest office on the same stick."""
    made = busy_store(tmp_path / "other.db", number="99002")
    carry(made, usb)
    yield made
    made.close()


def changed(index: int, **changes: Any) -> Any:
    """A change of one payload."""

    def change(batch: Forgery) -> None:
        batch.set_line(index, payload={**batch.line(index)["payload"], **changes})
        batch.rechain(index)

    return change


def dated(day: str, at_utc: str = "") -> Any:
    """A change of the last line's day."""

    def change(batch: Forgery) -> None:
        index = len(batch.lines) - 1
        batch.set_line(index, local_date=day, at_utc=at_utc or f"{day}T01:00:00.000Z")
        batch.rechain(index)
        batch.manifest["days"] = {
            "first": min(day, batch.manifest["days"]["first"]),
            "last": max(day, batch.manifest["days"]["last"]),
        }

    return change


def named(name: Any) -> Any:
    """The first dossier is of somebody with this name."""
    return changed(4, applicant={"kind": "person", "name": name})


POISON = {
    "a number that is a number": (changed(1, settings={"number": 5}), "B24"),
    "a superior that is a list": (changed(1, settings={"superior_name": ["x"]}), "B24"),
    "a name of a million letters": (named("x" * 1_000_000), "B24"),
    "a name of five million letters": (named("y" * 5_000_000), "B12"),  # shrinks like a bomb
    "a name of 20,000 words": (named("a " * 20_000), "B24"),
    "a name that is a list": (named(["x"]), "B24"),
    "received in year 1": (changed(4, received_at="0001-01-01T08:00:00"), "B24"),
    "promised in 9999": (changed(4, promised_at="9999-12-31T23:59:59"), "B24"),
    "a negative fee": (changed(4, fee=-(10**15)), "B24"),
    "written in 1900": (dated("1900-01-01"), "B15"),
    "written on no day": (dated("2026-11-23", "9999-99-99T99:99:99.999Z"), "B15"),
    "a day that is not the moment's": (dated("2026-11-23", "2026-11-20T01:00:00.000Z"), "B15"),
    "written in 2099": (dated("2099-12-31"), "B26"),
    "written the day after tomorrow": (dated("2026-11-25"), "B26"),
}


@pytest.mark.parametrize("name", POISON)
def test_it_is_refused_and_the_honest_office_is_taken_in(
    store: Store, other: Store, usb: Path, here: Path, tmp_path: Path, name: str
) -> None:
    change, code = POISON[name]
    forged = Forgery.of(carry(store, tmp_path))
    change(forged)
    forged.build(usb)
    tracemalloc.start()
    summary = import_batches(usb, here, CLOCK)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problems[0][:5] for _name, problems in summary.refused] == [f"[{code}]"]
    assert [item.office for item in summary.imported] == ["99002"]
    assert most < 200 * 2**20
    assert len(known_journals(here)) == 1
    assert same(here, other)
    table = consolidated(OfficesAsked(here, date(2026, 11, 1), date(2026, 11, 30), clock=CLOCK))
    assert len(table.rows) == 1


def test_tomorrow_is_taken_because_clocks_differ(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    forged = Forgery.of(carry(store, tmp_path))
    dated("2026-11-24")(forged)
    forged.build(usb)
    assert len(import_batches(usb, here, CLOCK).imported) == 1


def test_the_same_batch_is_taken_when_its_day_has_come(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    forged = Forgery.of(carry(store, tmp_path))
    dated("2026-12-20")(forged)
    forged.build(usb)
    assert import_batches(usb, here, CLOCK).imported == []
    later = FixedClock(MORNING + timedelta(days=30))
    assert len(import_batches(usb, here, later).imported) == 1


def test_a_sender_is_what_its_journal_says_not_its_manifest(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    """Nothing hashes the manifest's own words, so nothing is decided by them."""
    forged = Forgery.of(carry(store, tmp_path))
    forged.manifest["office"] |= {"number": "99009", "name": "Giả danh"}
    forged.manifest |= {"superior": "Nơi khác", "app": "9.9"}
    forged.stem = forged.stem.replace("HS_99001", "HS_99009")
    forged.manifest["payload"]["file"] = f"{forged.stem}.ndjson.zst"
    forged.build(usb)
    summary = import_batches(usb, here, CLOCK)
    assert [item.office for item in summary.imported] == ["99001"]
    assert any("kê khai ghi đơn vị 99009" in note for note in summary.notes)
    (standing,) = standings(here, CLOCK)
    assert (standing.office, standing.superior) == ("99001", "UBND tỉnh Mẫu")


def test_a_claimed_number_makes_no_double(
    store: Store, other: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    import_batches(usb, here, CLOCK)
    forged = Forgery.of(carry(store, tmp_path))
    forged.manifest["office"]["number"] = "99002"
    forged.stem = forged.stem.replace("HS_99001", "HS_99002")
    forged.manifest["payload"]["file"] = f"{forged.stem}.ndjson.zst"
    (tmp_path / "claims").mkdir()
    forged.build(tmp_path / "claims")
    summary = import_batches(tmp_path / "claims", here, CLOCK)
    assert not any("nhật ký mới" in note for note in summary.notes)


def test_rules_are_judged_as_each_event_leaves_them(
    tmp_path: Path, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of the settings is forgotten with each event that changes them, within one batch too."""
    store = busy_store(tmp_path / "office.db")
    for number in ("99003", "99004"):
        with store.transaction() as tx:
            tx.record("office.changed", "office", {"settings": {"number": number}}, actor="lan")
    carry(store, usb)
    seen: list[str] = []
    real = Taking.adopt

    def adopting(taking: Taking, line: Any, payload: Any) -> None:
        real(taking, line, payload)
        seen.append(taking.store.settings.office().number)

    monkeypatch.setattr(Taking, "adopt", adopting)
    summary = import_batches(usb, here, CLOCK)
    assert summary.imported[0].office == "99004"
    assert seen[-2:] == ["99003", "99004"]
    store.close()
