"""The figures of all offices, counted in their files one after another or by an engine from the warehouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from counter_app.superior.reports.gathering import FILES, Figures, Gathered, OfficesAsked, gather

if TYPE_CHECKING:
    from counter_app.superior.reports.engine_gathering import Asked

T = TypeVar("T")


def counted(
    asked: OfficesAsked,
    figures: Figures[T],
    ask: Asked[T],
    nothing: T,
    doubted: Callable[[T], bool] = lambda _found: False,
) -> Gathered[T]:
    """By ``figures`` in the files, or as ``ask`` asks the engine. Errors: as ``gather`` and ``gather_by_engine``."""
    if asked.engine == FILES:
        return gather(asked, figures)
    from counter_app.superior.reports.engine_gathering import gather_by_engine

    return gather_by_engine(asked, ask, figures, nothing, doubted)
