"""Events of citizens' requests about their data, and of the copies that an erasure did not reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from counter_app.domain.requests.events import (
    COPIES_LISTED,
    COPIES_REACHED,
    REQUEST_ANSWERED,
    REQUEST_GIVEN,
    REQUEST_HANDED_OUT,
    REQUEST_RECEIVED,
    REQUEST_VOIDED,
    Answered,
    CopiesListed,
    CopiesReached,
    Given,
    HandedOut,
    Received,
    Voided,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.blanks import blank
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _received(db: Tables, entry: Entry, payload: Received) -> None:
    ((_series, year, number),) = payload["counters"]
    raise_counter(db, payload["counters"])
    whom = payload["of_whom"]
    db.execute(
        "INSERT INTO data_request(id, number, year, at, day, officer, wish, asker, asker_phone, proved_by, proof, "
        "name, id_no, asked, dossiers, answer_due, rule, handler) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            number,
            year,
            payload["at"],
            payload["at"][:10],
            entry.actor,
            payload["asked_for"],
            payload["asker"],
            payload["asker_phone"],
            payload["proved_by"],
            payload["identity_checked"],
            whom.get("name", ""),
            whom.get("id_no", ""),
            payload["asked"],
            payload_text(payload["dossiers"]),
            payload["answer_due"],
            payload_text(payload["due_rule"]),
            payload["handler"],
        ),
    )


def _given(db: Tables, _entry: Entry, payload: Given) -> None:
    db.execute(
        "UPDATE data_request SET handler = ? WHERE id = ?", (payload["handler"], payload["request"])
    )


def _answered(db: Tables, entry: Entry, payload: Answered) -> None:
    """A further answer takes the place of the first one's words; when it was answered stays."""
    db.execute(
        "UPDATE data_request SET outcome = :outcome, ground = :ground, reason = :reason, answer = :answer, "
        "recorder = :recorder, answered_at = coalesce(answered_at, :answered), "
        "recorded_at = coalesce(recorded_at, :at) WHERE id = :id",
        {
            "id": payload["request"],
            "outcome": payload["outcome"],
            "ground": payload["on_ground"] or None,
            "reason": payload["reason"],
            "answer": payload["answer"],
            "recorder": entry.actor,
            "answered": payload["answered_at"],
            "at": payload["at"],
        },
    )


def _handed_out(db: Tables, _entry: Entry, payload: HandedOut) -> None:
    db.execute(
        "UPDATE data_request SET handed_out_at = ? WHERE id = ?",
        (payload["at"], payload["request"]),
    )


def _voided(db: Tables, _entry: Entry, payload: Voided) -> None:
    db.execute(
        "UPDATE data_request SET voided_at = ?, void_reason = ? WHERE id = ?",
        (payload["at"], payload["reason"], payload["request"]),
    )


def _listed(db: Tables, entry: Entry, payload: CopiesListed) -> None:
    for place, (kind, name, lies, at) in enumerate(payload["copies_left"]):
        db.execute(
            "INSERT INTO copy_left(listed, place, erased, subject, listed_at, kind, name, lies, at) "
            "VALUES(?,?,?,?,?,?,?,?,?)",
            (
                entry.seq,
                place,
                payload["erased"],
                entry.subject,
                payload["at"],
                kind,
                name,
                lies,
                at or None,
            ),
        )


def _reached(db: Tables, entry: Entry, payload: CopiesReached) -> None:
    for place in payload["places"]:
        db.execute(
            "UPDATE copy_left SET reached_at = ?, reached_by = ?, reason = ? "
            "WHERE listed = ? AND place = ? AND reached_at IS NULL",
            (payload["at"], entry.actor, payload["reason"], payload["listed"], place),
        )


def blank_requests(db: Tables, requests: Iterable[int]) -> None:
    """Take the person out of requests; numbers, moments and how they were answered stay for the register."""
    for request in requests:
        blank(db, "data_request", "id", request)
        subjects = db.execute(
            "SELECT 'request:' || year || '-' || number FROM data_request WHERE id = ?", (request,)
        )
        for (subject,) in subjects.fetchall():
            blank(db, "print_job", "subject", subject)


PROJECTORS = (
    on(REQUEST_RECEIVED, _received)
    | on(REQUEST_GIVEN, _given)
    | on(REQUEST_ANSWERED, _answered)
    | on(REQUEST_HANDED_OUT, _handed_out)
    | on(REQUEST_VOIDED, _voided)
    | on(COPIES_LISTED, _listed)
    | on(COPIES_REACHED, _reached)
)
