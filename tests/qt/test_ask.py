"""Chỉ hỏi: one key and a digit, from anywhere, with or without a ticket in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.office.staff import Role
from counter_app.domain.queue.tickets import TicketState
from counter_app.qt.kit.theme import apply_theme
from counter_app.qt.queue.ask_dialog import AskDialog
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.settings.page import SettingsPage
from tests.makers import officer
from tests.patience import settle
from tests.qt import days
from tests.qt.hands import CTRL, press
from tests.scenarios.looks import clipped, name_of, takes_keyboard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow

Key = Qt.Key


def opened(window: MainWindow) -> AskDialog:
    """The dialog that Ctrl+H opened."""
    press(Key.Key_H, CTRL)
    (dialog,) = [item for item in window.findChildren(AskDialog) if item.isVisible()]
    return dialog


def counted(office: Office) -> dict[str, int]:
    """Today's questions by topic."""
    today = office.enquiries.today()
    tallies = office.store.enquiries.tallies(today, today)
    return {topic: sum(hours.values()) for topic, hours in tallies.items()}


@pytest.mark.parametrize("page", ["board", "queue", "certification", "dossiers"])
def test_one_key_and_a_digit_from_anywhere(window: MainWindow, office: Office, page: str) -> None:
    assert window.view is not None
    window.view.go(page)
    dialog = opened(window)
    assert dialog.close_ticket.isHidden()
    days.press(dialog, Key.Key_5)
    assert days.is_gone(dialog)
    assert counted(office) == {"Cư trú": 1}
    assert "Hôm nay 1 lượt" in window.view.notice.text.text()


def test_the_ticket_in_hand_is_done_with_it(window: MainWindow, office: Office) -> None:
    taken = office.queue.take("A").result
    assert window.view is not None
    window.view.go("queue")
    days.press(window.view, Key.Key_F6)
    assert office.queue.get(taken.id).state is TicketState.CALLED
    dialog = opened(window)
    assert dialog.close_ticket.isChecked()
    assert "A001" in dialog.close_ticket.text()
    days.press(dialog, Key.Key_1)
    assert office.queue.get(taken.id).state is TicketState.DONE
    assert counted(office) == {"Thủ tục hộ tịch": 1}
    page = window.view.pages.page("queue")
    assert isinstance(page, QueuePage)
    assert page.current.ticket is None
    assert "A001 đã xong" in window.view.notice.text.text()


def test_zero_leaves_the_ticket_in_hand(window: MainWindow, office: Office) -> None:
    taken = office.queue.take("A").result
    assert window.view is not None
    window.view.go("queue")
    days.press(window.view, Key.Key_F6)
    dialog = opened(window)
    days.press(dialog, Key.Key_0)
    days.press(dialog, Key.Key_6)
    assert office.queue.get(taken.id).state is TicketState.CALLED
    assert counted(office) == {"Tra cứu hồ sơ": 1}


def test_escape_and_a_digit_without_a_topic_count_nothing(
    window: MainWindow, office: Office
) -> None:
    office.rules.change_settings(replace(office.settings, question_topics=("Bầu cử",)))
    dialog = opened(window)
    assert [button.accessibleName() for button in dialog.topics] == ["1 · Bầu cử"]
    days.press(dialog, Key.Key_2)
    assert dialog.isVisible()
    days.press(dialog, Key.Key_Escape)
    assert counted(office) == {}


def test_a_role_without_the_queue_is_told_so(window: MainWindow, office: Office) -> None:
    office.session.officer = officer(Role.ADMINISTRATOR, "quan-tri")
    press(Key.Key_H, CTRL)
    assert window.view is not None
    assert "Tài khoản này" in window.view.notice.text.text()
    assert [item for item in window.findChildren(AskDialog) if item.isVisible()] == []


def test_the_queue_page_has_a_button_for_it(window: MainWindow, office: Office) -> None:
    assert window.view is not None
    window.view.go("queue")
    page = window.view.pages.page("queue")
    assert isinstance(page, QueuePage)
    page.current.ask.click()
    (dialog,) = [item for item in window.findChildren(AskDialog) if item.isVisible()]
    dialog.topics[1].click()
    assert counted(office) == {"Chứng thực": 1}


def test_the_topics_are_changed_in_the_settings(window: MainWindow, office: Office) -> None:
    assert window.view is not None
    window.view.go("settings")
    page = window.view.pages.page("settings")
    assert isinstance(page, SettingsPage)
    part = page.office.topics
    assert part.topics.toPlainText().splitlines() == list(office.enquiries.topics())
    part.topics.setPlainText("Bầu cử\n\n  Việc khác ")
    page.office.save.click()
    assert office.enquiries.topics() == ("Bầu cử", "Việc khác")
    for wrong in ("", "\n".join("abcdefghij"), "Cư trú\ncu tru", "x" * 41):
        part.topics.setPlainText(wrong)
        page.office.save.click()
        assert part.fields["question_topics"].error.text(), wrong
    assert office.enquiries.topics() == ("Bầu cử", "Việc khác")


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, qapp: QApplication, place: Workplace, scale: int
) -> None:
    wish = replace(place.office.preferences, text_scale=scale)
    apply_theme(qapp, wish)
    place.office.queue.take("A")
    place.office.queue.call_next()
    dialog = AskDialog(place)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    settle()
    assert clipped(dialog) == []
    assert [item for item in takes_keyboard(dialog) if not name_of(item)] == []
    dialog.reject()
    apply_theme(qapp, replace(wish, text_scale=100))
