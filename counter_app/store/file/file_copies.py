"""Copies of the whole file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.trouble import at_copying
from counter_app.store.file.opening import HALF_MADE, copy_into
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


def copy_to(database: Database, target: Path) -> None:
    """Copy the whole database into a new file that is complete on disk when this returns.

    Errors: StoreError when the target exists or cannot be written, the database's own when it is interrupted; nothing
    half-made is left.
    """
    if target.exists():
        raise StoreError(_("Đã có tệp {path}. Chọn tên khác.").format(path=target))
    partial = target.with_name(target.name + HALF_MADE)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_into(database.connection, partial)
        files.move(partial, target)
    except (OSError, engine.DatabaseError) as error:
        with suppress(OSError):
            files.remove(partial)
        if engine.interrupted(error):
            raise
        raise at_copying(error, target) from error
