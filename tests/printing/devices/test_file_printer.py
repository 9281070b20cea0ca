"""Files: complete or not there, never over another."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NoReturn

import pytest
from typing_extensions import override

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.file_printer import FilePrinter, file_stem
from counter_app.printing.devices.printer import Printer
from tests.printing.devices.contract import PrinterContract, assert_sentence


class TestContract(PrinterContract):
    """The contract over a folder."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "giấy tờ" / "hôm nay"
        self.blocker = tmp_path / "tệp"
        self.blocker.write_bytes(b"in the way")

    @override
    def working(self) -> Printer:
        return FilePrinter(self.folder)

    @override
    def broken(self) -> Printer:
        return FilePrinter(self.blocker)

    @override
    def copies_made(self, expected: int) -> int:
        return len(list(self.folder.glob("*.pdf")))


@pytest.mark.usefixtures("windows_rules")
def test_the_file_holds_the_document(tmp_path: Path) -> None:
    FilePrinter(tmp_path).print(b"%PDF-", title="T99001-261123-010007", size=PaperSize.A5)
    assert [path.name for path in tmp_path.iterdir()] == ["T99001-261123-010007.pdf"]
    assert (tmp_path / "T99001-261123-010007.pdf").read_bytes() == b"%PDF-"


@pytest.mark.usefixtures("windows_rules")
def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path)
    for content in (b"1", b"2", b"3"):
        printer.print(content, title="Giấy hẹn", size=PaperSize.A5)
    assert (tmp_path / "Giấy hẹn.pdf").read_bytes() == b"1"
    assert (tmp_path / "Giấy hẹn (2).pdf").read_bytes() == b"2"
    assert (tmp_path / "Giấy hẹn (3).pdf").read_bytes() == b"3"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "đã đầy"),
        (errno.EROFS, "Không được phép"),
        (errno.EIO, "Không ghi được"),
    ],
)
def test_a_failing_disk_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    def fail(_handle: int) -> NoReturn:
        raise OSError(code, "disk")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(DeviceError, match=said) as caught:
        FilePrinter(tmp_path).print(b"%PDF-", title="T", size=PaperSize.A4)
    assert_sentence(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, whom no permission stops.
    monkeypatch.setattr("counter_app.system.files.may_write", lambda _folder: False)
    with pytest.raises(DeviceError, match="Không được phép"):
        FilePrinter(tmp_path).preflight()


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Giấy hẹn: T99001/07", "Giấy hẹn- T99001-07"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\x00b\nc", "a-b-c"),
        ("...", "ban-in"),
        ("", "ban-in"),
        ("x" * 300, "x" * 80),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("COM1", "_COM1"),
        ("nul.giấy hẹn", "_nul.giấy hẹn"),
        ("LPT¹", "_LPT¹"),
        ("COM10", "COM10"),
        ("Console", "Console"),
    ],
)
def test_titles_become_names_every_system_accepts(title: str, stem: str) -> None:
    assert file_stem(title) == stem
