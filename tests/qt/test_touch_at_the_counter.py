"""What was chosen by touch comes to the counter; the officer opens the page, stops numbers, leaves by password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from counter_app.domain.queue.tickets import TicketAct
from counter_app.domain.queue.wishes import Wish
from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.queue.touch_screen import TouchScreen
from counter_app.qt.queue.touch_steps import NumberStep
from counter_app.qt.queue.touch_window import LEAVE_KEY, TouchWindow
from counter_app.qt.window.main_window import MainWindow
from tests.makers import MARITAL
from tests.qt.hands import CTRL, SHIFT
from tests.qt.touching import tap, tile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_intake_begins_with_what_was_chosen_and_no_paper_is_ticked(
    place: Workplace, office: Office, qtbot: QtBot
) -> None:
    procedure = office.catalogue.valid(MARITAL, office.intake.today())
    assert procedure is not None
    names = [paper.name for paper in procedure.papers]
    office.self_service.take(Wish(procedure=MARITAL, brought=(names[0],)))
    called = office.queue.call_next().result
    page = IntakePage(place)
    qtbot.addWidget(page)
    page.show()
    page.enter(called)
    assert page.form.procedure.procedure() == procedure
    assert page.form.ticket == called.id if called else 0
    assert page.form.papers.given() == (), "only an officer's tick says that a paper lies here"
    assert page.form.rough().papers == ()
    rows = page.form.papers.rows
    assert [row.reported for row in rows] == [name == names[0] for name in names]
    assert page.form.papers.as_reported.isVisible()
    state = page.form.state()
    page.form.papers.as_reported.click()
    assert [paper.name for paper in page.form.papers.given()] == [names[0]]
    page.form.restore(state)
    assert page.form.papers.as_reported.isVisible(), "it comes back with a form that was put aside"
    assert page.form.papers.given() == ()
    page.form.clear()
    assert not page.form.papers.as_reported.isVisible()


def test_a_form_that_is_being_filled_in_is_left_alone(
    place: Workplace, office: Office, qtbot: QtBot
) -> None:
    page = IntakePage(place)
    qtbot.addWidget(page)
    page.form.applicant.name.setText("Nguyễn Văn Ba")
    page.enter(office.self_service.take(Wish(procedure=MARITAL)).result)
    assert page.form.procedure.procedure() is None
    assert page.ticket.label == "A001"


def test_the_counter_reads_what_its_citizen_chose(
    place: Workplace, office: Office, qtbot: QtBot
) -> None:
    procedure = office.catalogue.valid(MARITAL, office.intake.today())
    assert procedure is not None
    office.self_service.take(Wish(procedure=MARITAL, brought=(procedure.papers[0].name,)))
    page = QueuePage(place)
    qtbot.addWidget(page)
    page.show()
    page.current.call.click()
    page.reload()
    said = [label.text() for label in page.current.findChildren(QLabel)]
    told = f"Công dân chọn: {procedure.name}; báo đã mang 1/{len(procedure.papers)} giấy tờ"
    assert any(told in text for text in said)
    office.queue.do(office.queue.by_label("A001").id, TicketAct.DONE)


def press_to_leave(touch: TouchWindow) -> None:
    """The officer's key, as it is told on the screen."""
    assert LEAVE_KEY == "Ctrl+Shift+F12"
    QTest.keyClick(touch, Qt.Key.Key_F12, CTRL | SHIFT)


def shown_menu(page: QueuePage) -> QMenu:
    """What the page's button offers."""
    page.touch_button.click()
    menu = page.touch_button.menu_shown
    assert menu is not None
    return menu


def choose(menu: QMenu, words: str) -> None:
    """One of the choices."""
    (action,) = [item for item in menu.actions() if words in item.text()]
    action.trigger()
    menu.close()


def test_numbers_are_stopped_and_resumed_from_the_queue_page(
    place: Workplace, office: Office, qtbot: QtBot
) -> None:
    page = QueuePage(place)
    qtbot.addWidget(page)
    page.show()
    choose(shown_menu(page), "Ngừng cho tự lấy số hàng đợi C")
    assert office.self_service.stopped() == {"C"}
    choose(shown_menu(page), "Phát số lại hàng đợi C")
    assert office.self_service.stopped() == frozenset()


def is_locked(window: MainWindow) -> bool:
    """Whether the password is asked."""
    return window.currentWidget() is window.sign_in


def is_shown(page: QueuePage) -> bool:
    """Whether citizens see the page."""
    return page.touch_screen.shown


def test_over_the_officer_s_window_it_is_left_by_a_key_and_a_password(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.view is not None
    window.open_page("queue")
    page = window.view.pages.page("queue")
    assert isinstance(page, QueuePage)
    choose(shown_menu(page), "Mở ở màn hình này")
    touch = page.touch_screen.window
    assert touch is not None
    assert is_shown(page)
    assert is_locked(window), "the officer's work is locked below"
    touch.close()
    assert is_shown(page), "Alt+F4 leaves nothing"
    tap(tile(touch, "Chưa rõ thủ tục"))
    tap(tile(touch, "A · Hộ tịch – Chứng thực"))
    assert isinstance(touch.step, NumberStep), "numbers are given over a locked window"
    press_to_leave(touch)
    assert not is_shown(page)
    assert is_locked(window), "and the password is asked"
    page.touch_screen.come_back_over()
    assert is_shown(page), "nobody signed in: it is there again"
    press_to_leave(touch)
    window._begin()
    page.touch_screen.come_back_over()
    assert not is_shown(page), "somebody did"


def test_a_hand_on_it_is_no_sign_of_the_officer(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    assert window.scanner is not None
    touches: list[int] = []
    window.scanner.touched.connect(lambda: touches.append(1))
    made = TouchWindow(window.view.place)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.hide())
    made.resize(1024, 768)
    made.show()
    tap(tile(made, "Hộ tịch"))
    assert touches == []
    QTest.mouseClick(window.view.navigation, Qt.MouseButton.LeftButton)
    assert touches, "the test's own ear"


def test_it_goes_with_who_opened_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    window.open_page("queue")
    page = window.view.pages.page("queue")
    assert isinstance(page, QueuePage)
    screen: TouchScreen = page.touch_screen
    touch = screen.made()
    touch.show()
    with qtbot.waitSignal(touch.destroyed):
        window.sign_out()
