"""Events are declared once: each has its tables, each field one meaning, each text of a person goes by default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest

from counter_app.domain.dossier.events import DOSSIER_MOVED, DOSSIER_RECEIVED, Moved
from counter_app.domain.event import Event, Left, Measure
from counter_app.domain.exchange.events import BATCHES_ACKNOWLEDGED
from counter_app.domain.journal.erasure import residue
from counter_app.domain.journal.kinds import KINDS, left_by_name, measured
from counter_app.domain.journal.minimal import SOMEWHERE, left_to_send
from counter_app.domain.office.events import EPOCH_BEGAN, JOURNAL_MENDED
from counter_app.store import projection
from counter_app.store.projection import days, projectors

PERSONAL = ("dossier.", "paper.", "fee.", "ticket.", "certification.")


def test_every_event_has_its_tables_and_nothing_else_has() -> None:
    assert set(projectors()) == set(KINDS)
    assert len(KINDS) > 30


def test_an_event_finds_its_tables_without_the_others() -> None:
    for kind, projector in projectors().items():
        assert projection._projector(KINDS[kind]) is projector
    assert days._RECEIVED == DOSSIER_RECEIVED


def test_a_name_means_the_same_in_every_event() -> None:
    """A list by name is only right while it does: what is a moment here must not be a text of somebody there."""
    meanings: dict[str, set[object]] = {}
    for kind in KINDS.values():
        for name, declared in kind.fields().items():
            measures = tuple(item for item in declared if isinstance(item, Measure))
            meanings.setdefault(name, set()).add(measures)
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_no_text_is_kept_by_the_name_of_another() -> None:
    """An erasure goes by names: one that is kept in an event must not be a text of somebody in the next."""
    kept: dict[str, set[bool]] = {}
    for kind in (kind for kind in KINDS.values() if kind.startswith(PERSONAL)):
        for name, hint in get_type_hints(kind.says).items():
            if hint is str or str in get_args(hint):
                left = [item for item in kind.fields()[name] if isinstance(item, Left)]
                kept.setdefault(name, set()).add(any(item.text for item in left))
    assert {name for name, said in kept.items() if len(said) > 1} == set()
    assert kept["handler"] == {True}
    assert kept["reason"] == {False}


UNREAD = (EPOCH_BEGAN, BATCHES_ACKNOWLEDGED, JOURNAL_MENDED)
"""Kinds about no person: no erasure meets them."""


def test_rows_of_a_list_keep_their_width_or_go_whole() -> None:
    """Tables are made again from what an erasure left: a row of fewer parts is one that nobody can read."""
    rows = {
        name: residue({name: [["a", "b"]]})[name]
        for kind in KINDS.values()
        for name, hint in get_type_hints(kind.says).items()
        if "list[list[" in str(hint) and kind not in UNREAD
    }
    assert {name: left for name, left in rows.items() if left not in ([["a", "b"]], [])} == {}
    assert {"counters", "copies_left"} <= rows.keys()


def test_types_are_read_as_the_standard_reads_them() -> None:
    for kind in KINDS.values():
        hints = get_type_hints(kind.says, include_extras=True)
        told = {name: [*_parts(hint)] for name, hint in hints.items()}
        assert {name: list(declared) for name, declared in kind.fields().items()} == told


def _parts(hint: object) -> Iterator[object]:
    yield from getattr(hint, "__metadata__", ())
    for part in get_args(hint):
        yield from _parts(part)


def test_what_is_declared_deep_in_a_type_is_found() -> None:
    fields = DOSSIER_MOVED.fields()
    assert Measure.MOMENT in fields["promised_at"]  # Moment | None
    assert Measure.DAY in fields["until"]  # NotRequired[Day]
    assert Left(parts=None) in fields["papers_wanted"]
    assert fields["reason"] == ()
    assert isinstance(DOSSIER_MOVED, Event)
    assert DOSSIER_MOVED == "dossier.moved"
    assert DOSSIER_MOVED.says is Moved


def test_a_text_of_which_nothing_is_declared_goes() -> None:
    assert residue({"at": "2026-07-01T08:00:00", "new": "Nguyễn Thị Bí Mật", "act": "hand"}) == {
        "at": "2026-07-01T08:00:00",
        "new": "",
        "act": "hand",
    }


@pytest.mark.parametrize("where", ["", "Công an xã Hòa An"])
def test_only_that_somebody_was_sent_to_another_place_goes_up(where: str) -> None:
    wanted = [{"name": "Giấy A", "where": where, "copies": 1, "what": ""}]
    left = left_to_send(DOSSIER_MOVED, {"act": "supplement", "papers_wanted": wanted})
    assert left is not None
    assert [paper["where"] for paper in left.get("papers_wanted", ())] == [SOMEWHERE] * bool(where)


def test_moments_money_and_counts_are_known_by_their_declaration() -> None:
    assert {"at", "received_at", "promised_at", "submitted_at"} <= set(measured(Measure.MOMENT))
    assert set(measured(Measure.MONEY)) == {"fee", "amount", "waived"}
    assert left_by_name()["due"].whole
