"""The warehouse: the same numbers as the offices' own reports, whatever happened, in whichever order it came."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock, local_text
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.events import FEE_ENTERED
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.reports.index import compute
from counter_app.reports.sources import StoreFigures
from counter_app.store.store import Store
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.over_offices import OWN, Over, over_offices
from counter_app.superior.reports.report import consolidated
from counter_app.superior.reports.summed_reports import SUMMED
from counter_app.superior.senders.sender import known_journals, sender_path
from counter_app.superior.warehouse import keeping, leaves, questions, rule_questions
from counter_app.superior.warehouse.columns import TABLES
from counter_app.superior.warehouse.contents import Leaf
from counter_app.superior.warehouse.engines import postgres
from counter_app.superior.warehouse.engines.duck import Duck
from counter_app.superior.warehouse.engines.engine import sql_of
from counter_app.superior.warehouse.figures import Known, WarehouseFigures
from counter_app.superior.warehouse.keeping import Keeping, warehouse_path
from counter_app.superior.warehouse.lines import erased_since
from tests.desk.test_certification import certify
from tests.makers import MONDAY
from tests.reports.histories import days_of, play, rich
from tests.reports.makers import Book, day_after
from tests.store.player import Player
from tests.store.test_rebuild import EVERY_VERB
from tests.superior.spoiling import with_raw
from tests.superior.trusting import import_batches
from tests.superior.warehouses import FINISHED, answers, everything, take
from tests.sync.makers import MORNING, busy_store, carry, move, receive

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
PERIODS = ((10, 30), (50, 6), (0, 90), (70, 0))
WHOLE = (date(2026, 1, 1), date(2027, 12, 31))
SEEDS = random.Random(20261130).sample(range(2**32), 3)


def figures_of(
    folder: Path, found: list[Leaf], *known: tuple[int, str, date | None]
) -> tuple[Duck, WarehouseFigures]:
    """An engine and what it answers for these senders."""
    engine = Duck(folder, [leaf.name for leaf in found])
    return engine, WarehouseFigures(engine, [Known(*item) for item in known], {})


def test_every_figure_is_the_office_s_own_over_random_lives(tmp_path: Path) -> None:
    books = {}
    for number, seed in enumerate(SEEDS, 1):
        books[number] = Book()
        end = play(books[number], rich(seed))
    found = take(tmp_path, [(number, book.store, 0) for number, book in books.items()], books)
    for number, book in books.items():
        engine, figures = figures_of(tmp_path, found, (number, "a", None))
        for period in PERIODS:
            days = days_of(period, end)
            assert answers(figures, *days) == answers(StoreFigures(book.store), *days)
        engine.close()
        book.store.close()


def test_what_a_mistaken_entry_gave_back_has_ended_once(tmp_path: Path) -> None:
    book = Book()
    dossier = book.receive(1, 4)
    book.move(dossier, Act.FINISH, 2)
    book.move(dossier, Act.MISTAKE, 3)
    book.revert(dossier, 4)
    found = take(tmp_path, [(1, book.store, 0)], [1])
    engine, figures = figures_of(tmp_path, found, (1, "a", None))
    days = (day_after(0), day_after(12))
    assert figures.tallies(*days) == StoreFigures(book.store).tallies(*days)
    engine.close()
    book.store.close()


def played(folder: Path, founded: Path, clock: FixedClock) -> Office:
    """An office of its own."""
    folder.mkdir()
    shutil.copyfile(founded, paths.database_path(folder))
    return Office.open(folder, clock=clock, officer=COMMAND_LINE)


def waive(store: Store, part: int, **undone: int) -> int:
    """Let somebody off a fee, as no step of the player does, or take that back; the entry's number."""
    dossier = store.dossiers.by_code(store.dossiers.page(DossierFilter(), size=1)[0].code)
    assert dossier is not None
    with store.transaction() as tx:
        said = {
            "kind": "waived",
            "amount": 0 if undone else 1000 + part,
            "at": local_text(store.clock.now()),
        }
        fee = {"dossier": dossier.id, "sector": dossier.sector, "ground": "poor", **said, **undone}
        return tx.record(FEE_ENTERED, dossier.code, fee, actor="cli").seq


def test_what_came_bit_by_bit_is_what_comes_at_once(founded: Path, tmp_path: Path) -> None:
    """Every verb of the desk, erasures among them, taken after each third of the steps and all at the end."""
    clock = FixedClock(MONDAY)
    office = played(tmp_path / "office", founded, clock)
    player, chance = Player(office, clock), random.Random(7)
    steps = chance.sample(EVERY_VERB, len(EVERY_VERB))
    since, bits = 0, tmp_path / "bits"
    try:
        for part in range(3):
            player.play(steps[part::3])
            store = office.store
            waive(store, part)
            clock.tick(days=20)
            whole = since == 0 or erased_since(store.database.connection, since)
            found = take(bits, [(5, store, 0 if whole else since)], [5] if whole else [])
            since = store.journal.head().seq
        at_once = take(tmp_path / "once", [(5, office.store, 0)], [5])
        assert everything(bits, found) == everything(tmp_path / "once", at_once)
        engine, figures = figures_of(bits, found, (5, "a", None))
        own = answers(StoreFigures(office.store), *WHOLE)
        assert answers(figures, *WHOLE) == own
        assert {name for name, told in own.items() if not told} <= {"officers of a sector", "trips"}
        own = answers(StoreFigures(office.store), *WHOLE, FINISHED)
        assert answers(figures, *WHOLE, FINISHED) == own
        engine.close()
    finally:
        office.close()


def test_a_number_made_void_later_counts_no_more(office: Office, tmp_path: Path) -> None:
    (done,) = certify(office)
    store = office.store
    found = take(tmp_path, [(5, store, 0)], [5])
    since = store.journal.head().seq
    office.voiding.void(done.id, reason="Ghi nhầm")
    found = take(tmp_path, [(5, store, since)], [])
    engine, figures = figures_of(tmp_path, found, (5, "a", None))
    assert figures.certified(*WHOLE) == StoreFigures(store).certified(*WHOLE)
    engine.close()


def test_a_leaf_that_grows_is_halved_and_tells_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book()
    days = days_of((0, 90), play(book, rich(SEEDS[0])))
    senders = [1, -2, -(2**63), 2**63 - 1]
    monkeypatch.setattr(leaves, "MOST_DOSSIERS", 5)
    one = take(tmp_path, [(senders[0], book.store, 0)], senders[:1])
    assert {leaf.bits for leaf in one} == {0}, "one sender's lines stay together"
    found = take(tmp_path, [(number, book.store, 0) for number in senders], senders)
    assert max(leaf.bits for leaf in found) > 1
    assert len({(leaf.month, leaf.bits, leaf.prefix) for leaf in found}) == len(found)
    own = answers(StoreFigures(book.store), *days)
    for number in senders[1:3]:
        engine, figures = figures_of(tmp_path, found, (number, "a", None))
        assert answers(figures, *days) == own
        engine.close()
    book.store.close()


def asked(store: Store, sector: str = "ho-tich") -> None:
    """Citizens who only ask, or ask about a dossier: answered at once, late, not yet, and one written down wrongly."""
    now = store.clock.now()
    at, before = local_text(now), now - timedelta(days=5)
    code = store.dossiers.page(DossierFilter(), size=1)[0].code
    dossier = store.dossiers.by_code(code)
    assert dossier is not None
    said: dict[str, Any] = {
        "asker": "Bà Hỏi",
        "asker_phone": "0912",
        "asked": "Khi nào có?",
        "times": 1,
    }
    said |= {"means": "telephone", "dossier": dossier.id, "sector": sector}
    due = {"reminder": 1, "sent_office": "", "answer_due": local_text(before + timedelta(days=1))}
    with store.transaction() as tx:
        question = {"at": at, "topic": "phi", "sector": sector, "note": "ông Hỏi"}
        tx.record("question.asked", "question", question, actor="lan")
        first = {**said, "at": local_text(before)}
        tx.record("followup.asked", code, {**first, "answer": "Ngày mai"}, actor="lan")
        late, wrong, _open = (
            tx.record("followup.asked", code, {**first, **due}, actor="lan").seq for _ in range(3)
        )
        about = {"dossier": dossier.id, "at": at}
        answer = {"answer": "Xong", "answered_by": "hai", "answered_at": at, "told": True}
        tx.record("followup.answered", code, {**about, "followup": late, **answer}, actor="hai")
        tx.record(
            "followup.voided", code, {**about, "followup": wrong, "reason": "nhầm"}, actor="lan"
        )


@pytest.fixture
def above(usb: Path, here: Path, tmp_path: Path) -> Iterator[tuple[Path, list[Store]]]:
    """Two computers of one office and one of another at a superior, and their stores."""
    stores = []
    for place, (number, device) in enumerate((("99001", 1), ("99001", 2), ("99002", 1))):
        clock = FixedClock(MORNING - timedelta(days=40))
        store = busy_store(
            tmp_path / f"{place}.db", number=number, device=device, clock=clock, dossiers=4 + place
        )
        store.database.clock_confirmed = True
        clock.set(MORNING + timedelta(days=place))
        move(store, receive(store, 90, days=1), "finish", 9)
        receive(store, 91, days=place - 1, online=True)
        asked(store)
        waive(store, 1, undone_seq=waive(store, 2))
        carry(store, usb)
        stores.append(store)
    import_batches(usb, here, stores[2].clock)
    yield here, stores
    for store in stores:
        store.close()


def both(here: Path, store: Store, first: date = FIRST, last: date = LAST) -> None:
    """Every table over all offices is the same from the files and from the warehouse."""
    for name, report in SUMMED.items():
        if name == "sending":
            continue  # of the book of arrivals alone: no engine counts it
        for sector in ("", "ho-tich"):
            one, other = (
                report.compute(
                    OfficesAsked(here, first, last, clock=store.clock, sector=sector, engine=engine)
                )
                for engine in ("files", "duckdb")
            )
            assert one == other, name


def test_every_table_over_all_offices_is_the_same_from_the_warehouse(
    above: tuple[Path, list[Store]], tmp_path: Path
) -> None:
    here, stores = above
    both(here, stores[2])
    both(here, stores[2], date(2026, 1, 1), date(2026, 10, 20))
    # Late: an office sends more, and the import itself takes it.
    stores[0].clock.tick(days=4)  # type: ignore[attr-defined]
    first = stores[0].journal.head().seq + 1
    move(stores[0], receive(stores[0], 92, days=1), "finish", 9)
    (tmp_path / "late").mkdir()
    carry(stores[0], tmp_path / "late", first=first)
    import_batches(tmp_path / "late", here, stores[0].clock)
    before = {path.name for path in warehouse_path(here).rglob("*.parquet")}
    both(here, stores[0])
    assert {path.name for path in warehouse_path(here).rglob("*.parquet")} == before
    # Put aside: a file that somebody wrote to is not counted, and is named.
    with_raw(sender_path(here, known_journals(here)[0]), "DELETE FROM dossier_span")
    both(here, stores[0])
    # Gone: what is no longer there is counted no more.
    sender_path(here, known_journals(here)[1]).unlink()
    both(here, stores[0])
    Keeping(here, stores[0].clock).again()
    both(here, stores[0])


def test_who_only_asked_is_told_office_by_office(above: tuple[Path, list[Store]]) -> None:
    here, stores = above
    for engine in ("files", "duckdb"):
        table = SUMMED["enquiries"].compute(
            OfficesAsked(here, FIRST, LAST, clock=stores[2].clock, engine=engine)
        )
        assert table.total is not None
        assert table.total[2:] == (3, 9, 0, 9, 0, 3, 0, 3, 0, 3, 0.0)
        assert [row[2] for row in table.rows] == [2, 1]
        before = SUMMED["enquiries"].compute(
            OfficesAsked(
                here, FIRST, LAST - timedelta(days=9), clock=stores[2].clock, engine=engine
            )
        )
        assert before.total is not None
        assert before.total[7:] == (3, 0, 0, 0, 9, 0.0), "nobody had answered then"
        assert "chưa có sổ" in " ".join(table.notes)


def test_an_office_s_own_report_is_the_same_at_the_superior(
    above: tuple[Path, list[Store]],
) -> None:
    here, stores = above
    for name in OWN:
        over = Over(first=FIRST, last=LAST, offices=frozenset({"99002"}))
        tables = over_offices(here, stores[2].clock, name, over)
        told = stores[2].clock.now().date()
        own = compute(stores[2], name, FIRST, told)
        assert [(table.rows, table.total) for table in tables] == [
            (table.rows, table.total) for table in own[: len(tables)]
        ]
        assert tables[0].notes[: len(own[0].notes)] == own[0].notes


def test_every_report_over_all_offices(above: tuple[Path, list[Store]]) -> None:
    here, stores = above
    tables = {
        name: over_offices(here, stores[2].clock, name, Over(first=FIRST, last=LAST))
        for name in OWN
    }
    both_lans = [row[1] for row in tables["officers"][0].rows]
    assert both_lans == ["Nguyễn Thị Lan (99001)", "Nguyễn Thị Lan (99002)"]
    whole = consolidated(OfficesAsked(here, FIRST, LAST, clock=stores[2].clock))
    assert tables["II.06a"][0].total == whole.total
    assert whole.notes[4:] == tables["II.06a"][0].notes[4:]
    nobody = Over(first=FIRST, last=LAST, offices=frozenset({"1"}))
    with pytest.raises(RuleError, match="Chưa nhập"):
        over_offices(here, stores[2].clock, "fees", nobody)


def test_a_damaged_warehouse_is_told_and_made_again(above: tuple[Path, list[Store]]) -> None:
    here, stores = above
    both(here, stores[2])
    for path in warehouse_path(here).rglob("*.parquet"):
        path.write_bytes(b"PAR1")
    with pytest.raises(StoreError, match="superior warehouse --again"):
        both(here, stores[2])
    (warehouse_path(here) / "muc-luc.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(StoreError, match=r"muc-luc\.db"):
        both(here, stores[2])
    # An import stands whatever became of the warehouse, and says so.
    Keeping(here, stores[2].clock).again()
    both(here, stores[2])


def test_without_the_extra_the_report_of_files_stands(
    above: tuple[Path, list[Store]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, stores = above
    monkeypatch.setattr(keeping, "NEEDED", ("no_such_package",))
    assert not keeping.is_kept(here)
    consolidated(OfficesAsked(here, FIRST, LAST, clock=stores[2].clock))
    with pytest.raises(RuleError, match=r"counter-app\[superior\]"):
        both(here, stores[2])
    monkeypatch.setattr(keeping, "NEEDED", ())
    with pytest.raises(RuleError, match="Không có nơi tính"):
        consolidated(OfficesAsked(here, FIRST, LAST, clock=stores[2].clock, engine="oracle"))


def test_no_line_tells_of_a_citizen(above: tuple[Path, list[Store]]) -> None:
    here, stores = above
    both(here, stores[2])
    found = everything(
        warehouse_path(here),
        [Leaf(0, 0, 0, path.stem) for path in (warehouse_path(here) / "dossier").glob("*")],
    )
    said = repr(found)
    assert "Trần Văn Nền" not in said
    assert "0912345678" not in said
    assert "001090000001" not in said
    assert all(found[table] for table in ("dossier", "span", "ending", "staff"))


def test_postgresql_finds_the_lines_of_every_table() -> None:
    """A table that nobody gave an index would stop the filling of the shared store."""
    assert postgres._INDEXES.keys() == TABLES.keys()
    assert all(TABLES[name].keys() >= set(keys) for name, keys in postgres._INDEXES.items())


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark", "postgres"])
def test_every_question_is_said_to_every_engine_with_its_days(dialect: str) -> None:
    period = questions.Period(
        first=FIRST, last=LAST, earliest=date(2026, 11, 29), by=(questions.OFFICE,), sector="a'b"
    )
    for question in (
        *(questions.tallies, questions.officers, questions.fees, questions.money),
        *(questions.waived, questions.certified, questions.loads, questions.places),
        *(questions.trips, questions.overdue, questions.paused_past),
        *(questions.finished, questions.spreads, questions.late_work),
        *(rule_questions.posting, rule_questions.charge),
    ):
        text = sql_of(question, period, dialect)
        assert "1901" not in text
        assert "MAKE_DATE(2026, 11, 29)" in text or question is questions.certified
        assert "a''b" in text or "a\\'b" in text
