"""A paper traced by the code of the chain that it carries."""

from __future__ import annotations

from datetime import datetime

from counter_app.values import dataclass

CLOSING_SHEET = "closing"
"""The name of the sheet of a closed day in a trace; every other is the name of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A paper that carries a code: what it is, about what, when, and the entry of the journal behind it.

    ``until`` is the last entry for which the code vouches.
    """

    code: str
    document: str
    subject: str
    at: datetime
    seq: int
    until: int
