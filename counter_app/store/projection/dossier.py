"""Events of dossiers: handed in, received, moved, promised anew, corrected, returned."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.events import (
    DOSSIER_ACCEPTED,
    DOSSIER_CORRECTED,
    DOSSIER_ENTRUSTED,
    DOSSIER_MOVED,
    DOSSIER_PROMISED,
    DOSSIER_RECEIVED,
    DOSSIER_REGISTERED,
    DOSSIER_RETURNED,
    Accepted,
    Begun,
    Corrected,
    Entrusted,
    Moved,
    Promised,
    Received,
    Registered,
    Returned,
    Standing,
)
from counter_app.domain.dossier.facts import CORRECTABLE, KEPT_TEXTS, NUMBERS, TEXTS, Kind
from counter_app.domain.person.number_keys import document_key, phone_keys
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.core.search_terms import name_terms, number_terms
from counter_app.store.core.sort_keys import sort_key
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.dossier_acts import note_act
from counter_app.store.projection.projector import on
from counter_app.store.projection.told import learn_dossier

if TYPE_CHECKING:
    from sqlite3 import Connection

_PLACES = {
    **{name: name for name in (
        "id", "code", "barcode", "state", "procedure_code", "procedure_name", "sector", "applicant", "owner", "names",
        "name_key", "procedure_key", "papers", "sets", "fee", "waived", "relief", "channel", "return_channel", "due",
        "promised_at",
        "submitted_at", "received_at", "received_date", "receiver", "handler", "form_no", "book", "book_no",
        "phone_tail", "id_tail", "ticket", "case_key", "policy", "visit", "originals_kept", *KEPT_TEXTS,
    )},
    "time_limit": "limit", "original_due": "promised_at", "state_at": "received_at", "holder": "receiver",
    "held_since": "received_at",
}  # fmt: skip
"""Column → what of the event stands in it. Values go by place: SQLite looks up names slower than it writes."""
_INSERT = f"INSERT INTO dossier({', '.join(_PLACES)}) VALUES({','.join('?' * len(_PLACES))})"
_VALUES = itemgetter(*_PLACES.values())
_SPAN = (
    "INSERT INTO dossier_span(dossier, seq, state, handler, promised_at, from_at, from_date, used, allowed) "
    "VALUES(?,?,?,?,?,?,?,?,?)"
)
_ACCEPT = f"""
UPDATE dossier SET state = {State.RECEIVED:d}, state_at = :at, received_at = :at, received_date = substr(:at, 1, 10),
  receiver = :receiver, handler = :handler, form_no = :form_no, book = :book, book_no = :book_no, papers = :papers,
  fee = :fee, waived = waived + :waived, relief = iif(:relief = '', relief, :relief), time_limit = :limit, due = :due,
  promised_at = :promised_at, original_due = :promised_at, policy = :policy, supplement_until = NULL WHERE id = :dossier
"""
_NOTHING = {
    "form_no": None, "book": "", "book_no": None, "limit": None, "due": None, "promised_at": None,
    "case_key": "", "policy": None, "visit": None, "originals_kept": None, "waived": 0, "relief": "",
    **dict.fromkeys(KEPT_TEXTS, ""),
}  # fmt: skip
"""What an event of an older version, or of a dossier not yet accepted, does not say."""
_NOTED = frozenset(
    {
        "accept",
        "refuse",
        "supplement",
        "financial",
        "stop",
        "resume",
        "withdraw",
        "close",
        "revert",
        "mistake",
    }
)


def _text(value: Any) -> str | None:
    return None if value is None else payload_text(value)


def _people(applicant: dict[str, Any], owner: dict[str, Any] | None) -> dict[str, Any]:
    """The columns by which people are shown and found."""
    names = [applicant["name"], *([owner["name"]] if owner else [])]
    phones, documents = _number_keys(applicant)
    return {
        "applicant": payload_text(applicant),
        "owner": _text(owner),
        "names": "\n".join(names),
        "name_key": sort_key(names[0]),
        "phone_tail": next(iter(phones), "")[::-1],
        "id_tail": next(iter(documents), "")[::-1],
    }


def _number_keys(applicant: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The applicant's telephones and documents, each kind's first one for its column."""
    documents = document_key(applicant.get("id_no", "")), document_key(applicant.get("old_id", ""))
    return phone_keys(applicant.get("phone", "")), documents


def _terms(names: str, applicant: dict[str, Any]) -> str:
    """What the dossier is found by besides the columns of numbers."""
    phones, documents = _number_keys(applicant)
    return " ".join((name_terms(names.split("\n")), number_terms(phones[1:], documents[1:])))


def _begin(
    db: Connection,
    entry: Entry,
    payload: Begun,
    *,
    state: int,
    at: str,
    accepted: bool,
    counted: str = "",
) -> None:
    row: dict[str, Any] = {
        **_NOTHING,
        **payload,
        **_people(payload["applicant"], payload.get("owner")),
        "procedure_key": sort_key(payload["procedure_name"]),
        "id": entry.seq,
        "code": entry.subject,
        "state": state,
        "papers": payload_text(payload["papers"]),
        "submitted_at": payload.get("submitted_at", at),
        "received_at": at,
        "received_date": (counted or at[:10]) if accepted else None,
    }
    for name in ("limit", "due", "policy", "originals_kept"):
        row[name] = _text(row[name])
    if row["visit"] == "first":
        row["visit"] = entry.seq
    db.execute(_INSERT, _VALUES(row))
    db.execute(
        _SPAN,
        (
            entry.seq, entry.seq, state, payload["handler"], payload.get("promised_at"), at,
            counted or at[:10], None, None,
        ),
    )  # fmt: skip
    db.execute(
        "INSERT INTO dossier_search(rowid, terms) VALUES(?, ?)",
        (entry.seq, _terms(row["names"], payload["applicant"])),
    )
    learn_dossier(db, entry.seq, 1)
    raise_counter(db, payload["counters"])


def _received(db: Connection, entry: Entry, payload: Received) -> None:
    at, counted = payload["received_at"], payload.get("counted_on", "")
    _begin(db, entry, payload, state=2, at=at, accepted=True, counted=counted)


def _registered(db: Connection, entry: Entry, payload: Registered) -> None:
    _begin(db, entry, payload, state=1, at=payload["submitted_at"], accepted=False)


def _accepted(db: Connection, entry: Entry, payload: Accepted) -> None:
    row = {
        "waived": 0,
        "relief": "",
        **payload,
        **{name: _text(payload[name]) for name in ("papers", "limit", "due", "policy")},
    }
    db.execute(_ACCEPT, row)
    standing = Standing(
        dossier=payload["dossier"],
        state=State.RECEIVED,
        handler=payload["handler"],
        promised_at=payload["promised_at"],
        at=payload["at"],
    )
    next_span(db, entry, standing)
    note_act(db, entry, payload, "accept")
    raise_counter(db, payload["counters"])


def _moved(db: Connection, entry: Entry, payload: Moved) -> None:
    act, at, dossier = payload["act"], payload["at"], payload["dossier"]
    told_anew = payload.get("result_facts") is not None
    if told_anew:
        learn_dossier(db, dossier, -1)
    ends = act in ("finish", "withdraw", "close")
    db.execute(
        "UPDATE dossier SET state = ?, handler = ?, promised_at = ?, state_at = ?, supplements = supplements + ?, "
        "supplement_until = ?, finished_at = ?, right_code = ?, result = coalesce(?, result), "
        "result_facts = nullif(coalesce(?, result_facts), '{}'), late_reason = coalesce(?, late_reason) WHERE id = ?",
        (
            payload["state"],
            payload["handler"],
            payload["promised_at"],
            at,
            int(act == "supplement") - int(payload.get("undone") == "supplement"),
            payload.get("until"),
            at if ends else payload.get("finished_at"),
            payload.get("right", ""),
            payload.get("result"),
            _text(payload.get("result_facts")),
            None if _keeps_why(payload) else payload.get("late_reason", ""),
            dossier,
        ),
    )
    if told_anew:
        learn_dossier(db, dossier, 1)
    next_span(db, entry, payload)
    if act == "hand" and payload.get("handover") is None:
        _hand(db, entry, payload)
    elif payload.get("undone") == "hand":
        _unhand(db, payload)
    elif payload.get("undone") == "return":
        _unreturn(db, payload)
    if act in _NOTED or payload.get("late") or payload.get("outcome") == "refused":
        note_act(db, entry, payload, act)


def _hand(db: Connection, entry: Entry, payload: Moved) -> None:
    """Inside the office the paper goes from desk to desk with the work."""
    giver = db.execute(
        "SELECT holder_office, holder FROM dossier WHERE id = ?", (payload["dossier"],)
    ).fetchone()
    db.execute(
        "UPDATE dossier SET holder_office = '', holder = ?, held_since = ?, handover = NULL WHERE id = ?",
        (payload["handler"], payload["at"], payload["dossier"]),
    )
    db.execute(
        "INSERT INTO leg(seq, dossier, giver_office, giver, taker_office, taker, given_at, taken_at, outcome) "
        "VALUES(?,?,?,?,'',?,?,?,?)",
        (
            entry.seq,
            payload["dossier"],
            giver[0],
            giver[1],
            payload["handler"],
            payload["at"],
            payload["at"],
            payload.get("leg_outcome", ""),
        ),
    )


def _unhand(db: Connection, payload: Moved) -> None:
    """A paper that was never handed on is where it was, unless it went somewhere else since."""
    leg = db.execute(
        "SELECT seq, giver_office, giver, given_at FROM leg WHERE dossier = ? ORDER BY seq DESC LIMIT 1",
        (payload["dossier"],),
    ).fetchone()
    if leg is None or leg[0] != payload.get("undone_seq"):
        return
    db.execute(
        "UPDATE dossier SET holder_office = ?, holder = ?, held_since = ? WHERE id = ?",
        (leg[1], leg[2], payload.get("held_since", leg[3]), payload["dossier"]),
    )
    db.execute("DELETE FROM leg WHERE dossier = ? AND seq = ?", (payload["dossier"], leg[0]))


def _keeps_why(payload: Moved) -> bool:
    """Whether a move leaves why the result was late as it is: the dossier goes back to what it was, or ends."""
    return "mistake" in (payload["act"], payload.get("undone")) or payload.get("undone") == "return"


def _unreturn(db: Connection, payload: Moved) -> None:
    """A result that was never handed over waits where it lay, with what had been given back before."""
    db.execute(
        "UPDATE dossier SET returned_at = NULL, collector = NULL, returned_point = '', shelf = ?, "
        "originals_returned = ? WHERE id = ?",
        (payload.get("shelf", ""), _text(payload.get("originals")), payload["dossier"]),
    )


def _promised(db: Connection, entry: Entry, payload: Promised) -> None:
    """A new promise: by law (extended), by decision (recomputed), counted from another office's
    confirmation (confirmed), or only named in an apology (reappointed)."""
    why, dossier = payload["why"], payload["dossier"]
    if why == "undone":
        _unpromised(db, entry, payload)
        return
    if why == "reappointed":
        db.execute(
            "UPDATE dossier SET reappointed_to = ?, reappointments = reappointments + 1 WHERE id = ?",
            (payload["reappointed_to"], dossier),
        )
    else:
        if why == "confirmed":
            db.execute(
                "UPDATE dossier SET confirmed_at = ? WHERE id = ?",
                (payload["counted_from"], dossier),
            )
        db.execute(
            "UPDATE dossier SET promised_at = ?, due = coalesce(?, due), extensions = extensions + ? WHERE id = ?",
            (payload["promised_at"], _text(payload.get("due")), int(why == "extended"), dossier),
        )
        next_span(db, entry, payload)
    note_act(db, entry, payload, why)


def _unpromised(db: Connection, entry: Entry, payload: Promised) -> None:
    """A promise written down by mistake: the dossier stands as it did before it."""
    dossier = payload["dossier"]
    if payload.get("undone") == "reappointed":
        db.execute(
            "UPDATE dossier SET reappointed_to = ?, reappointments = reappointments - 1 WHERE id = ?",
            (payload.get("reappointed_to"), dossier),
        )
    else:
        db.execute(
            "UPDATE dossier SET promised_at = ?, due = ?, confirmed_at = ? WHERE id = ?",
            (
                payload["promised_at"],
                _text(payload.get("due")),
                payload.get("counted_from"),
                dossier,
            ),
        )
        next_span(db, entry, payload)
    note_act(db, entry, payload, "revert")


def _entrusted(db: Connection, entry: Entry, payload: Entrusted) -> None:
    """The state and the promise stay as they are; from here on somebody else answers for them."""
    db.execute(
        "UPDATE dossier SET handler = ? WHERE id = ?", (payload["handler"], payload["dossier"])
    )
    next_span(db, entry, payload)


_PLAIN = frozenset(
    name
    for name, fact in CORRECTABLE.items()
    if fact.kind in TEXTS | NUMBERS or fact.kind is Kind.CHANNEL
)
"""Corrected facts that stand in a column of their own as the journal says them."""


def _corrected(db: Connection, entry: Entry, payload: Corrected) -> None:
    dossier = payload["dossier"]
    learn_dossier(db, dossier, -1)
    news = {name: change["to"] for name, change in payload["changes"].items()}
    columns = {name: news[name] for name in news if name in _PLAIN}
    if "papers" in news:
        columns["papers"] = payload_text(news["papers"])
    if "applicant" in news or "owner" in news:
        applicant, owner = _persons(db, dossier, news)
        columns |= _people(applicant, owner)
        db.execute(
            "INSERT OR REPLACE INTO dossier_search(rowid, terms) VALUES(?, ?)",
            (dossier, _terms(columns["names"], applicant)),
        )
    if columns:
        settings = ", ".join(f"{name} = :{name}" for name in columns)
        db.execute(f"UPDATE dossier SET {settings} WHERE id = :id", {**columns, "id": dossier})
    learn_dossier(db, dossier, 1)
    note_act(db, entry, payload, "corrected")


def _persons(
    db: Connection, dossier: int, news: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    row = db.execute("SELECT applicant, owner FROM dossier WHERE id = ?", (dossier,)).fetchone()
    applicant = news.get("applicant") or json.loads(row["applicant"])
    owner = news["owner"] if "owner" in news else json.loads(row["owner"] or "null")
    return applicant, owner


def _returned(db: Connection, entry: Entry, payload: Returned) -> None:
    db.execute(
        "UPDATE dossier SET state = ?, returned_at = ?, state_at = ?, collector = ?, shelf = '', "
        "originals_returned = coalesce(?, originals_returned), returned_point = ? WHERE id = ?",
        (
            payload["state"],
            payload["at"],
            payload["at"],
            payload_text(payload["collector"]),
            _text(payload.get("originals")),
            payload.get("returned_point", ""),
            payload["dossier"],
        ),
    )
    next_span(db, entry, payload)


def next_span(db: Connection, entry: Entry, payload: Standing) -> None:
    """End the dossier's present span and begin the one the event leads to."""
    at = payload["at"]
    # A mended clock may date an act before the one it follows. A dossier's days never run backwards, or its state at
    # the end of a day would not be one state and the reports would not add up.
    day, dossier = at[:10], payload["dossier"]
    begun = db.execute(
        "SELECT seq, from_date FROM dossier_span WHERE dossier = ? AND to_at IS NULL ORDER BY seq DESC LIMIT 1",
        (dossier,),
    ).fetchone()
    if begun is not None:  # not by RETURNING, for which SQLite makes a table each time
        day = max(day, begun[1])
        db.execute(
            "UPDATE dossier_span SET to_at = ?, to_date = ? WHERE dossier = ? AND seq = ?",
            (at, day, dossier, begun[0]),
        )
    db.execute(
        _SPAN,
        (
            dossier,
            entry.seq,
            payload["state"],
            payload["handler"],
            payload["promised_at"],
            at,
            day,
            payload.get("used"),
            payload.get("allowed"),
        ),
    )


PROJECTORS = (
    on(DOSSIER_REGISTERED, _registered)
    | on(DOSSIER_RECEIVED, _received)
    | on(DOSSIER_ACCEPTED, _accepted)
    | on(DOSSIER_MOVED, _moved)
    | on(DOSSIER_PROMISED, _promised)
    | on(DOSSIER_ENTRUSTED, _entrusted)
    | on(DOSSIER_CORRECTED, _corrected)
    | on(DOSSIER_RETURNED, _returned)
)
