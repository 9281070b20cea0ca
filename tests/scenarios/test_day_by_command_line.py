"""A day at the counter, spoken verb by verb; its papers are read back as a scanner and an office would read them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.office import SystemClock
from counter_app.printing.raster import rasterise
from tests.cli.terminal import Terminal
from tests.makers import MONDAY
from tests.printing.reading import decode, flat_text, squeezed

THERMAL_DPI = 203
CARD = "001190000017||Trần Thị Mẫu|05021990|Nữ|Thôn Mẫu Thượng, Xã An Hòa Mẫu, Tỉnh Mẫu|15062021"


@pytest.fixture
def clock() -> FixedClock:
    """Nine o'clock, as when the office was founded."""
    return FixedClock(MONDAY)


@pytest.fixture
def counter(
    tmp_path: Path, founded: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """The counter on Monday 23/11/2026; the clock is moved by hand."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())
    (tmp_path / "quay").mkdir()
    shutil.copyfile(founded, paths.database_path(tmp_path / "quay"))
    return Terminal(tmp_path / "quay")


def codes_on(pdf: bytes) -> dict[str, str]:
    """What a scanner sees on the paper as a thermal printer would print it: format → text."""
    seen: dict[str, str] = {}
    for page in rasterise(pdf, THERMAL_DPI):
        seen |= decode(page)
    return seen


def walk_in(counter: Terminal, folder: Path, clock: FixedClock) -> dict[str, Any]:
    """A citizen draws a number, is called, shows the card and hands in a request."""
    taken = counter("ticket", "take", "A", "--priority", "pregnant")
    clock.tick(minutes=3)
    assert counter("ticket", "call")["ticket"] == taken["ticket"]
    counter("ticket", "serve", taken["ticket"])
    card = counter("card", CARD)["card"]
    applicant = {
        "name": card["name"],
        "id_no": card["id"],
        "birth": card["birth"],
        "sex": card["sex"],
        "address": card["address"],
    }
    record = {"procedure": "1.004873", "applicant": applicant, "fee": 15_000, "ticket": taken["id"]}
    (dossier,) = counter.receive(folder, record)
    counter("ticket", "done", taken["ticket"])
    return dossier


@pytest.mark.parametrize(
    ("size", "promised"),
    [
        ("a4", "ngày 27 tháng 11 năm 2026"),
        ("a5", "ngày 27 tháng 11 năm 2026"),
        ("80mm", "27/11/2026"),
    ],
    ids=["a4", "a5", "80mm"],
)
def test_every_receipt_can_be_scanned_and_read(
    counter: Terminal, tmp_path: Path, clock: FixedClock, size: str, promised: str
) -> None:
    dossier = walk_in(counter, tmp_path, clock)
    out = tmp_path / f"{size}.pdf"
    counter("receipt", dossier["code"], "--size", size, "--out", out)
    pdf = out.read_bytes()
    seen = codes_on(pdf)
    bars = [text for kind, text in seen.items() if "128" in kind]
    (essentials,) = (text for kind, text in seen.items() if "QR" in kind)
    assert bars == [dossier["barcode"]]
    assert dossier["code"] in essentials
    assert "27/11/2026" in essentials
    text = flat_text(pdf)
    for wanted in (dossier["code"], "Trần Thị Mẫu", promised, "001190000017"):
        assert wanted in text, wanted


def the_day(counter: Terminal, folder: Path, clock: FixedClock) -> Iterator[dict[str, Any]]:
    """The dossier as it stands after each step until it was returned."""
    dossier = walk_in(counter, folder, clock)
    yield dossier
    clock.tick(hours=2)
    counter("move", dossier["code"], "hand", "--to", "canbo")
    yield counter("move", dossier["code"], "finish", "--result", "01/XNTTHN")
    clock.tick(hours=3)
    receipt = folder / "receipt.pdf"
    counter("receipt", dossier["code"], "--size", "80mm", "--out", receipt)
    seen = codes_on(receipt.read_bytes())
    scanned = next(text for kind, text in seen.items() if "128" in kind)
    yield counter("return", scanned, "--slip", folder / "slip.pdf")


def test_a_day_from_the_first_ticket_to_the_superior_s_table(
    counter: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    states = [step["state"] for step in the_day(counter, tmp_path, clock)]
    assert states == ["received", "finished", "returned"]
    counter.receive(tmp_path, {"procedure": "1.001193", "applicant": {"name": "Nguyễn Văn Mẫu"}})
    assert "Trần Thị Mẫu" in flat_text((tmp_path / "slip.pdf").read_bytes())
    clock.set(clock.now().replace(hour=17, minute=30))
    stick = tmp_path / "usb"
    stick.mkdir()
    closed = counter("close-day", "--to", stick)
    totals = closed["totals"]
    assert (totals["received"], totals["returned"], totals["tickets"]) == (2, 1, 1)
    files = [Path(path) for path in closed["export"]["files"]]
    sheet = flat_text(next(path for path in files if "chot" in path.name).read_bytes())
    assert closed["head_code"] in squeezed(sheet)
    assert "Dòng lệnh" not in sheet, "nobody who signs"
    check_workbook(next(path for path in files if path.suffix == ".xlsx"))
    assert counter("check")["ok"] is True
    superior(counter, stick, tmp_path)


def check_workbook(path: Path) -> None:
    """Numbers are numbers, dates are dates, and nothing calculates."""
    book = openpyxl.load_workbook(path)
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert any(cell.data_type == "n" and cell.value == 2 for cell in cells)
    assert not any("Trần Thị Mẫu" in str(cell.value) for cell in cells), (
        "a stick is lost on the road"
    )


def superior(counter: Terminal, stick: Path, folder: Path) -> None:
    """The province takes the stick in, twice, and counts what the commune counted."""
    above = Terminal(folder / "tinh")
    assert above("superior", "import", stick, code=1)["quarantined"] == 1
    let_in = ("superior", "quarantine", "let-in")
    assert len(above(*let_in, "1", "--reason", "Đã gọi đơn vị")["imported"]) == 1
    second = above("superior", "import", stick)
    assert (second["imported"], second["already_known"], second["refused"]) == (0, 1, 0)
    period = ("--from", "2026-11-01", "--to", "2026-11-23")
    theirs = above("superior", "report", *period)["table"]
    ours = counter("report", "II.06a", *period)["tables"][0]
    numbers = [
        [cell for cell in table["total"] if isinstance(cell, int)] for table in (theirs, ours)
    ]
    assert numbers[0] == numbers[1]
    assert 2 in numbers[0]
    counter("ticket", "take", "B")
    counter("export", "--to", stick)
    third = above("superior", "import", stick, code=1)
    assert (third["quarantined"], third["already_known"]) == (1, 1)
    assert len(above(*let_in, "2", "--reason", "Đã gọi đơn vị")["imported"]) == 1


def test_the_day_after_a_power_cut_in_the_evening(
    counter: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    """The computer is lost; the backup of the afternoon comes back, and no number is given twice."""
    dossier = walk_in(counter, tmp_path, clock)
    saved = counter("backup", "--to", tmp_path / "sao")["file"]
    lost = counter.receive(tmp_path, {"procedure": "1.001193", "applicant": {"name": "Lê Thị Sau"}})
    clock.tick(minutes=1)
    counter("restore", saved)
    assert counter("show", dossier["code"])["state"] == "received"
    counter.refused("show", lost[0]["code"])
    (again,) = counter.receive(
        tmp_path, {"procedure": "1.001193", "applicant": {"name": "Lê Thị Sau"}}
    )
    assert again["code"] != lost[0]["code"]
    assert again["code"].endswith("-010003")
    assert json.loads(json.dumps(counter("check")))["ok"] is True
