"""What Windows says of a printer decides whether paper is to be expected: its driver takes everything."""

from __future__ import annotations

import ctypes

import pytest

from counter_app.printing.devices.windows_spooler import (
    ListedPrinter,
    PrinterInfo,
    QueuedJob,
    Standing,
)
from tests.printing.devices.winspool import Winspool

READY, USB = "Canon LBP2900", "USB001"


@pytest.mark.parametrize(
    ("status", "attributes", "standing"),
    [
        (0, 0, Standing.READY),
        (0x20000 | 0x400, 0x48, Standing.READY),  # toner low, printing; shared, local
        (0x1, 0, Standing.PAUSED),
        (0x80, 0, Standing.OFFLINE),
        (0x1000, 0, Standing.OFFLINE),
        (0, 0x400, Standing.OFFLINE),
        (0x10, 0, Standing.STUCK),
        (0x8, 0, Standing.STUCK),
        (0x400000, 0, Standing.STUCK),
        (0x1 | 0x80, 0x400, Standing.PAUSED),
    ],
)
def test_a_printer_stands_as_the_spooler_says(
    status: int, attributes: int, standing: Standing
) -> None:
    winspool = Winspool()
    winspool.printers = {"Khác": ("LPT1:", 0x10, 0), READY: (USB, status, attributes)}
    assert winspool.spooler().standing(READY) is standing
    assert winspool.open == 0, "what was opened is closed"


@pytest.mark.parametrize(
    ("refusal", "standing"),
    [
        (1722, Standing.SERVICE_OFF),  # RPC_S_SERVER_UNAVAILABLE: the spooler was stopped
        (1062, Standing.SERVICE_OFF),
        (5, Standing.READY),  # it is not told: printing says more
    ],
)
def test_a_stopped_spooler_is_told_from_a_printer_that_is_not_there(
    refusal: int, standing: Standing
) -> None:
    assert Winspool(refusal).spooler().standing(READY) is standing
    assert Winspool().spooler().standing(READY) is Standing.UNKNOWN


def test_printers_that_make_no_paper_are_known_by_their_ports() -> None:
    winspool = Winspool()
    winspool.printers = {
        "Microsoft Print to PDF": ("PORTPROMPT:", 0, 0),
        "Fax": ("SHRFAX:", 0, 0),
        "OneNote (Desktop)": ("nul:", 0, 0),
        "Generic / Text Only": ("FILE:", 0, 0),
        READY: (USB, 0, 0),
        "Xerox": ("WSD-51a2", 0, 0),
        "XP-80C": ("192.168.1.87", 0, 0),
    }
    spooler = winspool.spooler()
    assert sorted(winspool.printers.keys() - spooler.asking()) == [READY, "XP-80C", "Xerox"]
    assert spooler.standing("Microsoft Print to PDF") is Standing.ASKS
    assert Winspool().spooler().asking() == frozenset()


def test_of_a_queue_it_is_told_what_waits_and_what_is_stuck() -> None:
    winspool = Winspool()
    winspool.printers = {READY: (USB, 0, 0)}
    spooler = winspool.spooler()
    assert (spooler.waiting(READY), spooler.held(READY)) == ({}, frozenset())
    winspool.queue = [
        (4, "giấy hẹn", 0x10),  # printing
        (5, "phiếu", 0x40),  # no paper
        (6, "sổ", 0x80 | 0x2000),  # printed, and kept
        (7, "biên nhận", 0x2 | 0x4),  # failed, being deleted
        (8, "báo cáo", 0x1),  # paused
    ]
    assert spooler.waiting(READY) == {4: "giấy hẹn", 5: "phiếu", 8: "báo cáo"}
    assert spooler.held(READY) == {5, 8}
    assert spooler.waiting("Không có") == {}


def test_what_windows_writes_is_as_large_as_microsoft_says() -> None:
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        sizes = [ctypes.sizeof(kind) for kind in (PrinterInfo, ListedPrinter, QueuedJob)]
        assert sizes == [136, 32, 96]
