"""Pictures of the rulebook: not accepted, apologies, certification, hand-over, reconciliation, figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.periods import PeriodKind
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.certification.page import CertificationPage
from counter_app.qt.handover.page import HandoverPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.page import Page
from counter_app.qt.reports.page import ReportsPage
from tests.screenshots.sample import CARD
from tests.screenshots.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

Shot = tuple[str, "QImage"]


def not_accepted(stage: Stage) -> Iterator[Shot]:
    """A request with papers missing becomes Mẫu 02."""
    page = stage.open("intake", IntakePage)
    page.form.procedure.take(stage.place.office.intake.procedures("1.001193")[0])
    page.scan_card(CARD)
    stage.settle()
    page._on_lacking()
    yield "not-accepted", stage.picture()
    stage.close_dialogs()
    page.form.clear()


def apologies(stage: Stage) -> Iterator[Shot]:
    """Mẫu 04 for all that need one, in one act."""
    stage.open("board", Page)
    dialog = ApologyDialog(stage.place, stage.window)
    dialog.reason.setText("Chờ kết quả xác minh của cơ quan phối hợp")
    dialog.open()
    yield "apologies", stage.picture()
    stage.close_dialogs()


def certification(stage: Stage) -> Iterator[Shot]:
    """Three numbers and Enter."""
    page = stage.open("certification", CertificationPage)
    page.entry.pages.setText("12")
    page.entry.copies.setText("3")
    page.entry.save.click()
    stage.settle()
    assert page.table.model() is not None
    yield "certification", stage.picture()


def handover(stage: Stage) -> Iterator[Shot]:
    """A stack of receipts scanned onto one sheet; then what the official system lacks."""
    page = stage.open("handover", HandoverPage)
    office = stage.place.office
    today = office.queue.today()
    lines = office.dossiers.page(DossierFilter(received_from=today, received_until=today), size=5)
    for line in lines:
        page.take_scan(office.dossiers.get(line.code).barcode)
    yield "handover", stage.picture()
    stage.open("official", Page)
    yield "official", stage.picture()


def figures(stage: Stage) -> Iterator[Shot]:
    """Where time went, and the nine indicators."""
    for name, picture in (("hours", "load"), ("indicators", "indicators")):
        stage.open("board", Page)
        page = stage.open("reports", ReportsPage, name)
        page.period.choose(PeriodKind.MONTH)
        page.run.click()
        yield picture, stage.picture()
