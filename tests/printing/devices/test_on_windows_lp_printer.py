"""There is no CUPS on Windows: a queue that settings brought from elsewhere is told in a sentence."""

from __future__ import annotations

import sys

import pytest

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.choice import open_printer
from tests.printing.devices.contract import assert_sentence

assert sys.platform == "win32"


def test_a_queue_is_refused_in_a_sentence() -> None:
    printer = open_printer("lp:may-in")
    with pytest.raises(DeviceError) as before:
        printer.preflight()
    with pytest.raises(DeviceError) as printing:
        printer.print(b"%PDF-", title="x", size=PaperSize.A5)
    for said in (before, printing):
        assert_sentence(said.value)
