"""Looks that no act took along, written by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.store.core import engine
from counter_app.store.file.looks import write_along

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


def write_waiting(database: Database) -> bool:
    """Write what waits in a transaction of its own; whether nothing waits any more. It is no act and never fails.

    A file that may only be read keeps no book: whoever has such a folder has the file.
    """
    looks = database.looks
    if database.read_only or not len(looks):
        return not len(looks)
    taken = looks.take()
    try:
        with database.jotting() as connection:
            kept = write_along(connection, taken, database.journal.head())
    except (engine.DatabaseError, StoreError, OSError):
        kept = False
    except BaseException:
        looks.put_back(taken)
        raise
    if kept:
        looks.written(taken)
        if database.noted is not None:
            database.noted(None)
    else:
        looks.put_back(taken)
    return kept
