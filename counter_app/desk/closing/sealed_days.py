"""Days that figures were given of: handing out a past day's figures seals it, and late acts of it are too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.domain.dossier.promises import working_day_after

if TYPE_CHECKING:
    from datetime import date

    from counter_app.store.store import Store


def seals(store: Store, last: date) -> bool:
    """True if figures up to ``last`` close days that are still open to late acts; days off count for nothing."""
    if last >= local_date(store.clock.now()) or not store.database.writable:
        return False
    sealed = store.closings.sealed_until()
    return sealed is None or working_day_after(store.calendar.current(), sealed) <= last
