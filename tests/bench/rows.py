"""One measured line, and how lines are shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``value`` in ``unit`` against ``bound``; ``floor`` is the same work at its barest, 0 where there is none."""

    name: str
    value: float
    unit: str
    bound: float
    floor: float = 0.0
    at_least: bool = False
    note: str = ""

    @property
    def judged(self) -> float:
        """What the bound speaks of: the ratio to the floor, or the value itself."""
        return self.value / self.floor if self.floor else self.value

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.judged >= self.bound if self.at_least else self.judged <= self.bound

    def text(self) -> str:
        """The line as printed."""
        sign = "≥" if self.at_least else "≤"
        against = (
            f"floor {self.floor:.3f} {self.unit}, ratio {self.judged:.2f}" if self.floor else ""
        )
        kept = "kept" if self.kept else "MISSED"
        parts = (f"{self.name:<46}", f"{self.value:10.3f} {self.unit:<5}", f"{against:<34}")
        return f"{' '.join(parts)} {sign} {self.bound:g}  {kept}  {self.note}".rstrip()


def milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """How long each of ``times`` runs took."""
    taken = []
    for _run in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def cpu_milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """Processor time of this process in each of ``times`` runs: how slow a disk happens to be is none of it."""
    taken = []
    for _run in range(times):
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return taken


def median(taken: Sequence[float]) -> float:
    """The middle of the runs."""
    return statistics.median(taken)


def percentile(taken: Sequence[float], part: float) -> float:
    """The value that ``part`` of the runs do not pass."""
    ordered = sorted(taken)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]
