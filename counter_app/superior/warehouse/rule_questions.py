"""The questions of reports about an office's rules: the posting of procedures, the sectors in somebody's charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from counter_app.reports.figures.finishes import Posting
from counter_app.superior.warehouse.questions import OFFICE, SECTOR, asked_lines

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from counter_app.superior.warehouse.questions import Period


def posting(period: Period) -> Table:
    """The way the procedures in force were posted: one row of ``WHOLE``, both, one, wrong, never."""
    table = _in_force("posting", period)
    return table.group_by("whole").aggregate(
        **{name: table[f"posted_{name}"].sum() for name in Posting.__slots__}
    )


def charge(period: Period) -> Table:
    """One row of ``WHOLE``, sectors in somebody's charge, all sectors; one of an office is one on all its computers."""
    table = _in_force("charge", period)
    sectors = table.group_by(["whole", OFFICE, SECTOR]).aggregate(covered=table.covered.max())
    return sectors.group_by("whole").aggregate(covered=sectors.covered.sum(), all=sectors.count())


def _in_force(name: str, period: Period) -> Table:
    """The lines that were true at the end of each sender's last day."""
    table = asked_lines(name, period)
    table = table.filter(table.known_from <= table.until, table.known_until > table.until)
    return table.mutate(whole=ibis.literal(""))
