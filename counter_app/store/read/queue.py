"""Tickets read back."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text
from counter_app.domain.queue.events import COUNTER_PAUSED, NUMBERS_STOPPED
from counter_app.domain.queue.public import CounterWord
from counter_app.domain.queue.tickets import Priority, Ticket, TicketAct, TicketState
from counter_app.domain.queue.wishes import Wish
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketStep:
    """One act on a ticket."""

    act: TicketAct
    before: dict[str, Any]
    at: datetime
    officer: str
    counter: str
    reason: str


class Tickets(Reading):
    """Reads one day's queue; other days never mix in."""

    def get(self, ticket: int) -> Ticket | None:
        """The ticket with this id."""
        row = self.one("SELECT * FROM ticket WHERE id = ?", (ticket,))
        return _ticket(row) if row else None

    def by_label(self, day: date, queue: str, number: int) -> Ticket | None:
        """A day's ticket by what is printed on it."""
        row = self.one(
            "SELECT * FROM ticket WHERE day = ? AND queue = ? AND number = ?",
            (day.isoformat(), queue, number),
        )
        return _ticket(row) if row else None

    def of_day(self, day: date, states: frozenset[TicketState] = frozenset()) -> list[Ticket]:
        """A day's tickets in line order."""
        rows = self.rows(
            "SELECT * FROM ticket WHERE day = ? ORDER BY place, id", (day.isoformat(),)
        )
        tickets = [_ticket(row) for row in rows]
        return [ticket for ticket in tickets if not states or ticket.state in states]

    def steps(self, ticket: int) -> list[TicketStep]:
        """Everything done with a ticket, oldest first."""
        rows = self.rows(
            "SELECT act, before, at, officer, counter, reason FROM ticket_step WHERE ticket = ? ORDER BY seq",
            (ticket,),
        )
        return [
            TicketStep(
                act=TicketAct(row["act"]),
                before=json.loads(row["before"]),
                at=from_local_text(row["at"]),
                officer=row["officer"],
                counter=row["counter"],
                reason=row["reason"],
            )
            for row in rows
        ]

    def last_done_at(self, day: date, counter: str) -> int | None:
        """The ticket of the last act at a counter that was not taken back; None when there is none."""
        taken_back: Counter[int] = Counter()
        for ticket, act in self.rows(
            "SELECT ticket, act FROM ticket_step WHERE day = ? AND counter = ? ORDER BY seq DESC",
            (day.isoformat(), counter),
        ):
            if act == TicketAct.UNDO:
                taken_back[ticket] += 1
            elif taken_back[ticket]:
                taken_back[ticket] -= 1
            else:
                return int(ticket)
        return None

    def priority_run(self, day: date, line: str = "") -> int:
        """Priority tickets called in a line (any when empty) since the last ordinary one. One taken back never was."""
        taken_back: Counter[int] = Counter()
        run = 0
        for ticket, act, priority in self.rows(
            "SELECT s.ticket, s.act, t.priority FROM ticket_step s JOIN ticket t ON t.id = s.ticket "
            "WHERE s.day = :day AND :line IN ('', t.line) ORDER BY s.seq DESC",
            {"day": day.isoformat(), "line": line},
        ):
            if act == TicketAct.UNDO:
                taken_back[ticket] += 1
            elif taken_back[ticket]:
                taken_back[ticket] -= 1
            elif act == TicketAct.CALL:
                if not priority:
                    break
                run += 1
        return run

    def served_minutes(self, since: date, *, most: int = 400) -> dict[str, list[float]]:
        """Minutes of serving by queue, of the last citizens served since a day."""
        found: dict[str, list[float]] = {}
        for line, start, end in self.rows(
            "SELECT line, coalesce(serving_at, called_at), done_at FROM ticket "
            "WHERE state = 'done' AND day >= ? ORDER BY id DESC LIMIT ?",
            (since.isoformat(), most),
        ):
            if start and end and end > start:
                spent = from_local_text(end) - from_local_text(start)
                found.setdefault(line, []).append(spent.total_seconds() / 60)
        return found

    def counter_words(self, day: date) -> dict[str, CounterWord]:
        """The last that each counter did or said on a day; a call opens what was paused."""
        words = {
            row["counter"]: (row["seq"], row["officer"], row["word"] == COUNTER_PAUSED)
            for row in self.rows("SELECT * FROM counter_word WHERE day = ?", (day.isoformat(),))
        }
        lines: dict[str, set[str]] = {}
        for row in self.rows(
            "SELECT s.counter, s.officer, max(s.seq) AS seq, group_concat(DISTINCT t.line) AS lines FROM ticket_step s "
            "JOIN ticket t ON t.id = s.ticket WHERE s.day = ? AND s.act IN ('call', 'recall', 'serve') "
            "GROUP BY s.counter",
            (day.isoformat(),),
        ):
            lines[row["counter"]] = set(row["lines"].split(","))
            if row["seq"] > words.get(row["counter"], (0,))[0]:
                words[row["counter"]] = (row["seq"], row["officer"], False)
        return {
            counter: CounterWord(
                counter=counter, officer=officer, paused=paused,
                lines=frozenset(lines.get(counter, ())),
            )
            for counter, (_seq, officer, paused) in words.items()
        }  # fmt: skip

    def asked_lately(self, *, most: int = 400) -> dict[str, int]:
        """The number of times each procedure was asked for among the latest dossiers."""
        rows = self.rows(
            "SELECT procedure_code AS code, count(*) AS times FROM "
            "(SELECT procedure_code FROM dossier ORDER BY id DESC LIMIT ?) GROUP BY procedure_code",
            (most,),
        )
        return {row["code"]: row["times"] for row in rows}

    def stopped(self, day: date) -> frozenset[str]:
        """Queues of which citizens take no more numbers themselves on a day."""
        rows = self.rows(
            "SELECT queue FROM queue_word WHERE day = ? AND word = ?",
            (day.isoformat(), str(NUMBERS_STOPPED)),
        )
        return frozenset(row["queue"] for row in rows)

    def last_calls(self, day: date, *, most: int = 5) -> list[Ticket]:
        """The tickets called or served last, newest first, for the public's window."""
        rows = self.rows(
            "SELECT t.* FROM ticket t JOIN (SELECT ticket, max(seq) AS seq FROM ticket_step WHERE day = ? "
            "AND act IN ('call', 'recall') GROUP BY ticket) s ON s.ticket = t.id "
            "WHERE t.state IN ('called', 'serving', 'done') ORDER BY s.seq DESC LIMIT ?",
            (day.isoformat(), most),
        )
        return [_ticket(row) for row in rows]


def _ticket(row: Row) -> Ticket:
    return Ticket(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        queue=row["queue"],
        number=row["number"],
        line=row["line"],
        state=TicketState(row["state"]),
        place=row["place"],
        taken_at=from_local_text(row["taken_at"]),
        priority=Priority(row["priority"]),
        priority_reason=row["priority_reason"],
        counter=row["counter"],
        officer=row["officer"],
        called_at=_moment(row["called_at"]),
        serving_at=_moment(row["serving_at"]),
        done_at=_moment(row["done_at"]),
        calls=row["calls"],
        wish=Wish.from_dict(json.loads(row["wish"])) if row["wish"] else None,
    )


def _moment(text: str | None) -> datetime | None:
    return from_local_text(text) if text else None
