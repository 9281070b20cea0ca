"""Corrections made after a day: lists and sums of that day leave them out and say the facts known then."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


def later_corrections(database: Database, day: date) -> dict[int, dict[str, Any]]:
    """Dossier → field → what stood there at the end of ``day``; only fields corrected since.

    Values are as the journal keeps them: parties as dicts, money in đồng. What was erased by law is not in it.
    """
    rows = database.connection.execute(
        "SELECT dossier, detail ->> '$.changes' FROM dossier_act WHERE act = 'corrected' AND day > ? ORDER BY seq",
        (day.isoformat(),),
    )
    found: dict[int, dict[str, Any]] = {}
    for dossier, changes in rows:
        before = found.setdefault(dossier, {})
        for name, change in json.loads(changes or "{}").items():
            before.setdefault(name, change["from"])
    return found
