"""Every picture of the screen, each a function that leads the program there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.periods import PeriodKind
from counter_app.domain.queue.tickets import Ticket, TicketState
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.dossiers.page import DossiersPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.queue.display import PublicDisplay
from counter_app.qt.reports.page import ReportsPage
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.staff.page import StaffPage
from counter_app.qt.window.first_run import FirstRun
from counter_app.qt.window.practice import Practice
from counter_app.sync.stick.volumes import Target, Volume
from tests.screenshots import rulebook
from tests.screenshots.sample import CARD
from tests.screenshots.stage import HEIGHT, WIDTH, Stage, alone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Shot = tuple[str, QImage]
STICK = Volume(
    path=Path("E:/"),
    label="MOT CUA 01",
    filesystem="exFAT",
    serial="4A21-90F3",
    size=15_600_000_000,
    free=14_900_000_000,
    removable=True,
    read_only=False,
)


def first_run(app: QApplication, folder: Path) -> Iterator[Shot]:
    """The question on an empty folder, and the set-up page."""
    with Stage(app, folder) as stage:
        stage.wait_until(lambda: isinstance(stage.window.stack.currentWidget(), FirstRun))
        panel = stage.window.stack.currentWidget()
        assert isinstance(panel, FirstRun)
        yield "first-run", stage.picture()
        panel.set_up()
        yield "set-up", stage.picture()


def training(app: QApplication, folder: Path) -> Iterator[Shot]:
    """The second situation of a first day, the card just scanned by its key."""
    practice = Practice.of(folder, "hoa.pt", "Phạm Thị Hoa")
    with Stage(app, folder, practice) as stage:
        stage.wait_until(lambda: stage.window.view is not None and stage.window.view.isVisible())
        view = stage.window.view
        assert view is not None
        assert view.training is not None
        view.training.panel.next.click()
        page = stage.open("intake", IntakePage)
        QTest.keyClicks(page.form.procedure.edit, "trich luc ho tich")
        QTest.keyClick(page.form.procedure.edit, Qt.Key.Key_Return)
        view.training.panel.scan.click()
        page.area.verticalScrollBar().setValue(0)
        yield "training", stage.picture()


def counter(app: QApplication, folder: Path) -> Iterator[Shot]:
    """The day of a receiver."""
    with Stage(app, folder) as stage:
        stage.wait_until(lambda: stage.window.sign_in.officer.count() > 1)
        yield "sign-in", stage.picture()
        stage.sign_in("lan.nt")
        for lead in LEADS:
            yield from lead(stage)


def desk_of_the_leader(app: QApplication, folder: Path) -> Iterator[Shot]:
    """What a leader looks after, and the pages everybody may open."""
    with Stage(app, folder) as stage:
        stage.wait_until(lambda: stage.window.sign_in.officer.count() > 1)
        stage.sign_in("binh.vq")
        for name in ("catalogue", "calendar", "staff", "settings", "help"):
            page = stage.open(name, Page)
            if isinstance(page, StaffPage):
                page.table.choose(page.model.find(lambda item: item.login == "mai.pt"))
            yield name, stage.picture()


def _home(stage: Stage) -> Iterator[Shot]:
    yield "board", stage.picture()
    view = stage.window.view
    assert view is not None
    view.show_palette()
    yield "commands", stage.picture()
    stage.close_dialogs()


def _intake(stage: Stage) -> Iterator[Shot]:
    page = stage.open("intake", IntakePage, _served(stage))
    page.form.procedure.edit.setFocus()
    QTest.keyClicks(page.form.procedure.edit, "khai sinh")
    yield "procedures", stage.picture()
    page.form.procedure.take(stage.place.office.intake.procedures("1.004873")[0])
    page.scan_card(CARD)
    page.form.applicant.phone.setText("0912000321")
    page.form.papers.all_given.click()
    page.area.verticalScrollBar().setValue(0)
    yield "intake", stage.picture()
    page.save.click()
    stage.settle()
    yield "saved", stage.picture()
    code = page.saved.code.text()
    job = stage.place.office.paper.prints_of(code)[-1]
    PrintDialog(stage.place, job.id, stage.window).open()
    yield "print", stage.picture()
    stage.close_dialogs()


def _served(stage: Stage) -> Ticket | None:
    line = stage.place.office.queue.today_line(frozenset({TicketState.SERVING}))
    return line[0] if line else None


def _dossiers(stage: Stage) -> Iterator[Shot]:
    page = stage.open("dossiers", DossiersPage)
    yield "dossiers", stage.picture()
    page.search.setText("nguyen")
    yield "search", stage.picture()
    ended = DossierFilter(states=frozenset({State.FINISHED}))
    code = stage.place.office.dossiers.page(ended)[0].code
    stage.open("dossier", Page, code)
    yield "dossier", stage.picture()


def _returning(stage: Stage) -> Iterator[Shot]:
    ready = DossierFilter(states=frozenset({State.FINISHED}))
    line = stage.place.office.dossiers.page(ready)[0]
    digits = stage.place.office.dossiers.get(line.code).barcode
    stage.open("returning", ReturningPage, digits)
    yield "returning", stage.picture()


def _queue(stage: Stage) -> Iterator[Shot]:
    stage.open("queue", Page)
    yield "queue", stage.picture()
    display = PublicDisplay(stage.place)
    yield "public-display", alone(display, WIDTH, HEIGHT)


def _reports(stage: Stage) -> Iterator[Shot]:
    page = stage.open("reports", ReportsPage, "day")
    yield "day-report", stage.picture()
    stage.open("board", Page)
    stage.open("reports", ReportsPage, "II.06a")
    page.period.choose(PeriodKind.MONTH)
    page.run.click()
    yield "ii06a", stage.picture()


def _closing(stage: Stage) -> Iterator[Shot]:
    stage.open("closing", Page)
    yield "closing", stage.picture()
    ExportDialog(stage.place, stage.window, _media()).open()
    yield "export", stage.picture()
    stage.close_dialogs()


def _media() -> Media:
    def target(volume: Volume, _data_dir: Path) -> Target:
        return Target(folder=volume.path, device=0, volume=volume)

    return Media(volumes=lambda: [STICK], target=target)


LEADS = (
    *(_home, rulebook.apologies, _intake, rulebook.not_accepted, _dossiers, _returning, _queue),
    *(rulebook.certification, rulebook.handover, _reports, rulebook.figures, _closing),
)
"""The receiver's day, in this order."""
SCREENS: tuple[Callable[[QApplication, Path], Iterator[Shot]], ...] = (counter, desk_of_the_leader)
"""Over the sample office, in this order; ``first_run`` needs an empty folder."""
