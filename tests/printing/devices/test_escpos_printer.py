"""Thermal printers: what arrives on port 9100 is a picture a scanner can read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image
from typing_extensions import override

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.escpos_printer import DOTS, EscPosPrinter, escpos_page
from counter_app.printing.devices.printer import Printer
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.receipt_rows import qr_text
from counter_app.printing.raster import GreyImage
from tests.printing.devices.contract import PrinterContract, assert_sentence
from tests.printing.devices.listener import Listener, free_port
from tests.printing.reading import decode
from tests.printing.sheets import make_receipt

CUT = b"\x1dV\x42"


def strips(job: bytes) -> list[GreyImage]:
    """The pictures a printer would burn, one for each cut: an ESC/POS reader of its own."""
    pictures: list[GreyImage] = []
    rows: list[bytes] = []
    position = 0
    while position < len(job):
        if job[position : position + 2] == b"\x1b@":
            rows, position = [], position + 2
        elif job[position : position + 4] == b"\x1dv0\x00":
            across = int.from_bytes(job[position + 4 : position + 6], "little")
            height = int.from_bytes(job[position + 6 : position + 8], "little")
            assert across * 8 == DOTS
            start = position + 8
            rows.append(job[start : start + across * height])
            position = start + across * height
        else:
            assert job[position : position + 3] == CUT
            pictures.append(_picture(b"".join(rows)))
            position += 4
    return pictures


def _picture(bits: bytes) -> GreyImage:
    height = len(bits) * 8 // DOTS
    burnt = Image.frombytes("1", (DOTS, height), bits)
    return GreyImage(DOTS, height, burnt.point(lambda level: 255 - level, "L").tobytes())


class TestContract(PrinterContract):
    """The contract over a real connection."""

    @pytest.fixture(autouse=True)
    def _listener(self) -> Iterator[None]:
        with Listener() as self.listener:
            yield

    @override
    def working(self) -> Printer:
        return EscPosPrinter("127.0.0.1", self.listener.port, timeout=2)

    @override
    def broken(self) -> Printer:
        return EscPosPrinter("127.0.0.1", free_port(), timeout=2)

    @override
    def copies_made(self, expected: int) -> int:
        return sum(len(strips(job)) for job in self.listener.wait_for(expected))


def test_the_receipt_arrives_so_that_scanners_read_it() -> None:
    sheet = make_receipt()
    pdf = receipt(sheet, PaperSize.ROLL)
    with Listener() as listener:
        EscPosPrinter("127.0.0.1", listener.port).print(
            pdf, title="T99001", size=PaperSize.ROLL, copies=2
        )
        (job,) = listener.wait_for(1)
    first, second = strips(job)
    assert first == second
    assert decode(first) == {"Code 128": sheet.dossier.barcode, "QR Code": qr_text(sheet)}


@pytest.mark.parametrize("width", [400, DOTS, 640])
def test_pages_of_any_width_are_centred_under_the_head(width: int) -> None:
    row = bytes(0 if abs(x - width // 2) < 10 else 255 for x in range(width))
    (strip,) = strips(escpos_page(GreyImage(width, 3, row * 3)))
    dark = [x for x in range(DOTS) if not strip.pixels[x]]
    assert (min(dark) + max(dark)) // 2 == pytest.approx(DOTS // 2, abs=1)
    assert strip.height == 3


def test_long_strips_are_sent_in_bands() -> None:
    job = escpos_page(GreyImage(DOTS, 600, bytes(DOTS * 600)))
    assert job.count(b"\x1dv0\x00") == 3
    (strip,) = strips(job)
    assert set(strip.pixels) == {0}
    assert strip.height == 600


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
def test_sheets_are_refused_instead_of_shrunk(size: PaperSize) -> None:
    with Listener() as listener:
        printer = EscPosPrinter("127.0.0.1", listener.port)
        with pytest.raises(DeviceError, match="80 mm") as caught:
            printer.print(receipt(make_receipt(), size), title="T", size=size)
    assert_sentence(caught.value)
    assert listener.jobs == []


READY = 0x12


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({1: READY, 2: READY, 4: READY | 0x60}, "hết giấy"),
        ({1: READY, 2: READY | 0x20, 4: READY}, "hết giấy"),
        ({1: READY | 0x08, 2: READY | 0x04, 4: READY}, "Nắp"),
        ({1: READY | 0x08, 2: READY, 4: READY}, "đang ngừng"),
    ],
)
def test_paper_and_cover_are_looked_at_before_printing(answers: dict[int, int], said: str) -> None:
    with Listener(answers) as listener:
        printer = EscPosPrinter("127.0.0.1", listener.port)
        with pytest.raises(DeviceError, match=said) as caught:
            printer.preflight()
    assert_sentence(caught.value)


@pytest.mark.parametrize(
    "answers", [{1: READY, 2: READY, 4: READY}, {}, {1: 0xFF, 2: 0xFF, 4: 0xFF}]
)
def test_a_printer_that_is_ready_or_silent_or_strange_is_used(answers: dict[int, int]) -> None:
    with Listener(answers) as listener:
        EscPosPrinter("127.0.0.1", listener.port).preflight()


def test_a_connection_lost_in_the_middle_is_said() -> None:
    pdf = receipt(make_receipt(), PaperSize.ROLL)
    with Listener(hang_up_after=20_000) as listener:
        printer = EscPosPrinter("127.0.0.1", listener.port)
        with pytest.raises(DeviceError, match="Đứt kết nối") as caught:
            printer.print(pdf, title="T", size=PaperSize.ROLL, copies=3)
    assert_sentence(caught.value)
