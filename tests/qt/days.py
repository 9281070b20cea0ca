"""Short words for what happened at the counter before a test begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.queue.tickets import Ticket
from counter_app.office import Office
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.workplace import Workplace
from tests import patience
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
from shiboken6 import isValid

BIRTH_COPY = "2.000635"
"""Cấp bản sao trích lục hộ tịch: returned the same day."""
SINGLE_STATUS = "1.004873"
"""Giấy xác nhận tình trạng hôn nhân: three working days."""


def receive(office: Office, name: str = "Trần Thị Bưởi", procedure: str = BIRTH_COPY) -> Dossier:
    """One dossier, received now."""
    applicant = Party(kind=PartyKind.PERSON, name=name, phone="0912345678")
    return office.intake.receive(IntakeDraft(procedure=procedure, applicant=applicant)).result


def take(office: Office, letters: str) -> list[Ticket]:
    """A number of each queue, in this order."""
    return [office.queue.take(letter).result for letter in letters]


def seat(office: Office, counter: str) -> None:
    """Somebody who sits at a counter of their own, entered in the books and signed in."""
    officer = Officer(
        login=f"quay{counter}", name=f"Cán bộ quầy {counter}", role=Role.LEADER, counter=counter
    )
    office.session.officer = COMMAND_LINE
    office.staff.put_officer(officer, password="giay-hen-xanh-2")
    office.session.officer = officer


def second_counter(office: Office) -> Office:
    """Counter 2: another window over the same file."""
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    seat(other, "2")
    return other


class Listener(QObject):
    """Hears what pages tell the main window, and reloads the page like the main window does."""

    def __init__(self, place: Workplace, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.wanted: list[tuple[str, object]] = []
        self.notices: list[tuple[str, str]] = []
        place.hub.wanted.connect(self._on_wanted)
        place.hub.noticed.connect(self._on_noticed)
        place.hub.changed.connect(self._on_changed)

    def _on_wanted(self, name: str, argument: object) -> None:
        self.wanted.append((name, argument))

    def _on_noticed(self, tone: str, text: str, _retry: object) -> None:
        self.notices.append((tone, text))

    def _on_changed(self, nouns: frozenset[Noun]) -> None:
        if self.page.nouns & nouns:
            self.page.reload()


def shown(qtbot: QtBot, place: Workplace, page: Page) -> Listener:
    """The page on the screen with the keyboard in its first field."""
    qtbot.addWidget(page)
    listener = Listener(place, page)
    page.resize(1130, 690)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    field = page.first_field()
    if field is not None:
        field.setFocus()
    return listener


def press(widget: QWidget, *keys: Qt.Key, alt: bool = False, control: bool = False) -> None:
    """Press keys wherever the keyboard is."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if alt:
        modifiers |= Qt.KeyboardModifier.AltModifier
    if control:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    for key in keys:
        settle()
        come_to_front(widget)
        focus = cast("QWidget | None", widget.window().focusWidget())
        QTest.keyClick(focus or widget, key, modifiers)
        if isValid(widget):
            wait_for_buttons(widget.window())


def come_to_front(widget: QWidget) -> None:
    """Keys go to the active window; one that opens or closes tells of it only in the event loop."""
    if not widget.isActiveWindow():
        patience.come_to_front(widget.window())


def wait_for_buttons(window: QWidget) -> None:
    """A button pressed by its key clicks when it has come up again, a tenth of a second later."""
    for _turn in range(patience.LIMIT_MS // 10):
        if not isValid(window) or not any(
            button.isDown() for button in window.findChildren(QAbstractButton)
        ):
            return
        QTest.qWait(10)
    raise AssertionError("a button that was pressed never came up again")


def is_gone(dialog: QWidget) -> bool:
    """Whether a dialog was closed; a closed one is deleted soon after."""
    return not isValid(dialog) or not dialog.isVisible()


def cells(model: object, column: int) -> Sequence[str]:
    """A column's texts from the top."""
    return [model.index(row, column).data() for row in range(model.rowCount())]  # type: ignore[attr-defined]
