"""The standing of a batch for its sender."""

from __future__ import annotations

from enum import StrEnum


class BatchState(StrEnum):
    """The states from the stick to the superior's word; a batch that was begun counts only once it was read back."""

    BEGUN = "begun"
    READ_BACK = "read_back"
    HANDED = "handed"
    HELD = "held"
    REFUSED = "refused"
    QUARANTINED = "quarantined"
    ACKNOWLEDGED = "acknowledged"


def state_of(*, handed: bool, taken: bool, outcome: str) -> BatchState:
    """The state of a batch that was read back: whether given to somebody, whether the superior has its last entry, and
    what the superior last said of it ("taken", "held", "refused", "quarantined", "" for nothing).
    """
    if taken or outcome == "taken":
        return BatchState.ACKNOWLEDGED
    if outcome in (BatchState.HELD, BatchState.REFUSED, BatchState.QUARANTINED):
        return BatchState(outcome)
    return BatchState.HANDED if handed else BatchState.READ_BACK
