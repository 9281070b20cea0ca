"""Events of where a dossier's papers are: hand-over sheets, shelves, originals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.domain.handover.events import (
    DOSSIER_ORIGINALS,
    DOSSIER_SHELVED,
    HANDOVER_GIVEN,
    HANDOVER_TAKEN,
    HANDOVER_UNTAKEN,
    Given,
    OriginalsListed,
    Shelved,
    TakenOver,
    Untaken,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.dossier_acts import note_act
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _given(db: Tables, entry: Entry, payload: Given) -> None:
    db.execute(
        "INSERT INTO handover(id, number, year, purpose, giver_office, giver, taker_office, taker, given_at, "
        "given_date, note) VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload["number"],
            payload["at"][:4],
            payload["purpose"],
            payload["giver_office"],
            payload["giver"],
            payload["taker_office"],
            payload["taker"],
            payload["at"],
            payload["at"][:10],
            payload.get("note", ""),
        ),
    )
    for place, dossier in enumerate(payload["dossiers"]):
        _leg(db, entry, payload, dossier, place)
        db.change_dossier(dossier, {"handover": entry.seq})
    for place, dossier in enumerate(payload.get("charges", ()), len(payload["dossiers"])):
        _leg(db, entry, payload, dossier, place)
        db.execute(
            "UPDATE leg SET taken_at = ?, note = 'charge' WHERE dossier = ? AND seq = ?",
            (payload["at"], dossier, entry.seq),
        )
    raise_counter(db, payload["counters"])


def _leg(db: Tables, entry: Entry, payload: Given, dossier: int, place: int) -> None:
    db.execute(
        "INSERT INTO leg(seq, dossier, handover, giver_office, giver, taker_office, taker, given_at, place) "
        "VALUES(?,?,?,?,?,?,?,?,?)",
        (
            entry.seq, dossier, entry.seq, payload["giver_office"], payload["giver"],
            payload["taker_office"], payload["taker"], payload["at"], place,
        ),
    )  # fmt: skip


def _taken(db: Tables, entry: Entry, payload: TakenOver) -> None:
    """Those named are with the taker now, or, recalled, still with the giver; the sheet is open until none is left."""
    sheet, recalled = payload["handover"], payload.get("recalled", False)
    for dossier in payload["dossiers"]:
        db.execute(
            "UPDATE leg SET taken_at = ?, outcome = ?, note = ? WHERE handover = ? AND dossier = ?",
            (
                payload["at"],
                payload.get("outcomes", {}).get(str(dossier), ""),
                "recalled" if recalled else "",
                sheet,
                dossier,
            ),
        )
        columns: dict[str, Any] = {"handover": None}
        if not recalled:
            columns |= {
                "holder_office": payload["taker_office"],
                "holder": payload["taker"],
                "held_since": payload["at"],
            }
            if payload["taker_office"]:
                columns["shelf"] = ""
        db.change_dossier(dossier, columns)
    db.execute(
        "UPDATE handover SET taken_at = ?, taken_by = ? WHERE id = ? AND NOT EXISTS "
        "(SELECT 1 FROM leg WHERE handover = ? AND taken_at IS NULL)",
        (payload["at"], entry.actor, sheet, sheet),
    )


def _untaken(db: Tables, _entry: Entry, payload: Untaken) -> None:
    """Those named are on the sheet still, and rest where they did before."""
    sheet = payload["handover"]
    for dossier in payload["dossiers"]:
        db.execute(
            "UPDATE leg SET taken_at = NULL, outcome = '' WHERE handover = ? AND dossier = ?",
            (sheet, dossier),
        )
        rested = payload["rested"][str(dossier)]
        rests = {name: rested[name] for name in ("holder_office", "holder", "held_since")}
        db.change_dossier(dossier, {"handover": sheet, **rests})
    db.execute("UPDATE handover SET taken_at = NULL, taken_by = '' WHERE id = ?", (sheet,))


def _shelved(db: Tables, _entry: Entry, payload: Shelved) -> None:
    db.change_dossier(payload["dossier"], {"shelf": payload["shelf"]})


def _originals(db: Tables, entry: Entry, payload: OriginalsListed) -> None:
    """Originals the office keeps, and originals it gave back: the lists as they stand after the act."""
    db.change_dossier(
        payload["dossier"],
        {
            "originals_kept": payload_text(payload["kept"]),
            "originals_returned": payload_text(payload["returned"]),
        },
    )
    note_act(db, entry, {**payload, "originals": payload["returned"]}, "originals")


PROJECTORS = (
    on(HANDOVER_GIVEN, _given)
    | on(HANDOVER_TAKEN, _taken)
    | on(HANDOVER_UNTAKEN, _untaken)
    | on(DOSSIER_SHELVED, _shelved)
    | on(DOSSIER_ORIGINALS, _originals)
)
