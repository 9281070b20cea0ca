"""Sets of states as SQL writes them; a partial index helps only where a question spells its set as the index does."""

from __future__ import annotations

from collections.abc import Collection

from counter_app.domain.dossier.states import OPEN_STATES, PAUSED_STATES, State


def among(states: Collection[State]) -> str:
    """``(2, 4, 5)``: in ascending order."""
    return f"({', '.join(str(int(state)) for state in sorted(states))})"


OPEN = among(OPEN_STATES)
PAUSED = among(PAUSED_STATES)
WORKING = among(OPEN_STATES - PAUSED_STATES)
"""Open, and the clock runs."""
RUNNING = among(OPEN_STATES | {State.FINISHED})
"""In the office's hands: not yet with the citizen."""
HELD = among(OPEN_STATES | {State.REGISTERED, State.FINISHED})
"""The states of dossiers with papers here, accepted or not."""
GONE = among((State.REFUSED, State.WITHDRAWN, State.RETURNED))
"""Out of the office's hands."""
