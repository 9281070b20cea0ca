"""The list the official system gave out last, kept outside the journal, and the dossiers it is compared with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.domain.dossier.dossier import Mapping, Outcome, State
from counter_app.domain.official.list_words import Standing
from counter_app.domain.official.listed import Listed, Ours
from counter_app.domain.text import exact_key, fold
from counter_app.store.file.reading import Reading
from counter_app.store.file.sealing import seal_problems
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

_OURS = (
    "id, code, official_code, mapping, state, names, procedure_code, procedure_name, received_date, promised_at, "
    "reappointed_to, json_extract(result_facts, '$.outcome') AS outcome"
)
_LINE = (
    "place, official_code, code, names, procedure, procedure_code, received, promised, ended, returned, standing, "
    "said, agency, handler"
)
_TABLES = ("official_list", "official_line")
_DAYS = ("received", "promised", "ended", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list as it was taken in; ``whole``: it holds everything received from ``first`` to ``last``."""

    name: str
    sha256: str
    taken_at: datetime
    officer: str
    whole: bool
    first: date | None
    last: date | None
    lines: tuple[Listed, ...]


class OfficialListReads(Reading):
    """Keeps one list at a time; of people only what is needed to find their dossiers."""

    def keep(self, kept: KeptList) -> None:
        """Keep a list in place of the one before."""
        rows = [_line_row(line) for line in kept.lines]
        facts = (kept.name, kept.sha256, utc_text(kept.taken_at), kept.officer, int(kept.whole))
        with self._database.jotting(*_TABLES) as connection:
            connection.execute("DELETE FROM official_line")
            connection.execute("DELETE FROM official_list")
            connection.execute(
                "INSERT INTO official_list(id, name, sha256, taken_at, officer, whole, first, last) "
                "VALUES(1,?,?,?,?,?,?,?)",
                (*facts, _day_text(kept.first), _day_text(kept.last)),
            )
            marks = ",".join("?" * len(_LINE.split(",")))
            connection.executemany(f"INSERT INTO official_line({_LINE}) VALUES({marks})", rows)

    def kept(self) -> KeptList | None:
        """The list that is kept now; None when there is none."""
        row = self.one("SELECT * FROM official_list")
        if row is None:
            return None
        lines = self.rows(f"SELECT {_LINE} FROM official_line ORDER BY id")
        return KeptList(
            name=row["name"],
            sha256=row["sha256"],
            taken_at=from_utc_text(row["taken_at"]),
            officer=row["officer"],
            whole=bool(row["whole"]),
            first=_day(row["first"]),
            last=_day(row["last"]),
            lines=tuple(map(_line_from, lines)),
        )

    def damaged(self) -> bool:
        """True if the kept list is no longer what was taken in."""
        return bool(seal_problems(self._database.connection, _TABLES))

    def drop(self) -> None:
        """Forget the list."""
        with self._database.jotting(*_TABLES) as connection:
            connection.execute("DELETE FROM official_line")
            connection.execute("DELETE FROM official_list")

    def drop_before(self, moment: datetime) -> None:
        """Forget a list that was taken in before a moment."""
        row = self.one(
            "SELECT 1 FROM official_list WHERE taken_at < ?",
            (utc_text(moment),),
        )
        if row is not None:
            self.drop()

    def naming(self, names: Iterable[str]) -> int:
        """The number of lines that speak of somebody with one of these names."""
        return len(self._telling_of((), names))

    def forget(self, codes: Iterable[str], names: Iterable[str]) -> None:
        """Take people out of the list: those of a line with one of these codes, or with one of these names."""
        found = self._telling_of(codes, names)
        if not found:
            return
        with self._database.jotting("official_line") as connection:
            connection.executemany(
                "UPDATE official_line SET names = '', said = '', handler = '' WHERE id = ?", found
            )

    def _telling_of(self, codes: Iterable[str], names: Iterable[str]) -> list[tuple[int]]:
        gone_codes, gone_names = set(codes) - {""}, {exact_key(name) for name in names} - {""}
        return [
            (row["id"],)
            for row in self.rows("SELECT id, official_code, code, names FROM official_line")
            if {row["official_code"], row["code"]} & gone_codes
            or any(
                name in f" {exact_key(row['names'])} " for name in map(" {} ".format, gone_names)
            )
        ]

    def named(self, official_codes: Iterable[str], codes: Iterable[str]) -> list[Ours]:
        """The dossiers that have one of these official codes, or are called by one of ours."""
        return self._ours(
            "official_code <> '' AND official_code IN (SELECT value FROM json_each(?))",
            json.dumps(list(official_codes)),
        ) + self._ours("code IN (SELECT value FROM json_each(?))", json.dumps(list(codes)))

    def received(self, first: date, last: date, names: frozenset[str] | None) -> list[Ours]:
        """The dossiers received within days, and on the day before and after them; of ``names`` (folded) or of all."""
        around = timedelta(days=1)
        days = ((first - around).isoformat(), (last + around).isoformat())
        return self._ours("received_date BETWEEN ? AND ?", *days, names=names)

    def _ours(self, where: str, *values: str, names: frozenset[str] | None = None) -> list[Ours]:
        rows = self.rows(f"SELECT {_OURS} FROM dossier WHERE {where}", values)
        if names is not None:
            rows = [
                row for row in rows if not names.isdisjoint(map(fold, row["names"].split("\n")))
            ]
        return [_ours_from(row) for row in rows]


def _ours_from(row: Row) -> Ours:
    return Ours(
        id=row["id"],
        code=row["code"],
        official_code=row["official_code"],
        mapping=Mapping(row["mapping"]),
        state=State(row["state"]),
        refused=row["outcome"] == Outcome.REFUSED.value,
        names=tuple(row["names"].split("\n")),
        procedure_code=row["procedure_code"],
        procedure_name=row["procedure_name"],
        received=_day(row["received_date"]),
        promised=_day(row["promised_at"]),
        reappointed=_day(row["reappointed_to"]),
    )


def _line_row(line: Listed) -> tuple[str | None, ...]:
    """A line as it is kept, in the order of ``_LINE``."""
    named = (line.place, line.official_code, line.code, "\n".join(line.names))
    wanted = (line.procedure, line.procedure_code)
    days = tuple(_day_text(getattr(line, name)) for name in _DAYS)
    said = (line.standing or "", line.said, line.agency, line.handler)
    return named + wanted + days + said


def _line_from(row: Row) -> Listed:
    facts: dict[str, Any] = dict(row)
    facts |= {name: _day(facts[name]) for name in _DAYS}
    facts["names"] = tuple(facts["names"].split("\n")) if facts["names"] else ()
    facts["standing"] = Standing(facts["standing"]) if facts["standing"] else None
    return Listed(**facts)


def _day(text: str | None) -> date | None:
    """The day of a stored day or of a moment, which is kept in local time."""
    return date.fromisoformat(text[:10]) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
