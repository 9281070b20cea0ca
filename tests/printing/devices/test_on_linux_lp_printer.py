"""CUPS, for real: a private print server, its queue, and a printer made of a socket."""

from __future__ import annotations

import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typing_extensions import override

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.printing.devices.lp_printer import LpPrinter, media
from counter_app.printing.devices.printer import HeldError, Printer
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.ticket import ticket
from tests.printing.devices.contract import PrinterContract, assert_sentence
from tests.printing.devices.cups import CupsServer
from tests.printing.devices.listener import Listener, free_port
from tests.printing.reading import scan
from tests.printing.sheets import make_receipt, make_ticket

assert sys.platform == "linux"

QUEUE = "may-in"


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    """One server for all tests of this file; every test makes its own queue."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Started by root, cupsd prints as another user, who must be able to reach its spool.
        Path(folder).chmod(0o755)
        with CupsServer(Path(folder)) as server:
            yield server


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A printer that is switched on."""
    with Listener() as printer:
        yield printer


@pytest.fixture
def printer(cups: CupsServer, listener: Listener, request: pytest.FixtureRequest) -> LpPrinter:
    """The queue of that printer."""
    queue = queue_name(request)
    cups.add_queue(queue, listener.port)
    return LpPrinter(queue, cups.address)


def queue_name(request: pytest.FixtureRequest) -> str:
    """A name of its own for each test."""
    return f"{QUEUE}-{abs(hash(request.node.nodeid)) % 10**6}"


class TestContract(PrinterContract):
    """The contract through cupsd."""

    @pytest.fixture(autouse=True)
    def _queue(self, cups: CupsServer, listener: Listener, request: pytest.FixtureRequest) -> None:
        self.cups, self.listener, self.queue = cups, listener, queue_name(request)
        cups.add_queue(self.queue, listener.port)

    @override
    def working(self) -> Printer:
        return LpPrinter(self.queue, self.cups.address)

    @override
    def broken(self) -> Printer:
        return LpPrinter("khong-co", self.cups.address)

    @override
    def copies_made(self, expected: int) -> int:
        return len(self.listener.wait_for(expected))


def test_the_pdf_reaches_the_printer_unchanged(printer: LpPrinter, listener: Listener) -> None:
    pdf = receipt(make_receipt(), PaperSize.A5)
    printer.print(pdf, title="Giấy hẹn T99001", size=PaperSize.A5)
    (job,) = listener.wait_for(1)
    assert job == pdf
    assert scan(job)["Code 128"] == make_receipt().dossier.barcode
    assert printer.last_job.startswith(printer.name)


def test_copies_are_left_to_the_server(printer: LpPrinter, listener: Listener) -> None:
    printer.print(ticket(make_ticket()), title="A012", size=PaperSize.ROLL, copies=2)
    # A raw queue sends the copies over one connection, one after the other.
    assert b"".join(listener.wait_for(1)).count(b"%PDF-") == 2


def test_a_printer_that_is_off_holds_the_job_and_prints_it_later(
    cups: CupsServer, request: pytest.FixtureRequest
) -> None:
    port, queue = free_port(), queue_name(request)
    cups.add_queue(queue, port)
    printer = LpPrinter(queue, cups.address, patience=3)
    pdf = receipt(make_receipt(), PaperSize.A5)
    with pytest.raises(HeldError, match="đang chờ") as caught:
        printer.print(pdf, title="Giấy hẹn", size=PaperSize.A5)
    assert_sentence(caught.value)
    assert caught.value.job == printer.last_job
    with pytest.raises(DeviceError, match="chưa in được lệnh trước"):
        printer.preflight()
    with Listener(port=port) as listener:
        assert listener.wait_for(1) == [pdf]
    printer.preflight()


def test_a_server_that_is_down_is_said() -> None:
    printer = LpPrinter(QUEUE, f"127.0.0.1:{free_port()}")
    for act in (printer.preflight, lambda: printer.print(b"", title="T", size=PaperSize.A4)):
        with pytest.raises(DeviceError, match="Máy chủ in không trả lời") as caught:
            act()
        assert_sentence(caught.value)


def test_a_queue_that_is_paused_is_said(cups: CupsServer, printer: LpPrinter) -> None:
    cups.run("cupsdisable", printer.name)
    with pytest.raises(DeviceError, match="đang tạm dừng") as caught:
        printer.preflight()
    assert_sentence(caught.value)
    with pytest.raises(HeldError):
        LpPrinter(printer.name, cups.address, patience=0.4).print(
            ticket(make_ticket()), title="A012", size=PaperSize.ROLL
        )
    cups.run("cupsenable", printer.name)


def test_a_job_that_the_server_holds_is_not_told_as_printed(
    cups: CupsServer, printer: LpPrinter, listener: Listener
) -> None:
    """A queue for PINs or for the night keeps what it is given until somebody lets it go."""
    cups.run("lpadmin", "-p", printer.name, "-o", "job-hold-until-default=indefinite")
    pdf = ticket(make_ticket())
    with pytest.raises(HeldError, match="đang giữ lệnh in") as caught:
        printer.print(pdf, title="A012", size=PaperSize.ROLL)
    assert_sentence(caught.value)
    assert caught.value.job == printer.last_job
    printer.preflight()
    cups.run("lp", "-i", printer.last_job, "-H", "resume")
    assert listener.wait_for(1) == [pdf]


FILTERS = {"fails": "#!/bin/sh\nexit 1\n", "is missing": ""}


@pytest.mark.parametrize("fault", FILTERS)
def test_a_job_that_the_server_gave_up_is_said_and_does_not_stay(
    cups: CupsServer, request: pytest.FixtureRequest, fault: str
) -> None:
    """CUPS never tries such a job again: a driver that breaks, or that is not there."""
    queue = cups.add_driver(queue_name(request), FILTERS[fault])
    printer = LpPrinter(queue, cups.address, patience=2)
    with pytest.raises(DeviceError, match="giấy không ra") as caught:
        printer.print(receipt(make_receipt(), PaperSize.A4), title="T", size=PaperSize.A4)
    assert not isinstance(caught.value, HeldError)
    assert_sentence(caught.value)
    printer.preflight()
    assert printer.last_job not in cups.run("lpstat", "-o", queue)


def test_a_job_given_up_after_it_was_trusted_is_told_before_the_next(
    cups: CupsServer, request: pytest.FixtureRequest
) -> None:
    queue = queue_name(request)
    waits = cups.driver(queue).with_suffix(".waits")
    waits.touch()
    cups.add_driver(queue, f"#!/bin/sh\nwhile [ -e {waits} ]; do sleep 0.1; done\nexit 1\n")
    printer = LpPrinter(queue, cups.address, patience=0.4)
    printer.print(receipt(make_receipt(), PaperSize.A4), title="T", size=PaperSize.A4)
    waits.unlink()
    cups.wait_for("Filter failed", "lpstat", "-l", "-o", queue)
    with pytest.raises(DeviceError, match="sẽ không tự in") as caught:
        printer.preflight()
    assert_sentence(caught.value)
    assert printer.last_job in caught.value.message
    cups.run("cancel", printer.last_job)
    printer.preflight()


def test_a_queue_that_takes_no_jobs_is_said(cups: CupsServer, printer: LpPrinter) -> None:
    cups.run("cupsreject", printer.name)
    for act in (
        printer.preflight,
        lambda: printer.print(b"%PDF-", title="T", size=PaperSize.A4),
    ):
        with pytest.raises(DeviceError, match="không nhận lệnh in") as caught:
            act()
        assert_sentence(caught.value)


def test_a_computer_without_lp_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DeviceError, match="cups-client") as caught:
        LpPrinter(QUEUE).preflight()
    assert_sentence(caught.value)


def test_a_command_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lpstat", "lp"):
        fake = tmp_path / name
        fake.write_text("#!/bin/sh\nexec sleep 30\n")
        fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(DeviceError, match="không trả lời kịp") as caught:
        LpPrinter(QUEUE, timeout=0.2).preflight()
    assert_sentence(caught.value)


def test_the_paper_is_named_as_cups_names_it() -> None:
    assert media(b"", PaperSize.A4) == "A4"
    assert media(b"", PaperSize.A5) == "A5"
    name = media(ticket(make_ticket()), PaperSize.ROLL)
    assert name.startswith("Custom.80x")
    assert name.endswith("mm")
