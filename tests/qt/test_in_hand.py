"""Whatever is in hand on any page stays while the page reads again: typed, chosen, ticked, marked, come to.

The list of stages is complete: a page, and an input on a page, that no stage brings before the officer fails here.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QWidget,
)

from counter_app import paths
from counter_app.desk.desk import Noun
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.held import Held, in_hand, show
from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.window.other_windows import Elsewhere
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from counter_app.qt.window.page_stack import PageStack
from tests.makers import MONDAY
from tests.qt.meanwhile import Meanwhile, morning
from tests.qt.stages import STAGES, Stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace

INPUTS = (QLineEdit, QPlainTextEdit, Choice, QCheckBox)


@pytest.fixture(scope="session")
def under_way(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> tuple[Path, str]:
    """The data file of an office in the middle of a morning, and a dossier whose result waits; copy it."""
    folder = tmp_path_factory.mktemp("under-way")
    shutil.copyfile(founded, paths.database_path(folder))
    office = Office.open(folder, clock=FixedClock(MONDAY), officer=COMMAND_LINE)
    code = morning(office)[0].code
    office.close()
    return paths.database_path(folder), code


@pytest.fixture
def office(tmp_path: Path, under_way: tuple[Path, str], clock: FixedClock) -> Iterator[Office]:
    """An office under way."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(under_way[0], paths.database_path(folder))
    made = Office.open(folder, clock=clock, officer=COMMAND_LINE)
    yield made
    made.close()


@pytest.fixture
def ready(place: Workplace, under_way: tuple[Path, str]) -> Dossier:
    """A dossier whose result waits, among many."""
    return place.office.dossiers.get(under_way[1])


@pytest.fixture
def meanwhile(ready: Dossier, place: Workplace) -> Iterator[Meanwhile]:
    """Somebody else at work on the same file."""
    made = Meanwhile(place.office)
    yield made
    made.close()


@pytest.fixture
def pages(qtbot: QtBot, place: Workplace) -> PageStack:
    """The pages as the window holds them."""
    made = PageStack(place)
    qtbot.addWidget(made)
    made.resize(1130, 690)
    with qtbot.waitActive(made):
        made.show()
    return made


def brought(pages: PageStack, stage: Stage, ready: Dossier) -> Page:
    """The page of a stage, in front."""
    pages.open(stage.page)
    page = cast("Page", pages.currentWidget())
    stage.show(page, ready)
    QApplication.processEvents()
    return page


def inputs(page: QWidget, *, hidden: bool = False) -> list[Any]:
    """Everything on a page that takes a value: inside another input is not one of its own."""
    found = [item for kind in INPUTS for item in page.findChildren(kind)]
    own = [item for item in found if not isinstance(item.parentWidget(), QComboBox)]
    return own if hidden else [item for item in own if _may_change(item)]


def _may_change(item: Any) -> bool:
    fixed = isinstance(item, QLineEdit | QPlainTextEdit) and item.isReadOnly()
    return bool(item.isVisible() and item.isEnabled() and not fixed)


def said(item: Any) -> str:
    """What a screen reader calls it."""
    text = item.text() if isinstance(item, QCheckBox) else ""
    return f"{type(item).__name__} {item.accessibleName() or text or item.objectName()}"


def change(item: Any) -> None:
    """Another value, as a hand gives it; a text keeps its cursor in the middle."""
    item.setFocus()
    if isinstance(item, QCheckBox):
        item.click()
    elif isinstance(item, Choice):
        if item.count() > 1:
            at = (item.currentIndex() + 1) % item.count()
            item.setCurrentIndex(at)
            item.activated.emit(at)
    else:
        item.selectAll()
        QTest.keyClicks(item, "77")
        QTest.keyClick(item, Qt.Key.Key_Left)


def cursor(item: Any) -> int:
    """Where the next letter would go."""
    if isinstance(item, QPlainTextEdit):
        return item.textCursor().position()
    return item.cursorPosition() if isinstance(item, QLineEdit) else -1


def type_everywhere(page: Page, place: Workplace) -> dict[Any, Any]:
    """Change every input, lists that drop down first; a reload after each leaves all of them alone."""
    order = sorted(inputs(page), key=lambda item: not isinstance(item, Choice))
    for item in order:
        if not _may_change(item):
            continue  # hidden by what was chosen before it
        change(item)
        before = {each: in_hand(each) for each in inputs(page)}
        focus, at = QApplication.focusWidget(), cursor(item)
        place.hub.hear(*Noun)
        after = {each: in_hand(each) for each in before}
        moved = [said(each) for each in before if before[each] != after[each]]
        assert not moved, f"{said(item)} in hand, a reload changed {moved}"
        assert QApplication.focusWidget() is focus, f"the keyboard left {said(item)}"
        assert cursor(item) == at, f"the cursor moved in {said(item)}"
    return {item: in_hand(item) for item in order if _may_change(item)}


def keep_all(pages: PageStack, place: Workplace, meanwhile: Meanwhile, page: Page) -> None:
    """Everything typed on a page survives what somebody else writes, twice."""
    typed = type_everywhere(page, place)
    watch = Elsewhere(place, pages)
    for _time in range(2):
        meanwhile.work()
        watch.look()
        lost = [said(item) for item, value in typed.items() if in_hand(item) != value]
        assert not lost, f"put back over what was in hand: {lost}"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.id)
def test_what_is_typed_survives_the_work_of_others(
    pages: PageStack, place: Workplace, ready: Dossier, meanwhile: Meanwhile, stage: Stage
) -> None:
    keep_all(pages, place, meanwhile, brought(pages, stage, ready))


@pytest.mark.parametrize(
    "stage",
    [
        stage
        for stage in STAGES
        if stage.id
        in {
            *("settings-computer", "settings-office", "settings-forms", "staff-known"),
            *("calendar-hours", "calendar-year", "mapping-list", "catalogue-posting"),
        }
    ],
    ids=lambda stage: stage.id,
)
def test_canary_stored_values_put_over_those_in_hand_are_seen(
    pages: PageStack,
    place: Workplace,
    ready: Dossier,
    meanwhile: Meanwhile,
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Held, "put", lambda _self, edit, stored: show(edit, stored))
    page = brought(pages, stage, ready)
    with pytest.raises(AssertionError, match=r"reload changed|put back over"):
        keep_all(pages, place, meanwhile, page)


def tables(page: Page) -> list[QTableView]:
    """The lists that can be walked."""
    return [item for item in page.findChildren(QTableView) if item.isVisible()]


def stand(view: QTableView) -> tuple[object, set[object], object]:
    """Where somebody stands in a list: the current row, the marked ones, the one on top of what is seen."""
    model = cast("Any", view.model())
    rows = {model.key_at(index.row()) for index in view.selectionModel().selectedRows()}
    at, top = view.currentIndex().row(), view.rowAt(0)
    return (
        model.key_at(at) if at >= 0 else None,
        rows,
        model.key_at(top) if view.verticalScrollBar().value() else None,
    )


def walk(pages: PageStack, place: Workplace, meanwhile: Meanwhile, page: Page) -> int:
    """Stand on the second row of every list, scrolled where it can be; how many lists there are."""
    walked = [view for view in tables(page) if view.model().rowCount() > 1]
    for view in walked:
        view.setMinimumHeight(0)
        view.setMaximumHeight(view.horizontalHeader().height() + view.rowHeight(0) * 2)
        QApplication.processEvents()
        view.setCurrentIndex(view.model().index(1, 0))
        view.verticalScrollBar().setValue(1)
        before = stand(view)
        meanwhile.work()
        Elsewhere(place, pages).look()
        assert stand(view) == before, view.accessibleName()
    return len(walked)


LISTS = {
    **{"home-board": 1, "dossiers-list": 1, "returning-empty": 1, "certify-entry": 1},
    **{"queue-line": 1, "handover-take": 1, "handover-hold": 2, "handover-shelve": 1},
    **{"mapping-list": 1, "catalogue-list": 1, "catalogue-posting": 1, "calendar-year": 1},
    **{"staff-known": 1, "handover-make": 0, "closing-days": 0, "calendar-hours": 0},
}
"""How many lists of several rows a stage has at least."""


@pytest.mark.parametrize("stage", [item for item in STAGES if item.id in LISTS], ids=lambda s: s.id)
def test_where_somebody_stands_in_a_list_stays(
    pages: PageStack, place: Workplace, ready: Dossier, meanwhile: Meanwhile, stage: Stage
) -> None:
    page = brought(pages, stage, ready)
    assert walk(pages, place, meanwhile, page) >= LISTS[stage.id]


def test_canary_lists_that_forget_where_somebody_stands_are_seen(
    pages: PageStack,
    place: Workplace,
    ready: Dossier,
    meanwhile: Meanwhile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(KeptPlace, "_put_back", lambda _self: None)
    (stage,) = [item for item in STAGES if item.id == "dossiers-list"]
    page = brought(pages, stage, ready)
    with pytest.raises(AssertionError):
        walk(pages, place, meanwhile, page)


ENCRYPTED = {"settings: TickBox Tự mở dữ liệu trên máy này khi mở chương trình"}
"""Acts at once, and stands only where the file is encrypted and the system has a keystore."""


def test_every_page_and_every_input_stands_on_a_stage(
    pages: PageStack, place: Workplace, ready: Dossier
) -> None:
    assert {stage.page for stage in STAGES} == {item.name for item in (*ENTRIES, *UNLISTED)}
    seen: set[str] = set()
    there: set[str] = set()
    for stage in STAGES:
        page = brought(pages, stage, ready)
        seen |= {f"{stage.page}: {said(item)}" for item in inputs(page)}
        there |= {f"{stage.page}: {said(item)}" for item in inputs(page, hidden=True)}
        for tabs in page.findChildren(QTabWidget):
            before = tabs.currentIndex()
            for at in (
                *range(tabs.count()),
                before,
            ):  # what stands on a tab may be made when it is come to
                tabs.setCurrentIndex(at)
        there |= {f"{stage.page}: {said(item)}" for item in inputs(page, hidden=True)}
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    unseen = sorted(there - seen - ENCRYPTED)
    assert not unseen, f"nobody can change these on any stage: {unseen}"
