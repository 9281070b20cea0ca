"""The places of the Parquet files, and DuckDB opened to read and write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from counter_app.errors import StoreError
from counter_app.i18n import _

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def quoted(path: Path) -> str:
    """A path as SQL writes it."""
    return "'" + path.as_posix().replace("'", "''") + "'"


def open_duckdb(scratch: Path) -> DuckDBPyConnection:
    """An empty DuckDB that fetches nothing from anywhere and puts what does not fit into memory into ``scratch``."""
    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(scratch),
        },
    )


def unreadable(error: duckdb.Error) -> StoreError:
    """The error a reader is told when the files of the warehouse cannot be used: they can be made again."""
    text = _(
        "Không dùng được kho số liệu: {detail}. Chạy superior warehouse --again để lập lại kho."
    )
    return StoreError(text.format(detail=str(error).splitlines()[0]))
