"""Every kind of event there is, and what is true of their fields in all of them."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from counter_app.domain.calendar import events as calendar
from counter_app.domain.catalogue import events as catalogue
from counter_app.domain.certification import events as certification
from counter_app.domain.closing import events as closing
from counter_app.domain.dossier import events as dossier
from counter_app.domain.enquiries import events as enquiries
from counter_app.domain.event import Event, Left, Measure
from counter_app.domain.exchange import events as exchange
from counter_app.domain.fees import events as fees
from counter_app.domain.followups import events as followups
from counter_app.domain.handover import events as handover
from counter_app.domain.office import events as office
from counter_app.domain.official import events as official
from counter_app.domain.paper import events as paper
from counter_app.domain.queue import events as queue
from counter_app.domain.requests import events as requests

_PERSONAL = (dossier, handover, official, certification, fees, paper, queue, followups, requests)
"""The subjects with events that may tell of a person."""
_OTHERS = (office, catalogue, calendar, enquiries, closing, exchange)


def _of(modules: tuple[ModuleType, ...]) -> dict[str, Event[Any]]:
    return {
        word: word
        for module in modules
        for word in vars(module).values()
        if isinstance(word, Event)
    }


KINDS = MappingProxyType(_of(_PERSONAL + _OTHERS))
"""Every kind by its word."""


@cache
def office_kinds() -> frozenset[str]:
    """Kinds that tell of the office and its staff, never of who comes to it."""
    return frozenset(_of(_OTHERS))


@cache
def lasting_kinds() -> frozenset[str]:
    """Kinds that no erasure of a person takes anything of: those of the office, and what became of an erasure."""
    return office_kinds() | {kind for kind, event in KINDS.items() if event.proof}


@cache
def measured(measure: Measure) -> tuple[str, ...]:
    """The fields with a measure, in whatever event they stand."""
    fields = [item for kind in KINDS.values() for item in kind.fields().items()]
    return tuple(dict.fromkeys(name for name, declared in fields if measure in declared))


@cache
def left_by_name() -> MappingProxyType[str, Left]:
    """The rest an erasure by law leaves of the fields that declare it, in every event of a person."""
    found: dict[str, Left] = {}
    for kind in _of(_PERSONAL).values():
        for name, declared in kind.fields().items():
            found.update((name, item) for item in declared if isinstance(item, Left))
    return MappingProxyType(found)
