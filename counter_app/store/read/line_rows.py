"""Rows of lists: a dossier's line, made without what only a whole dossier needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Channel, DossierLine, State

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Row

LINE_COLUMNS = (
    "id, code, state, names, procedure_code, procedure_name, sector, phone_tail, received_at, promised_at, "
    "finished_at, handler, channel"
)


def line_from(row: Row) -> DossierLine:
    """A list line from a row of ``LINE_COLUMNS``."""
    return DossierLine(
        id=row["id"],
        code=row["code"],
        state=State(row["state"]),
        names=tuple(row["names"].split("\n")),
        procedure_code=row["procedure_code"],
        procedure_name=row["procedure_name"],
        sector=row["sector"],
        phone=row["phone_tail"][::-1],
        received_at=from_local_text(row["received_at"]),
        promised_at=moment_from(row["promised_at"]),
        finished_at=moment_from(row["finished_at"]),
        handler=row["handler"],
        channel=Channel(row["channel"]),
    )


def moment_from(text: str | None) -> datetime | None:
    """A stored moment, None when there is none."""
    return from_local_text(text) if text else None
