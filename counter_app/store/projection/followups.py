"""Events of citizens who ask about a dossier: asked, answered, told, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.followups.events import (
    FOLLOWUP_ANSWERED,
    FOLLOWUP_ASKED,
    FOLLOWUP_TOLD,
    FOLLOWUP_VOIDED,
    Answered,
    Asked,
    Told,
    Voided,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _asked(db: Tables, entry: Entry, payload: Asked) -> None:
    at, answered = payload["at"], "answer_due" not in payload
    db.execute(
        "INSERT INTO followup(id, dossier, official_code, sector, at, day, officer, means, asker, asker_phone, asked, "
        "pasted, times, reminder, sent_office, sent_officer, answer_due, answer, answered_by, answered_at, "
        "recorded_at, recorder, told_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload.get("dossier"),
            payload.get("official_code", ""),
            payload.get("sector", ""),
            at,
            at[:10],
            entry.actor,
            payload["means"],
            payload["asker"],
            payload["asker_phone"],
            payload["asked"],
            payload_text(payload.get("pasted", {})),
            payload["times"],
            payload.get("reminder", 0),
            payload.get("sent_office", ""),
            payload.get("sent_officer", ""),
            payload.get("answer_due"),
            payload.get("answer", ""),
            "",
            *((at, at, entry.actor, at) if answered else (None, None, "", None)),
        ),
    )


def _answered(db: Tables, entry: Entry, payload: Answered) -> None:
    """A further answer takes the place of the first one's words; when it was answered stays."""
    db.execute(
        "UPDATE followup SET answer = :answer, answered_by = :by, recorder = :recorder, "
        "answered_at = coalesce(answered_at, :answered), recorded_at = coalesce(recorded_at, :at), "
        "told_at = coalesce(told_at, :told) WHERE id = :id",
        {
            "id": payload["followup"],
            "answer": payload["answer"],
            "by": payload["answered_by"],
            "recorder": entry.actor,
            "answered": payload["answered_at"],
            "at": payload["at"],
            "told": payload["at"] if payload["told"] else None,
        },
    )


def _told(db: Tables, _entry: Entry, payload: Told) -> None:
    db.execute(
        "UPDATE followup SET told_at = coalesce(told_at, ?) WHERE id = ?",
        (payload["at"], payload["followup"]),
    )


def _voided(db: Tables, _entry: Entry, payload: Voided) -> None:
    db.execute(
        "UPDATE followup SET voided_at = ?, void_reason = ? WHERE id = ?",
        (payload["at"], payload["reason"], payload["followup"]),
    )


PROJECTORS = (
    on(FOLLOWUP_ASKED, _asked)
    | on(FOLLOWUP_ANSWERED, _answered)
    | on(FOLLOWUP_TOLD, _told)
    | on(FOLLOWUP_VOIDED, _voided)
)
