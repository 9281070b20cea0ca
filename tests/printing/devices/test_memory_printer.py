"""The printer without paper keeps the same promises as the others."""

from __future__ import annotations

import pytest
from typing_extensions import override

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.printer import HeldError, Printer
from tests.memory_printer import Fault, MemoryPrinter, PrintedJob
from tests.printing.devices.contract import PrinterContract, assert_sentence


class TestContract(PrinterContract):
    """The contract over a list."""

    @pytest.fixture(autouse=True)
    def _printer(self) -> None:
        self.printer = MemoryPrinter()

    @override
    def working(self) -> Printer:
        return self.printer

    @override
    def broken(self) -> Printer:
        return MemoryPrinter(Fault.OFF)

    @override
    def copies_made(self, expected: int) -> int:
        return len(self.printer.jobs)


def test_it_keeps_what_it_was_given() -> None:
    printer = MemoryPrinter()
    printer.print(b"pdf", title="T", size=PaperSize.A5, copies=2)
    assert printer.jobs == [PrintedJob(pdf=b"pdf", title="T", size=PaperSize.A5, copies=2)]


@pytest.mark.parametrize(("fault", "kind"), [(Fault.JAM, DeviceError), (Fault.HELD, HeldError)])
def test_it_fails_in_the_middle_and_recovers(fault: Fault, kind: type[DeviceError]) -> None:
    printer = MemoryPrinter(fault)
    printer.preflight()
    with pytest.raises(kind) as caught:
        printer.print(b"pdf", title="T", size=PaperSize.A5)
    assert_sentence(caught.value)
    printer.fault = Fault.NONE
    printer.print(b"pdf", title="T", size=PaperSize.A5)
    assert len(printer.jobs) == 1
