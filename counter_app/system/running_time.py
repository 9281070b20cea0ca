"""Time that runs on, whatever the clock is set to."""

from __future__ import annotations

import sys
import time

if sys.platform == "linux":  # ``monotonic`` stands still in sleep there

    def ticking() -> float:
        """Seconds of a count that runs on while the computer sleeps, whatever the clock is set to."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

else:

    def ticking() -> float:
        """Seconds of a count that runs on while the computer sleeps, whatever the clock is set to."""
        return time.monotonic()
