"""Reports over the large file: the month's form against a plain count, the book of 5,000 lines against bare writing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.report_table import Table
from counter_app.domain.periods import Period, PeriodKind, period_of, previous
from counter_app.office import Office
from counter_app.printing.press.fonts import Face, font
from counter_app.wording.tables.tables import cell_text
from tests.bench.rows import Row, median, milliseconds
from tests.bench.search import large_office

LINES = 5_000
RUNS = 7
_PLAIN = """
SELECT d.sector, s.state, count(*) FROM dossier_span s JOIN dossier d ON d.id = s.dossier
WHERE s.from_date BETWEEN :edge AND :last GROUP BY d.sector, s.state
"""
"""The floor of the month's form: one GROUP BY over the spans that began in the 31 days to the month's end, each with
its dossier. The form has to read at least these."""


def measure(folder: Path, dossiers: int) -> list[Row]:
    """The month before the last one in the file, and its last 5,000 lines of the book."""
    office = large_office(folder, dossiers)
    office.session.officer = COMMAND_LINE
    try:
        month = _last_month(office)
        return [*_form(office, month), *_book(office, month.last)]
    finally:
        office.close()


def _last_month(office: Office) -> Period:
    newest = office.store.database.connection.execute(
        "SELECT max(received_date) FROM dossier"
    ).fetchone()[0]
    return previous(period_of(PeriodKind.MONTH, date.fromisoformat(newest)))


def _form(office: Office, month: Period) -> list[Row]:
    values = {"edge": (month.last - timedelta(days=30)).isoformat(), "last": month.last.isoformat()}
    connection = office.store.database.connection

    def plain() -> object:
        return connection.execute(_PLAIN, values).fetchall()

    floor: list[float] = []
    names = ("II.06a", "period", "officers", "late")
    taken: dict[str, list[float]] = {name: [] for name in names}
    for _run in range(RUNS):
        floor += milliseconds(plain, 1)
        for name in names:
            taken[name] += milliseconds(partial(office.reports.compute, name, *month), 1)
    spans = sum(row[2] for row in connection.execute(_PLAIN, values))
    bounds = {"II.06a": 3.0, "period": 6.0, "officers": 6.0, "late": 6.0}
    return [
        Row(name=f"month report {name}", value=median(taken[name]), unit="ms", bound=bounds[name],
            floor=median(floor), note=f"{spans:,} spans counted plainly")
        for name in names
    ]  # fmt: skip


def _book(office: Office, last: date) -> list[Row]:
    first, books = last, office.reports.compute("register", last, last)
    while sum(len(book.rows) for book in books) < LINES and first.year > 2_000:
        first -= timedelta(days=7)
        books = office.reports.compute("register", first, last)
    begun = milliseconds(partial(office.reports.compute, "register", first, last), 3)
    rows = [row for book in books for row in book.rows][:LINES]
    table = replace(books[0], rows=tuple(rows))
    pdf = milliseconds(lambda: office.reports.pdf([table], last), 3)
    xlsx = milliseconds(lambda: office.reports.xlsx([table], last), 3)
    bare_pdf = milliseconds(lambda: _canvas(table), 3)
    bare_csv = milliseconds(lambda: _csv(table.rows), 3)
    note = f"{len(rows):,} lines"
    return [
        Row(name="book of 5,000 lines computed", value=median(begun) / 1000, unit="s", bound=2.0, note=note),
        Row(name="book of 5,000 lines as PDF", value=median(pdf) / 1000, unit="s", bound=5.0),
        Row(name="book of 5,000 lines as XLSX", value=median(xlsx) / 1000, unit="s", bound=1.0),
        Row(name="book as PDF, against bare text", value=median(pdf), unit="ms", bound=3.0,
            floor=median(bare_pdf)),
        Row(name="book as XLSX, against a CSV", value=median(xlsx), unit="ms", bound=10.0,
            floor=median(bare_csv)),
    ]  # fmt: skip


def _canvas(table: Table) -> bytes:
    """The same cells as bare text, seven rows a page, neither measured nor broken nor ruled."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    for number, row in enumerate(table.rows):
        if number % 7 == 0:
            if number:
                canvas.showPage()
            canvas.setFont(font(Face.SERIF).fontName, 9)
        for place, cell in enumerate(row):
            canvas.drawString(20 + 70 * place, 550 - 70 * (number % 7), cell_text(cell))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
