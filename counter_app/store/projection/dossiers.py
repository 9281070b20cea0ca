"""Events of dossiers: reception, moves, return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.store.journal import Entry, payload_text
from counter_app.store.projection.counters import raise_counter
from counter_app.store.search_terms import name_terms

if TYPE_CHECKING:
    from sqlite3 import Connection

_INSERT = """
INSERT INTO dossier(id, code, barcode, state, procedure_code, procedure_name, sector, applicant, owner, names,
  authorisation, content, papers, sets, fee, channel, return_channel, return_address, time_limit, due, promised_at,
  original_due, received_at, received_date, receiver, handler, form_no, book, book_no, state_at, note, phone_tail,
  id_tail, ticket)
VALUES(:id,:code,:barcode,2,:procedure_code,:procedure_name,:sector,:applicant,:owner,:names,:authorisation,:content,
  :papers,:sets,:fee,:channel,:return_channel,:return_address,:limit,:due,:promised_at,:promised_at,:received_at,
  substr(:received_at,1,10),:receiver,:handler,:form_no,:book,:book_no,:received_at,:note,:phone_tail,:id_tail,:ticket)
"""
_SPAN = "INSERT INTO dossier_span(dossier, seq, state, handler, promised_at, from_at, from_date) VALUES(?,?,?,?,?,?,?)"


def _text(value: Any) -> str | None:
    return None if value is None else payload_text(value)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())[::-1]


def _received(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    applicant, owner = payload["applicant"], payload.get("owner")
    names = [applicant["name"], *([owner["name"]] if owner else [])]
    row = {
        **payload,
        "id": entry.seq,
        "code": entry.subject,
        "applicant": payload_text(applicant),
        "owner": _text(owner),
        "names": "\n".join(names),
        "papers": payload_text(payload["papers"]),
        "limit": _text(payload["limit"]),
        "due": _text(payload["due"]),
        "phone_tail": _digits(applicant.get("phone", "")),
        "id_tail": _digits(applicant.get("id_no", "")),
    }
    db.execute(_INSERT, row)
    db.execute(
        _SPAN,
        (
            entry.seq,
            entry.seq,
            2,
            payload["handler"],
            payload["promised_at"],
            payload["received_at"],
            payload["received_at"][:10],
        ),
    )
    db.execute(
        "INSERT INTO dossier_search(rowid, terms) VALUES(?, ?)", (entry.seq, name_terms(names))
    )
    raise_counter(db, payload["counters"])


def _moved(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    dossier, state, at = payload["dossier"], payload["state"], payload["at"]
    db.execute(
        "UPDATE dossier SET state = ?, handler = ?, promised_at = ?, state_at = ?, supplements = supplements + ?, "
        "finished_at = coalesce(?, finished_at), result = coalesce(?, result) WHERE id = ?",
        (
            state,
            payload["handler"],
            payload["promised_at"],
            at,
            int(payload["act"] == "supplement"),
            at if payload["act"] in ("finish", "withdraw") else None,
            payload.get("result"),
            dossier,
        ),
    )
    _next_span(db, entry, payload)


def _returned(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "UPDATE dossier SET state = ?, returned_at = ?, state_at = ?, collector = ? WHERE id = ?",
        (
            payload["state"],
            payload["at"],
            payload["at"],
            payload_text(payload["collector"]),
            payload["dossier"],
        ),
    )
    _next_span(db, entry, payload)


def _next_span(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    at = payload["at"]
    # A mended clock may date an act before the one it follows. A dossier's days never run backwards, or its state at
    # the end of a day would not be one state and the reports would not add up.
    ended = db.execute(
        "UPDATE dossier_span SET to_at = ?, to_date = max(?, from_date) WHERE dossier = ? AND to_at IS NULL "
        "RETURNING to_date",
        (at, at[:10], payload["dossier"]),
    ).fetchone()
    db.execute(
        _SPAN,
        (
            payload["dossier"],
            entry.seq,
            payload["state"],
            payload["handler"],
            payload["promised_at"],
            at,
            ended[0] if ended else at[:10],
        ),
    )


PROJECTORS = {
    "dossier.received": _received,
    "dossier.moved": _moved,
    "dossier.returned": _returned,
}
