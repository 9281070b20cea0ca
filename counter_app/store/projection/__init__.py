"""The one function that turns an event into table rows.

The desk, the check, a restore and the superior's import all go through it, so they cannot disagree.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.projector import Projector
    from counter_app.store.projection.tables import Tables


@functools.cache
def projectors() -> Mapping[str, Projector]:
    """What each kind of event does to the tables; loaded with the first event, for most calls only read."""
    from counter_app.store.projection import (
        calendar,
        catalogue,
        certification,
        closing,
        dossier,
        enquiries,
        fees,
        followups,
        handover,
        office,
        official,
        paper,
        queue,
        requests,
        staff,
    )

    return {
        **office.PROJECTORS,
        **catalogue.PROJECTORS,
        **calendar.PROJECTORS,
        **staff.PROJECTORS,
        **dossier.PROJECTORS,
        **handover.PROJECTORS,
        **official.PROJECTORS,
        **certification.PROJECTORS,
        **enquiries.PROJECTORS,
        **fees.PROJECTORS,
        **followups.PROJECTORS,
        **paper.PROJECTORS,
        **queue.PROJECTORS,
        **requests.PROJECTORS,
        **closing.PROJECTORS,
    }


@functools.cache
def _note_day() -> Callable[[Tables, Entry], None]:
    from counter_app.store.projection.days import note_day

    return note_day


def project(connection: Connection, entry: Entry, payload: Mapping[str, Any]) -> None:
    """Apply one event to the tables. Errors: KeyError for a kind this version does not know."""
    from counter_app.store.projection.tables import Tables

    apply(Tables(connection), entry, payload)


def apply(tables: Tables, entry: Entry, payload: Mapping[str, Any]) -> None:
    """Like ``project``, to tables that may be held in memory meanwhile."""
    projectors()[entry.kind](tables, entry, payload)
    _note_day()(tables, entry)
