"""The processor's time that a batch may take: what its size could ever need, many times over, and no more."""

from __future__ import annotations

import time

from counter_app.sync.batch.manifest import refused
from counter_app.sync.batch.problems import Code, problem

LEAST_SECONDS = 60.0
"""Of the processor, for the smallest batch too: the slowest computer that reads batches reads thousands of lines."""
BYTES_A_SECOND = 100_000
"""Of uncompressed lines: a hundredth of what a slow computer takes in, with all gates and tables."""
_ASK_EVERY = 64


class Allowance:
    """The time of this thread from its making on; work of others at the same time is not counted."""

    def __init__(self, size: int) -> None:
        self.seconds = LEAST_SECONDS + size / BYTES_A_SECOND
        self._until = time.thread_time() + self.seconds
        self._asked = 0

    def spend(self) -> None:
        """One more line is asked for. Errors: BatchError once the time is spent."""
        self._asked += 1
        if self._asked % _ASK_EVERY == 1 and time.thread_time() > self._until:
            raise refused([problem(Code.TOO_SLOW, seconds=round(self.seconds))])
