"""The queue at one counter: every act by its key, and what the page says when somebody else was quicker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.clock import FixedClock
from counter_app.domain.queue.public import CounterState
from counter_app.domain.queue.tickets import Priority, Ticket, TicketState
from counter_app.office import Office
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue import ticket_lines
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.queue.ticket_dialog import TicketDialog
from counter_app.qt.window.counter_view import CounterView
from counter_app.qt.window.other_windows import Elsewhere
from tests.makers import prefer
from tests.qt.days import Listener, cells, is_gone, press, seat, second_counter, shown, take

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> QueuePage:
    """The queue page of counter 1."""
    seat(office, "1")
    made = QueuePage(place)
    shown(qtbot, place, made)
    return made


def heard(page: QueuePage) -> Listener:
    """What the page told the main window."""
    found = page.findChild(Listener)
    assert found is not None
    return found


def state(office: Office, ticket: Ticket) -> TicketState:
    """Where a ticket stands in the file."""
    return office.queue.get(ticket.id).state


def test_a_citizen_from_call_to_done(page: QueuePage, office: Office, clock: FixedClock) -> None:
    (first,) = take(office, "A")
    page.reload()
    press(page, Key.Key_F6)
    assert state(office, first) is TicketState.CALLED
    assert page.current.digits.text() == "A001"
    clock.tick(seconds=65)
    page.current.tick(clock.now())
    assert page.current.elapsed.text() == "01:05"
    press(page, Key.Key_P, alt=True)
    assert state(office, first) is TicketState.SERVING
    press(page, Key.Key_X, alt=True)
    assert state(office, first) is TicketState.DONE
    assert page.current.ticket is None


def test_calling_on_finishes_the_one_before(page: QueuePage, office: Office) -> None:
    first, second = take(office, "AB")
    page.reload()
    press(page, Key.Key_F6)
    press(page, Key.Key_P, alt=True)
    press(page, Key.Key_F6)
    assert state(office, first) is TicketState.DONE
    assert state(office, second) is TicketState.CALLED


def test_somebody_only_called_has_to_be_answered_for(page: QueuePage, office: Office) -> None:
    first, second = take(office, "AA")
    page.reload()
    press(page, Key.Key_F6, Key.Key_F6)
    assert state(office, first) is TicketState.CALLED
    assert state(office, second) is TicketState.WAITING
    tone, text = heard(page).notices[-1]
    assert tone == "bad"
    assert "A001" in text


def test_nobody_is_finished_when_nobody_waits(page: QueuePage, office: Office) -> None:
    (only,) = take(office, "A")
    page.reload()
    press(page, Key.Key_F6)
    press(page, Key.Key_P, alt=True)
    press(page, Key.Key_F6)
    assert state(office, only) is TicketState.SERVING
    assert heard(page).notices[-1][0] == "info"


def test_recall_absent_back_in_line_and_hold(page: QueuePage, office: Office) -> None:
    (only,) = take(office, "A")
    page.reload()
    press(page, Key.Key_F6, Key.Key_F7)
    assert office.queue.get(only.id).calls == 2
    press(page, Key.Key_V, alt=True)
    assert state(office, only) is TicketState.ABSENT
    page.tickets.table.selectRow(0)
    press(page, Key.Key_R, alt=True)
    assert state(office, only) is TicketState.WAITING
    press(page, Key.Key_F6)
    press(page, Key.Key_G, alt=True)
    assert state(office, only) is TicketState.HELD


def test_enter_on_a_row_calls_that_number(page: QueuePage, office: Office) -> None:
    first, second = take(office, "AA")
    page.reload()
    page.tickets.table.setFocus()
    page.tickets.table.selectRow(page.tickets.model.find(lambda row: row.id == second.id))
    press(page, Key.Key_Return)
    assert state(office, second) is TicketState.CALLED
    assert state(office, first) is TicketState.WAITING


def test_transfer_offers_the_other_lines_by_letter(
    qtbot: QtBot, page: QueuePage, office: Office
) -> None:
    (only,) = take(office, "A")
    page.reload()
    press(page, Key.Key_F6)
    press(page, Key.Key_C, alt=True)
    offered = [action.data() for action in page.line_menu.actions()]
    assert offered == ["B", "C", "D"]
    QTest.keyClick(page.line_menu, Key.Key_B)
    moved = office.queue.get(only.id)
    assert (moved.line, moved.state, moved.label) == ("B", TicketState.WAITING, "A001")
    assert cells(page.tickets.model, ticket_lines.NUMBER) == ["A001 → B"]


def test_undo_goes_back_step_by_step_across_tickets(page: QueuePage, office: Office) -> None:
    first, second = take(office, "AA")
    page.reload()
    press(page, Key.Key_F6)
    press(page, Key.Key_P, alt=True)
    press(page, Key.Key_F6)
    press(page, Key.Key_Z, control=True)
    assert state(office, second) is TicketState.WAITING
    press(page, Key.Key_Z, control=True)
    assert state(office, first) is TicketState.SERVING
    press(page, Key.Key_Z, control=True)
    assert state(office, first) is TicketState.CALLED


def test_only_one_line_is_called_when_so_chosen(page: QueuePage, office: Office) -> None:
    first, second = take(office, "AB")
    page.reload()
    page.called_line.choose("B")
    press(page, Key.Key_F6)
    assert state(office, first) is TicketState.WAITING
    assert state(office, second) is TicketState.CALLED


def test_a_number_is_shown_when_there_is_no_ticket_printer(
    qtbot: QtBot, page: QueuePage, office: Office
) -> None:
    take(office, "BB")
    press(page, Key.Key_2, alt=True)
    assert page.drawn.isVisible()
    assert "B003" in page.drawn.accessibleName()
    assert page.drawn.ahead.text() == "Còn 2 người trước."
    assert page.lines[1].waiting == "3 người chờ · lâu nhất 0 phút"


def test_every_key_after_a_number_does_what_it_says(page: QueuePage, office: Office) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_1):
        press(page, key, alt=True)
    assert [ticket.label for ticket in office.queue.today_line()] == ["A001", "B001", "A002"]
    assert page.drawn.number.text() == "A002", "the next number takes the place of the one before"
    press(page, Key.Key_F6)
    assert page.drawn.isHidden()
    assert page.current.digits.text() == "A001"


def test_a_number_comes_out_of_the_ticket_printer(
    qtbot: QtBot, page: QueuePage, office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    prefer(office, ticket_printer=f"file:{folder}")
    press(page, Key.Key_1, alt=True)
    qtbot.waitUntil(lambda: bool(heard(page).notices), timeout=10_000)
    assert heard(page).notices[-1] == ("good", "Đã in số A001, còn 0 người trước.")
    assert [path.read_bytes()[:5] for path in folder.glob("*.pdf")] == [b"%PDF-"]


def test_a_failing_ticket_printer_loses_no_number(
    qtbot: QtBot, page: QueuePage, office: Office, tmp_path: Path
) -> None:
    gone = tmp_path / "nowhere" / "else"
    (tmp_path / "nowhere").write_text("a file in the way")
    prefer(office, ticket_printer=f"file:{gone}")
    press(page, Key.Key_1, alt=True)
    qtbot.waitUntil(lambda: bool(heard(page).notices), timeout=10_000)
    assert heard(page).notices[-1][0] == "bad"
    assert [ticket.label for ticket in office.queue.today_line()] == ["A001"]


def test_priority_is_logged_with_its_reason(qtbot: QtBot, page: QueuePage, office: Office) -> None:
    press(page, Key.Key_U, alt=True)
    dialog = page.findChild(TicketDialog)
    assert dialog is not None
    dialog.priority.choose(Priority.OTHER)
    press(dialog, Key.Key_Return, control=True)
    assert dialog.isVisible(), "an unexplained priority is refused"
    dialog.reason.setText("Đi cùng trẻ ốm")
    press(dialog, Key.Key_Return, control=True)
    assert is_gone(dialog)
    assert page.drawn.isVisible()
    (ticket,) = office.queue.today_line()
    assert (ticket.priority, ticket.priority_reason) == (Priority.OTHER, "Đi cùng trẻ ốm")


def test_intake_begins_with_the_ticket(page: QueuePage, office: Office) -> None:
    (only,) = take(office, "A")
    page.reload()
    press(page, Key.Key_F6)
    press(page, Key.Key_B, alt=True)
    name, argument = heard(page).wanted[-1]
    assert name == "intake"
    assert isinstance(argument, Ticket)
    assert (argument.id, argument.state) == (only.id, TicketState.SERVING)


def test_two_counters_never_serve_the_same_ticket(
    page: QueuePage, office: Office, clock: FixedClock
) -> None:
    """The other counter calls between this page's reading and its key."""
    other = second_counter(office)
    (only,) = take(office, "A")
    page.reload()
    page.tickets.table.setFocus()
    page.tickets.table.selectRow(0)
    assert other.queue.call_next().result is not None
    press(page, Key.Key_Return)
    tone, text = heard(page).notices[-1]
    assert tone == "bad"
    assert "A001" in text
    assert office.queue.get(only.id).counter == "2"
    assert page.current.ticket is None
    assert cells(page.tickets.model, ticket_lines.COUNTER) == ["2"], "the list was read again"
    other.close()


def test_the_other_counter_took_the_last_one_waiting(
    page: QueuePage, office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(office, "A")
    page.reload()
    other = second_counter(office)
    seen = office.queue.today_line

    def late(states: frozenset[TicketState] = frozenset()) -> list[Ticket]:
        found = seen(states)
        other.queue.call_next()
        return found

    monkeypatch.setattr(office.queue, "today_line", late)
    press(page, Key.Key_F6)
    assert page.calling.current() is None
    assert "Quầy khác" in heard(page).notices[-1][1]
    other.close()


def test_what_another_window_writes_shows_by_itself(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    made = QueuePage(place)
    shown(qtbot, place, made)
    elsewhere = Elsewhere(place, made)
    elsewhere.look()
    other = second_counter(office)
    take(other, "CC")
    elsewhere.look()
    assert made.lines[2].waiting.startswith("2 người chờ")
    reloads: list[object] = []
    place.hub.changed.connect(reloads.append)
    elsewhere.look()
    assert reloads == [], "nothing new, nothing read again"
    other.close()


def test_own_writing_is_not_taken_for_another_window(office: Office) -> None:
    assert not office.store.changed_elsewhere()
    office.queue.take("A")
    assert not office.store.changed_elsewhere()


def test_a_chosen_row_stays_chosen_while_the_queue_moves(page: QueuePage, office: Office) -> None:
    first, second, third = take(office, "AAA")
    page.reload()
    page.tickets.table.selectRow(page.tickets.model.find(lambda row: row.id == third.id))
    press(page, Key.Key_F6)
    chosen = page.tickets.chosen()
    assert chosen is not None
    assert chosen.id == third.id
    assert [first.id, second.id] != [third.id]


def test_yesterday_is_not_in_the_list(page: QueuePage, office: Office, clock: FixedClock) -> None:
    take(office, "AA")
    clock.tick(days=1)
    page.reload()
    assert page.tickets.model.rowCount() == 0
    assert all(line.waiting == "Không có người chờ" for line in page.lines)


def test_f6_from_elsewhere_calls(page: QueuePage, office: Office) -> None:
    (only,) = take(office, "A")
    page.enter("call")
    assert state(office, only) is TicketState.CALLED
    page.enter("recall")
    assert office.queue.get(only.id).calls == 2


def test_every_control_has_a_name(page: QueuePage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QTableView

    for kind in (QAbstractButton, QComboBox, QTableView):
        for widget in page.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName(), widget


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_clipped(qtbot: QtBot, place: Workplace, qapp: QApplication, scale: int) -> None:
    from counter_app.qt.kit.buttons import ActionButton
    from counter_app.qt.kit.theme import apply_theme
    from counter_app.settings import Preferences

    apply_theme(qapp, Preferences(text_scale=scale))
    made = QueuePage(place)
    shown(qtbot, place, made)
    for button in made.findChildren(ActionButton):
        assert button.width() >= button.sizeHint().width(), button.text()
    apply_theme(qapp, Preferences())


def test_in_the_window_f6_opens_the_queue_and_then_calls(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    first, second = take(office, "AA")
    view = CounterView(place)
    qtbot.addWidget(view)
    view.show()
    view.begin()
    press(view, Key.Key_F6)
    assert view.pages.name == "queue"
    assert state(office, first) is TicketState.WAITING
    press(view, Key.Key_F6)
    assert state(office, first) is TicketState.CALLED
    press(view, Key.Key_P, alt=True)
    press(view, Key.Key_F6)
    assert state(office, first) is TicketState.DONE
    assert state(office, second) is TicketState.CALLED


def test_the_counter_pauses_and_opens_by_one_key(page: QueuePage, office: Office) -> None:
    take(office, "A")
    page.reload()
    press(page, Key.Key_N, alt=True)
    assert office.waiting_room.state_here() is CounterState.PAUSED
    assert page.pause_button.text() == "Mở lại quầy (Alt+N)"
    press(page, Key.Key_N, alt=True)
    assert office.waiting_room.state_here() is CounterState.FREE
    press(page, Key.Key_N, alt=True)
    press(page, Key.Key_F6)
    assert office.waiting_room.state_here() is CounterState.SERVING, "who calls is open"
    assert page.pause_button.text() == "Tạm nghỉ quầy (Alt+N)"


def test_who_leaves_the_line_is_put_back_by_one_key(page: QueuePage, office: Office) -> None:
    first, second = take(office, "AA")
    page.reload()
    page.tickets.table.setFocus()
    page.tickets.table.selectRow(page.tickets.model.find(lambda row: row.id == first.id))
    press(page, Key.Key_H, alt=True)
    assert state(office, first) is TicketState.HELD
    page.tickets.table.selectRow(page.tickets.model.find(lambda row: row.id == first.id))
    press(page, Key.Key_Q, alt=True)
    assert state(office, first) is TicketState.WAITING
    press(page, Key.Key_F6)
    assert state(office, first) is TicketState.CALLED
    assert state(office, second) is TicketState.WAITING


def test_with_one_screen_the_board_is_looked_at_in_a_window(
    page: QueuePage, office: Office
) -> None:
    press(page, Key.Key_M, alt=True)
    display = page.second_screen.display
    assert display is not None
    assert display.isVisible()
    assert not display.isFullScreen()
    assert office.preferences.display_screen == ""
    assert heard(page).notices[-1][0] == "info"
    (only,) = take(office, "A")
    press(page, Key.Key_F6)
    assert state(office, only) is TicketState.CALLED, "the keyboard stayed with the page"
    press(page, Key.Key_M, alt=True)
    assert not display.isVisible()
