"""The print spooler of the Windows this runs on answers what is asked of it."""

from __future__ import annotations

import sys

from counter_app.printing.devices.windows_spooler import PROTOTYPES, Standing, this_spooler

assert sys.platform == "win32"


def test_it_is_asked_through_declared_calls() -> None:
    spooler = this_spooler()
    assert spooler is not None
    assert all(
        getattr(spooler.library, name).argtypes == taken for name, taken in PROTOTYPES.items()
    )
    assert spooler.standing("Máy in không có") in (Standing.UNKNOWN, Standing.SERVICE_OFF)
    assert spooler.waiting("Máy in không có") == {}
    assert "Máy in không có" not in spooler.asking()
