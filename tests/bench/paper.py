"""Receipts and the evening: drawing, and closing a day of 300 dossiers."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from counter_app.demo.bulk import found_bulk
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.office import Office
from counter_app.store.read.dossier_lines import DossierFilter
from tests.bench.rows import Row, median, milliseconds
from tests.sync.media import make_stick, media

A_DAY = 300
EVENINGS = 8
NOW = datetime(2026, 11, 23, 18, tzinfo=LOCAL)


def _day_office(folder: Path) -> Office:
    """An office with one day of 300 dossiers behind it."""
    found_bulk(folder, dossiers=A_DAY, a_day=A_DAY, now=NOW)
    return Office.open(folder, clock=FixedClock(NOW), officer=COMMAND_LINE)


def _receipt(office: Office) -> list[Row]:
    applicant = office.dossiers.get(office.dossiers.page(DossierFilter(), size=1)[0].code).applicant
    code = office.intake.receive(IntakeDraft(procedure="1.001193", applicant=applicant)).result.code
    job = office.paper.prints_of(code)[0].id
    office.paper.draw(job, PaperSize.A5)
    taken = milliseconds(lambda: office.paper.draw(job, PaperSize.A5), 60)
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
    return median(milliseconds(lambda: HTML(string=page).write_pdf(), 10))


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
        closings = [_closing(folder / kind, kind) for kind in media()]
        office = Office.open(folder / media()[0] / "0", clock=FixedClock(NOW), officer=COMMAND_LINE)
        rows = _receipt(office)
        office.close()
    return [*closings, *rows]


def _closing(folder: Path, kind: str) -> Row:
    """Evenings on one kind of medium, the first only to warm up, each followed by the bare carrying of its files."""
    folder.joinpath("medium").mkdir(parents=True)
    stick = make_stick(kind, folder / "medium")
    try:
        evenings = [
            _evening(folder / str(number), stick.path / str(number)) for number in range(EVENINGS)
        ][1:]
    finally:
        stick.close()
    sizes = evenings[-1][2]
    return Row(
        name=f"closing a day of {A_DAY}, to {kind}", value=median([taken for taken, _bare, _sizes in evenings]),
        unit="ms", bound=10.0, floor=median([bare for _taken, bare, _sizes in evenings]),
        note=f"{sum(sizes)} bytes in {len(sizes)} files",
    )  # fmt: skip


def _evening(data: Path, target: Path) -> tuple[float, float, list[int]]:
    """Milliseconds of closing a day of 300 and carrying it away, of only carrying as many bytes, and the sizes."""
    office = _day_office(data)
    day = office.dossiers.page(DossierFilter(), size=1)[0].received_at.date()
    target.mkdir()
    files: list[Path] = []

    def close() -> None:
        office.closing.close_day(day)
        files.extend(office.closing.export(target).result.files)

    taken = milliseconds(close, 1)[0]
    office.close()
    sizes = [path.stat().st_size for path in files]
    contents = [os.urandom(size) for size in sizes]
    bare = milliseconds(lambda: _write_and_read_back(target, contents), 1)[0]
    return taken, bare, sizes
