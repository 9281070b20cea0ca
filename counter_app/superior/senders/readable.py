"""The check that an event's rows of a dossier read back, column by column, as ``store/read/dossier_rows`` reads it.

A row whose columns were all readable stays so until one is written again; so only what an event wrote is looked at.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.catalogue.procedure import PaperItem
from counter_app.domain.clock import year_of_local_text
from counter_app.domain.dossier.dossier import Channel, Collector, Mapping, Policy, State
from counter_app.domain.person.party import PERSON_FACTS, FactKind, PartyKind
from counter_app.domain.promise.due_trace import TraceKind
from counter_app.store.core.plain_json import said_plainly
from counter_app.store.read.dossier_rows import originals_from, result_from

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Columns

_KEPT = 4096
"""Texts that are said again and again: moments, days, papers of a procedure, its rules."""
_met = lru_cache(_KEPT)

_read_day = _met(date.fromisoformat)
_read_kind_of_party, _read_kind_of_step = _met(PartyKind), _met(TraceKind)
_FACTS = {
    fact.name: _met(fact.from_json) for fact in PERSON_FACTS if fact.kind is not FactKind.TEXT
}
_OF_COLLECTOR = frozenset(item.name for item in fields(Collector))


def _said(text: str) -> Any:
    return said_plainly(text.encode())[0]


@_met
def _read_papers(text: str) -> None:
    for paper in json.loads(text):
        PaperItem.from_dict(paper)


@_met
def _read_limit(text: str | None) -> None:
    if text:
        TimeLimit.from_dict(json.loads(text))


@_met
def _read_policy(text: str | None) -> None:
    if text:
        Policy(**json.loads(text))


def _read_party(text: str | None) -> None:
    """As ``Party.from_dict``, which makes one."""
    said = _said(text or "")
    _read_kind_of_party(said["kind"])
    said["name"]
    for name in _FACTS.keys() & said.keys():
        _FACTS[name](said[name])


def _read_owner(text: str | None) -> None:
    if text:
        _read_party(text)


def _read_due(text: str | None) -> None:
    """As ``Due.from_dict``, which makes one."""
    if text:
        said = _said(text)
        year_of_local_text(said["at"])
        said["calendar_version"]
        for step in said["trace"]:
            _read_kind_of_step(step["kind"])
            _read_day(step["day"])
            step.get("note")


def _read_collector(text: str | None) -> None:
    """As ``Collector``, of which one would be made."""
    if text and not {"name"} <= (said := _said(text)).keys() <= _OF_COLLECTOR:
        raise ValueError(sorted(said))


def _read_result(text: str | None) -> None:
    if text:
        result_from(json.loads(text))


def _read_moment(text: str | None) -> None:
    if text:
        year_of_local_text(text)


def _read_until(text: str | None) -> None:
    if text:
        _read_day(text)


READERS: dict[str, Callable[[Any], object]] = {
    "state": _met(State),
    "channel": _met(Channel),
    "return_channel": _met(Channel),
    "mapping": _met(Mapping),
    "applicant": _read_party,
    "owner": _read_owner,
    "papers": _read_papers,
    "time_limit": _read_limit,
    "due": _read_due,
    "policy": _read_policy,
    "received_at": year_of_local_text,
    "submitted_at": year_of_local_text,
    "collector": _read_collector,
    "result_facts": _read_result,
    "supplement_until": _read_until,
    "originals_kept": originals_from,
    "originals_returned": originals_from,
    **dict.fromkeys(
        ("promised_at", "reappointed_to", "state_at", "finished_at", "returned_at", "confirmed_at", "held_since"),
        _read_moment,
    ),
}  # fmt: skip
"""The reader of each column that is more than a text or a number."""


_ALWAYS = frozenset(
    {
        "state",
        "channel",
        "return_channel",
        "mapping",
        "applicant",
        "papers",
        "received_at",
        "submitted_at",
    }
)
"""Columns that are never empty."""


def require_readable(columns: Columns[str, Any]) -> None:
    """Errors: whatever reading one of the columns raises."""
    readers = READERS
    for name in columns if len(columns) < len(readers) else readers:
        if name in columns and name in readers:
            value = columns[name]
            if value is not None or name in _ALWAYS:
                readers[name](value)
