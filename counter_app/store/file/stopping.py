"""Statements that end when somebody wishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counter_app.errors import Cancelled
from counter_app.i18n import _
from counter_app.store.core import engine

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


@contextmanager
def stopping(database: Database, stopped: Callable[[], bool]) -> Iterator[None]:
    """Within it statements are interrupted soon after ``stopped()`` is true. Errors: Cancelled then."""
    before = database.stopped
    database.stop_when(stopped)
    try:
        yield
    except engine.DatabaseError as error:
        if engine.interrupted(error):
            raise stopped_as_asked() from error
        raise
    finally:
        database.stop_when(before)


def stopped_as_asked() -> Cancelled:
    """The error raised when somebody wished an end."""
    return Cancelled(_("Đã dừng theo yêu cầu."))
