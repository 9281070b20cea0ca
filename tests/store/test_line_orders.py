"""A list sorted by any column: over all of it, without gap or repeat, along an index whatever its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.collation import collation_key
from counter_app.domain.dossier.dossier import OPEN_STATES, DossierLine, State
from counter_app.domain.dossier.dossier_filter import DossierFilter, LineOrder
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.charge import Charge
from counter_app.office import Office
from counter_app.store.read import dossier as reading
from counter_app.store.read import official
from counter_app.store.read.dossier_lines import counting, questions
from tests.makers import COPIES, MARITAL, MONDAY, draft, found, receive

DAY = date(2026, 11, 23)
OWN = Charge(officer="canbo", sectors=("ho-tich",), standing_in=(("vang", "chung-thuc"),))
FILTERS = (
    DossierFilter(),
    DossierFilter(states=OPEN_STATES),
    DossierFilter(states=frozenset({State.RETURNED, State.FINISHED})),
    DossierFilter(sector="ho-tich"),
    DossierFilter(handler="canbo"),
    DossierFilter(due_until=DAY),
    DossierFilter(received_from=DAY, received_until=DAY),
    DossierFilter(promised_from=DAY, promised_until=DAY, states=OPEN_STATES),
    DossierFilter(own_of="canbo", charge=OWN, states=frozenset({State.RETURNED, State.FINISHED})),
    DossierFilter(own_of="canbo", charge=OWN, states=OPEN_STATES),
    DossierFilter(own_of="canbo", charge=OWN, due_until=DAY),
    DossierFilter(own_of="canbo", charge=OWN, received_from=DAY, received_until=DAY),
    DossierFilter(own_of="canbo", charge=OWN, promised_from=DAY, promised_until=DAY),
)
NEVER_READ_WHOLE = [chosen for chosen in FILTERS if chosen.charge and not chosen.by_due]
SORTS = [order for order in LineOrder if order is not LineOrder.GIVEN]
READ: dict[LineOrder, Callable[[DossierLine], object]] = {
    LineOrder.CODE: lambda line: line.code,
    LineOrder.NAME: lambda line: collation_key(line.name),
    LineOrder.PROCEDURE: lambda line: collation_key(line.procedure_name),
    LineOrder.RECEIVED: lambda line: line.received_at,
    LineOrder.PROMISED: lambda line: line.promised_at,
    LineOrder.STATE: lambda line: line.state,
    LineOrder.SECTOR: lambda line: line.sector,
    LineOrder.HANDLER: lambda line: line.handler,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two dozen dossiers: names alike, states mixed, some without a promise."""
    made = found(tmp_path_factory.mktemp("orders"), FixedClock(MONDAY))
    names = ("Ân", "An", "Bá", "Ba", "Đa", "Da", "an", "Bà")
    forms = [draft(COPIES if at % 3 else MARITAL, f"Lê {names[at % 8]}") for at in range(20)]
    made.intake.receive_all([(form, f"op-{at}") for at, form in enumerate(forms)])
    for at in range(3):
        code = receive(made, MARITAL, f"Ngô {at}").code
        made.moves.move(code, Act.FINISH)
    yield made
    made.close()


def walked(
    office: Office, chosen: DossierFilter, order: LineOrder, *, falling: bool
) -> list[DossierLine]:
    """All lines, page by page."""
    lines: list[DossierLine] = []
    while page := office.dossiers.page(
        chosen, after=lines[-1] if lines else None, size=7, order=order, falling=falling
    ):
        lines += page
    return lines


@pytest.mark.parametrize("few", [0, 4_000], ids=["walked", "sorted"])
@pytest.mark.parametrize("order", SORTS)
def test_every_page_follows_the_one_before(
    office: Office, monkeypatch: pytest.MonkeyPatch, order: LineOrder, few: int
) -> None:
    """Whether the list is walked along an index or found and sorted: the same rows in the same order."""
    monkeypatch.setattr(reading, "FEW", few)
    for chosen in FILTERS:
        expected = {line.id for line in office.dossiers.page(chosen, size=500)}
        assert office.dossiers.matching(chosen) == len(expected)
        for falling in (False, True):
            lines = walked(office, chosen, order, falling=falling)
            assert len(lines) == len(expected), (chosen, falling)
            assert {line.id for line in lines} == expected
            keys = [READ[order](line) for line in lines if READ[order](line) is not None]
            assert keys == sorted(keys, reverse=falling)  # type: ignore[type-var]
            assert all(READ[order](line) is not None for line in lines[: len(keys)])


def plan(office: Office, sql: str, values: dict[str, Any]) -> list[str]:
    rows = office.store.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
    return [row[3] for row in rows]


@pytest.mark.parametrize("order", SORTS)
@pytest.mark.parametrize("falling", [False, True])
def test_a_long_list_is_walked_along_its_index(
    office: Office, order: LineOrder, falling: bool
) -> None:
    (line, *_more) = office.dossiers.page(DossierFilter(), size=1)
    for chosen in FILTERS:
        for after in (None, line):
            for sql, values in questions(chosen, after, order, falling=falling, narrow=False):
                steps = plan(office, sql, {**values, "size": 50})
                assert not [step for step in steps if "TEMP B-TREE" in step], (chosen, steps)


@pytest.mark.parametrize("chosen", FILTERS[1:])
def test_a_filter_finds_its_few_and_counts_them_by_an_index(
    office: Office, chosen: DossierFilter
) -> None:
    for sql, values in questions(chosen, None, LineOrder.NAME, falling=False, narrow=True):
        (step, *_sort) = plan(office, sql, {**values, "size": 50})
        assert step.startswith("SEARCH dossier USING"), step
    for most in (0, 100):
        steps = plan(office, *counting(chosen, most=most))
        assert any("INDEX" in step for step in steps), steps
        assert not [step for step in steps if step == "SCAN dossier"], steps


def test_all_are_counted_without_reading_one(office: Office) -> None:
    (step,) = plan(office, *counting(DossierFilter()))
    assert "COVERING INDEX" in step
    where, _values = official._owed(None, None)
    (step,) = plan(office, f"SELECT count(*) FROM dossier WHERE {where}", {})  # noqa: S608 - ours
    assert "COVERING INDEX dossier_unmapped" in step


@pytest.mark.parametrize("chosen", NEVER_READ_WHOLE)
def test_own_dossiers_are_counted_and_picked_out_of_an_index_that_holds_all_that_is_asked(
    office: Office, chosen: DossierFilter
) -> None:
    """Whose dossier it is says no index alone, and a life's work of them is never read to count an officer's."""
    asked = [counting(chosen), counting(chosen, most=50)]
    asked += questions(chosen, None, LineOrder.GIVEN, falling=False, narrow=True)
    for sql, values in asked:
        steps = plan(office, sql, {**values, "size": 50})
        assert [step for step in steps if "COVERING INDEX dossier_" in step], steps
        assert not [step for step in steps if step.startswith("SCAN dossier")], steps


@pytest.mark.parametrize("first", [None, MONDAY.date()])
@pytest.mark.parametrize("last", [None, MONDAY.date()])
def test_what_has_no_official_code_is_read_by_day_and_no_further_than_asked(
    office: Office, first: date | None, last: date | None
) -> None:
    """Of a million that have none, the first fifty are read, of a day those of the day, and none is sorted."""
    where, values = official._owed(first, last)
    for what, more in (("id", "ORDER BY received_date, id LIMIT 50"), ("count(*)", "")):
        sql = f"EXPLAIN QUERY PLAN SELECT {what} FROM dossier WHERE {where} {more}"  # noqa: S608 - ours
        steps = [row[3] for row in office.store.database.connection.execute(sql, values)]
        assert len(steps) == 1, steps
        assert "COVERING INDEX dossier_unmapped (received_date>?" in steps[0]


def test_results_that_wait_are_read_in_their_order(office: Office) -> None:
    """The board's list of results is not sorted anew each minute."""
    asked: list[str] = []
    office.store.database.connection.set_trace_callback(asked.append)
    office.store.board.ready(most=50)
    office.store.database.connection.set_trace_callback(None)
    (sql,) = asked
    steps = [
        row[3] for row in office.store.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert [step for step in steps if "INDEX dossier_ready" in step], steps
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


def test_an_erased_name_leaves_its_key_empty(tmp_path: Path) -> None:
    made = found(tmp_path, FixedClock(MONDAY))
    code = receive(made, MARITAL, "Nguyễn Thị Bí Mật").code
    made.moves.move(code, Act.FINISH)
    row = made.store.database.connection.execute(
        "SELECT name_key, procedure_key FROM dossier WHERE code = ?", (code,)
    ).fetchone()
    assert row["name_key"] == collation_key("Nguyễn Thị Bí Mật")
    assert row["procedure_key"]
    made.close()
