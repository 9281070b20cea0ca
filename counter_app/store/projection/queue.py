"""Events of the queue: a ticket taken, and every act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.queue.events import (
    COUNTER_OPENED,
    COUNTER_PAUSED,
    NUMBERS_RESUMED,
    NUMBERS_STOPPED,
    TICKET_ACTED,
    TICKET_TAKEN,
    Acted,
    Drawn,
    Shut,
    Turned,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _taken(db: Tables, entry: Entry, payload: Drawn) -> None:
    db.execute(
        "INSERT INTO ticket(id, day, queue, number, line, state, place, taken_at, priority, priority_reason, counter, "
        "officer, calls, wish) VALUES(?,?,?,?,?,'waiting',?,?,?,?,'','',0,?)",
        (
            entry.seq,
            payload["day"],
            payload["queue"],
            payload["number"],
            payload["queue"],
            float(entry.seq),
            payload["at"],
            payload["priority"],
            payload["priority_reason"],
            _wish(payload),
        ),
    )
    raise_counter(db, [(f"ticket:{payload['queue']}", payload["day"], payload["number"])])


def _wish(payload: Drawn) -> str | None:
    if "drawn_at" not in payload:
        return None
    wish = {
        "procedure": payload.get("chosen_procedure", ""),
        "case": payload.get("chosen_case", ""),
        "brought": list(payload.get("brought", ())),
    }
    return payload_text(wish)


def _acted(db: Tables, entry: Entry, payload: Acted) -> None:
    after = payload["after"]
    db.execute(
        "INSERT INTO ticket_step(seq, ticket, act, before, at, day, officer, counter, reason) "
        "VALUES(?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload["ticket"],
            payload["act"],
            payload_text(payload["before"]),
            payload["at"],
            payload["day"],
            entry.actor,
            payload["counter"],
            payload.get("reason", ""),
        ),
    )
    db.execute(
        "UPDATE ticket SET line = :line, state = :state, place = :place, counter = :counter, "
        "officer = :officer, called_at = :called_at, serving_at = :serving_at, done_at = :done_at, calls = :calls "
        "WHERE id = :id",
        {**after, "id": payload["ticket"]},
    )


def _turned(db: Tables, entry: Entry, payload: Turned) -> None:
    db.execute(
        "INSERT INTO counter_word(day, counter, word, officer, seq) VALUES(?,?,?,?,?) ON CONFLICT(day, counter) "
        "DO UPDATE SET word = excluded.word, officer = excluded.officer, seq = excluded.seq",
        (payload["day"], payload["counter"], str(entry.kind), entry.actor, entry.seq),
    )


def _shut(db: Tables, entry: Entry, payload: Shut) -> None:
    db.execute(
        "INSERT INTO queue_word(day, queue, word, seq) VALUES(?,?,?,?) ON CONFLICT(day, queue) "
        "DO UPDATE SET word = excluded.word, seq = excluded.seq",
        (payload["day"], payload["queue"], str(entry.kind), entry.seq),
    )


PROJECTORS = (
    on(TICKET_TAKEN, _taken)
    | on(TICKET_ACTED, _acted)
    | on(COUNTER_OPENED, _turned)
    | on(COUNTER_PAUSED, _turned)
    | on(NUMBERS_STOPPED, _shut)
    | on(NUMBERS_RESUMED, _shut)
)
