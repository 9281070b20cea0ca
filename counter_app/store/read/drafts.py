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


CLEARED = "cleared_at"
"""Stands in the body of a form that was cleared, with the moment; the table is released and gets no column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form as it was typed; ``body`` is JSON-safe."""

    id: str
    officer: str
    body: dict[str, Any]
    updated_at: datetime

    @property
    def cleared(self) -> bool:
        """True if the officer cleared it: it waits to be taken back or forgotten."""
        return CLEARED in self.body


class Drafts(Reading):
    """Keeps unfinished forms."""

    def keep(
        self,
        draft: str,
        officer: str,
        body: dict[str, Any],
        now: datetime,
        *,
        seen: dict[str, Any] | None = None,
        apart: str = "",
    ) -> str:
        """Keep a form as it stands now; the id under which it does.

        It goes to the id ``apart`` where what stands under its own is not what was ``seen`` there – another window kept
        something else, or threw it away – or is somebody else's. Read and written in one step, so that no window comes
        between.
        """
        with self._database.jotting("draft") as connection:
            kept = self.one("SELECT officer, body FROM draft WHERE id = ?", (draft,))
            if kept is None:
                draft = draft if seen is None else apart
            elif kept["officer"] != officer or (
                seen is not None and json.loads(kept["body"]) != seen
            ):
                draft = apart
            connection.execute(
                "INSERT INTO draft(id, officer, body, updated_at) VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET "
                "body = excluded.body, updated_at = excluded.updated_at",
                (draft, officer, json.dumps(body, ensure_ascii=False), utc_text(now)),
            )
        return draft

    def drop(self, draft: str, *, of: str = "") -> None:
        """Forget a form, if it is ``of`` that officer where one is named: it was saved, or thrown away."""
        with self._database.jotting("draft") as connection:
            connection.execute("DELETE FROM draft WHERE id = ? AND ? IN (officer, '')", (draft, of))

    def clear(self, draft: str, at: str, *, forget: str) -> None:
        """Mark a form as cleared at a moment (UTC text), and forget those cleared before ``forget``."""
        with self._database.jotting("draft") as connection:
            connection.execute(
                f"UPDATE draft SET body = json_set(body, '$.{CLEARED}', ?), updated_at = ? WHERE id = ?",
                (at, at, draft),
            )
            connection.execute(
                f"DELETE FROM draft WHERE json_extract(body, '$.{CLEARED}') < ?", (forget,)
            )

    def unclear(self, draft: str) -> None:
        """A cleared form is in hand again."""
        with self._database.jotting("draft") as connection:
            connection.execute(
                f"UPDATE draft SET body = json_remove(body, '$.{CLEARED}') WHERE id = ?", (draft,)
            )

    def get(self, draft: str) -> Draft | None:
        """A form by its id, whoever fills it in."""
        return next(iter(self._list("id = ?", draft)), None)

    def every(self) -> list[Draft]:
        """Every form that is not saved, latest first."""
        return self._list("1 ORDER BY updated_at DESC")

    def naming(self, texts: Iterable[str]) -> list[Draft]:
        """Forms in which one of these texts stands, whoever is filling them in."""
        found = {
            item.id: item
            for text in texts
            for item in self._list("instr(body, ?)", json.dumps(text, ensure_ascii=False)[1:-1])
        }
        return list(found.values())

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
        return self._list("officer = ? ORDER BY updated_at DESC", officer)

    def _list(self, where: str, *said: str) -> list[Draft]:
        rows = self.rows(f"SELECT id, officer, body, updated_at FROM draft WHERE {where}", said)
        return [
            Draft(
                id=row["id"],
                officer=row["officer"],
                body=json.loads(row["body"]),
                updated_at=from_utc_text(row["updated_at"]),
            )
            for row in rows
        ]
