"""Days that figures were given of: handing out a past day's figures seals it, and late acts of it are too late."""

from __future__ import annotations

from datetime import date

from counter_app.desk.desk import Desk
from counter_app.domain.dossier.promises import working_day_after


class SealedDays(Desk):
    """What becomes of days that are over."""

    def seals(self, last: date) -> bool:
        """Whether figures up to ``last`` close days that are still open to late acts; days off count for nothing."""
        if last >= self.today() or not self.store.database.writable:
            return False
        sealed = self.store.closings.sealed_until()
        if sealed is None:
            return True
        return working_day_after(self.store.calendar.current(), sealed) <= last
