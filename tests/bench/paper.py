"""Receipts and the evening: drawing, and closing a day of 300 dossiers."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from counter_app.demo.bulk import found_bulk
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.intake import IntakeDraft
from counter_app.domain.sheets import PaperSize
from counter_app.domain.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.store.dossiers import DossierFilter
from tests.bench.rows import Row, median, milliseconds
from tests.sync.media import make_stick, media

A_DAY = 300
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


def _write_and_read_back(folder: Path, sizes: list[int]) -> None:
    """The barest carrying of the same bytes: write, sync, drop from the cache, read, compare."""
    for index, size in enumerate(sizes):
        content = os.urandom(size)
        path = folder / f"{index}.bin"
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if hashlib.sha256(path.read_bytes()).digest() != hashlib.sha256(content).digest():
            raise OSError("read back wrongly")
        path.unlink()


def measure() -> list[Row]:
    """Receipt and closing; the first evening only warms up."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        kind = media()[-1]
        folder.joinpath("medium").mkdir()
        stick = make_stick(kind, folder / "medium")
        try:
            evenings = [
                _evening(folder / str(number), stick.path / str(number)) for number in range(4)
            ][1:]
            files = evenings[-1][1]
            floor = milliseconds(lambda: _write_and_read_back(stick.path, files), 9)
        finally:
            stick.close()
        office = Office.open(folder / "0", clock=FixedClock(NOW), officer=COMMAND_LINE)
        rows = _receipt(office)
        office.close()
    closing = Row(
        name=f"closing a day of {A_DAY}: report, XLSX, batch", value=median([taken for taken, _files in evenings]),
        unit="ms", bound=10.0, floor=median(floor), note=f"{sum(files)} bytes in {len(files)} files on {kind}",
    )  # fmt: skip
    return [closing, *rows]


def _evening(data: Path, target: Path) -> tuple[float, list[int]]:
    """Milliseconds of closing a day of 300 and carrying it away, and the sizes of the files it left."""
    office = _day_office(data)
    day = office.dossiers.page(DossierFilter(), size=1)[0].received_at.date()
    target.mkdir()
    sizes: list[int] = []

    def close() -> None:
        office.closing.close_day(day)
        exported = office.closing.export(target).result
        sizes[:] = [path.stat().st_size for path in exported.files]

    taken = milliseconds(close, 1)[0]
    office.close()
    return taken, sizes
