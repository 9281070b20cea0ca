"""Receipts and the evening: drawing, and closing a day of 300 dossiers."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.demo.bulk import found_bulk
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.unlocking import unlock_with_password
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.office import Office
from tests.bench.rows import Row, median
from tests.sync.media import make_stick, media

A_DAY = 300
EVENINGS = 8
NOW = datetime(2026, 11, 23, 18, tzinfo=LOCAL)


def _day_office(folder: Path) -> Office:
    """An office with one day of 300 dossiers behind it."""
    found_bulk(folder, dossiers=A_DAY, a_day=A_DAY, now=NOW)
    keys = unlock_with_password(folder, _leader(folder), FIRST_PASSWORD)
    return Office.open(folder, clock=FixedClock(NOW), officer=COMMAND_LINE, keys=keys)


def _leader(folder: Path) -> str:
    """Whose password opens what signs a batch."""
    office = Office.open(folder, clock=FixedClock(NOW))
    try:
        return next(item.login for item in office.staff.officers() if item.role is Role.LEADER)
    finally:
        office.close()


def _receipt(office: Office) -> list[Row]:
    applicant = office.dossiers.get(office.dossiers.page(DossierFilter(), size=1)[0].code).applicant
    code = office.intake.receive(IntakeDraft(procedure="1.001193", applicant=applicant)).result.code
    job = office.paper.prints_of(code)[0].id
    office.paper.draw(job, PaperSize.A5)
    taken = [_spent(lambda: office.paper.draw(job, PaperSize.A5)) for _run in range(60)]
    rows = [Row(name="receipt A5, warm", value=median(taken), unit="ms", bound=10.0)]
    other = _weasyprint(office, code)
    if other:
        rows.append(
            Row(name="WeasyPrint on the same page, against ours", value=other, unit="ms", bound=5.0,
                floor=median(taken), at_least=True)
        )  # fmt: skip
    return rows


def _weasyprint(office: Office, code: str) -> float:
    """The same facts through WeasyPrint, when it is installed; 0 when it is not."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return 0.0
    dossier = office.dossiers.get(code)
    papers = "".join(
        f"<tr><td>{index}</td><td>{paper.name}</td><td>{paper.quantity}</td></tr>"
        for index, paper in enumerate(dossier.papers, start=1)
    )
    bars = "".join(
        f'<rect x="{index * 1.06:.2f}" width="{0.53 if index % 3 else 1.06}" height="30"/>'
        for index in range(60)
    )
    page = f"""<style>@page {{ size: A5; margin: 10mm }} body {{ font: 10pt "Liberation Serif" }}
      table {{ border-collapse: collapse }} td {{ border: 1px solid }}</style>
      <h3>GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ</h3><svg width="120" height="30">{bars}</svg>
      <p>{dossier.code}</p><p>{dossier.applicant.name}</p><p>{dossier.applicant.address}</p>
      <p>{dossier.procedure_name}</p><table>{papers}</table><p>{dossier.promised_at}</p>"""
    HTML(string=page).write_pdf()
    return median([_spent(lambda: HTML(string=page).write_pdf()) for _run in range(10)])


def _write_and_read_back(medium: Path, contents: list[bytes]) -> None:
    """The barest carrying of the same bytes in as many files: a folder, each file written, synced, closed, opened,
    dropped from the cache, read and compared, and the names put on the medium."""
    folder = medium / "floor"
    folder.mkdir()
    for index, content in enumerate(contents):
        path = folder / f"{index}.bin"
        with path.open("xb", buffering=0) as file:
            file.write(content)
            os.fsync(file.fileno())
        with path.open("rb", buffering=0) as file:
            if sys.platform == "linux":
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            back = file.read()
        if hashlib.sha256(back).digest() != hashlib.sha256(content).digest():
            raise OSError("read back wrongly")
    for place in (folder, medium):
        handle = os.open(place, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def measure() -> list[Row]:
    """Receipt and closing, on a plain folder and on a stick."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        closings = [row for kind in media() for row in _closing(folder / kind, kind)]
        office = Office.open(folder / media()[0] / "0", clock=FixedClock(NOW), officer=COMMAND_LINE)
        rows = _receipt(office)
        office.close()
    return [*closings, *rows]


def _closing(folder: Path, kind: str) -> list[Row]:
    """Evenings on one kind of medium, the first only to warm up, each followed by the bare carrying of its files.

    All of it is processor time: how slow a disk happens to be changes no verdict.
    """
    folder.joinpath("medium").mkdir(parents=True)
    stick = make_stick(kind, folder / "medium")
    try:
        evenings = [
            _evening(folder / str(number), stick.path / str(number)) for number in range(EVENINGS)
        ][1:]
    finally:
        stick.close()
    sizes = evenings[-1].sizes
    return [
        Row(name=f"batch of {A_DAY} carried and proved, {kind}", value=median([item.batch for item in evenings]),
            unit="ms", bound=3.0, floor=median([item.bare for item in evenings]),
            note=f"{sum(sizes)} bytes in {len(sizes)} files"),
        Row(name=f"both reports of the evening, {kind}", value=median([item.reports for item in evenings]),
            unit="ms", bound=40.0),
        Row(name=f"the day closed, {kind}", value=median([item.close for item in evenings]), unit="ms", bound=40.0),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """Milliseconds of processor time: the day closed, both reports, the batch, and as many bytes carried barely."""

    close: float
    reports: float
    batch: float
    bare: float
    sizes: list[int]


def _spent(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def _evening(data: Path, target: Path) -> Evening:
    """Close a day of 300 and carry it away; then only carry as many bytes."""
    office = _day_office(data)
    day = office.dossiers.page(DossierFilter(), size=1)[0].received_at.date()
    target.mkdir()
    files: list[Path] = []
    reports: list[float] = []
    draw = office.closing._extra_files

    def drawn(*said: Any) -> list[tuple[str, bytes]]:
        found: list[list[tuple[str, bytes]]] = []
        reports.append(_spent(lambda: found.append(draw(*said))))
        return found[0]

    office.closing._extra_files = drawn  # type: ignore[method-assign, assignment]
    close = _spent(lambda: office.closing.close_day(day))
    carried = _spent(lambda: files.extend(office.closing.export(target).result.files))
    office.close()
    sizes = [path.stat().st_size for path in files]
    contents = [os.urandom(size) for size in sizes]
    bare = _spent(lambda: _write_and_read_back(target, contents))
    return Evening(
        close=close, reports=reports[0], batch=carried - reports[0], bare=bare, sizes=sizes
    )
