"""This computer's memory of its copies: their places, the proofs there, the last rehearsal."""

from __future__ import annotations

import json

from counter_app.domain.backups.place import BackupPlan
from counter_app.store.file.reading import Reading

_KEY = "backups"


class BackupPlans(Reading):
    """Keeps it beside the preferences, outside the journal: another computer has other disks."""

    def plan(self) -> BackupPlan:
        """The remembered plan; nothing in a new office."""
        text = self.value("SELECT value FROM preference WHERE key = ?", (_KEY,))
        return BackupPlan.from_dict(json.loads(text)) if text else BackupPlan()

    def keep(self, plan: BackupPlan) -> None:
        """Remember it. Errors: StoreError."""
        with self._database.jotting("preference") as connection:
            connection.execute(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                (_KEY, json.dumps(plan.to_dict(), ensure_ascii=False)),
            )
