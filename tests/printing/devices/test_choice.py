"""Settings keep a printer as a short text."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.choice import open_printer
from counter_app.printing.devices.escpos_printer import EscPosPrinter
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.printing.devices.lp_printer import LpPrinter


@pytest.mark.parametrize(
    ("spec", "kind", "name"),
    [
        ("lp:may-in", LpPrinter, "may-in"),
        ("lp:may-in@127.0.0.1:6310", LpPrinter, "may-in"),
        ("escpos:192.168.1.50", EscPosPrinter, "192.168.1.50:9100"),
        ("escpos:may-in-nhiet:9101", EscPosPrinter, "may-in-nhiet:9101"),
    ],
)
def test_each_kind_is_opened(spec: str, kind: type, name: str) -> None:
    printer = open_printer(spec)
    assert type(printer) is kind
    assert printer.name == name


def test_a_folder_may_hold_colons(tmp_path: Path) -> None:
    printer = open_printer(f"file:{tmp_path}")
    assert isinstance(printer, FilePrinter)
    printer.print(b"%PDF-", title="T", size=PaperSize.A5)
    assert (tmp_path / "T.pdf").exists()


@pytest.mark.parametrize(
    "spec", ["", "lp:", "file:", "escpos:", "escpos:may:chin", "qt:HP", "may in"]
)
def test_anything_else_is_refused_in_one_sentence(spec: str) -> None:
    with pytest.raises(DeviceError, match="Không hiểu máy in"):
        open_printer(spec)
