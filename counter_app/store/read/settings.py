"""The office's settings, and this computer's preferences, read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from counter_app.settings import OfficeSettings, Preferences

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


class SettingsReads:
    """Reads what may be set, and keeps what is this computer's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def office(self) -> OfficeSettings:
        """The office's settings."""
        return self._database.kept.get("settings", self._read_settings)

    def _read_settings(self) -> OfficeSettings:
        rows = self._database.connection.execute("SELECT key, value FROM office_setting").fetchall()
        return OfficeSettings.from_dict({row[0]: json.loads(row[1]) for row in rows})

    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self._database.kept.get("preferences", self._read_preferences)

    def _read_preferences(self) -> Preferences:
        rows = self._database.connection.execute("SELECT key, value FROM preference").fetchall()
        return Preferences.from_dict({row[0]: json.loads(row[1]) for row in rows})

    def keep_preferences(self, preferences: Preferences) -> None:
        """Keep this computer's preferences; outside the journal."""
        with self._database.jotting() as connection:
            connection.executemany(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                [(key, json.dumps(value)) for key, value in preferences.to_dict().items()],
            )
        self._database.rules_changed()
