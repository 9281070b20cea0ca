"""Who looked is written down by the window: once for each opening, never for what the public sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QListView, QWidget

from counter_app.desk.access import book
from counter_app.desk.access.book import numbers_of
from counter_app.domain.access.look import MOST_ROWS_UNASKED, AccessLine, Door, Way, sees
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Assignment, Role
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.qt.board.ready import ReadyDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.dossiers.page import READ_MS, DossiersPage
from counter_app.qt.kit.why_dialog import WhyDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import PublicDisplay
from counter_app.qt.queue.touch_window import TouchWindow
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.page_list import ENTRIES
from tests.makers import COPIES, MARITAL, draft, officer, person, receive
from tests.qt.hands import ALT, CTRL, ENTER, commit, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAME = "Quạch Thị Dấu"
SHOWING = sorted(item.name for item in ENTRIES)


def noted(office: Office) -> int:
    """How many looks were noted since the office was opened."""
    return office.store.database.looks.noted


def lines(office: Office) -> list[AccessLine]:
    """Every line of the book, what waits among them."""
    assert office.access.write()
    return office.store.access.between(date(2026, 1, 1), date(2027, 12, 31))


def texts(widget: QWidget, *, hidden: bool = True) -> Iterator[str]:
    """Everything that can be read on a page: labels, and the rows of its lists; without ``hidden`` only of these."""
    for label in widget.findChildren(QLabel) if hidden else ():
        yield label.text()
    for view in widget.findChildren(QAbstractItemView):
        if not hidden and not view.isVisibleTo(widget):
            continue
        model = view.model()
        wide = 1 if isinstance(view, QListView) else model.columnCount()
        for row in range(model.rowCount()):
            yield from (str(model.index(row, column).data()) for column in range(wide))


@pytest.fixture
def full(office: Office, clock: FixedClock) -> Dossier:
    """A citizen of a known name in every list there is: overdue, ready, waiting, in a book, in a queue."""
    late = receive(office, COPIES, applicant=person(NAME))
    ready = receive(office, MARITAL, applicant=person(NAME))
    office.moves.move(ready.code, Act.FINISH, result="01/XN")
    office.queue.take("A")
    clock.tick(days=2)
    return late


@pytest.mark.parametrize("name", SHOWING)
def test_each_opening_of_a_page_is_one_line_where_citizens_stand(
    window: MainWindow, full: Dossier, name: str
) -> None:
    """Said by the page itself; a page that says it shows nobody shows nobody."""
    view = window.view
    assert view is not None
    office = view.place.office
    view.go("help" if name != "help" else "board", None)
    before = noted(office)
    view.go(name, None)
    page = view.pages.page(name)
    assert page is not None
    assert noted(office) - before == page.citizens
    if page.citizens and any(full.code in text for text in texts(page, hidden=False)):
        look = lines(office)[-1].look
        assert sees(look, {full.id: full.code}), "whose line stands there is known"
    page.reload()
    view.go(name, None)
    assert noted(office) - before == page.citizens, "what is read again is the same look"
    if not page.citizens:
        found = [text for text in texts(page) if NAME in text or full.code in text]
        assert found == []


def test_a_list_to_work_off_is_one_line_with_whom_it_names(place: Workplace, full: Dossier) -> None:
    office = place.office
    before = noted(office)
    dialog = ReadyDialog(place, None)
    assert [row.code for row in dialog.rows()], "a result waits for somebody"
    assert noted(office) - before == 1
    assert lines(office)[-1].look.rows == len(dialog.rows())
    assert lines(office)[-1].look.whom
    dialog.reject()


def test_a_list_that_nobody_sees_names_nobody(window: MainWindow, full: Dossier) -> None:
    assert window.view is not None
    window.view.go("dossiers", None)
    page = window.view.pages.page("dossiers")
    assert isinstance(page, DossiersPage)
    assert full.id in numbers_of(page.seen())
    page.view.hide()
    assert list(page.seen()) == []


def test_an_enquiry_is_about_the_dossier_that_it_names() -> None:
    """It has a number of its own, which is no dossier's."""
    asked = SimpleNamespace(id=7, code="T99001-261123-010001", dossier=3)
    official = SimpleNamespace(id=8, code="", dossier=None)
    line = SimpleNamespace(id=5, code="T99001-261123-010002")
    held = SimpleNamespace(id=9, code="SO-1", line=line)
    assert numbers_of([asked, official, line, held]) == [3, 5, 5]


def test_opening_a_dossier_is_one_line_however_often_it_is_read(
    window: MainWindow, full: Dossier
) -> None:
    assert window.view is not None
    office = window.view.place.office
    before = noted(office)
    window.view.go("dossier", full.code)
    office.moves.move(full.code, Act.FINISH, result="02/XN", reason="Chờ ký")
    window.view.place.hub.changed.emit(frozenset({"dossier"}))
    assert noted(office) - before == 1
    (line,) = [item for item in lines(office) if item.look.door is Door.OPENED]
    assert (line.look.subject, line.look.way, line.look.officer) == (
        full.code,
        Way.WINDOW,
        "canbo",
    )
    assert line.look.name == NAME
    assert line.look.whom == str(full.id)


def test_a_look_is_in_the_file_within_a_second_though_nothing_is_done(
    qtbot: QtBot, window: MainWindow, full: Dossier
) -> None:
    assert window.view is not None
    office = window.view.place.office
    window.view.go("dossier", full.code)
    qtbot.waitUntil(lambda: bool(office.store.access.about({full.id: full.code})))


def test_what_the_public_sees_is_nobodys_look(
    qtbot: QtBot, place: object, office: Office, full: Dossier, display: PublicDisplay
) -> None:
    before = noted(office)
    display.tick()
    touch = TouchWindow(place)  # type: ignore[arg-type]
    qtbot.addWidget(touch)
    assert noted(office) == before


@pytest.fixture
def stranger(office: Office, full: Dossier) -> Office:
    """An officer of another sector sits here."""
    office.staff.put_officer(officer(Role.SECTOR_OFFICER), password="thuyen-cho-gao")
    office.staff.assign(Assignment(officer="lan", sector="dat-dai", since=date(2026, 1, 1)))
    office.session.officer = officer(Role.SECTOR_OFFICER)
    return office


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, stranger: Office) -> DossierPage:
    """The page of a dossier, on the screen."""
    made = DossierPage(place)
    qtbot.addWidget(made)
    show(made)
    return made


def opened(qtbot: QtBot, page: QWidget) -> WhyDialog:
    """The dialog that asks why over a page, with the keyboard in it."""
    qtbot.waitUntil(lambda: any(item.isVisible() for item in page.findChildren(WhyDialog)))
    (dialog,) = [item for item in page.findChildren(WhyDialog) if item.isVisible()]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or page))
    return dialog


def openings(office: Office) -> list[AccessLine]:
    """Dossiers opened so far."""
    return [item for item in lines(office) if item.look.door is Door.OPENED]


def test_a_dossier_of_another_sector_is_opened_with_a_reason_of_one_key(
    qtbot: QtBot, page: DossierPage, stranger: Office, full: Dossier
) -> None:
    page.enter(full.code)
    assert NAME not in " ".join(texts(page)), "nothing is shown before it is said why"
    assert openings(stranger) == []
    opened(qtbot, page)
    press(Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: NAME in " ".join(texts(page)))
    assert [item.look.why for item in openings(stranger)] == ["Công dân hỏi tại quầy"]
    page.enter(full.code)
    assert len(openings(stranger)) == 2
    assert NAME in " ".join(texts(page)), "asked once a day"


def test_a_reason_is_typed_or_nothing_is_shown(
    qtbot: QtBot, page: DossierPage, stranger: Office, full: Dossier
) -> None:
    page.enter(full.code)
    dialog = opened(qtbot, page)
    press(ENTER, CTRL)
    assert dialog.asked.error.text()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert NAME not in " ".join(texts(page))
    assert openings(stranger) == []
    page.enter(full.code)
    commit(opened(qtbot, page).reason, "Đoàn kiểm tra hỏi")
    press(ENTER, CTRL)
    assert NAME in " ".join(texts(page))
    assert [item.look.why for item in openings(stranger)] == ["Đoàn kiểm tra hỏi"]


def test_escape_from_the_reason_is_back_where_one_came_from(
    qtbot: QtBot, window: MainWindow, stranger: Office, full: Dossier
) -> None:
    """No empty page is left in between, with the keyboard nowhere."""
    view = window.view
    assert view is not None
    view.go("dossiers")
    view.go("dossier", full.code)
    page = view.pages.page("dossier")
    assert page is not None
    opened(qtbot, page)
    press(Qt.Key.Key_Escape)
    assert view.pages.name == "dossiers"
    found = view.pages.page("dossiers")
    assert found is not None
    assert found.first_field() is window.focusWidget()
    assert openings(stranger) == []


def test_a_dossier_asked_for_while_another_is_open_shows_neither_unasked(
    qtbot: QtBot, page: DossierPage, stranger: Office, full: Dossier
) -> None:
    """What stood there is gone as well: a page with one name and the acts of another would be worse."""
    own = stranger.dossiers.get(full.code)
    stranger.access.at_hand(own)
    page.enter(own.code)
    other = next(line for line in stranger.dossiers.find(NAME) if line.code != own.code)
    page.enter(other.code)
    opened(qtbot, page)
    assert not page.who.isVisible()
    assert page.stack.currentWidget() is page.nothing


def test_a_scanned_paper_opens_its_dossier_unasked(
    qtbot: QtBot, page: DossierPage, place: Workplace, stranger: Office, full: Dossier
) -> None:
    """The citizen stands here with it."""
    returning = ReturningPage(place)
    qtbot.addWidget(returning)
    returning.judge(full.barcode)
    page.enter(full.code)
    assert NAME in " ".join(texts(page))
    assert len(openings(stranger)) == 2


def test_the_counter_is_never_asked(stranger: Office, full: Dossier) -> None:
    """Who receives opens what runs, waits or ended lately, of any sector."""
    stranger.session.officer = officer(Role.RECEIVER)
    assert not stranger.access.asks_why(stranger.dossiers.get(full.code))


def test_a_search_is_one_line_for_what_was_typed_to_the_end(
    qtbot: QtBot, window: MainWindow, full: Dossier
) -> None:
    assert window.view is not None
    view, office = window.view, window.view.place.office
    view.go("dossiers", None)
    page = view.pages.page("dossiers")
    assert page is not None
    for letters in ("quach", " thi", " dau"):
        commit(page.search, letters)  # type: ignore[attr-defined]
        page.show_wanted()  # type: ignore[attr-defined]
    qtbot.waitUntil(
        lambda: any(item.look.door is Door.FOUND for item in lines(office)), timeout=READ_MS * 10
    )
    (line,) = [item for item in lines(office) if item.look.door is Door.FOUND]
    assert (line.look.words, line.look.rows) == ("quach thi dau", 2)


def test_many_rows_go_to_the_clipboard_with_a_reason(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    office.intake.receive_all(
        [(draft(COPIES, f"{NAME} {at}"), "") for at in range(MOST_ROWS_UNASKED + 1)]
    )
    page = DossiersPage(place)
    qtbot.addWidget(page)
    show(page)
    page.reload()
    table = page.view
    while page.model.canFetchMore(table.rootIndex()):
        page.model.fetchMore(table.rootIndex())
    QGuiApplication.clipboard().clear()
    table.copy_all()
    assert NAME not in QGuiApplication.clipboard().text()
    opened(qtbot, table)
    press(Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: NAME in QGuiApplication.clipboard().text())
    (line,) = [item for item in lines(office) if item.look.door is Door.COPIED]
    assert (line.look.rows, line.look.why) == (MOST_ROWS_UNASKED + 1, "Kiểm tra, đối soát")


def test_rows_leave_only_when_the_book_could_be_written(
    office: Office, full: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: a look goes on and is told, a list stays here."""
    monkeypatch.setattr(book, "write_waiting", lambda _database: False)
    office.access.listed("board", [full])
    with pytest.raises(StoreError, match="sổ truy cập"):
        office.access.exported("dossiers", [full])
    monkeypatch.undo()
    office.store.database.looks.refused = True
    assert office.access.unwritten() == 2
    assert office.access.write()
    assert office.access.unwritten() == 0
