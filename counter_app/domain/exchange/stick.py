"""The stick itself: what else lies on it, and whether it was let go."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from counter_app.values import dataclass


class Ejected(StrEnum):
    """The outcome of letting a stick go: gone from the system, held by an open file, or no help from this system."""

    DONE = "done"
    BUSY = "busy"
    UNABLE = "unable"


@dataclass(slots=True, kw_only=True)
class StrangeFiles:
    """Strange files as paths below the stick, sorted: ``programs`` (shortcuts too), of these ``disguised`` as papers,
    and ``folders`` in whose place a shortcut of the same name stands, or whose name nobody can see.

    ``count`` of all; a few of each are named. ``whole``: everything was looked at.
    """

    programs: list[str] = field(default_factory=list)
    disguised: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    count: int = 0
    whole: bool = True

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that is named, each once."""
        return tuple(sorted({*self.programs, *self.disguised, *self.folders}))
