"""An officer's own dossiers, as SQL asks for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counter_app.domain.office.charge import Charge


def own_condition(charge: Charge, *, table: str = "dossier") -> tuple[str, dict[str, Any]]:
    """The condition and its values."""
    either = [
        f"{table}.handler = :own_officer",
        f"{table}.receiver = :own_officer",
        f"{table}.sector IN (SELECT value FROM json_each(:own_sectors))",
    ]
    values = {"own_officer": charge.officer, "own_sectors": json.dumps(charge.sectors)}
    for at, (away, sector) in enumerate(charge.standing_in):
        either.append(f"{table}.handler = :own_away{at} AND {table}.sector = :own_sector{at}")
        values |= {f"own_away{at}": away, f"own_sector{at}": sector}
    return f"({' OR '.join(either)})", values
