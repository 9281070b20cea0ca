"""Forms that were not saved yet, kept outside the journal."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form as it was typed; ``body`` is JSON-safe."""

    id: str
    officer: str
    body: dict[str, Any]
    updated_at: datetime


class Drafts(Reading):
    """Keeps unfinished forms."""

    def keep(self, draft: str, officer: str, body: dict[str, Any], now: datetime) -> None:
        """Keep a form as it stands now."""
        with self._database.jotting("draft") as connection:
            connection.execute(
                "INSERT INTO draft(id, officer, body, updated_at) VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET "
                "body = excluded.body, updated_at = excluded.updated_at",
                (draft, officer, json.dumps(body, ensure_ascii=False), utc_text(now)),
            )

    def drop(self, draft: str) -> None:
        """Forget a form; its dossier was saved, or the officer cleared it."""
        with self._database.jotting("draft") as connection:
            connection.execute("DELETE FROM draft WHERE id = ?", (draft,))

    def drop_naming(self, texts: Iterable[str]) -> None:
        """Forget every form in which one of these texts stands, whoever is filling it in."""
        with self._database.jotting("draft") as connection:
            for text in texts:
                connection.execute(
                    "DELETE FROM draft WHERE instr(body, ?)",
                    (json.dumps(text, ensure_ascii=False)[1:-1],),
                )

    def of(self, officer: str) -> list[Draft]:
        """An officer's unfinished forms, latest first."""
        rows = self.rows(
            "SELECT id, officer, body, updated_at FROM draft WHERE officer = ? ORDER BY updated_at DESC",
            (officer,),
        )
        return [
            Draft(
                id=row["id"],
                officer=row["officer"],
                body=json.loads(row["body"]),
                updated_at=from_utc_text(row["updated_at"]),
            )
            for row in rows
        ]
