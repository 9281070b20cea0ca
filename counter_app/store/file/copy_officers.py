"""The officers of a copy, of any version, by its own word: to ask them before it is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.office.naming import listed
from counter_app.domain.office.staff import Officer, Role
from counter_app.store.core import engine
from counter_app.store.core.trouble import at_opening
from counter_app.store.file.opening import require_ours

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.store.file.held_keys import HeldKeys


def officers_in(copy: Path, held: HeldKeys) -> list[Officer]:
    """The officers of a copy that ``held`` opens, by given name; without the office's own table of rights.

    Errors: StoreError for a file that is none of ours or cannot be read, LockedError for a locked one.
    """
    try:
        reading = engine.connect_untouched(copy, held.key_for(copy))
        try:
            require_ours(reading, copy, backup=True)
            rows = reading.execute("SELECT * FROM officer").fetchall()
        finally:
            reading.close()
    except engine.DatabaseError as error:
        raise at_opening(error, copy) from error
    found = [
        Officer(
            login=row["login"],
            name=row["name"],
            role=Role(row["role"]),
            active=bool(row["active"]),
        )
        for row in rows
    ]
    return list(listed(found))
