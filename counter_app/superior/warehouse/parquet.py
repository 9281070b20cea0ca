"""The places of the Parquet files, and DuckDB opened to read and write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system
from counter_app.values import pattern

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_NUMBER = pattern(r'"errno":"([0-9]+)"')
"""The system's number, as DuckDB tells it of a call that was refused."""


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


def unreadable(error: duckdb.Error, folder: Path) -> StoreError:
    """The error a reader is told when the files of the warehouse cannot be used: they can be made again, unless it is
    the disk that refuses.
    """
    if number := _NUMBER.search(str(error)):
        return from_system(OSError(int(number[1]), str(error)), folder)
    text = _(
        "Không dùng được kho số liệu: {detail}. Chạy superior warehouse --again để lập lại kho."
    )
    return StoreError(text.format(detail=str(error).splitlines()[0]))
