"""Finding dossiers with the keyboard alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.desk.dossier.slices import Slice
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.dossier_filter import PAGE, DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.qt.dossiers.page import DossiersPage
from counter_app.qt.kit.workplace import Workplace
from tests.makers import COPIES, MARITAL, draft, person, receive
from tests.patience import settle
from tests.qt.hands import ALT, ENTER, commit, focused, press, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> DossiersPage:
    made = DossiersPage(place)
    qtbot.addWidget(made)
    show(made)
    return made


@pytest.fixture
def wanted(place: Workplace) -> list[tuple[str, object]]:
    """Where the page asked to go."""
    asked: list[tuple[str, object]] = []
    place.hub.wanted.connect(lambda name, argument: asked.append((name, argument)))
    return asked


@pytest.fixture
def three(office: Office, clock: FixedClock) -> tuple[Dossier, Dossier, Dossier]:
    """One overdue, one due today, one finished; Wednesday 25/11."""
    late = receive(office, COPIES, applicant=person("Nguyễn Thị Ánh", phone="0987111222"))
    clock.tick(days=2)
    today = receive(office, COPIES, applicant=person("Đặng Văn Ý", id_no="001190004321"))
    ready = receive(office, MARITAL, name="Nguyễn Thị Anh")
    office.moves.move(ready.code, Act.FINISH, result="01/XN")
    return late, today, ready


def open_page(page: DossiersPage) -> None:
    page.reload()
    page.enter()
    page.first_field().setFocus()


def codes(page: DossiersPage) -> list[str]:
    return [page.model.line(row).code for row in range(page.model.rowCount())]


def find(page: DossiersPage, text: str) -> list[str]:
    page.search.setFocus()
    page.search.clear()
    commit(page.search, text)
    page.show_wanted()
    return codes(page)


def test_names_with_and_without_accents(
    page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    late, today, ready = three
    open_page(page)
    assert find(page, "nguyễn thị ánh") == [late.code, ready.code]
    assert find(page, "nguyễn thị anh") == [ready.code, late.code]
    assert find(page, "dang van y") == [today.code]


def test_tails_of_numbers_and_codes(
    page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    late, today, _ready = three
    open_page(page)
    assert find(page, "1222") == [late.code]
    assert find(page, "4321") == [today.code]
    assert find(page, late.code.lower()) == [late.code]
    assert find(page, late.barcode) == [late.code]


@pytest.mark.parametrize(
    "text", ['"', "*", "%", "_", "NEAR(", "-", "' OR 1=1", "a\x00b", "a" * 900]
)
def test_any_text_is_a_search(page: DossiersPage, office: Office, text: str) -> None:
    receive(office)
    open_page(page)
    assert find(page, text) == []
    assert page.stack.currentWidget() is page.nothing or not page.search.value()


def test_typing_searches_by_itself(
    qtbot: QtBot, page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    open_page(page)
    QTest.keyClicks(page.search, "dang van")
    qtbot.waitUntil(lambda: codes(page) == [three[1].code])


def test_enter_opens_the_only_find(
    page: DossiersPage,
    three: tuple[Dossier, Dossier, Dossier],
    wanted: list[tuple[str, object]],
) -> None:
    open_page(page)
    QTest.keyClicks(page.search, "dang van")
    press(ENTER)
    assert wanted == [("dossier", three[1].code)]


def test_down_goes_into_the_list_and_enter_opens(
    page: DossiersPage,
    three: tuple[Dossier, Dossier, Dossier],
    wanted: list[tuple[str, object]],
) -> None:
    open_page(page)
    press(Qt.Key.Key_Down)
    assert focused() is page.view
    press(Qt.Key.Key_Down)
    press(ENTER)
    assert wanted == [("dossier", three[1].code)]


def test_the_counts_stand_on_the_buttons_and_the_keys_filter(
    qtbot: QtBot, page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    late, today, ready = three
    open_page(page)
    texts = {part: button.text() for part, button in page.filters.buttons.items()}
    assert texts[Slice.OVERDUE] == "Quá hạn 1"
    assert texts[Slice.DUE_TODAY] == "Hẹn hôm nay 1"
    assert texts[Slice.DUE_SOON] == "Sắp đến hạn 0"
    assert texts[Slice.READY] == "Chờ trả 1"
    press(Qt.Key.Key_3, ALT)
    qtbot.waitUntil(lambda: codes(page) == [late.code])
    press(Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: codes(page) == [today.code])
    press(Qt.Key.Key_7, ALT)
    qtbot.waitUntil(lambda: codes(page) == [ready.code])
    press(Qt.Key.Key_5, ALT)
    qtbot.waitUntil(lambda: codes(page) == [])
    assert page.nothing.text() == "Không có hồ sơ nào ở nhóm này"


def test_state_sector_and_officer_narrow_the_list(
    page: DossiersPage, office: Office, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    late, today, ready = three
    office.moves.move(today.code, Act.HAND, handler="canbo")
    open_page(page)
    page.filters.officer.choose("canbo")
    assert codes(page) == [today.code]
    page.filters.officer.choose("")
    page.filters.state.choose(int(State.FINISHED))
    assert codes(page) == [ready.code]
    page.filters.state.choose(0)
    page.filters.sector.choose(late.sector)
    assert codes(page) == [today.code, late.code]


def test_a_filter_clears_the_search(
    qtbot: QtBot, page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    open_page(page)
    find(page, "dang van")
    press(Qt.Key.Key_3, ALT)
    qtbot.waitUntil(lambda: codes(page) == [three[0].code])
    assert page.search.text() == ""


def test_another_page_may_ask_for_a_text_or_a_filter(
    page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    page.reload()
    page.enter("dang van")
    assert codes(page) == [three[1].code]
    page.enter(DossierFilter(states=frozenset({State.FINISHED})))
    assert codes(page) == [three[2].code]
    assert page.filters.buttons[Slice.READY].isChecked()
    day = date(2026, 11, 23)
    page.enter(DossierFilter(received_from=day, received_until=day))
    assert codes(page) == [three[0].code]
    assert page.filters.days.first.text() == "23/11/2026", "seen, so that it can be changed"
    page.filters.officer.setCurrentIndex(1)
    assert page.filters.words().endswith(", Theo ngày nhận 23/11/2026 – 23/11/2026")
    press(Qt.Key.Key_1, ALT)
    assert len(codes(page)) == 3, "all is all, as the empty list promises"
    assert page.filters.words() == ""


def test_scrolling_fetches_the_next_page(page: DossiersPage, office: Office) -> None:
    office.intake.receive_all(
        [(draft(name=f"Người {number}"), f"op-{number}") for number in range(PAGE + 30)]
    )
    open_page(page)
    assert page.model.rowCount() == PAGE
    assert page.view.foot.total.text() == f"{PAGE + 30} hồ sơ, đang xem {PAGE}"
    page.view.setFocus()
    press(Qt.Key.Key_End)
    page.view.scrollToBottom()
    settle()
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    assert page.model.rowCount() == PAGE + 30
    assert page.view.foot.total.text() == f"{PAGE + 30} hồ sơ"


def test_a_reload_keeps_the_row_in_hand(
    page: DossiersPage, office: Office, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    open_page(page)
    page.view.go_to(2)
    receive(office)
    page.reload()
    line = page.view.current_line()
    assert line is not None
    assert line.code == three[0].code


def test_an_empty_office_says_how_to_begin(page: DossiersPage) -> None:
    open_page(page)
    assert page.stack.currentWidget() is page.no_dossiers


def test_long_names_do_not_widen_the_page(page: DossiersPage, office: Office) -> None:
    receive(office, name="Nguyễn " * 42)
    open_page(page)
    assert page.minimumSizeHint().width() <= 800
    assert page.view.horizontalScrollBar().maximum() == 0


def test_down_from_a_filter_that_a_key_chose_goes_into_the_list(
    page: DossiersPage, three: tuple[Dossier, Dossier, Dossier]
) -> None:
    open_page(page)
    press(Qt.Key.Key_3, ALT)
    assert codes(page) == [three[0].code]
    press(Qt.Key.Key_Down)
    assert focused() is page.view
    press(Qt.Key.Key_8, ALT)
    press(Qt.Key.Key_Down)
    assert focused() is (page.view if codes(page) else page.filters.mine)


def test_a_kept_filter_is_named_while_it_is_the_one_chosen(
    page: DossiersPage, office: Office
) -> None:
    """Named for longer, it could not be chosen again: it stood there already."""
    office.session.officer = office.staff.officers()[0]
    open_page(page)
    kept = page.filters.kept
    press(Qt.Key.Key_6, ALT)
    kept.named.emit("Chờ")
    assert kept.choice.value() == "Chờ"
    press(Qt.Key.Key_1, ALT)
    assert kept.choice.value() == ""
    kept.choice.setFocus()
    press(Qt.Key.Key_Down)
    assert page.filters.part() is Slice.PAUSED
    assert kept.choice.value() == "Chờ"
    page.enter(DossierFilter())
    assert kept.choice.value() == ""


def test_a_kept_filter_that_was_dropped_comes_back_for_ten_seconds(
    page: DossiersPage, office: Office
) -> None:
    office.session.officer = office.staff.officers()[0]
    open_page(page)
    offered: list[tuple[str, Callable[[], None]]] = []
    page.place.hub.undoable.connect(lambda said, undo: offered.append((said, undo)))
    press(Qt.Key.Key_3, ALT)
    page.filters.kept.named.emit("Quá hạn")
    kept = office.views.filters()
    page.filters.kept.drop.click()
    assert office.views.filters() == {}
    said, undo = offered.pop()
    assert "Quá hạn" in said
    undo()
    assert office.views.filters() == kept
    assert page.filters.kept.choice.value() == "Quá hạn"
