"""The tables of the warehouse, said once: for its Parquet files, for ibis, for PostgreSQL.

No table tells who a citizen is. Every row says between which days it was true (``known_from`` or ``day`` until
``known_until``, which is no longer one of them), so that a question as of a day is a comparison with that day; days
have no hours and no zone, so that no engine can shift one. Rows of a dossier lie under the month in which it was handed
in, all others under their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from counter_app.values import dataclass

EVER, NEVER = date(1900, 1, 1), date(9999, 12, 31)
"""The first and the last day there is; Spark counts days before 1582 otherwise than Parquet."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The way a column is called: by ibis, by DuckDB and PostgreSQL, by Spark."""

    ibis: str
    sql: str
    spark: str


NUMBER = Kind("int64", "BIGINT", "BIGINT")
SMALL = Kind("int32", "INTEGER", "INT")
DAY = Kind("date", "DATE", "DATE")
TEXT = Kind("string", "VARCHAR", "STRING")
FLAG = Kind("boolean", "BOOLEAN", "BOOLEAN")

Columns = Mapping[str, Kind]

_WHERE = {"sender": NUMBER, "month": SMALL, "subject": NUMBER}
"""The journal as a signed number, the month as 202611, and the entry that began what the row is about: a dossier, or
what stands by itself. All rows of a subject lie in one month and are made anew together."""

DOSSIER: Columns = {
    **_WHERE,
    "code": TEXT,
    "sector": TEXT,
    "procedure": TEXT,
    "title": TEXT,
    "handed_in": DAY,
    "hour": SMALL,
    "received": DAY,
    "officer": TEXT,
    "channel": SMALL,
    "return_channel": SMALL,
    "point": TEXT,
    "returned_point": TEXT,
    "fee": NUMBER,
    "waived": NUMBER,
    "relief": TEXT,
    "mistaken": FLAG,
    "known_from": DAY,
    "known_until": DAY,
}
"""A row for every time between two corrections of what reports count; ``officer`` received it, ``received`` is empty
while it was only handed in. ``mistaken``: known then to be entered by mistake."""

SPAN: Columns = {
    **_WHERE,
    "sector": TEXT,
    "received": DAY,
    "state": SMALL,
    "officer": TEXT,
    "promise": DAY,
    "day": DAY,
    "hour": SMALL,
    "known_until": DAY,
}
"""A dossier in one state, with one handler and one promise, from ``day`` on."""

ENDING: Columns = {
    **_WHERE,
    "sector": TEXT,
    "received": DAY,
    "withdrawn": FLAG,
    "officer": TEXT,
    "promise": DAY,
    "day": DAY,
    "used": NUMBER,
    "allowed": NUMBER,
    "procedure": TEXT,
    "title": TEXT,
    "case_key": TEXT,
    "time_limit": TEXT,
    "supplements": SMALL,
    "elsewhere": FLAG,
    "online": FLAG,
    "other": TEXT,
    "known_from": DAY,
    "known_until": DAY,
}
"""That a dossier was done with on ``day``; true until it was taken up again, or something of it became known
otherwise. ``used``, ``allowed``: working minutes. From ``procedure`` on as ``endings.EndingFacts`` says; of what was
withdrawn nothing is told there."""

DEED: Columns = {
    **_WHERE,
    "kind": TEXT,
    "sector": TEXT,
    "officer": TEXT,
    "procedure": TEXT,
    "queue": TEXT,
    "ground": TEXT,
    "day": DAY,
    "hour": SMALL,
    "known_until": DAY,
    "pages": NUMBER,
    "copies": NUMBER,
    "amount": NUMBER,
}
"""One act that is counted by itself; ``amount`` in đồng, of ``brought`` 1, or -1 where it was taken back."""

STAFF: Columns = {
    **_WHERE,
    "login": TEXT,
    "role": TEXT,
    "known_from": DAY,
    "known_until": DAY,
}
"""The group of an officer, and its days."""

POSTING: Columns = {
    **_WHERE,
    "sector": TEXT,
    "known_from": DAY,
    "known_until": DAY,
    "posted_both": SMALL,
    "posted_one": SMALL,
    "posted_wrong": SMALL,
    "posted_never": SMALL,
}
"""The number of procedures in force of a sector by posting (``reports.figures.finishes.Posting``), and its days."""

CHARGE: Columns = {
    **_WHERE,
    "sector": TEXT,
    "known_from": DAY,
    "known_until": DAY,
    "covered": SMALL,
}
"""The times an office had a sector, and a mark if (1) or not (0) it was in somebody's charge."""

FOLLOWUP: Columns = {
    **_WHERE,
    "sector": TEXT,
    "means": TEXT,
    "day": DAY,
    "standing": TEXT,
    "known_from": DAY,
    "known_until": DAY,
}
"""An enquiry about a dossier, asked on ``day``, and how it stood (``Standing``); none while it was void."""

TABLES: Mapping[str, Columns] = MappingProxyType(
    {
        "dossier": DOSSIER,
        "span": SPAN,
        "ending": ENDING,
        "deed": DEED,
        "staff": STAFF,
        "posting": POSTING,
        "charge": CHARGE,
        "followup": FOLLOWUP,
    }
)

SENDER: Columns = {"sender": NUMBER, "office": TEXT, "until": DAY}
"""The senders asked about, made for each question: ``until`` is the day as of which a sender is counted."""

SUPPLEMENT, BROUGHT, CERTIFIED, QUESTION, TICKET = (
    "supplement", "brought", "certified", "question", "ticket",
)  # fmt: skip
COLLECTED, REFUNDED, WAIVED = "collected", "refunded", "waived"
"""Kinds of deeds."""
APART = "apart"
"""Another office took part, and nobody can say how it stood to its deadline."""


def number_of(journal: str) -> int:
    """A journal, sixteen hexadecimal digits, as a signed number of 64 bits: it is compared a million times."""
    return int.from_bytes(bytes.fromhex(journal), "big", signed=True)


def month_of(day: date) -> int:
    """A month as 202611."""
    return day.year * 100 + day.month
