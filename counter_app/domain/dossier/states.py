"""The states of a dossier, apart from everything that is known of one: the store asks by them before it reads any."""

from __future__ import annotations

from enum import IntEnum


class State(IntEnum):
    """The status codes of the national portal (Cổng Dịch vụ công quốc gia); what was entered by mistake is ours alone.

    The portal has no status for it: such a dossier was never one.
    """

    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10
    MISTAKEN = 11


OPEN_STATES = frozenset(
    {State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.FINANCIAL, State.STOPPED}
)
PAUSED_STATES = frozenset({State.SUPPLEMENT, State.FINANCIAL, State.STOPPED})
"""Open, but the clock does not run: pending in term whatever the date."""
ENDED_STATES = frozenset({State.WITHDRAWN, State.FINISHED, State.RETURNED, State.MISTAKEN})
"""Processing ended after reception; what was refused at the counter was never received."""
GIVEN_UP_STATES = frozenset({State.WITHDRAWN, State.REFUSED, State.MISTAKEN})
"""Ended without a result: nothing is to be paid any more, what was paid may be given back."""
