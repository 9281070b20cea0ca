"""Enquiries about dossiers as lines of the warehouse: how each stood between any two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from counter_app.domain.followups.followup import Standing, end_of
from counter_app.superior.warehouse.columns import NEVER, month_of

if TYPE_CHECKING:
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.store.store import Store


def followup_lines(store: Store, sender: int, since: int) -> Iterator[tuple[Any, ...]]:
    """Every line about what was asked or answered after entry ``since``, whole."""
    for item in store.followups.touched_since(since):
        day = item.at.date()
        for begun, until, standing in _stretches(item):
            where = sender, month_of(day), item.id
            yield (*where, item.sector, item.means.value, day, standing.value, begun, until)


def _stretches(item: FollowUp) -> Iterator[tuple[date, date, Standing]]:
    """The days of each stretch, and the standing at the end of each between."""
    asked = item.at.date()
    days = {asked, NEVER, *map(datetime.date, _moments(item))}
    for begun, until in pairwise(sorted(day for day in days if day >= asked)):
        standing = item.standing(end_of(begun))
        if standing is not Standing.VOID:
            yield begun, until, standing


def _moments(item: FollowUp) -> Iterator[datetime]:
    """The moments at which it may have come to stand otherwise."""
    for moment in (item.answer_due, item.recorded_at, item.voided_at):
        if moment is not None:
            yield moment
