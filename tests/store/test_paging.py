"""A list is read page by page, by key: every row once, however many are added meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import OPEN_STATES, DossierLine, State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from tests.makers import BIRTH, COPIES, MARITAL, MONDAY, collector, officer, receive

TODAY = MONDAY.date()
FILTERS = {
    "all": DossierFilter(),
    "state": DossierFilter(states=frozenset({State.PROCESSING, State.SUPPLEMENT})),
    "sector": DossierFilter(sector="ho-tich"),
    "sector and state": DossierFilter(sector="ho-tich", states=frozenset({State.RECEIVED})),
    "handler": DossierFilter(handler="hai"),
    "received": DossierFilter(received_from=TODAY, received_until=TODAY),
    "due": DossierFilter(due_until=TODAY + timedelta(days=2)),
    "due from": DossierFilter(
        due_from=TODAY + timedelta(days=1), due_until=TODAY + timedelta(days=9)
    ),
    "due from alone": DossierFilter(due_from=TODAY + timedelta(days=1)),
    "nothing": DossierFilter(sector="khong-co"),
}


@pytest.fixture
def busy(office: Office) -> Office:
    """Thirty dossiers of three procedures in many states."""
    office.staff.put_officer(officer(login="hai"), password="mat-khau-hai")
    for number in range(30):
        code = receive(office, (BIRTH, COPIES, MARITAL)[number % 3], name=f"Người {number}").code
        match number % 5:
            case 1:
                office.moves.move(code, Act.HAND, handler="hai")
            case 2:
                office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy")
            case 3:
                office.moves.move(code, Act.FINISH)
            case 4:
                office.moves.move(code, Act.FINISH)
                office.returning.hand_over(code, collector(f"Người {number}"))
    return office


def belongs(line: DossierLine, chosen: DossierFilter) -> bool:
    promised = line.promised_at.date() if line.promised_at else date.max
    return all(
        (
            not chosen.states or line.state in chosen.states,
            not chosen.sector or line.sector == chosen.sector,
            not chosen.handler or line.handler == chosen.handler,
            chosen.received_from is None or line.received_at.date() == chosen.received_from,
            chosen.due_until is None
            or (line.state in OPEN_STATES and promised <= chosen.due_until),
            chosen.due_from is None or promised >= chosen.due_from,
        )
    )


def visited(
    office: Office, chosen: DossierFilter, size: int, *, adding: bool = False
) -> list[DossierLine]:
    """Every line, page by page; with ``adding``, somebody receives a dossier after each page."""
    lines: list[DossierLine] = []
    while page := office.dossiers.page(chosen, after=lines[-1] if lines else None, size=size):
        lines += page
        if adding and len(lines) < 40:
            receive(office, name="Mới")
    return lines


@pytest.mark.parametrize("size", [1, 7, 500])
@pytest.mark.parametrize("name", list(FILTERS))
def test_every_row_that_belongs_is_visited_once(busy: Office, name: str, size: int) -> None:
    chosen = FILTERS[name]
    everything = busy.dossiers.page(DossierFilter(), size=1000)
    wanted = [line.id for line in everything if belongs(line, chosen)]
    lines = visited(busy, chosen, size)
    assert sorted(line.id for line in lines) == sorted(wanted)
    assert len({line.id for line in lines}) == len(lines)
    keys = [(str(line.promised_at), line.id) if chosen.by_due else ("", -line.id) for line in lines]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", list(FILTERS))
def test_rows_added_meanwhile_hide_or_repeat_none(busy: Office, name: str) -> None:
    chosen = FILTERS[name]
    before = {
        line.id for line in busy.dossiers.page(DossierFilter(), size=1000) if belongs(line, chosen)
    }
    lines = visited(busy, chosen, 4, adding=True)
    ids = [line.id for line in lines]
    assert len(set(ids)) == len(ids)
    assert before <= set(ids)
    assert all(belongs(line, chosen) for line in lines)


def test_no_page_is_read_by_offset(busy: Office) -> None:
    asked: list[str] = []
    busy.store.database.connection.set_trace_callback(asked.append)
    visited(busy, DossierFilter(), 7)
    visited(busy, FILTERS["due"], 7)
    busy.store.database.connection.set_trace_callback(None)
    assert asked
    assert not any("OFFSET" in statement.upper() for statement in asked)


def test_counts_agree_with_the_lists(busy: Office, clock: FixedClock) -> None:
    clock.tick(days=4)
    everything = busy.dossiers.page(DossierFilter(), size=1000)
    today = clock.now().date()
    counts = busy.dossiers.counts()
    working = [line for line in everything if line.state in (State.RECEIVED, State.PROCESSING)]
    days = [line.promised_at.date() for line in working if line.promised_at]
    assert counts == {
        "open": sum(line.state in OPEN_STATES for line in everything),
        "overdue": sum(day < today for day in days),
        "due_today": sum(day == today for day in days),
        "due_soon": sum(today < day <= today + timedelta(days=3) for day in days),
        "paused": sum(line.state is State.SUPPLEMENT for line in everything),
        "ready": sum(line.state is State.FINISHED for line in everything),
    }
    assert counts["overdue"] > 0
    assert counts["due_today"] > 0


def test_the_due_list_leaves_paused_ones_out(busy: Office) -> None:
    lines = busy.dossiers.due_list(TODAY)
    assert lines
    assert {line.state for line in lines} == {State.RECEIVED, State.PROCESSING}
    assert {line.state for line in busy.dossiers.ready()} == {State.FINISHED}


def test_an_empty_office_has_no_counts(office: Office) -> None:
    assert set(office.dossiers.counts().values()) == {0}
    assert not office.store.dossiers.any_received()
