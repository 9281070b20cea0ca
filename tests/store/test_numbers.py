"""Numbers are given once each and without gaps, however many windows ask at the same time."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.dossier.codes import parse_code
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.queue.tickets import TicketAct, TicketState
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.tables import Tables
from tests.makers import BIRTH, COPIES, draft, found, officer, receive
from tests.store.workers import certify_visits, serve_everybody, take_numbers

PROCESSES, EACH = 8, 6


def together(target: Callable[..., None], arguments: list[tuple[Any, ...]]) -> None:
    """Run ``target`` in as many new processes at once."""
    context = get_context("spawn")
    running = [context.Process(target=target, args=item) for item in arguments]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * len(running)


def test_eight_processes_take_numbers_without_a_duplicate_or_a_gap(office: Office) -> None:
    folder = str(office.data_dir)
    together(take_numbers, [(folder, EACH, EACH)] * PROCESSES)
    total = PROCESSES * EACH
    lines = office.store.dossiers.page(DossierFilter(), size=total + 1)
    codes = [parse_code(line.code) for line in lines]
    assert sorted(code.sequence for code in codes if code) == list(range(1, total + 1))
    whole = [office.dossiers.get(line.code) for line in lines]
    assert sorted(dossier.form_no for dossier in whole) == list(range(1, total + 1))
    assert sorted(dossier.book_no for dossier in whole) == list(range(1, total + 1))
    assert [item.number for item in office.queue.today_line()] == list(range(1, total + 1))
    assert office.store.check().ok


def test_eight_processes_certify_without_a_duplicate_or_a_gap(
    office: Office, tmp_path: Path
) -> None:
    outs = [str(tmp_path / f"{number}.txt") for number in range(PROCESSES)]
    together(certify_visits, [(str(office.data_dir), EACH, out) for out in outs])
    visits = [line.split() for out in outs for line in Path(out).read_text("utf-8").splitlines()]
    numbers = sorted(int(number) for visit in visits for number in visit)
    assert numbers == list(range(1, PROCESSES * EACH * 2 + 1))
    for visit in visits:
        assert [int(number) for number in visit] == list(
            range(int(visit[0]), int(visit[0]) + len(visit))
        )
    assert office.store.check().ok


def test_four_counters_never_serve_the_same_ticket(office: Office, tmp_path: Path) -> None:
    for _number in range(24):
        office.queue.take("A")
    outs = [str(tmp_path / f"{counter}.txt") for counter in range(4)]
    together(
        serve_everybody,
        [(str(office.data_dir), str(counter), out) for counter, out in enumerate(outs)],
    )
    served = [label for out in outs for label in Path(out).read_text(encoding="utf-8").split()]
    assert sorted(served) == [f"A{number:03d}" for number in range(1, 25)]
    assert {item.state for item in office.queue.today_line()} == {TicketState.DONE}


def test_two_windows_that_call_the_same_ticket_get_it_once(office: Office) -> None:
    taken = office.queue.take("A").result
    other = Office.open(office.data_dir, clock=office.store.clock, officer=officer(counter="2"))
    office.queue.do(taken.id, TicketAct.CALL)
    with pytest.raises(RuleError, match="A001"):
        other.queue.do(taken.id, TicketAct.CALL)
    with pytest.raises(RuleError) as refused:
        other.queue.do(taken.id, TicketAct.SERVE)
    assert refused.value.rule == "other_counter"
    other.close()


def test_a_smaller_number_that_comes_later_takes_nothing_back(office: Office) -> None:
    with office.store.transaction():
        for last in (7, 3):
            raise_counter(Tables(office.store.database.connection), [("form:09", "2026", last)])
    assert office.store.numbers.last_of([("form:09", "2026")]) == {("form:09", "2026"): 7}


def test_a_refused_intake_takes_no_number(office: Office) -> None:
    with pytest.raises(RuleError):
        receive(office, procedure="9.999999")
    assert receive(office).code.endswith("-010001")


def test_one_wrong_form_among_many_takes_no_number(office: Office) -> None:
    forms = [(draft(), ""), (draft(procedure="9.999999"), "")]
    with pytest.raises(RuleError):
        office.intake.receive_all(forms)
    assert office.store.dossiers.count() == 0
    assert receive(office).form_no == 1


def test_series_run_by_day_by_year_and_by_book(office: Office, clock: Any) -> None:
    first, second = receive(office, BIRTH), receive(office, COPIES)
    assert (first.form_no, second.form_no) == (1, 2)
    assert (first.book, first.book_no) == ("ho-tich/2026", 1)
    assert (second.book, second.book_no) == ("chung-thuc/2026", 1)
    clock.tick(days=2)
    third = receive(office, BIRTH)
    assert third.code == "T99001-261125-010001"
    assert (third.form_no, third.book_no) == (3, 2)
    assert [state.state for state in office.store.dossiers.spans(third.id)] == [State.RECEIVED]


def test_ticket_numbers_start_anew_each_day_and_by_queue(office: Office, clock: Any) -> None:
    taken = [office.queue.take(queue).result.label for queue in ("A", "B", "A")]
    clock.tick(days=2)
    assert [*taken, office.queue.take("A").result.label] == ["A001", "B001", "A002", "A001"]


def test_the_same_command_sent_twice_is_one_dossier(office: Office) -> None:
    done = [office.intake.receive(draft(), op_id="form-1") for _time in range(2)]
    assert done[0].result == done[1].result
    assert done[0].changes
    assert not done[1].changes
    assert office.store.dossiers.count() == 1


def test_the_same_command_sent_twice_is_one_ticket(office: Office) -> None:
    labels = [office.queue.take("A", op_id="tap-1").result.label for _time in range(2)]
    assert labels == ["A001", "A001"]


def test_the_ten_thousandth_dossier_of_a_day_is_received(office: Office) -> None:
    with office.store.transaction() as tx:
        counters = [("dossier:01", "2026-11-23", 9_999)]
        begin_epoch(
            office.store.database, tx, device=1, reason="restored", actor="cli", counters=counters
        )
    dossier = receive(office)
    assert dossier.code == "T99001-261123-0110000"
    assert office.returning.verdict(dossier.barcode).dossier == dossier


def test_another_computer_of_the_office_has_its_own_series(tmp_path: Path, clock: Any) -> None:
    office = found(tmp_path / "data", clock)
    with office.store.transaction() as tx:
        begin_epoch(office.store.database, tx, device=7, reason="restored", actor="cli")
    assert receive(office).code == "T99001-261123-070001"
    office.close()
