"""Events that verify but cannot have happened: refused whole, with the number of the event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.clock import FixedClock
from counter_app.domain.closing.statement import SignedClosing, Statement, totals_digest
from counter_app.domain.journal.payloads import payload_trouble
from counter_app.store.core.journal import payload_text
from counter_app.store.store import Store
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.system.office_keys import OfficeKeys
from tests.superior.looking import reached, take
from tests.superior.offices import keys_numbered
from tests.superior.spoiling import poisoned
from tests.superior.trusting import import_batches
from tests.sync.forge import Forgery
from tests.sync.makers import MORNING, busy_store, carry

IMPOSSIBLE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "a dossier that never was": lambda payload: {**payload, "dossier": 9999},
    "an act nobody knows": lambda payload: {**payload, "act": "explode"},
    "a state that does not follow": lambda payload: {**payload, "state": 5},
    "no number": lambda payload: {**payload, "dossier": "x"},
    "a field missing": lambda payload: {
        key: value for key, value in payload.items() if key != "at"
    },
    "a number no table holds": lambda payload: {**payload, "handler": {"a": 1}},
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_happen_waits_for_a_person(
    store: Store, usb: Path, here: Path, tmp_path: Path, name: str
) -> None:
    forged = Forgery.of(carry(store, tmp_path))
    index = next(number for number in range(14) if forged.line(number)["kind"] == "dossier.moved")
    forged.set_line(index, payload=IMPOSSIBLE[name](forged.line(index)["payload"]))
    forged.rechain(index)
    counted = forged.line(index)["payload"].get("act") in {"finish", "withdraw"}
    forged.manifest["dossiers"]["finished"] = 3 if counted else 2
    forged.build(usb)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B24]"]
    assert reached(here) == 0


def _paper(store: Store) -> tuple[str, str, dict[str, Any]]:
    subject = store.journal.walk(5, 5).__next__()[0].subject
    said = {"document": "receipt", "copy_no": 0, "size": "a5", "at": "2026-11-23T08:00:00"}
    return "paper.issued", subject, {**said, "head": "0123456789"}


def _batch(store: Store) -> tuple[str, str, dict[str, Any]]:
    said = {"number": 1, "from_seq": 1, "to_seq": 4, "head": "ab" * 32, "sha256": "0" * 64}
    named = {"name": "HS", "volume": "USB", "at": "2026-11-23T08:00:00"}
    return "batch.exported", "batch:1", {**said, **named}


def _closing(store: Store) -> tuple[str, str, dict[str, Any]]:
    head, keys = store.journal.head(), keys_numbered(1)
    statement = Statement(
        office="99001",
        journal=store.journal.name(),
        device=1,
        day=date(2026, 11, 23),
        seq=head.seq,
        head=head.hash.hex(),
        epoch=store.journal.name(),
        at="2026-11-23T17:30:00",
        totals=totals_digest(payload_text({"received": 3})),
    )
    signature = OfficeKeys(None, keys.seed).sign(statement.text().encode()).hex()
    signed = SignedClosing(statement=statement, key=keys.public.hex(), signature=signature)
    said = {"day": "2026-11-23", "at": "2026-11-23T17:30:00", "totals": {"received": 9}}
    return "day.closed", "day:2026-11-23", {**said, "signed": signed.paper_text()}


@pytest.mark.parametrize("made", [_paper, _batch, _closing])
def test_what_contradicts_the_chain_it_stands_in_is_refused(
    store: Store, usb: Path, here: Path, made: Callable[[Store], tuple[str, str, dict[str, Any]]]
) -> None:
    """A journal written anew behind its own papers, sticks and signatures: `check` would put it aside later."""
    carry(store, usb)
    assert take(usb, here, store).imported
    before = reached(here)
    kind, subject, said = made(store)
    with store.transaction() as tx:
        tx.record(kind, subject, said, actor="lan")
    carry(store, usb, first=before + 1, number=2)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B24]"]
    assert reached(here) == before


def test_an_event_of_a_later_version_is_refused_whole(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    forged = Forgery.of(carry(store, tmp_path))
    forged.set_line(6, kind="dossier.teleported")
    forged.rechain(6)
    counts = dict(forged.manifest["counts"])
    moved = Forgery.of(carry(store, tmp_path)).line(6)["kind"]
    counts |= {moved: counts[moved] - 1, "dossier.teleported": 1}
    forged.manifest["counts"] = {kind: count for kind, count in counts.items() if count}
    groups = {
        "dossier.received": "received",
        "dossier.moved": "finished",
        "dossier.returned": "returned",
    }
    forged.manifest["dossiers"][groups[moved]] -= 1
    forged.build(usb)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B24]"]
    assert reached(here) == 0


UNREADABLE = (
    (
        *("catalogue.loaded", "catalogue"),
        {"procedures": [{"code": "A", "name": "x", "sector": "ho-tich", "limit": 3}]},
    ),
)


def test_an_officer_s_title_that_is_no_text_goes_nowhere() -> None:
    """One of them stopped the reports over all offices."""
    said = {"login": "lan", "name": "Lan", "role": "leader", "title": 5}
    assert payload_trouble("officer.put", said) == "title"
    assert not payload_trouble("officer.put", {**said, "title": "Chủ tịch"})


ABSENT = {"officer": "lan", "since": "2026-11-30", "until": "2026-12-01"}
OTHER_TYPES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("absence.put", {**ABSENT, "substitutes": {"ho-tich": ["nga"]}}, "substitutes"),
    ("absence.put", {**ABSENT, "substitutes": [["ho-tich", "nga"]]}, "substitutes"),
    ("absence.put", {**ABSENT, "substitutes": None}, "substitutes"),
    ("absence.put", {**ABSENT, "reason": 5, "substitutes": {}}, "reason"),
    ("dossier.moved", {"dossier": "3", "act": "finish"}, "dossier"),
    ("handover.untaken", {"rested": {"3": {"holder": ["x"]}}}, "rested"),
    ("epoch.began", {"beyond": [["a", None]]}, "beyond"),
)


@pytest.mark.parametrize(("kind", "said", "where"), OTHER_TYPES)
def test_what_is_of_another_type_than_its_event_declares_is_not_read(
    kind: str, said: dict[str, Any], where: str
) -> None:
    """A substitute given as a list stopped the report of absences; so may anything that a report reads."""
    assert payload_trouble(kind, said) == where


def test_what_a_later_version_adds_to_an_event_is_passed_over() -> None:
    said = {**ABSENT, "substitutes": {"ho-tich": "nga"}, "weather": [1]}
    assert payload_trouble("absence.put", said) == ""
    assert payload_trouble("dossier.moved", {"promised_at": None}) == ""


@pytest.mark.parametrize(("kind", "subject", "said"), UNREADABLE)
def test_a_catalogue_that_cannot_be_read_back_is_refused(
    store: Store, usb: Path, here: Path, kind: str, subject: str, said: dict[str, Any]
) -> None:
    """Taken in, it would put the office aside from the first report on, with all it sent before."""
    carry(store, usb)
    assert take(usb, here, store).imported
    before = reached(here)
    poisoned(kind, subject, said)(store.database.path)
    carry(store, usb, first=before + 1, number=2)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B24]"]
    assert reached(here) == before


def test_the_beginning_of_a_journal_is_told_under_its_own_name(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    """Under another it would never be found again, and a journal without a beginning cannot be proved."""
    forged = Forgery.of(carry(store, tmp_path))
    forged.set_line(0, subject="epoch")
    forged.rechain(0)
    forged.build(usb)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B19]"]
    assert reached(here) == 0


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forgery]:
    """A good batch taken apart, made once."""
    folder = tmp_path_factory.mktemp("good")
    store = busy_store(folder / "office.db")
    yield Forgery.of(carry(store, folder))
    store.close()


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text(max_size=4)
    | st.just("explode"),
    lambda below: (
        st.lists(below, max_size=2) | st.dictionaries(st.text(max_size=3), below, max_size=2)
    ),
    max_leaves=3,
)


@given(index=st.integers(1, 13), field=st.integers(0, 40), value=JUNK)
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
def test_junk_in_a_payload_never_stops_the_import(
    good: Forgery, tmp_path_factory: pytest.TempPathFactory, index: int, field: int, value: Any
) -> None:
    batch = Forgery(
        stem=good.stem,
        manifest={**good.manifest, "payload": {**good.manifest["payload"]}},
        lines=[*good.lines],
    )
    payload = batch.line(index)["payload"]
    payload[sorted(payload)[field % len(payload)]] = value
    batch.set_line(index, payload=payload)
    batch.rechain(1)
    folder = tmp_path_factory.mktemp("junk")
    (folder / "usb").mkdir()
    batch.build(folder / "usb")
    summary = import_batches(folder / "usb", folder / "here", FixedClock(MORNING))
    assert len(summary.imported) + len(summary.refused) == 1
    if summary.refused:
        assert summary.refused[0][1][0][:5] in {"[B18]", "[B24]"}
        assert not (folder / "here" / "don-vi").exists() or reached(folder / "here") == 0
    else:
        table = consolidated(
            OfficesAsked(
                folder / "here", date(2026, 1, 1), date(2026, 12, 31), clock=FixedClock(MORNING)
            )
        )
        assert len(table.rows) == 1


def test_what_is_about_a_dossier_that_never_was_is_refused(
    store: Store, usb: Path, here: Path
) -> None:
    """A sheet's row may come before its dossiers are written; it is refused when one is still missing at the end."""
    sheet = {"number": 1, "purpose": "resolve", "at": "2026-11-23T08:00:00", "giver_office": "", "giver": "lan",
             "taker_office": "x", "taker": "", "dossiers": [5, 9_999], "counters": []}  # fmt: skip
    with store.transaction() as tx:
        tx.record("handover.given", "handover:1", {**sheet, "dossiers": [5]}, actor="lan")
    (usb.parent / "own").mkdir()
    forged = Forgery.of(carry(store, usb.parent / "own"))
    last = len(list(store.journal.walk())) - 1
    forged.set_line(last, payload=sheet)
    forged.rechain(last)
    forged.build(usb)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B24]"]
    assert "FOREIGN KEY" in summary.refused[0][1][0]
    assert reached(here) == 0


def test_what_an_event_wrote_must_be_readable(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    """A due moment with a trace that nobody can read is refused with its event, before a report meets it."""
    forged = Forgery.of(carry(store, tmp_path))
    due = {
        "at": "2026-11-26T08:00",
        "calendar_version": "x",
        "trace": [{"kind": "x", "day": "2026-11-23"}],
    }
    forged.set_line(4, payload={**forged.line(4)["payload"], "due": due})
    forged.rechain(4)
    forged.build(usb)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B24]"]
    assert reached(here) == 0


def test_a_broken_batch_is_refused_for_being_broken(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    """Lines are judged while they are taken; what is wrong with the batch as a whole is said all the same."""
    forged = Forgery.of(carry(store, tmp_path))
    index = next(number for number in range(14) if forged.line(number)["kind"] == "dossier.moved")
    forged.set_line(index, payload={**forged.line(index)["payload"], "state": 5})
    forged.rechain(index)
    forged.manifest["dossiers"]["finished"] += 1
    forged.build(usb)
    summary = take(usb, here, store)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B18]"]
    assert reached(here) == 0
