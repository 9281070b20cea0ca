"""The figures of all offices, counted in their files one after another or by an engine from the warehouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from counter_app.superior.reports.gathering import Figures, Gathered, gather

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.reports.engine_gathering import Asked
    from counter_app.superior.senders.visiting import Progress

T = TypeVar("T")
FILES = "files"
"""Counted on the senders' files one after another; every other word names an engine over the warehouse."""


def counted(
    superior_dir: Path,
    first: date,
    last: date,
    figures: Figures[T],
    ask: Asked[T],
    nothing: T,
    *,
    clock: Clock,
    engine: str = FILES,
    progress: Progress | None = None,
    doubted: Callable[[T], bool] = lambda _found: False,
) -> Gathered[T]:
    """By ``figures`` in the files, or as ``ask`` asks the engine. Errors: as ``gather`` and ``gather_by_engine``."""
    if engine == FILES:
        return gather(superior_dir, first, last, figures, clock=clock, progress=progress)
    from counter_app.superior.reports.engine_gathering import gather_by_engine

    return gather_by_engine(
        superior_dir,
        first,
        last,
        ask,
        figures,
        nothing,
        clock=clock,
        engine=engine,
        doubted=doubted,
    )
