"""The one hash of what a report says: two prints of it may differ in no figure, name or note."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.domain.paper.report_table import Table


def report_digest(tables: Sequence[Table], heading: Heading) -> str:
    """SHA-256 (hex) of the canonical tables with the office they are headed by."""
    said = {"heading": asdict(heading), "tables": [asdict(table) for table in tables]}
    text = json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no canonical form")
