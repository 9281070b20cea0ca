"""The office's settings, and this computer's preferences, read back."""

from __future__ import annotations

import json
from typing import Any

from counter_app.settings import OfficeSettings, Preferences
from counter_app.store.file.reading import Reading


class SettingsReads(Reading):
    """Reads what may be set, and keeps what is this computer's own."""

    def office(self) -> OfficeSettings:
        """The office's settings."""
        return self._database.kept.get("settings", self._read_settings)

    def _read_settings(self) -> OfficeSettings:
        rows = self.rows("SELECT key, value FROM office_setting")
        return OfficeSettings.from_dict({row["key"]: json.loads(row["value"]) for row in rows})

    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self._database.kept.get("preferences", self._read_preferences)

    def _read_preferences(self) -> Preferences:
        rows = self.rows("SELECT key, value FROM preference WHERE key NOT LIKE 'own/%'")
        return Preferences.from_dict({row["key"]: _kept(row["value"]) for row in rows})

    def keep_preferences(self, preferences: Preferences) -> None:
        """Keep this computer's preferences; outside the journal."""
        with self._database.jotting("preference") as connection:
            connection.executemany(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                [(key, json.dumps(value)) for key, value in preferences.to_dict().items()],
            )
        self._database.rules_changed()

    def own(self, login: str, name: str) -> Any:
        """The arrangement an officer made for the own eyes under a name; None when there is none."""
        row = self.one("SELECT value FROM preference WHERE key = ?", (_own_key(login, name),))
        return _kept(row["value"]) if row else None

    def keep_own(self, login: str, name: str, value: Any) -> None:
        """Keep what an officer arranged; outside the journal."""
        with self._database.jotting("preference") as connection:
            connection.execute(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                (_own_key(login, name), json.dumps(value, ensure_ascii=False)),
            )


def _kept(text: str) -> Any:
    """The value of a preference; None for a spoiled one, which keeps nobody out: the check tells of it."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _own_key(login: str, name: str) -> str:
    return f"own/{login}/{name}"
