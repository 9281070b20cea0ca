"""The parts of a due moment: each step of counting, kept with the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.clock import LOCAL, from_local_text
from counter_app.values import dataclass


class TraceKind(StrEnum):
    """The kinds of steps of counting."""

    RECEIVED = "received"
    FORWARDED = "forwarded"
    CONFIRMED = "confirmed"
    START_MOVED = "start_moved"
    RECEPTION_ONLY = "reception_only"
    CUTOFF_PASSED = "cutoff_passed"
    COUNTED_DAY = "counted_day"
    COUNTED_MONTH = "counted_month"
    SKIPPED_WEEKEND = "skipped_weekend"
    SKIPPED_HOLIDAY = "skipped_holiday"
    COUNTED_HOURS = "counted_hours"
    MOVED_TO_WORKING = "moved_to_working"
    CLOSED_HOURS = "closed_hours"
    DUE = "due"


_COUNTED = frozenset({TraceKind.COUNTED_DAY, TraceKind.COUNTED_MONTH})


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step. ``note``: the clock (received, forwarded, start moved, closed, due), the cut-off, or the day's name.

    ``minutes`` is set for counted hours only.
    """

    kind: TraceKind
    day: date
    note: str = ""
    minutes: int = 0

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe, without what is empty."""
        values: dict[str, Any] = {"kind": self.kind.value, "day": self.day.isoformat()}
        if self.note:
            values["note"] = self.note
        if self.minutes:
            values["minutes"] = self.minutes
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError or ValueError when it is no step."""
        return cls(
            kind=TraceKind(values["kind"]),
            day=date.fromisoformat(values["day"]),
            note=values.get("note", ""),
            minutes=values.get("minutes", 0),
        )


@dataclass(frozen=True, slots=True)
class Due:
    """The promised moment (aware, local, whole minutes), frozen with its trace and the calendar's version."""

    at: datetime
    trace: tuple[TraceStep, ...]
    calendar_version: str

    @property
    def lapses(self) -> datetime:
        """The end of a limit by its own days, before a day off or closed hours moved it; ``at`` where nothing did."""
        counted = [step.day for step in self.trace if step.kind in _COUNTED]
        clocks = [step.note for step in self.trace if step.kind is TraceKind.CLOSED_HOURS]
        clock = time.fromisoformat(clocks[0]) if clocks else self.at.time()
        return datetime.combine(counted[-1], clock, LOCAL) if counted else self.at

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe; ``at`` as ``2026-11-25T09:00`` in local time."""
        return {
            "at": self.at.astimezone(LOCAL).replace(tzinfo=None).isoformat(timespec="minutes"),
            "trace": [step.to_dict() for step in self.trace],
            "calendar_version": self.calendar_version,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError or ValueError when it is no due moment."""
        return cls(
            at=from_local_text(values["at"]),
            trace=tuple(TraceStep.from_dict(step) for step in values["trace"]),
            calendar_version=values["calendar_version"],
        )
