"""What the warehouse lets go, and what it leaves alone: an erasure reaches every file; a late batch only its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from counter_app.domain.clock import FixedClock, local_text
from counter_app.domain.fees.events import FEE_ENTERED
from counter_app.domain.journal.erasure import BLANK_NAME, residue
from counter_app.domain.office.events import JOURNAL_ERASED
from counter_app.errors import StoreError
from counter_app.store.file.erasing import drop_payloads
from counter_app.store.store import Store
from counter_app.superior.proof import prove
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.summed_reports import SUMMED
from counter_app.superior.warehouse import contents
from counter_app.superior.warehouse.keeping import Keeping, warehouse_path
from counter_app.superior.warehouse.opening import open_warehouse
from counter_app.superior.warehouse.parquet import unreadable
from tests.superior.trusting import import_batches
from tests.sync.makers import MORNING, busy_store, carry, head_seq, move, receive, received

MARKED = ("authorisation", "content", "return_address", "note", "relief")


class Above:
    """An office that sends everything, two that send beside it, and a superior with a warehouse."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.here = folder, folder / "here"
        self.clock = FixedClock(MORNING - timedelta(days=40))
        self.stores = [
            busy_store(folder / f"{number}.db", number=f"9900{number}", clock=self.clock)
            for number in (1, 2, 3)
        ]
        self.sent = dict.fromkeys(self.stores, 0)
        for store in self.stores:
            self.send(store)
        Keeping(self.here, self.clock).keep()

    def day(self, days: int) -> None:
        """Some days later."""
        self.clock.tick(days=days)
        for store in self.stores:
            store.database.clock_confirmed = True

    def send(self, store: Store) -> None:
        """What is new at an office, over a stick of its own."""
        stick = self.folder / f"usb-{store.settings.office().number}-{self.sent[store]}"
        stick.mkdir()
        carry(store, stick, first=self.sent[store] + 1)
        self.sent[store] = head_seq(store)
        assert import_batches(stick, self.here, self.clock).imported

    def files(self) -> dict[str, bytes]:
        """Every file of the warehouse."""
        place = warehouse_path(self.here)
        return {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in place.rglob("*")
            if path.is_file()
        }

    def says(self, mark: str) -> set[str]:
        """The files of the warehouse in which a mark stands, packed or not."""
        found = {name for name, data in self.files().items() if mark.encode() in data}
        for path in warehouse_path(self.here).rglob("*.parquet"):
            if mark in repr(duckdb.read_parquet(path.as_posix()).fetchall()):
                found.add(path.name)
        return found


@pytest.fixture
def above(tmp_path: Path) -> Iterator[Above]:
    """The three and their superior."""
    made = Above(tmp_path)
    yield made
    for store in made.stores:
        store.close()


def marked(store: Store) -> str:
    """A dossier with a mark in every text of it and in what was waived later; its code."""
    said = received(store, 90, name="Bimat name")
    said |= {name: f"Bimat {name}" for name in MARKED} | {"waived": 5000}
    code = f"T99001-{store.clock.now():%y%m%d}-010090"
    with store.transaction() as tx:
        tx.record("dossier.received", code, said, actor="lan")
    dossier = store.dossiers.by_code(code)
    assert dossier is not None
    with store.transaction() as tx:
        fee = {"dossier": dossier.id, "sector": "ho-tich", "kind": "waived", "amount": 1000}
        fee |= {"at": local_text(store.clock.now()), "ground": "Bimat ground"}
        tx.record(FEE_ENTERED, code, fee, actor="lan")
    return code


def erase(store: Store, code: str) -> None:
    """The law has its person's data erased."""
    dossier = store.dossiers.by_code(code)
    assert dossier is not None
    left = {str(entry.seq): residue(payload) for entry, payload in store.journal.of(code)}
    said = {"residues": left, "dossiers": [dossier.id], "blank_name": BLANK_NAME}
    with store.transaction() as tx:
        tx.record(JOURNAL_ERASED, code, said, actor="lan")
        drop_payloads(store.database, map(int, left))


def test_an_erasure_that_travelled_leaves_nothing_in_any_file(above: Above) -> None:
    store = above.stores[0]
    code = marked(store)
    above.send(store)
    assert above.says("Bimat relief"), "what is searched for is found while it is there"
    assert above.says("Bimat ground")
    assert not above.says("Bimat name")
    # A run that was killed left its drafts, and a file that no list names.
    cut = warehouse_path(above.here) / "moi-cut"
    cut.mkdir()
    (cut / "dossier.csv").write_text("1,Bimat relief\n", "utf-8")
    leaf = next((warehouse_path(above.here) / "dossier").glob("*.parquet"))
    leaf.with_name("202610-999.parquet").write_bytes(leaf.read_bytes())
    above.day(3)
    erase(store, code)
    above.send(store)
    assert above.says("Bimat") == set()
    assert not cut.exists()


def test_a_late_batch_changes_only_its_own_month(above: Above) -> None:
    late, other = above.stores[0], above.stores[1]
    above.day(31)
    for store in (other, above.stores[2]):
        receive(store, 95)
        above.send(store)
    before = above.files()
    # What is said about a dossier of October changes October; what November brought is left alone.
    code = "T99001-261014-010001"
    move(late, code, "finish", 9)
    above.send(late)
    after = above.files()
    gone = {name for name in before if name.endswith(".parquet")} - after.keys()
    assert {name.split("/")[1][:6] for name in gone} == {"202610"}
    assert all(
        after[name] == data for name, data in before.items() if name in after and "202611" in name
    )


def tables(above: Above, day: date) -> dict[str, object]:
    """Every report of one past day and of the month before it, counted from the warehouse; figures, not notes."""
    return {
        name: (told.rows, told.total)
        for name, report in SUMMED.items()
        if name != "sending"  # of the book of arrivals alone
        for told in [
            report.compute(
                OfficesAsked(
                    above.here, day.replace(day=1), day, clock=above.clock, engine="duckdb"
                )
            )
        ]
    }


def test_a_past_day_is_told_tomorrow_as_it_is_told_today(above: Above) -> None:
    """Whatever is finished, taken back, corrected or received afterwards."""
    store = above.stores[0]
    above.day(2)
    code = receive(store, 91, days=1)
    receive(store, 92, days=-1)
    above.send(store)
    day = above.clock.now().date()
    above.day(1)
    receive(store, 93)
    above.send(store)  # from here on the whole of the day before is told
    told = tables(above, day)
    above.day(3)
    move(store, code, "finish", 9)
    receive(store, 94)
    with store.transaction() as tx:
        dossier = store.dossiers.by_code(code)
        assert dossier is not None
        change = {"channel": {"from": 1, "to": 2}}
        said = {"dossier": dossier.id, "changes": change, "reason": "Nhầm"}
        said["at"] = local_text(store.clock.now())
        tx.record("dossier.corrected", code, said, actor="lan")
    above.send(store)
    assert tables(above, day) == told
    Keeping(above.here, above.clock).again()
    assert tables(above, day) == told
    assert tables(above, above.clock.now().date()) != told


def test_a_figure_changed_in_place_and_an_older_file_are_told(above: Above) -> None:
    """Parquet has no checksum of its own: DuckDB reads both without a word."""
    here, clock, sending = above.here, above.clock, above.stores[0]
    place, touched = warehouse_path(here) / "dossier", above.folder / "touched"
    before = {path.name: path.read_bytes() for path in place.glob("*.parquet")}
    receive(sending, 92)
    above.send(sending)
    (newer,) = (path for path in place.glob("*.parquet") if path.name not in before)
    (older,) = (data for name, data in before.items() if name[:6] == newer.name[:6])
    changed = duckdb.read_parquet(newer.as_posix()).project("* REPLACE (1 AS month)")
    changed.write_parquet(touched.as_posix())
    assert prove(here, clock).ok
    for harmed in (older, touched.read_bytes()):
        newer.write_bytes(harmed)
        (found,) = prove(here, clock).problems
        assert newer.stem in found
        told = rf"{newer.stem}.*superior warehouse --again"
        with pytest.raises(StoreError, match=told), open_warehouse(here, clock):
            pass
    receive(sending, 93)
    above.send(sending)  # the import stands; nothing changed goes into what is written next
    with pytest.raises(StoreError, match=told):
        Keeping(here, clock).keep()
    Keeping(here, clock).again()
    with open_warehouse(here, clock):
        assert prove(here, clock).ok


def test_it_is_made_again_when_no_import_is_at_it(
    above: Above, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had the list open would sweep away what the new one names."""
    monkeypatch.setattr(contents, "_PATIENCE_MS", 0)
    place = warehouse_path(above.here)
    taking = contents.Contents(place)
    before = above.files().keys()
    with taking.alone():
        with pytest.raises(StoreError, match="đang"):
            Keeping(above.here, above.clock).again()
        taking.exchange(taking.leaves()[:1], [])
    left = taking.leaves()
    taking.close()
    assert {name for name in before if name.endswith(".parquet")} <= above.files().keys()
    assert len(Keeping(above.here, above.clock).again()) == len(left) + 1


def test_a_full_disk_is_no_reason_to_make_the_warehouse_again(tmp_path: Path) -> None:
    said = (
        'IO Error: Async write failed for range [offset=0, size=27]: {"exception_type":"IO","exception_message":'
        '"Could not write file: No space left on device","errno":"28"}'
    )
    told = unreadable(duckdb.IOException(said), tmp_path).message
    assert ("đã đầy" in told, "--again" in told) == (True, False)
    assert "--again" in unreadable(duckdb.IOException("IO Error: no magic"), tmp_path).message
