"""There is no spooler of Windows here: CUPS is asked in other ways."""

from __future__ import annotations

import sys

from counter_app.printing.devices.windows_spooler import this_spooler

assert sys.platform == "linux"


def test_there_is_none() -> None:
    assert this_spooler() is None
