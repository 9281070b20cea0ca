"""Events of the evening: the day closed, a report issued, a batch written to a stick."""

from __future__ import annotations

from typing import Any, NotRequired

from counter_app.domain.event import Day, Event, Kept, Moment, Worked
from counter_app.values import TypedDict


class DayClosed(TypedDict):
    """A day's totals, as they stood at the chain's head before the event; two people close a day that is over.

    ``signed`` is the office's signed statement of all that (``SignedClosing.paper_text``), where its key was at hand.
    ``heads``: from then on the last entry is signed with every act, so a file without a signed head lacks it.
    ``looks``: the last line of the access book by number, its hash in hex, and the last of those that were dropped.
    """

    day: Day
    at: Moment
    totals: dict[str, Any]
    signed: NotRequired[Kept]
    heads: NotRequired[bool]
    looks: NotRequired[Worked]
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


class BatchExported(TypedDict):
    """A batch that lies on its stick and was read back there.

    ``manifest`` is the SHA-256 of its manifest, ``content`` what it holds of an event ("minimal" or "full"), ``sealed``
    the letters of the keys that open it, empty for an open one. ``again`` is the batch whose entries are sent once
    more, 0 where a range was asked for. ``own`` is the file beside it that holds all of it for the office alone.
    """

    number: int
    from_seq: int
    to_seq: int
    head: str
    sha256: str
    name: str
    volume: str
    at: Moment
    manifest: NotRequired[str]
    content: NotRequired[str]
    sealed: NotRequired[list[str]]
    again: NotRequired[int]
    own: NotRequired[str]


class ReportIssued(TypedDict):
    """A report of days that are over, which takes two people where it seals them; ``about`` is the officer it is of."""

    name: str
    first: str
    last: str
    sector: str
    about: str
    sha256: str
    program: str
    at: Moment
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


DAY_CLOSED = Event("day.closed", DayClosed)
BATCH_EXPORTED = Event("batch.exported", BatchExported)
REPORT_ISSUED = Event("report.issued", ReportIssued)
