"""The one function that turns an event into table rows.

The desk, the check, a restore and the superior's import all go through it, so they cannot disagree.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from counter_app.domain.event import Event

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.projector import Projector
    from counter_app.store.projection.tables import Tables


@functools.cache
def projectors() -> Mapping[str, Projector]:
    """The projector of each kind of event: it writes the event into the tables."""
    from counter_app.store.projection import (
        calendar,
        catalogue,
        certification,
        closing,
        dossier,
        enquiries,
        exchange,
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
        **exchange.PROJECTORS,
    }


@functools.cache
def _projector(kind: str) -> Projector:
    """The projector of an event; only the modules of its subject are loaded: most calls record a line or two."""
    if isinstance(kind, Event):
        subject = kind.says.__module__.split(".")[-2]
        for name in ("staff", "office") if subject == "office" else (subject,):
            module = import_module(f"{__name__}.{name}")
            if kind in module.PROJECTORS:
                found: Projector = module.PROJECTORS[kind]
                return found
    return projectors()[kind]


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
    _projector(entry.kind)(tables, entry, payload)
    _note_day()(tables, entry)
