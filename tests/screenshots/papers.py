"""Pictures of papers: what the citizen takes home and what the superior reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.sizes import PaperSize
from counter_app.office import Office
from tests.screenshots.pictures import of_paper
from tests.screenshots.sample import NOW
from tests.screenshots.slips import slips

if TYPE_CHECKING:
    from PIL import Image


def papers(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Receipt on A5 and 80 mm, a queue ticket, form II.06a, the closing sheet; then every slip."""
    office = Office.open(folder, clock=FixedClock(NOW), officer=COMMAND_LINE)
    try:
        code = office.dossiers.page(DossierFilter())[0].code
        yield "paper-receipt-a5", of_paper(office.paper.draw_receipt(code, PaperSize.A5), 110)
        yield "paper-receipt-80mm", of_paper(office.paper.draw_receipt(code, PaperSize.ROLL), 150)
        ticket = office.queue.today_line()[0]
        yield "paper-ticket", of_paper(office.paper.draw_ticket(ticket, 4), 150)
        first, last = NOW.date().replace(day=1), NOW.date() - timedelta(days=1)
        tables = office.reports.compute("II.06a", first, last)
        yield "paper-ii06a", of_paper(office.reports.pdf(tables), 100)
        closed = office.store.closings.days()[0].day
        yield "paper-closing", of_paper(office.evening.closing_pdf(closed), 80)
        yield from slips(office)
    finally:
        office.close()
