"""Events of the office itself: epochs, settings, erasures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from counter_app.domain.journal.erasure import residue
from counter_app.domain.office.events import (
    EPOCH_BEGAN,
    JOURNAL_ERASED,
    JOURNAL_MENDED,
    OFFICE_CHANGED,
    PRINTER_CHOSEN,
    EpochBegan,
    Erased,
    Mended,
    OfficeChanged,
    PrinterChosen,
)
from counter_app.domain.told_texts import ToldKind
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.blanks import blank
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.dossier_acts import blank_dossier
from counter_app.store.projection.projector import on
from counter_app.store.projection.requests import blank_requests
from counter_app.store.projection.told import learn

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _epoch_began(db: Tables, _entry: Entry, payload: EpochBegan) -> None:
    """After a restore the numbers go on above those the replaced file had already given."""
    raise_counter(db, payload.get("counters", ()))


def _office_changed(db: Tables, _entry: Entry, payload: OfficeChanged) -> None:
    for key, value in payload["settings"].items():
        db.execute(
            "INSERT INTO office_setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False, sort_keys=True)),
        )


def _erased(db: Tables, entry: Entry, payload: Erased) -> None:
    """Take a person out of every table; what an earlier version left of one is held to today's rule too."""
    for seq, left in payload["residues"].items():
        db.execute(
            "INSERT INTO erasure(seq, residue, by_seq) VALUES(?,?,?)",
            (int(seq), payload_text(residue(left)), entry.seq),
        )
        blank(db, "handover", "id", int(seq))
        for print_job in (int(seq), left.get("print", 0)):
            blank(db, "print_job", "id", print_job)
    for dossier in payload["dossiers"]:
        blank_dossier(db, dossier, payload["blank_name"])
        blank(db, "print_job", "subject", entry.subject)
        blank(db, "fee_entry", "dossier", dossier)
    for ticket in payload.get("tickets", ()):
        blank(db, "ticket", "id", ticket)
        blank(db, "ticket_step", "ticket", ticket)
    for followup in payload.get("followups", ()):
        blank(db, "followup", "id", followup)
        blank(db, "print_job", "subject", f"followup:{followup}")
    blank_requests(db, payload.get("requests", ()))
    for certification in payload.get("certifications", ()):
        _blank_certification(db, certification, payload["blank_name"])


def _blank_certification(db: Tables, certification: int, blank_name: str) -> None:
    titles = db.execute("SELECT title FROM certification WHERE id = ?", (certification,))
    learn(db, ((ToldKind.DOCUMENT, title) for (title,) in titles.fetchall()), -1)
    blank(db, "certification", "id", certification)
    db.execute(
        "UPDATE certification SET applicant = ? WHERE id = ?",
        (blank_name, certification),
    )
    blank(db, "fee_entry", "certification", certification)


def _no_rows(_db: Tables, _entry: Entry, _payload: PrinterChosen | Mended) -> None:
    """No rows for these: a computer's printer is its own row, and the journal alone tells how an entry travels."""


PROJECTORS = (
    on(EPOCH_BEGAN, _epoch_began)
    | on(OFFICE_CHANGED, _office_changed)
    | on(JOURNAL_ERASED, _erased)
    | on(JOURNAL_MENDED, _no_rows)
    | on(PRINTER_CHOSEN, _no_rows)
)
