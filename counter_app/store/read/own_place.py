"""This computer's memory of an officer: the last place and the last choices. No act of the office."""

from __future__ import annotations

import json
from typing import Any

from counter_app.store.file.reading import Reading


class OwnPlaces(Reading):
    """Keeps small things by officer beside the preferences, outside the journal; never anything about a citizen."""

    def kept(self, login: str, what: str) -> Any:
        """The value kept under this name for an officer; None when there is nothing."""
        text = self.value("SELECT value FROM preference WHERE key = ?", (_key(login, what),))
        return json.loads(text) if text else None

    def keep(self, login: str, what: str, value: Any) -> None:
        """Keep a JSON-safe value for an officer; None forgets it."""
        with self._database.jotting("preference") as connection:
            if value is None:
                connection.execute("DELETE FROM preference WHERE key = ?", (_key(login, what),))
                return
            connection.execute(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                (_key(login, what), json.dumps(value, ensure_ascii=False)),
            )


def _key(login: str, what: str) -> str:
    return f"{what}:{login}"
