"""The standing of a sender: its office, the reach of its batches, and a mark if it is counted."""

from __future__ import annotations

from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sender as its own journal describes it.

    ``epochs`` counts how often the journal was begun: more than once after a restore, the last time on ``restored``
    (an ISO day, or empty). ``trouble`` says in a sentence why it is put aside and not counted; empty when it counts.
    """

    journal: str
    office: str
    name: str
    device: int
    seq: int
    last_day: str
    superior: str = ""
    sample: bool = False
    epochs: int = 1
    restored: str = ""
    trouble: str = ""

    @property
    def state(self) -> str:
        """``counted``, ``restored`` (counted, after an old backup was put back) or ``aside``."""
        if self.trouble:
            return "aside"
        return "restored" if self.restored else "counted"
