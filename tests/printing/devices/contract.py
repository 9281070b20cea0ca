"""What every printer promises; each device's test inherits this and says how to make it work and fail."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

import pytest

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.printer import Printer
from counter_app.printing.papers.ticket import ticket
from tests.printing.sheets import make_ticket


class PrinterContract(ABC):
    """Tests a working and a broken printer of one kind."""

    @abstractmethod
    def working(self) -> Printer:
        """A printer that prints."""

    @abstractmethod
    def broken(self) -> Printer:
        """A printer of this kind that cannot print."""

    @abstractmethod
    def copies_made(self, expected: int) -> int:
        """How many copies came out of the working printer; may wait a while for ``expected`` ones."""

    def document(self) -> bytes:
        """Something to print."""
        return ticket(make_ticket())

    def put(self, printer: Printer, *, copies: int = 1) -> None:
        """Print the document on a roll, the paper every kind takes."""
        printer.print(self.document(), title="Số thứ tự A012", size=PaperSize.ROLL, copies=copies)

    def test_a_working_printer_passes_preflight_without_paper(self) -> None:
        self.working().preflight()
        assert self.copies_made(0) == 0

    def test_a_working_printer_prints(self) -> None:
        self.put(self.working())
        assert self.copies_made(1) == 1

    def test_each_job_comes_out(self) -> None:
        printer = self.working()
        self.put(printer)
        self.put(printer)
        assert self.copies_made(2) == 2

    def test_a_broken_printer_fails_before_printing(self) -> None:
        with pytest.raises(DeviceError) as caught:
            self.broken().preflight()
        assert_sentence(caught.value)

    def test_a_broken_printer_fails_when_printing_and_prints_nothing(self) -> None:
        printer = self.broken()
        with pytest.raises(DeviceError) as caught:
            self.put(printer)
        assert_sentence(caught.value)
        assert caught.value.device == printer.name
        assert self.copies_made(0) == 0


def assert_sentence(error: DeviceError) -> None:
    """One line in Vietnamese: what happened, and one next step."""
    message = error.message
    assert "\n" not in message
    assert message.endswith(".")
    assert "{" not in message
    assert len(re.findall(r"[.](?: |$)", message)) == 2, message
    assert re.search(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", message)
    assert error.device
