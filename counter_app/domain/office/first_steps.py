"""The steps a new office still has to do, each ticked by the data and by nothing else."""

from __future__ import annotations

from enum import StrEnum

from counter_app.values import dataclass


class StepKey(StrEnum):
    """The steps, in the order in which they help most."""

    PRINTER = "printer"
    PROCEDURES = "procedures"
    CALENDAR = "calendar"
    OFFICERS = "officers"
    BACKUP = "backup"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of them. ``left`` counts what is still to be done, 0 once it is ``done``; ``unused``: not wanted here."""

    key: StepKey
    done: bool
    left: int = 0
    unused: bool = False


def still_shown(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps the list shows: all but those not wanted, and nothing once all of it is done."""
    wanted = tuple(step for step in steps if not step.unused)
    return wanted if any(not step.done for step in wanted) else ()


def unused_from(text: str) -> frozenset[StepKey]:
    """The steps named in a preference, unknown words passed over."""
    return frozenset(key for key in StepKey if key.value in text.split(","))


def unused_text(keys: frozenset[StepKey]) -> str:
    """The inverse of ``unused_from``."""
    return ",".join(key.value for key in StepKey if key in keys)
