"""Dossiers one by one as lists show them, as they stood at the end of a period.

Parties, fees and ways of returning are those known then: what was corrected later is undone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import ENDED_STATES, Channel, State
from counter_app.store.core.states_sql import WORKING, among
from counter_app.store.figures.spans_sql import (
    ENDED,
    MISTAKEN,
    NOT_UNDONE,
    RUNNING,
    still_returned,
)
from counter_app.store.figures.tallies import period_values
from counter_app.store.figures.undo_corrections import later_corrections
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


class _SubjectRow(NamedTuple):
    """The columns of a dossier that every line begins with."""

    id: int
    code: str
    applicant: str
    owner: str | None
    procedure_name: str
    sector: str
    receiver: str
    received_at: str
    procedure_code: str


_SUBJECT = ", ".join(f"d.{name}" for name in _SubjectRow._fields)
_CHOSEN = "(:sector = '' OR d.sector = :sector)"
_LATE = f"""
WITH {RUNNING}, {ENDED},
late(dossier, promise, ended, seq, handler) AS (
  SELECT dossier, promise, day, seq, handler FROM ended
    WHERE state = {State.FINISHED:d} AND day > promise
  UNION ALL
  SELECT dossier, promise, NULL, NULL, handler FROM running
    WHERE state IN {WORKING} AND promise < :last)
SELECT {_SUBJECT}, l.promise, l.ended, l.handler,
  coalesce((SELECT nullif(a.detail ->> '$.late_reason', '') FROM dossier_act a WHERE a.seq = l.seq),
    (SELECT a.reason FROM dossier_act a WHERE a.dossier = d.id AND a.act = 'reappointed' AND a.day <= :last
      AND {NOT_UNDONE} ORDER BY a.seq DESC LIMIT 1), ''),
  (SELECT p.number || ' ' || p.issued_date FROM print_job p WHERE p.subject = d.code AND p.document = 'apology'
    AND p.copy_no = 0 AND p.number IS NOT NULL AND p.issued_date <= :last
    AND NOT (p.state = 'void' AND substr(p.state_at, 1, 10) <= :last) ORDER BY p.id DESC LIMIT 1),
  (SELECT a.detail ->> '$.reappointed_to' FROM dossier_act a WHERE a.dossier = d.id AND a.act = 'reappointed'
    AND a.day <= :last AND {NOT_UNDONE} ORDER BY a.seq DESC LIMIT 1)
FROM late l JOIN dossier d ON d.id = l.dossier AND d.received_date <= :last
WHERE {_CHOSEN} AND (:officer = '' OR l.handler = :officer)
ORDER BY l.ended IS NULL, l.promise, d.id
"""
_STATE = (
    "(SELECT s.state FROM dossier_span s WHERE s.dossier = a.dossier AND s.from_date <= :last "
    "ORDER BY s.seq DESC LIMIT 1)"
)
_ACTS = f"""
SELECT {_SUBJECT}, a.act, a.at, a.officer, a.reason, a.override, a.detail, {_STATE},
  (SELECT sum(b.act = a.act) - sum(b.act = 'revert' AND b.detail ->> '$.undone' IS a.act) FROM dossier_act b
    WHERE b.dossier = a.dossier AND b.seq <= a.seq),
  EXISTS (SELECT 1 FROM dossier_span s WHERE s.dossier = a.dossier AND s.state = {State.RECEIVED:d} AND s.seq < a.seq)
FROM dossier_act a JOIN dossier d ON d.id = a.dossier
WHERE a.act IN (SELECT value FROM json_each(:acts)) AND a.day BETWEEN :first AND :last AND {NOT_UNDONE}
  AND {_CHOSEN} AND (:officer = '' OR a.officer = :officer)
ORDER BY a.day, a.seq
"""
_REGISTER = f"""
SELECT {_SUBJECT}, d.book_no, d.resolver, s.promised_at, s.state, s.from_at, d.return_channel,
  coalesce((SELECT p.body ->> '$.collector' FROM journal j JOIN payload p ON p.seq = j.seq
    WHERE s.state = {int(State.RETURNED)} AND j.subject = d.code AND j.kind = 'dossier.returned'
    AND j.local_date <= :last ORDER BY j.seq DESC LIMIT 1), d.collector),
  coalesce((SELECT a.detail ->> '$.promised_at' FROM dossier_act a WHERE a.dossier = d.id AND a.act = 'confirmed'
    AND a.day <= :last AND {NOT_UNDONE} ORDER BY a.seq DESC LIMIT 1), d.original_due),
  (SELECT m.detail ->> '$.official_code' FROM dossier_act m WHERE m.dossier = d.id AND m.act = 'mapped'
    AND m.day <= :last ORDER BY m.seq DESC LIMIT 1)
FROM dossier d JOIN dossier_span s ON s.dossier = d.id AND s.seq = (SELECT max(n.seq) FROM dossier_span n
  WHERE n.dossier = d.id AND n.from_date <= :last)
WHERE d.received_date BETWEEN :first AND :last AND {_CHOSEN} AND (:officer = '' OR d.receiver = :officer)
ORDER BY d.sector, d.received_date, d.book_no, d.id
"""
_DUE = f"""
WITH {RUNNING}
SELECT {_SUBJECT}, r.state, s.promised_at, r.handler
FROM running r JOIN dossier d ON d.id = r.dossier AND d.received_date <= :last
JOIN dossier_span s ON s.dossier = d.id AND s.seq = (SELECT max(n.seq) FROM dossier_span n
  WHERE n.dossier = d.id AND n.from_date <= :last)
WHERE r.promise BETWEEN :first AND :last AND {_CHOSEN} AND (:officer = '' OR r.handler = :officer)
ORDER BY s.promised_at, d.id
"""
_UNMAPPED = f"""
SELECT {_SUBJECT}, m.detail ->> '$.mapping', m.detail ->> '$.official_code', m.day
FROM dossier d LEFT JOIN dossier_act m ON m.seq = (SELECT max(n.seq) FROM dossier_act n
  WHERE n.dossier = d.id AND n.act = 'mapped' AND n.day <= :last)
WHERE d.received_date BETWEEN :first AND :last AND {_CHOSEN} AND (:officer = '' OR d.receiver = :officer)
  AND coalesce(m.detail ->> '$.mapping', 'not_entered') IN ('not_entered', 'mismatch') AND d.id NOT IN {MISTAKEN}
ORDER BY d.received_date, d.id
"""


_FORWARDED = f"""
SELECT {_SUBJECT}, d.resolver, d.channel, min(
  coalesce((SELECT min(l.given_at) FROM leg l WHERE l.dossier = d.id AND l.note NOT IN ('recalled', 'charge')), '9'),
  coalesce((SELECT min(s.from_at) FROM dossier_span s WHERE s.dossier = d.id
    AND s.state IN {among(ENDED_STATES)} AND NOT EXISTS (SELECT 1 FROM dossier_span n WHERE n.dossier = s.dossier
      AND n.seq > s.seq AND n.from_date <= :last AND n.state NOT IN {among(ENDED_STATES)})), '9'))
FROM dossier d WHERE d.received_date BETWEEN :first AND :last AND {_CHOSEN} AND d.id NOT IN {MISTAKEN}
  AND (:officer = '' OR d.receiver = :officer) AND (d.policy ->> '$.elsewhere' OR d.receiver <> (
    SELECT s.handler FROM dossier_span s WHERE s.dossier = d.id AND s.from_at = d.received_at
      AND s.state = {State.RECEIVED:d} ORDER BY s.seq LIMIT 1))
ORDER BY d.received_at, d.id
"""


_TAKEN_IN = f"""
SELECT {_SUBJECT}, d.channel, d.point FROM dossier d
WHERE d.received_date BETWEEN :first AND :last AND {_CHOSEN} AND d.id NOT IN {MISTAKEN}
"""
_GIVEN_OUT = f"""
SELECT {_SUBJECT}, d.return_channel, d.returned_point FROM dossier_span s JOIN dossier d ON d.id = s.dossier
WHERE s.state = {State.RETURNED:d} AND s.from_date BETWEEN :first AND :last AND {still_returned("s")}
  AND {_CHOSEN} AND d.id NOT IN {MISTAKEN}
"""


class Subject(NamedTuple):
    """The dossier a line speaks of. ``owner`` is empty when the applicant asks for themselves."""

    id: int
    code: str
    applicant: str
    owner: str
    address: str
    phone: str
    procedure: str
    sector: str
    receiver: str
    received_at: datetime
    procedure_code: str


class LateLine(NamedTuple):
    """A dossier past its promise: ``ended`` None while it is pending. ``apology`` is (number, day) of Mẫu 04."""

    subject: Subject
    promise: date
    ended: date | None
    handler: str
    reason: str
    apology: tuple[int, date] | None
    proposed: datetime | None


class ActLine(NamedTuple):
    """One act: its kind, officer and reason; ``time`` counts the same act of the dossier, ``state`` is the end's.

    ``accepted`` tells whether the dossier had been received before it; ``detail`` are the act's own facts.
    """

    subject: Subject
    act: str
    at: datetime
    officer: str
    reason: str
    override: bool
    detail: Mapping[str, Any]
    state: State
    time: int
    accepted: bool


class RegisterLine(NamedTuple):
    """A line of the book (Mẫu 07). ``returned`` is None until the result was handed over to ``collector``.

    ``first_promise`` stands on the slip, ``promise`` is in force; ``stopped`` is when it ended without a result.
    """

    subject: Subject
    book_no: int
    resolver: str
    promise: datetime | None
    state: State
    returned: datetime | None
    return_channel: Channel
    collector: str
    official_code: str
    first_promise: datetime | None = None
    stopped: datetime | None = None


class DueLine(NamedTuple):
    """A dossier that is not done, and when it was promised."""

    subject: Subject
    state: State
    promise: datetime
    handler: str


class ForwardedLine(NamedTuple):
    """A dossier that had to go on to ``resolver``; ``left`` when it did, or was done with, None within the period."""

    subject: Subject
    resolver: str
    left: datetime | None


class UnmappedLine(NamedTuple):
    """A dossier without a code in the official system, or whose facts there differ; ``day`` is when that was said."""

    subject: Subject
    mismatch: bool
    official_code: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The selected lines: the days with both ends, of one sector and one officer (login) or of all."""

    first: date
    last: date
    sector: str = ""
    officer: str = ""

    def values(self) -> dict[str, Any]:
        """As the statements name them."""
        return {
            **period_values(self.first, self.last, hidden=int(State.FINISHED)),
            "sector": self.sector,
            "officer": self.officer,
        }


_SUBSTITUTED = """
SELECT count(*) AS acts, count(DISTINCT s.dossier) AS dossiers FROM dossier d
JOIN dossier_span s ON s.dossier = d.id JOIN journal j ON j.seq = s.seq
WHERE d.sector = :sector AND s.handler = :away AND j.actor = :substitute AND s.from_date BETWEEN :first AND :last
"""


class ReportLines:
    """Reads the lines of lists."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def substituted(
        self, away: str, substitute: str, sector: str, days: tuple[date, date]
    ) -> tuple[int, int]:
        """The work of a substitute on dossiers of the absent officer in a sector: the acts, and the dossiers."""
        first, last = days
        values = {"away": away, "substitute": substitute, "sector": sector}
        row = self._database.connection.execute(
            _SUBSTITUTED, {**values, "first": first.isoformat(), "last": last.isoformat()}
        ).fetchone()
        return row["acts"], row["dossiers"]

    def late(self, chosen: Selection) -> list[LateLine]:
        """Finished late in the period, then pending past their promise at its end; by promise."""
        found = self._read(_LATE, chosen)
        return [
            LateLine(
                subject=subject,
                promise=date.fromisoformat(promise),
                ended=_day(ended),
                handler=handler,
                reason=reason,
                apology=_apology(apology),
                proposed=_moment(proposed),
            )
            for subject, (promise, ended, handler, reason, apology, proposed), _before in found
        ]

    def acts(self, chosen: Selection, *acts: str) -> list[ActLine]:
        """Acts of these kinds done in the period and not taken back by its end, oldest first."""
        found = self._read(_ACTS, chosen, acts=json.dumps(acts))
        return [
            ActLine(
                subject=subject,
                act=act,
                at=from_local_text(at),
                officer=officer,
                reason=reason,
                override=bool(override),
                detail=json.loads(detail),
                state=State(state),
                time=time,
                accepted=bool(accepted),
            )
            for subject, said, _before in found
            for act, at, officer, reason, override, detail, state, time, accepted in [said]
        ]

    def register(self, chosen: Selection) -> list[RegisterLine]:
        """The dossiers received in the period, by sector and in the order in which they were received."""
        return [_register(*line) for line in self._read(_REGISTER, chosen)]

    def due(self, chosen: Selection) -> list[DueLine]:
        """Dossiers promised for the period that are not done at its end, by promise."""
        return [
            DueLine(subject, State(state), from_local_text(promise), handler)
            for subject, (state, promise, handler), _before in self._read(_DUE, chosen)
        ]

    def forwarded(self, chosen: Selection) -> list[ForwardedLine]:
        """Dossiers handed in directly in the period that somebody else resolves, with when they left the counter."""
        end = f"{chosen.last.isoformat()}U"
        return [
            ForwardedLine(
                subject,
                before.get("resolver", resolver),
                from_local_text(left) if left < end else None,
            )
            for subject, (resolver, channel, left), before in self._read(_FORWARDED, chosen)
            if before.get("channel", channel) != Channel.ONLINE
        ]

    def places(self, chosen: Selection) -> dict[tuple[Channel, str], tuple[int, int]]:
        """(channel, reception point) → received there in the period, given out there; "" is the counter."""
        received = Counter(
            (Channel(before.get("channel", channel)), str(before.get("point", point)))
            for _subject, (channel, point), before in self._read(_TAKEN_IN, chosen)
        )
        given = Counter(
            (Channel(before.get("return_channel", channel)), str(point))
            for _subject, (channel, point), before in self._read(_GIVEN_OUT, chosen)
        )
        return {key: (received[key], given[key]) for key in received.keys() | given.keys()}

    def unmapped(self, chosen: Selection) -> list[UnmappedLine]:
        """Dossiers received in the period that at its end stand nowhere, or otherwise, in the official system."""
        return [
            UnmappedLine(subject, mapping == "mismatch", code or "", _day(day))
            for subject, (mapping, code, day), _before in self._read(_UNMAPPED, chosen)
        ]

    def _read(
        self, sql: str, chosen: Selection, **more: Any
    ) -> list[tuple[Subject, tuple[Any, ...], Mapping[str, Any]]]:
        """Each line's dossier, its further columns, and what was corrected since."""
        later = later_corrections(self._database, chosen.last)
        cursor = self._database.connection.cursor()
        cursor.row_factory = None
        rows = cursor.execute(sql, {**chosen.values(), **more})
        found: list[tuple[Subject, tuple[Any, ...], Mapping[str, Any]]] = []
        for row in rows:
            subject = _SubjectRow(*row[: len(_SubjectRow._fields)])
            before = later.get(subject.id, {})
            found.append((_subject(subject, before), row[len(subject) :], before))
        return found


def _subject(row: _SubjectRow, before: Mapping[str, Any]) -> Subject:
    applicant = before.get("applicant") or json.loads(row.applicant)
    owner = before["owner"] if "owner" in before else (json.loads(row.owner) if row.owner else None)
    return Subject(
        id=row.id,
        code=row.code,
        applicant=applicant["name"],
        owner=owner["name"] if owner else "",
        address=applicant.get("address", ""),
        phone=applicant.get("phone", ""),
        procedure=row.procedure_name,
        sector=row.sector,
        receiver=row.receiver,
        received_at=from_local_text(row.received_at),
        procedure_code=row.procedure_code,
    )


def _register(subject: Subject, rest: tuple[Any, ...], before: Mapping[str, Any]) -> RegisterLine:
    book_no, resolver, promise, stands, since, channel, collector, first, official = rest
    state = State(stands)
    handed_over = state is State.RETURNED
    return RegisterLine(
        subject=subject,
        book_no=book_no,
        resolver=before.get("resolver", resolver),
        promise=_moment(promise),
        state=state,
        returned=from_local_text(since) if handed_over else None,
        return_channel=Channel(before.get("return_channel", channel)),
        collector=json.loads(collector)["name"] if handed_over and collector else "",
        official_code=official or "",
        first_promise=_moment(first),
        stopped=from_local_text(since) if state is State.WITHDRAWN else None,
    )


def _apology(text: str | None) -> tuple[int, date] | None:
    if not text:
        return None
    number, day = text.split(" ")
    return int(number), date.fromisoformat(day)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return from_local_text(text) if text else None
