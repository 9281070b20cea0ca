"""What an officer does in any situation of the rulebook, by keys alone; and what then came out on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import LOCAL
from counter_app.qt.board.page import BoardPage
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.dossiers.page import DossiersPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.report_view import ReportTable
from counter_app.qt.kit.unprinted import UnprintedDialog
from counter_app.qt.reports.page import ReportsPage
from counter_app.qt.returning.page import ReturningPage
from tests.printing.reading import flat_text
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.scenarios.morning import PAPERS, is_out, tile

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, Qt

    from counter_app.domain.dossier.dossier import Dossier

BIRTH, MARRIAGE, COPIES, LAND = "1.001193", "1.000894", "2.000815", "1.012812"


def moment(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026; 23/11 is a Monday, 24/11 a holiday."""
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL)


def fill(counter: Counter, procedure: str, name: str, phone: str = "") -> IntakePage:
    """F2, the procedure by its code, the citizen."""
    counter.press(KEY.Key_F2)
    page = counter.page(IntakePage)
    counter.type(procedure)
    counter.press(ENTER)
    counter.fill(page.form.applicant.name, name)
    if phone:
        counter.fill(page.form.applicant.phone, phone)
    return page


def take_in(counter: Counter, procedure: str, name: str, phone: str = "") -> Dossier:
    """Received, saved, the receipt out and in the citizen's hands."""
    return save(counter, fill(counter, procedure, name, phone))


def save(counter: Counter, page: IntakePage) -> Dossier:
    """Ctrl+Enter on the filled form, and the receipt given away."""
    counter.press(ENTER, CTRL)
    counter.wait(lambda: is_out(page.saved.paper.text()))
    counter.press(KEY.Key_G, CTRL)
    return counter.office.dossiers.get(page.saved.code.text())


def again(counter: Counter, dossier: Dossier) -> Dossier:
    """The dossier as it stands now."""
    return counter.office.dossiers.get(dossier.code)


def open_dossier(counter: Counter, dossier: Dossier) -> DossierPage:
    """Found by its code."""
    counter.press(KEY.Key_F3)
    counter.page(DossiersPage)
    counter.type(dossier.code)
    counter.press(ENTER)
    page = counter.page(DossierPage)
    assert page.code.text() == dossier.code
    return page


def move(counter: Counter, key: Qt.Key, reason: str = "") -> None:
    """An act of the dossier's page that asks for no more than a reason or a note."""
    counter.press(key, ALT)
    dialog = counter.dialog(MoveDialog)
    if reason:
        counter.fill(dialog.reason, reason)
    counter.press(ENTER, CTRL)
    assert is_gone(dialog), texts(dialog)


def give_reason(counter: Counter, reason: str) -> None:
    """The dialog in front wants to know why."""
    dialog = counter.dialog(ReasonDialog)
    counter.fill(dialog.reason, reason)
    counter.press(ENTER, CTRL)
    assert is_gone(dialog), texts(dialog)


def finish(counter: Counter, dossier: Dossier, number: str, *, refused_first: str = "") -> None:
    """Its result has a number; ``refused_first`` is what is said when nothing else is typed."""
    open_dossier(counter, dossier)
    counter.press(KEY.Key_K, ALT)
    dialog = counter.dialog(MoveDialog)
    counter.type(number)
    counter.press(ENTER, CTRL)
    if refused_first:
        assert refused_first in texts(dialog)
        return
    assert is_gone(dialog), texts(dialog)


def print_it(counter: Counter) -> str:
    """The paper in front printed and given away; its words."""
    dialog = counter.dialog(PrintDialog)
    counter.press(KEY.Key_P, CTRL)
    counter.wait(lambda: dialog.job().state == "printed")
    counter.press(KEY.Key_G, CTRL)
    assert is_gone(dialog)
    return newest(counter)


def print_all(counter: Counter, count: int) -> list[str]:
    """Everything behind the tile of papers that never came out, one after the other."""
    assert tile(counter, "unprinted") == count
    counter.reach(counter.page(BoardPage).tiles["unprinted"])
    counter.press(KEY.Key_Space)
    words = []
    for _paper in range(count):
        counter.dialog(UnprintedDialog)
        counter.press(ENTER)
        words.append(print_it(counter))
    counter.dialog(UnprintedDialog)
    counter.press(ESCAPE)
    assert tile(counter, "unprinted") == 0
    return words


def scan_back(counter: Counter, dossier: Dossier) -> ReturningPage:
    """The receipt held before the scanner, whatever is in front."""
    counter.press(KEY.Key_F9)
    counter.scan(dossier.barcode)
    return counter.page(ReturningPage)


def hand_out(counter: Counter) -> str:
    """The result goes out by Ctrl+Enter; the words of the slip that is to be signed."""
    page = counter.page(ReturningPage)
    counter.press(ENTER, CTRL)
    counter.wait(lambda: is_out(page.paper.text()))
    return newest(counter)


def papers(counter: Counter) -> list[bytes]:
    """What came out of the printer, oldest first."""
    files = counter.folder.with_name(PAPERS).glob("*.pdf")
    return [path.read_bytes() for path in sorted(files, key=lambda path: path.stat().st_mtime_ns)]


def newest(counter: Counter) -> str:
    """The words of the latest paper."""
    return flat_text(papers(counter)[-1])


def show_report(counter: Counter, name: str) -> str:
    """F8, the report by the arrow keys, F8 again; every word of its tables."""
    counter.press(KEY.Key_F8)
    page = counter.page(ReportsPage)
    counter.wait(lambda: page._job is None)  # F8 on the page itself shows the last one again
    counter.reach(page.list)
    counter.press(KEY.Key_Home)
    for _step in range(page.list.count()):
        if page.list.report().name == name:
            break
        counter.press(KEY.Key_Down)
    assert page.list.report().name == name, "not offered"
    counter.press(KEY.Key_F8)
    counter.wait(lambda: page._job is None and page._shown is not None)
    assert page._shown is not None
    assert page._shown.wanted.name == name
    tables = [table for view in page.tabs.views for table in view.findChildren(ReportTable)]
    return "\n".join(line for table in tables for line in lines_of(table.report))


def lines_of(model: QAbstractItemModel) -> list[str]:
    """The rows of a table as they are read."""
    return [
        " | ".join(
            str(model.index(at, column).data() or "") for column in range(model.columnCount())
        )
        for at in range(model.rowCount())
    ]


def whole(counter: Counter) -> None:
    """``check``: the chain holds and every table is what the journal says."""
    result = counter.office.store.check()
    assert result.ok, result.problems
