"""The warehouse opened for questions: with the engine that a setting names, over the senders that count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.superior.book.folder import known_journals
from counter_app.superior.warehouse.contents import require_as_written
from counter_app.superior.warehouse.figures import WarehouseFigures, known_of
from counter_app.superior.warehouse.keeping import Keeping, require_installed, warehouse_path
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.warehouse.contents import Leaf
    from counter_app.superior.warehouse.engines.engine import Engine

DUCKDB, SPARK = "duckdb", "spark"
_DATABASES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Warehouse:
    """``standings`` are the senders as they stood when it was opened, those put aside too."""

    engine: Engine
    standings: tuple[Standing, ...]

    def figures(
        self,
        offices: Iterable[str] = (),
        *,
        without: Iterable[str] = (),
        queues: Mapping[str, str] | None = None,
    ) -> WarehouseFigures:
        """The figures for these offices, or for all; ``without`` some journals, with the queue of each sector."""
        left_out = frozenset(without)
        counted = [item for item in self.standings if item.journal not in left_out]
        return WarehouseFigures(self.engine, known_of(counted, frozenset(offices)), queues or {})


@contextmanager
def open_warehouse(folder: Path, clock: Clock, engine: str = DUCKDB) -> Iterator[Warehouse]:
    """Bring the warehouse up to the senders' files and open it.

    ``engine`` is "duckdb", "spark" (in this computer) or the address of a Spark master, or the address of a PostgreSQL
    database. Errors: RuleError for another word or what is not installed, StoreError.
    """
    require_installed()
    _require_known(engine)
    if engine.startswith(_DATABASES) and not known_journals(folder):
        yield from _shared(engine)
        return
    keeping = Keeping(folder, clock)
    leaves = keeping.keep()
    require_as_written(warehouse_path(folder), leaves)
    opened = _engine(engine, warehouse_path(folder), leaves, keeping.standings)
    try:
        yield Warehouse(opened, tuple(keeping.standings))
    finally:
        opened.close()


def _shared(engine: str) -> Iterator[Warehouse]:
    """The warehouse somebody else filled: whoever only asks has no senders of their own."""
    from counter_app.superior.warehouse.engines.postgres import Postgres

    opened = Postgres(engine)
    try:
        yield Warehouse(opened, tuple(opened.standings()))
    finally:
        opened.close()


def _engine(engine: str, folder: Path, leaves: list[Leaf], standings: list[Standing]) -> Engine:
    names = [leaf.name for leaf in leaves]
    if engine == DUCKDB:
        from counter_app.superior.warehouse.engines.duck import Duck

        return Duck(folder, names)
    if engine.startswith(_DATABASES):
        from counter_app.superior.warehouse.engines.postgres import Postgres

        return Postgres.filled(engine, folder, names, standings)
    from counter_app.superior.warehouse.engines.spark import Spark

    return Spark(engine, folder, names)


def _require_known(engine: str) -> None:
    if engine in (DUCKDB, SPARK) or engine.startswith((*_DATABASES, "spark://", "local[")):
        return
    raise RuleError(
        _(
            "Không có nơi tính {engine}. Chọn files, duckdb, spark, spark://máy:cổng hoặc postgresql://máy/cơ-sở."
        ).format(engine=engine),
        field="engine",
        rule="engine",
    )
