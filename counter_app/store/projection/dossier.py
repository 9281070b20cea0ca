"""Events of dossiers: handed in, received, moved, promised anew, corrected, returned."""

from __future__ import annotations

import functools
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
from counter_app.store.projection.told import learn, learn_dossier, of_parties

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Row, Tables

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
_COLUMNS = tuple(_PLACES)
_VALUES = itemgetter(*_PLACES.values())
_NOTHING = {
    "form_no": None, "book": "", "book_no": None, "limit": None, "due": None, "promised_at": None,
    "case_key": "", "policy": None, "visit": None, "originals_kept": None, "waived": 0, "relief": "",
    **dict.fromkeys(KEPT_TEXTS, ""),
}  # fmt: skip
"""The values that an event of an older version, or of a dossier not yet accepted, does not have."""
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


_OBJECTS = ("limit", "due", "policy", "originals_kept")
_procedure_key = functools.lru_cache(maxsize=512)(sort_key)
"""Of some hundred procedures, for each dossier."""


def _text(value: Any) -> str | None:
    return None if value is None else payload_text(value)


def _people(
    db: Tables, applicant: dict[str, Any], owner: dict[str, Any] | None
) -> tuple[dict[str, Any], str]:
    """The columns by which people are shown and found, and what the dossier is found by besides those of numbers."""
    names = [applicant["name"], *([owner["name"]] if owner else [])]
    phone = applicant.get("phone", "")
    phones = () if phone == "" else phone_keys(phone)
    documents = document_key(applicant.get("id_no", "")), document_key(applicant.get("old_id", ""))
    columns = {
        "applicant": db.text(applicant),
        "owner": None if owner is None else db.text(owner),
        "names": "\n".join(names),
        "name_key": sort_key(names[0]) if db.searched else "",
        "phone_tail": next(iter(phones), "")[::-1],
        "id_tail": next(iter(documents), "")[::-1],
    }
    if not db.searched:
        return columns, ""
    further = number_terms(phones[1:], documents[1:]) if len(phones) > 1 or documents[1] else ""
    return columns, f"{name_terms(names)} {further}"


def _begin(
    db: Tables,
    entry: Entry,
    payload: Begun,
    *,
    state: int,
    at: str,
    accepted: bool,
    counted: str = "",
) -> None:
    people, terms = _people(db, payload["applicant"], payload.get("owner"))
    row: dict[str, Any] = {
        **_NOTHING,
        **payload,
        **people,
        "procedure_key": _procedure_key(payload["procedure_name"]),
        "id": entry.seq,
        "code": entry.subject,
        "state": state,
        "papers": db.text(payload["papers"]),
        "submitted_at": payload.get("submitted_at", at),
        "received_at": at,
        "received_date": (counted or at[:10]) if accepted else None,
    }
    for name in _OBJECTS:
        if row[name] is not None:
            row[name] = db.text(row[name])
    if row["visit"] == "first":
        row["visit"] = entry.seq
    db.add_dossier(_COLUMNS, _VALUES(row))
    db.add_span(
        (
            entry.seq, entry.seq, state, payload["handler"], payload.get("promised_at"), at,
            counted or at[:10], None, None,
        )
    )  # fmt: skip
    db.add_words(entry.seq, terms)
    learn(db, of_parties((payload["applicant"], payload.get("owner")), row["resolver"], {}))
    raise_counter(db, payload["counters"])


def _received(db: Tables, entry: Entry, payload: Received) -> None:
    at, counted = payload["received_at"], payload.get("counted_on", "")
    _begin(db, entry, payload, state=State.RECEIVED, at=at, accepted=True, counted=counted)


def _registered(db: Tables, entry: Entry, payload: Registered) -> None:
    at = payload["submitted_at"]
    _begin(db, entry, payload, state=State.REGISTERED, at=at, accepted=False)


def _accepted(db: Tables, entry: Entry, payload: Accepted) -> None:
    at, dossier = payload["at"], payload["dossier"]
    columns: dict[str, Any] = {
        "state": int(State.RECEIVED), "state_at": at, "received_at": at, "received_date": at[:10],
        "receiver": payload["receiver"], "handler": payload["handler"], "form_no": payload["form_no"],
        "book": payload["book"], "book_no": payload["book_no"], "papers": _text(payload["papers"]),
        "fee": payload["fee"], "time_limit": _text(payload["limit"]), "due": _text(payload["due"]),
        "promised_at": payload["promised_at"], "original_due": payload["promised_at"],
        "policy": _text(payload["policy"]), "supplement_until": None,
    }  # fmt: skip
    waived, relief = payload.get("waived", 0), payload.get("relief", "")
    if waived and (row := db.dossier(dossier)) is not None:
        columns["waived"] = row["waived"] + waived
    if relief:
        columns["relief"] = relief
    db.change_dossier(dossier, columns)
    standing = Standing(
        dossier=dossier,
        state=State.RECEIVED,
        handler=payload["handler"],
        promised_at=payload["promised_at"],
        at=at,
    )
    next_span(db, entry, standing)
    note_act(db, entry, payload, "accept")
    raise_counter(db, payload["counters"])


def _moved(db: Tables, entry: Entry, payload: Moved) -> None:
    act, dossier = payload["act"], payload["dossier"]
    told_anew = payload.get("result_facts") is not None
    if told_anew:
        learn_dossier(db, dossier, -1)
    row = db.dossier(dossier)
    if row is not None:
        db.change_dossier(dossier, _moved_columns(payload, row))
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


def _moved_columns(payload: Moved, row: Row) -> dict[str, Any]:
    """The columns a move writes into the row it finds; parts of the result it does not name stay."""
    act, at = payload["act"], payload["at"]
    ends = act in ("finish", "withdraw", "close")
    columns: dict[str, Any] = {
        "state": payload["state"],
        "handler": payload["handler"],
        "promised_at": payload["promised_at"],
        "state_at": at,
        "supplement_until": payload.get("until"),
        "finished_at": at if ends else payload.get("finished_at"),
        "right_code": payload.get("right", ""),
    }
    asked = int(act == "supplement") - int(payload.get("undone") == "supplement")
    if asked:
        columns["supplements"] = row["supplements"] + asked
    said = {
        "result": payload.get("result"),
        "result_facts": _text(payload.get("result_facts")),
        "late_reason": None if _keeps_why(payload) else payload.get("late_reason", ""),
    }
    columns |= {name: value for name, value in said.items() if value is not None}
    if columns.get("result_facts", row["result_facts"]) == "{}":
        columns["result_facts"] = None
    return columns


def _hand(db: Tables, entry: Entry, payload: Moved) -> None:
    """Inside the office the paper goes from desk to desk with the work."""
    row = db.dossier(payload["dossier"])
    if row is None:
        raise KeyError(payload["dossier"])
    office, giver = row["holder_office"], row["holder"]
    db.change_dossier(
        payload["dossier"],
        {
            "holder_office": "",
            "holder": payload["handler"],
            "held_since": payload["at"],
            "handover": None,
        },
    )
    db.execute(
        "INSERT INTO leg(seq, dossier, giver_office, giver, taker_office, taker, given_at, taken_at, outcome) "
        "VALUES(?,?,?,?,'',?,?,?,?)",
        (
            entry.seq,
            payload["dossier"],
            office,
            giver,
            payload["handler"],
            payload["at"],
            payload["at"],
            payload.get("leg_outcome", ""),
        ),
    )


def _unhand(db: Tables, payload: Moved) -> None:
    """A paper that was never handed on is where it was, unless it went somewhere else since."""
    leg = db.execute(
        "SELECT seq, giver_office, giver, given_at FROM leg WHERE dossier = ? ORDER BY seq DESC LIMIT 1",
        (payload["dossier"],),
    ).fetchone()
    if leg is None or leg["seq"] != payload.get("undone_seq"):
        return
    since = payload.get("held_since", leg["given_at"])
    rests = {"holder_office": leg["giver_office"], "holder": leg["giver"], "held_since": since}
    db.change_dossier(payload["dossier"], rests)
    db.execute("DELETE FROM leg WHERE dossier = ? AND seq = ?", (payload["dossier"], leg["seq"]))


def _keeps_why(payload: Moved) -> bool:
    """True if a move leaves why the result was late as it is: the dossier goes back to what it was, or ends."""
    return "mistake" in (payload["act"], payload.get("undone")) or payload.get("undone") == "return"


def _unreturn(db: Tables, payload: Moved) -> None:
    """A result that was never handed over waits where it lay, with what had been given back before."""
    db.change_dossier(
        payload["dossier"],
        {
            "returned_at": None,
            "collector": None,
            "returned_point": "",
            "shelf": payload.get("shelf", ""),
            "originals_returned": _text(payload.get("originals")),
        },
    )


def _promised(db: Tables, entry: Entry, payload: Promised) -> None:
    """A new promise: by law (extended), by decision (recomputed), counted from another office's
    confirmation (confirmed), or only named in an apology (reappointed)."""
    why, dossier = payload["why"], payload["dossier"]
    if why == "undone":
        _unpromised(db, entry, payload)
        return
    row = db.dossier(dossier)
    if row is not None and why == "reappointed":
        columns = {
            "reappointed_to": payload["reappointed_to"],
            "reappointments": row["reappointments"] + 1,
        }
        db.change_dossier(dossier, columns)
    elif row is not None:
        columns = {"promised_at": payload["promised_at"]}
        if why == "confirmed":
            columns["confirmed_at"] = payload["counted_from"]
        if payload.get("due") is not None:
            columns["due"] = _text(payload.get("due"))
        if why == "extended":
            columns["extensions"] = row["extensions"] + 1
        db.change_dossier(dossier, columns)
    if why != "reappointed":
        next_span(db, entry, payload)
    note_act(db, entry, payload, why)


def _unpromised(db: Tables, entry: Entry, payload: Promised) -> None:
    """A promise written down by mistake: the dossier stands as it did before it."""
    dossier = payload["dossier"]
    if payload.get("undone") == "reappointed":
        if (row := db.dossier(dossier)) is not None:
            columns = {
                "reappointed_to": payload.get("reappointed_to"),
                "reappointments": row["reappointments"] - 1,
            }
            db.change_dossier(dossier, columns)
    else:
        db.change_dossier(
            dossier,
            {
                "promised_at": payload["promised_at"],
                "due": _text(payload.get("due")),
                "confirmed_at": payload.get("counted_from"),
            },
        )
        next_span(db, entry, payload)
    note_act(db, entry, payload, "revert")


def _entrusted(db: Tables, entry: Entry, payload: Entrusted) -> None:
    """The state and the promise stay as they are; from here on somebody else answers for them."""
    db.change_dossier(payload["dossier"], {"handler": payload["handler"]})
    next_span(db, entry, payload)


_PLAIN = frozenset(
    name
    for name, fact in CORRECTABLE.items()
    if fact.kind in TEXTS | NUMBERS or fact.kind is Kind.CHANNEL
) | {"waived", "relief"}
"""Corrected facts that stand in a column of their own as the journal says them."""


def _corrected(db: Tables, entry: Entry, payload: Corrected) -> None:
    dossier = payload["dossier"]
    learn_dossier(db, dossier, -1)
    news = {name: change["to"] for name, change in payload["changes"].items()}
    columns = {name: news[name] for name in news if name in _PLAIN}
    if "papers" in news:
        columns["papers"] = payload_text(news["papers"])
    if "applicant" in news or "owner" in news:
        applicant, owner = _persons(db, dossier, news)
        people, terms = _people(db, applicant, owner)
        columns |= people
        db.change_words(dossier, terms)
    db.change_dossier(dossier, columns)
    learn_dossier(db, dossier, 1)
    note_act(db, entry, payload, "corrected")


def _persons(
    db: Tables, dossier: int, news: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    row = db.dossier(dossier)
    if row is None:
        raise KeyError(dossier)
    applicant = news.get("applicant") or json.loads(row["applicant"])
    owner = news["owner"] if "owner" in news else json.loads(row["owner"] or "null")
    return applicant, owner


def _returned(db: Tables, entry: Entry, payload: Returned) -> None:
    columns: dict[str, Any] = {
        "state": payload["state"],
        "returned_at": payload["at"],
        "state_at": payload["at"],
        "collector": db.text(payload["collector"]),
        "shelf": "",
        "returned_point": payload.get("returned_point", ""),
    }
    if payload.get("originals") is not None:
        columns["originals_returned"] = _text(payload.get("originals"))
    db.change_dossier(payload["dossier"], columns)
    next_span(db, entry, payload)


def next_span(db: Tables, entry: Entry, payload: Standing) -> None:
    """End the dossier's present span and begin the one the event leads to."""
    at = payload["at"]
    # A mended clock may date an act before the one it follows. A dossier's days never run backwards, or its state at
    # the end of a day would not be one state and the reports would not add up.
    day, dossier = at[:10], payload["dossier"]
    begun = db.open_span(dossier)
    if begun is not None:
        seq, since = begun
        day = max(day, since)
        db.end_span(dossier, seq, at, day)
    db.add_span(
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
        )
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
