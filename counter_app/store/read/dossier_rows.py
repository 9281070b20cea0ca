"""Rows of dossiers as the domain objects they mean."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.catalogue.procedure import PaperItem
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import (
    Channel,
    Collector,
    Dossier,
    Mapping,
    Original,
    Outcome,
    Policy,
    Result,
    State,
)
from counter_app.domain.dossier.facts import KEPT_TEXTS
from counter_app.domain.person.party import Party
from counter_app.domain.promise.due import Due
from counter_app.store.read.line_rows import moment_from

if TYPE_CHECKING:
    from sqlite3 import Row


def dossier_from(row: Row) -> Dossier:
    """A whole dossier from a row of the table."""
    owner, limit, due = row["owner"], row["time_limit"], row["due"]
    return Dossier(
        id=row["id"],
        code=row["code"],
        barcode=row["barcode"],
        state=State(row["state"]),
        procedure_code=row["procedure_code"],
        procedure_name=row["procedure_name"],
        sector=row["sector"],
        applicant=Party.from_dict(json.loads(row["applicant"])),
        owner=Party.from_dict(json.loads(owner)) if owner else None,
        papers=tuple(PaperItem.from_dict(paper) for paper in json.loads(row["papers"])),
        sets=row["sets"],
        fee=row["fee"],
        waived=row["waived"],
        relief=row["relief"],
        channel=Channel(row["channel"]),
        return_channel=Channel(row["return_channel"]),
        limit=TimeLimit.from_dict(json.loads(limit)) if limit else None,
        due=Due.from_dict(json.loads(due)) if due else None,
        promised_at=moment_from(row["promised_at"]),
        received_at=from_local_text(row["received_at"]),
        receiver=row["receiver"],
        handler=row["handler"],
        form_no=row["form_no"] or 0,
        book=row["book"],
        book_no=row["book_no"] or 0,
        **{name: row[name] for name in KEPT_TEXTS},
        **_life_from(row),
        **_whereabouts_from(row),
    )


def _life_from(row: Row) -> dict[str, Any]:
    """The life of a dossier since it was handed in."""
    collector, result, until = row["collector"], row["result_facts"], row["supplement_until"]
    return {
        "accepted": row["received_date"] is not None,
        "submitted_at": from_local_text(row["submitted_at"]),
        "supplements": row["supplements"],
        "supplement_until": date.fromisoformat(until) if until else None,
        "reappointments": row["reappointments"],
        "reappointed_to": moment_from(row["reappointed_to"]),
        "extensions": row["extensions"],
        "state_at": moment_from(row["state_at"]),
        "finished_at": moment_from(row["finished_at"]),
        "returned_at": moment_from(row["returned_at"]),
        "collector": Collector(**json.loads(collector)) if collector else None,
        "returned_point": row["returned_point"],
        "result": row["result"],
        "result_facts": result_from(json.loads(result)) if result else None,
        "late_reason": row["late_reason"],
        "confirmed_at": moment_from(row["confirmed_at"]),
        "policy": Policy(**json.loads(row["policy"])) if row["policy"] else Policy(),
    }


def _whereabouts_from(row: Row) -> dict[str, Any]:
    """The place of its papers, its resolver, and its name in the official system."""
    return {
        "case_key": row["case_key"],
        "visit": row["visit"],
        "holder_office": row["holder_office"],
        "holder": row["holder"],
        "held_since": moment_from(row["held_since"]),
        "handover": row["handover"],
        "shelf": row["shelf"],
        "official_code": row["official_code"],
        "mapping": Mapping(row["mapping"]),
        "mapping_note": row["mapping_note"],
        "right_code": row["right_code"],
        "originals_kept": originals_from(row["originals_kept"]),
        "originals_returned": originals_from(row["originals_returned"]),
    }


def result_from(data: dict[str, Any]) -> Result:
    """The result of processing, from its JSON."""
    return Result(**{**data, "outcome": Outcome(data.get("outcome", "granted"))})


def originals_from(text: str | None) -> tuple[Original, ...]:
    """Originals that changed hands, from the text of a column."""
    return tuple(Original(**item) for item in json.loads(text)) if text else ()
