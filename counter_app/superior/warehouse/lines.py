"""The lines of the warehouse that a sender's file gives: of everything in it, or of what came after an entry."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from counter_app.domain.dossier.states import State
from counter_app.domain.office.events import JOURNAL_ERASED, OFFICER_PUT
from counter_app.store.read.fees import WAIVER_UNDONE
from counter_app.superior.warehouse.charges import charge_lines
from counter_app.superior.warehouse.columns import (
    BROUGHT,
    CERTIFIED,
    EVER,
    NEVER,
    QUESTION,
    SUPPLEMENT,
    TICKET,
    month_of,
)
from counter_app.superior.warehouse.endings import CALENDARS, EndingFacts, Told, known_facts
from counter_app.superior.warehouse.followups import followup_lines
from counter_app.superior.warehouse.postings import posting_lines
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection, Row

    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.store.store import Store

Line = tuple[str, tuple[Any, ...]]
"""The table it belongs to, and its values in the order of the columns."""

_AT_ONCE = 500
_EVER, _NEVER = EVER.isoformat(), NEVER.isoformat()
_RUNNING = frozenset(
    {
        State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.FINANCIAL, State.STOPPED,
        State.FINISHED,
    }
)  # fmt: skip
_STANDS = _RUNNING | {State.REFUSED, State.RETURNED}
_CORRECTED = ("channel", "return_channel", "point", "fee")
"""Facts that reports count and a correction may change."""

_TOUCHED = """
SELECT DISTINCT p.body ->> '$.dossier' AS id FROM payload p WHERE p.seq > ? AND p.body ->> '$.dossier' IS NOT NULL
UNION SELECT d.id FROM journal j JOIN dossier d ON d.code = j.subject WHERE j.seq > ?
UNION SELECT dossier FROM leg WHERE handover > ?
"""
_OTHERS = f"""
SELECT DISTINCT dossier AS id FROM leg WHERE giver_office <> ''
  AND EXISTS (SELECT 1 FROM journal j WHERE j.seq > ? AND {CALENDARS})
"""  # noqa: S608 - own text
"""The dossiers another office had are judged by the calendar: a new one may judge otherwise."""
_CALENDAR_DAYS = f"SELECT DISTINCT j.local_date AS day FROM journal j WHERE {CALENDARS} ORDER BY 1"  # noqa: S608 - own text
_DOSSIERS = """
SELECT id, code, sector, procedure_code, procedure_name, received_date, receiver, channel, return_channel, point,
  returned_point, fee, waived, relief, case_key, time_limit, coalesce(policy ->> '$.inner_wd', 0) AS inner_wd
FROM dossier WHERE id IN ({marks}) ORDER BY id
"""
_SPANS = """
SELECT dossier, seq, state, handler, promised_at, substr(promised_at, 1, 10) AS promise, from_date,
  substr(from_at, 12, 2) AS hour, to_date, used, allowed FROM dossier_span WHERE dossier IN ({marks})
ORDER BY dossier, seq
"""
_ACTS = """
SELECT dossier, seq, act, day, officer, detail ->> '$.changes' AS changes, detail ->> '$.undone' AS undone,
  detail ->> '$.undone_seq' AS undone_seq, detail ->> '$.state' AS state, EXISTS (SELECT 1 FROM
    json_each(detail, '$.papers_wanted') w WHERE w.value ->> '$.where' <> '') AS elsewhere FROM dossier_act
WHERE dossier IN ({marks}) AND act IN ('corrected', 'supplement', 'resume', 'accept', 'revert') ORDER BY dossier, seq
"""
_LEGS = """
SELECT dossier, giver_office, substr(given_at, 1, 10) AS day FROM leg
WHERE dossier IN ({marks}) AND (taker_office <> '' OR giver_office <> '') ORDER BY dossier, seq
"""
_FEES = f"""
SELECT seq, {{of}} AS subject, kind, sector, officer, ground, day, substr(at, 12, 2) AS hour, amount,
  {WAIVER_UNDONE} AS undone FROM fee_entry WHERE {{of}} IN ({{marks}}) ORDER BY seq
"""  # noqa: S608 - own text
_CERTIFICATIONS = """
SELECT id, sector, signer, procedure_code, day, substr(at, 12, 2) AS hour, voided_day, pages, copies, fee
FROM certification WHERE id IN ({marks}) ORDER BY id
"""
_QUESTIONS = "SELECT id, sector, day, substr(at, 12, 2) AS hour, officer FROM question WHERE id > ? ORDER BY id"
_STAFF = """
SELECT j.subject, j.seq, j.local_date AS day, p.body ->> '$.login' AS login, p.body ->> '$.role' AS role
FROM journal j JOIN payload p ON p.seq = j.seq WHERE j.subject GLOB 'officer:*' AND j.kind = ? AND j.subject IN (
  SELECT subject FROM journal WHERE seq > ? AND kind = ?) ORDER BY j.subject, j.seq
"""
_TICKETS = (
    "SELECT id, queue, day, substr(taken_at, 12, 2) AS hour FROM ticket WHERE id > ? ORDER BY id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A line of its table before it knows its sender and month."""

    kind: str
    day: str
    hour: int
    sector: str = ""
    officer: str = ""
    procedure: str = ""
    queue: str = ""
    ground: str = ""
    known_until: str = _NEVER
    pages: int = 0
    copies: int = 0
    amount: int = 0


def erased_since(connection: Connection, seq: int) -> bool:
    """True if something was erased after entry ``seq``: what it took may stand anywhere."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ? AND kind = ?) AS found",
        (seq, JOURNAL_ERASED),
    ).fetchone()
    return bool(row["found"])


def lines_of(store: Store, sender: int, since: int = 0) -> Iterator[Line]:
    """Every line about what entries after ``since`` began or changed, whole; of everything for 0."""
    maker, connection = _Maker(store, sender), store.database.connection
    for dossiers in _by_hundreds(_touched(connection, since)):
        yield from maker.dossiers(dossiers)
    for certifications in _by_hundreds(_certifications(connection, since)):
        yield from maker.certifications(certifications)
    yield from maker.alone(since)
    yield from maker.staff(since)
    yield from (("posting", line) for line in posting_lines(connection, sender, since))
    yield from (("charge", line) for line in charge_lines(store, sender, since))
    yield from (("followup", line) for line in followup_lines(store, sender, since))


def _touched(connection: Connection, since: int) -> list[int]:
    if not since:
        rows = connection.execute("SELECT id FROM dossier ORDER BY id")
    else:
        rows = connection.execute(f"{_TOUCHED} UNION {_OTHERS}", (since,) * 4)
    return sorted(int(row["id"]) for row in rows)


def _certifications(connection: Connection, since: int) -> list[int]:
    rows = connection.execute(
        "SELECT id FROM certification WHERE id > ?1 UNION SELECT id FROM certification WHERE voided_seq > ?1 "
        "UNION SELECT certification FROM fee_entry WHERE seq > ?1 AND certification IS NOT NULL ORDER BY 1",
        (since,),
    )
    return [row["id"] for row in rows]


def _by_hundreds(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


class _Maker:
    """Makes the lines of one sender."""

    def __init__(self, store: Store, sender: int) -> None:
        self._store = store
        self._connection = store.database.connection
        self._sender = sender
        self._calendars: dict[str, WorkCalendar] = {}
        days = self._connection.execute(_CALENDAR_DAYS).fetchall()
        self._calendar_days = [row["day"] for row in days]

    def _calendar(self, day: str) -> WorkCalendar:
        """As it was known at the end of a day; it changes on few."""
        said = max((known for known in self._calendar_days if known <= day), default=day)
        found = self._calendars.get(said)
        if found is None:
            rules = self._store.asof.rules(date.fromisoformat(said))
            found = self._calendars[said] = rules.calendar
        return found

    def _of(self, sql: str, numbers: Sequence[int], key: str, **more: str) -> dict[int, list[Row]]:
        marks = ", ".join("?" * len(numbers))
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._connection.execute(sql.format(marks=marks, **more), numbers):
            found[row[key]].append(row)
        return found

    def dossiers(self, numbers: Sequence[int]) -> Iterator[Line]:
        """The lines of these dossiers."""
        spans = self._of(_SPANS, numbers, "dossier")
        acts = self._of(_ACTS, numbers, "dossier")
        legs = self._of(_LEGS, numbers, "dossier")
        fees = self._of(_FEES, numbers, "subject", of="dossier")
        for number, (row,) in self._of(_DOSSIERS, numbers, "id").items():
            told = Told(
                row=row,
                acts=acts[number],
                legs=legs[number],
                calendar=self._calendar,
                calendar_days=self._calendar_days,
            )
            yield from self._dossier(told, spans[number], fees[number])

    def _dossier(self, told: Told, spans: list[Row], fees: list[Row]) -> Iterator[Line]:
        row, acts = told.row, told.acts
        begun = spans[0]["from_date"]
        where = self._where(begun, row["id"])
        about = (row["sector"], row["received_date"])
        yield from _versions(where, row, spans, acts)
        for span in spans:
            if span["state"] in _STANDS:
                values = (span["promise"], span["from_date"], int(span["hour"]))
                until = span["to_date"] or _NEVER
                yield "span", (*where, *about, span["state"], span["handler"], *values, until)
        for place, span in enumerate(spans):
            if span["state"] in (State.WITHDRAWN, State.FINISHED):
                withdrawn = span["state"] == State.WITHDRAWN
                said = (span["handler"], span["promise"], span["from_date"], span["used"])
                for since, until in _ended(spans, place):
                    for facts, *known in _known(told, span, since, until, withdrawn=withdrawn):
                        ending = (withdrawn, *said, span["allowed"], *facts, *known)
                        yield "ending", (*where, *about, *ending)
        for deed in (*_supplements(row, acts), *_brought(row, spans, acts), *_money(fees)):
            yield _deed(where, deed)

    def certifications(self, numbers: Sequence[int]) -> Iterator[Line]:
        """The lines of these certifications, with the payments for them."""
        fees = self._of(_FEES, numbers, "subject", of="certification")
        for number, (row,) in self._of(_CERTIFICATIONS, numbers, "id").items():
            where = self._where(row["day"], number)
            yield _deed(
                where,
                Deed(
                    kind=CERTIFIED,
                    day=row["day"],
                    hour=int(row["hour"]),
                    sector=row["sector"],
                    officer=row["signer"],
                    procedure=row["procedure_code"],
                    known_until=row["voided_day"] or _NEVER,
                    pages=row["pages"],
                    copies=row["copies"],
                    amount=row["fee"],
                ),
            )
            for deed in _money(fees[number]):
                yield _deed(where, deed)

    def alone(self, since: int) -> Iterator[Line]:
        """Questions, tickets and money that belong to nothing else, begun after ``since``."""
        for row in self._connection.execute(_QUESTIONS, (since,)):
            deed = Deed(
                kind=QUESTION,
                day=row["day"],
                hour=int(row["hour"]),
                sector=row["sector"],
                officer=row["officer"],
            )
            yield _deed(self._where(row["day"], row["id"]), deed)
        for row in self._connection.execute(_TICKETS, (since,)):
            deed = Deed(kind=TICKET, day=row["day"], hour=int(row["hour"]), queue=row["queue"])
            yield _deed(self._where(row["day"], row["id"]), deed)
        alone = _FEES.format(of="seq", marks="SELECT seq FROM fee_entry WHERE seq > ?")
        for row in self._connection.execute(
            f"SELECT * FROM ({alone}) WHERE seq NOT IN (SELECT seq FROM fee_entry WHERE dossier IS NOT NULL "  # noqa: S608 - own text
            "OR certification IS NOT NULL)",
            (since,),
        ):
            for deed in _money([row]):
                yield _deed(self._where(row["day"], row["seq"]), deed)

    def staff(self, since: int) -> Iterator[Line]:
        """Officers something was said of after ``since``, with every group they were of."""
        rows = self._connection.execute(_STAFF, (OFFICER_PUT, since, OFFICER_PUT))
        for _subject, group in groupby(rows, key=lambda row: row["subject"]):
            told = list(group)
            where = self._where(told[0]["day"], told[0]["seq"])
            # Said twice on one day, the later word counts; the first tells of the days before it too.
            days = [_EVER, *(max(row["day"], told[0]["day"]) for row in told[1:]), _NEVER]
            for row, (begun, until) in zip(told, pairwise(days), strict=True):
                if begun < until:
                    yield "staff", (*where, row["login"], row["role"], begun, until)

    def _where(self, begun: str, subject: int) -> tuple[int, int, int]:
        return self._sender, month_of(date.fromisoformat(begun)), subject


def _deed(where: tuple[int, int, int], deed: Deed) -> Line:
    return "deed", (
        *where,
        deed.kind,
        deed.sector,
        deed.officer,
        deed.procedure,
        deed.queue,
        deed.ground,
        deed.day,
        deed.hour,
        deed.known_until,
        deed.pages,
        deed.copies,
        deed.amount,
    )


def _money(rows: Sequence[Row]) -> Iterator[Deed]:
    """The payments, refunds and waivers of one matter, a waiver until it was taken back."""
    back = {row["undone"]: row["day"] for row in rows if row["undone"]}
    for row in rows:
        if not row["undone"]:
            yield Deed(
                kind=row["kind"],
                day=row["day"],
                hour=int(row["hour"]),
                sector=row["sector"],
                officer=row["officer"],
                ground=row["ground"],
                known_until=back.get(row["seq"], _NEVER),
                amount=row["amount"],
            )


def _supplements(row: Row, acts: Iterable[Row]) -> Iterator[Deed]:
    """The requests for papers, until they were taken back."""
    for act in acts:
        if act["act"] == "supplement":
            undone = [
                other["day"]
                for other in acts
                if other["act"] == "revert" and other["undone_seq"] == act["seq"]
            ]
            yield Deed(
                kind=SUPPLEMENT,
                day=act["day"],
                hour=0,
                sector=row["sector"],
                officer=act["officer"],
                known_until=min(undone, default=_NEVER),
            )


def _brought(row: Row, spans: Sequence[Row], acts: Iterable[Row]) -> Iterator[Deed]:
    """The times missing papers were brought, less those taken back."""
    for act in acts:
        if act["act"] in ("resume", "accept"):
            before = [span["state"] for span in spans if span["seq"] < act["seq"]]
            number = int(bool(before) and before[-1] == State.SUPPLEMENT)
        else:
            number = -int(
                act["act"] == "revert"
                and act["undone"] in ("resume", "accept")
                and act["state"] == State.SUPPLEMENT
            )
        if number:
            yield Deed(kind=BROUGHT, day=act["day"], hour=0, sector=row["sector"], amount=number)


def _versions(
    where: tuple[int, int, int], row: Row, spans: Sequence[Row], acts: Iterable[Row]
) -> Iterator[Line]:
    """A dossier between each two of the days on which something became known that reports count."""
    changes = [
        (act["day"], json.loads(act["changes"] or "{}"))
        for act in acts
        if act["act"] == "corrected"
    ]
    wrong = [span for span in spans if span["state"] == State.MISTAKEN]
    days = {_EVER, _NEVER, *(day for day, _change in changes)}
    days |= {day for span in wrong for day in (span["from_date"], span["to_date"] or _NEVER)}
    handed_in = (
        spans[0]["from_date"],
        int(spans[0]["hour"]),
        row["received_date"],
        row["receiver"],
    )
    for since, until in pairwise(sorted(days)):
        facts = {name: row[name] for name in _CORRECTED}
        for day, change in reversed(changes):
            if day > since:
                facts |= {name: change[name]["from"] for name in _CORRECTED if name in change}
        yield (
            "dossier",
            (
                *where,
                row["code"],
                row["sector"],
                row["procedure_code"],
                row["procedure_name"],
                *handed_in,
                facts["channel"],
                facts["return_channel"],
                facts["point"],
                row["returned_point"],
                facts["fee"],
                row["waived"],
                row["relief"],
                any(_covers(span, since) for span in wrong),
                since,
                until,
            ),
        )


def _covers(span: Row, day: str) -> bool:
    return bool(span["from_date"] <= day < (span["to_date"] or _NEVER))


def _ended(spans: Sequence[Row], place: int) -> Iterator[tuple[str, str]]:
    """The days on which the end by span ``place`` was not taken up again; as ``spans_sql.STILL_ENDED``."""
    if _restored(spans, place):
        return
    later = [
        span
        for number, span in enumerate(spans[place + 1 :], place + 1)
        if span["state"] != State.RETURNED and not _restored(spans, number)
    ]
    begun = spans[place]["from_date"]
    days = {begun, _NEVER}
    days |= {
        day
        for span in later
        for day in (span["from_date"], span["to_date"] or _NEVER)
        if day > begun
    }
    # Stretches that touch may stay apart: a day lies in one of them.
    yield from (
        (since, until)
        for since, until in pairwise(sorted(days))
        if not any(_again(span, since) for span in later)
    )


def _again(span: Row, day: str) -> bool:
    """True if a later span took the dossier up again by the end of ``day``."""
    if span["state"] == State.MISTAKEN:
        return _covers(span, day)
    return bool(span["from_date"] <= day)


def _restored(spans: Sequence[Row], place: int) -> bool:
    """True if a span gave back what stood before a mistaken entry by mistake or return."""
    return place > 0 and spans[place - 1]["state"] in (State.MISTAKEN, State.RETURNED)


_NOTHING_TOLD = EndingFacts("", "", "", "", 0, elsewhere=False, online=False, other="")


def _known(
    told: Told, span: Row, since: str, until: str, *, withdrawn: bool
) -> Iterator[tuple[EndingFacts, str, str]]:
    """The facts told of an end, with the days between which they were known."""
    if withdrawn:
        yield _NOTHING_TOLD, since, until
        return
    for begun, over, facts in known_facts(told, span["promised_at"] or "", since, until):
        yield facts, begun, over
