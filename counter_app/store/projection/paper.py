"""Events of paper: issued with the act, numbered by its form, then printed and handed over, or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.events import PAPER_CHANGED, PAPER_ISSUED, Changed, Issued
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _issued(db: Tables, entry: Entry, payload: Issued) -> None:
    """``of`` names the first print this one is a copy of; a first one may take a number of its form in the year."""
    number, copy = payload.get("number"), payload["copy_no"]
    issue = payload.get("of", _first_of(db, entry, payload))
    form, body = payload.get("form", ""), payload_text(payload.get("body", {}))
    first = db.execute("SELECT form, number, body FROM print_job WHERE id = ?", (issue,)).fetchone()
    if copy and first:
        form, number, body = first
    db.execute(
        "INSERT INTO print_job(id, document, subject, size, issue, copy_no, form, number, body, reason, head, state, "
        "issued_at, issued_date, state_at, error) VALUES(?,?,?,?,?,?,?,?,?,?,?,'issued',?,?,?,'')",
        (
            entry.seq, payload["document"], entry.subject, payload["size"], issue, copy, form,
            number, body, payload.get("reason", ""), payload.get("head", ""), payload["at"],
            payload["at"][:10], payload["at"],
        ),
    )  # fmt: skip
    if number is not None and copy == 0:
        raise_counter(db, [(f"form:{form}", payload["at"][:4], number)])


def _first_of(db: Tables, entry: Entry, payload: Issued) -> int:
    """Events of the first version name no issue: every document had one."""
    if payload["copy_no"] == 0:
        return entry.seq
    row = db.execute(
        "SELECT min(id) AS first FROM print_job WHERE subject = ? AND document = ?",
        (entry.subject, payload["document"]),
    ).fetchone()
    return int(row["first"] or entry.seq)


def _changed(db: Tables, _entry: Entry, payload: Changed) -> None:
    db.execute(
        "UPDATE print_job SET state = ?, state_at = ?, error = ? WHERE id = ?",
        (payload["state"], payload["at"], payload.get("error", ""), payload["print"]),
    )


PROJECTORS = on(PAPER_ISSUED, _issued) | on(PAPER_CHANGED, _changed)
