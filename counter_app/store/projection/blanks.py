"""The columns of a row that tell nothing of a person: the events declare them so, or the tables work them out.

A column that is named by neither is emptied: one that is added later goes until somebody declares it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.erasure import impersonal

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables

_WORKED_OUT: Mapping[str, frozenset[str]] = {
    "dossier": frozenset({
        "code", "procedure_key", "time_limit", "due", "original_due", "received_date", "supplement_until", "state_at",
        "returned_at", "holder_office", "holder", "mapped_at", "mapped_by", "confirmed_at", "right_code",
    }),
    "certification": frozenset({"officer", "voided_at", "voided_day", "void_approved_by"}),
    "print_job": frozenset({"subject", "issued_at", "issued_date", "state_at"}),
    "fee_entry": frozenset({"officer"}),
    "ticket": frozenset({"line", "taken_at", "officer", "called_at", "serving_at", "done_at", "wish"}),
    "ticket_step": frozenset({"before", "officer"}),
    "followup": frozenset({"officer", "recorded_at", "recorder", "told_at", "voided_at"}),
    "data_request": frozenset({
        "year", "officer", "wish", "dossiers", "rule", "ground", "recorded_at", "recorder", "handed_out_at",
        "voided_at",
    }),
    "handover": frozenset({"year", "given_at", "given_date", "taken_at", "taken_by"}),
}  # fmt: skip
"""Columns that hold no text of an event: moments, days, logins, keys; by table."""
_EMPTY: Mapping[str, str] = {"body": "{}", "pasted": "{}"}
"""The empty value of a column that holds an object."""


@cache
def kept_columns(table: str) -> frozenset[str]:
    """Columns of text that an erasure leaves as they are."""
    return impersonal() | _WORKED_OUT[table]


def blank(db: Tables, table: str, column: str, value: int | str) -> None:
    """Empty every text that may tell of a person in the rows where ``column`` is ``value``."""
    names = [
        name
        for _id, name, kind, *_rest in db.execute(f"PRAGMA table_info({table})").fetchall()
        if kind == "TEXT" and name not in kept_columns(table)
    ]
    emptied = ", ".join(f"{name} = '{_EMPTY.get(name, '')}'" for name in names)
    db.execute(f"UPDATE {table} SET {emptied} WHERE {column} = ?", (value,))


def stays(name: str, value: Any) -> bool:
    """True if one fact of an act stays: what is no text and has no parts, and what is declared to tell of nobody."""
    return value is None or isinstance(value, int | float) or name in impersonal()
