"""Closed days and batches read back: what was sealed, and what is on a stick."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text, from_utc_text
from counter_app.domain.dossier.codes import codes_in
from counter_app.store.core.journal import TELLS_NOTHING, head_code
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.domain.closing.statement import SignedClosing


_ENTRIES_OF_BROKEN = f"""
SELECT count(*) FROM journal_day d CROSS JOIN journal j INDEXED BY journal_by_date
  ON j.local_date = d.day AND j.seq > :seq
WHERE d.first <= :seq AND d.last > :seq AND j.kind NOT IN {TELLS_NOTHING}
"""
"""Of the days of which a part stands before: in practice the one on which the stick was written."""
_WORK = """EXISTS(SELECT 1 FROM journal j WHERE j.local_date = d.day AND j.seq > {seq} AND j.kind IN (
  'certification.recorded', 'certification.voided', 'fee.entered', 'followup.asked', 'question.asked', 'ticket.taken'
))"""
"""The work in a day's figures that is not about a dossier; looked for only where nothing about one was done."""
_DAYS_AFTER = f"""
SELECT d.day, CASE WHEN d.first_dossier > :seq THEN d.received ELSE (
  SELECT count(*) FROM journal j WHERE j.local_date = d.day AND j.seq > :seq AND j.kind = 'dossier.received'
) END AS received FROM journal_day d
WHERE d.last > :seq AND (d.last_dossier > :seq OR {_WORK.format(seq=":seq")}) ORDER BY d.day
"""
_GONE_ON = f"""
SELECT c.day FROM day_close c JOIN journal_day d ON d.day = c.day
WHERE d.last > c.seq AND (d.last_dossier > c.seq OR {_WORK.format(seq="c.seq")})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A closed day with its totals and the chain's head at that moment."""

    day: date
    seq: int
    to_seq: int
    head: bytes
    closed_at: datetime
    officer: str
    totals: dict[str, Any]

    @property
    def head_code(self) -> str:
        """The head as the closing sheet carries it."""
        return head_code(self.head)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWords:
    """The word that the clock is right: the moment it showed, the officer, and the second person ("" for nobody).

    ``known`` is what spoke against it; ``doubt`` the word for how.
    """

    at: datetime
    officer: str
    second: str
    doubt: str
    known: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtedEntry:
    """An entry dated by a clock that was doubted: its number, its subject (a dossier's code, or ""), its officer."""

    seq: int
    at: datetime
    code: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBatch:
    """A batch that was written to a stick and read back.

    ``manifest`` is the SHA-256 of its manifest ("" before batches were signed), ``content`` "minimal" or "full",
    ``sealed`` the letters of the keys that open it. ``again``: the batch whose entries were sent once more, 0 for a
    range, None for new entries. ``handed_at`` and ``handed_to``: given to whom, None where nobody wrote it down.
    """

    number: int
    from_seq: int
    to_seq: int
    head: bytes
    sha256: str
    name: str
    volume: str
    written_at: datetime
    officer: str
    manifest: str = ""
    content: str = "full"
    sealed: tuple[str, ...] = ()
    again: int | None = None
    handed_at: datetime | None = None
    handed_to: str = ""


class Closings(Reading):
    """Reads what the evenings left."""

    def sealed_until(self) -> date | None:
        """The last day whose figures were closed or reported: nothing may be dated on it or before any more."""
        last = self.value(
            "SELECT max(day) FROM (SELECT max(day) AS day FROM day_close UNION ALL "
            "SELECT max(last) FROM report_issue WHERE last < day)"
        )
        return date.fromisoformat(last) if last else None

    def days(self, *, most: int = 60) -> list[ClosedDay]:
        """Closed days, latest first."""
        rows = self.rows("SELECT * FROM day_close ORDER BY day DESC LIMIT ?", (most,))
        return [_closed(row) for row in rows]

    def day(self, day: date) -> ClosedDay | None:
        """The closing of a day, if it was closed."""
        row = self.one("SELECT * FROM day_close WHERE day = ?", (day.isoformat(),))
        return _closed(row) if row else None

    def signed(self, closed: ClosedDay) -> SignedClosing | None:
        """The office's signed statement of a closing; None where it bears none."""
        text = self._database.journal.payload(closed.seq).get("signed")
        if not text:
            return None
        from counter_app.domain.closing.statement import SignedClosing

        return SignedClosing.from_paper_text(text)

    def clock_words(self, first: date, last: date) -> list[ClockWords]:
        """The moments the clock was believed on request in these days, oldest first."""
        told = self._database.journal.within(f"clock:{first}", f"clock:{last + timedelta(days=1)}")
        return [
            ClockWords(
                at=from_local_text(said["at"]),
                officer=entry.actor,
                second=said["approved_by"],
                doubt=said["doubt"],
                known=from_local_text(said["known"]),
            )
            for entry, said in told
        ]

    def clock_flagged(self, first: date, last: date) -> int:
        """The number of entries of these days that were dated by a clock that was doubted."""
        return int(
            self.value(
                "SELECT count(*) FROM journal WHERE local_date BETWEEN ? AND ? AND clock_flag <> 0",
                (first.isoformat(), last.isoformat()),
            )
        )

    def doubted_codes(self, until: date = date.max) -> frozenset[str]:
        """Codes of dossiers of which something was dated by a clock that was doubted, up to the end of ``until``.

        From the word that believed it on each entry bears its flag, until the clock is right again; where nobody ever
        gave one there is nothing to read.
        """
        words = self.rows(
            "SELECT seq FROM journal WHERE subject >= 'clock:' AND subject < 'clock;' AND local_date <= :until "
            "ORDER BY seq",
            {"until": until.isoformat()},
        )
        found: set[str] = set()
        for word in words:
            told = self.rows(
                "SELECT DISTINCT subject FROM journal WHERE seq > :word AND seq < coalesce((SELECT seq FROM journal "
                "WHERE seq > :word AND clock_flag = 0 ORDER BY seq LIMIT 1), 9e18) AND local_date <= :until",
                {"word": word["seq"], "until": until.isoformat()},
            )
            found.update(*(codes_in(row["subject"]) for row in told))
        return frozenset(found)

    def clock_entries(self, first: date, last: date, *, most: int) -> list[DoubtedEntry]:
        """Entries of these days that were dated by a clock that was doubted, oldest first."""
        rows = self.rows(
            "SELECT seq, at_utc, subject, actor FROM journal "
            "WHERE local_date BETWEEN ? AND ? AND clock_flag <> 0 ORDER BY seq LIMIT ?",
            (first.isoformat(), last.isoformat(), most),
        )
        return [
            DoubtedEntry(
                seq=row["seq"],
                at=from_utc_text(row["at_utc"]),
                code=row["subject"] if codes_in(row["subject"]) else "",
                officer=row["actor"],
            )
            for row in rows
        ]

    def batches(self, *, most: int = 60) -> list[WrittenBatch]:
        """Batches, latest first."""
        rows = self.rows("SELECT * FROM batch ORDER BY number DESC LIMIT ?", (most,))
        return [batch_of(row) for row in rows]

    def last_manifest(self) -> str:
        """SHA-256 (hex) of the manifest of the last batch; "" before the first that was signed."""
        return str(self.value("SELECT manifest FROM batch ORDER BY number DESC LIMIT 1") or "")

    def entries_after(self, seq: int) -> int:
        """Number of entries after ``seq``, without those that only tell of exports and of signing in."""
        whole = self.value("SELECT sum(entries) FROM journal_day WHERE first > ?", (seq,))
        return int(whole or 0) + int(self.value(_ENTRIES_OF_BROKEN, {"seq": seq}) or 0)

    def days_after(self, seq: int) -> list[tuple[date, int]]:
        """Days of work in entries after ``seq`` with the number of dossiers received, oldest first."""
        rows = self.rows(_DAYS_AFTER, {"seq": seq})
        return [(date.fromisoformat(row["day"]), int(row["received"])) for row in rows]

    def gone_on(self) -> frozenset[date]:
        """Closed days whose figures are others now: more was done afterwards."""
        return frozenset(date.fromisoformat(row["day"]) for row in self.rows(_GONE_ON))

    def exported_to(self) -> int:
        """Number of the last entry that is on a stick; 0 when none is."""
        return int(self.value("SELECT max(to_seq) FROM batch") or 0)


def _closed(row: Row) -> ClosedDay:
    return ClosedDay(
        day=date.fromisoformat(row["day"]),
        seq=row["seq"],
        to_seq=row["to_seq"],
        head=bytes(row["head"]),
        closed_at=from_local_text(row["closed_at"]),
        officer=row["officer"],
        totals=json.loads(row["totals"]),
    )


def batch_of(row: Row) -> WrittenBatch:
    """A batch from its row."""
    return WrittenBatch(
        number=row["number"],
        from_seq=row["from_seq"],
        to_seq=row["to_seq"],
        head=bytes(row["head"]),
        sha256=row["sha256"],
        name=row["name"],
        volume=row["volume"],
        written_at=from_local_text(row["written_at"]),
        officer=row["officer"],
        manifest=row["manifest"],
        content=row["content"],
        sealed=tuple(json.loads(row["sealed"])),
        again=row["again"],
        handed_at=from_local_text(row["handed_at"]) if row["handed_at"] else None,
        handed_to=row["handed_to"],
    )
