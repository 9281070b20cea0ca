"""A scan in the whole window: the page takes it, a dialog answers it, and nothing behind a dialog turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

from counter_app.domain.dossier.typed_keys import BACK
from counter_app.office import Office
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.advice import Advice
from counter_app.qt.settings.numbers_dialog import NumbersDialog
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.palette import Palette
from counter_app.qt.window.scan_answer import NAME
from tests.makers import MARITAL, receive
from tests.qt.hands import ALT, press
from tests.typing_methods import Typist

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.window.counter_view import CounterView

CARD = "001099012345||Nguyễn Thị Hường|05021999|Nữ|Thôn 1, An Hòa|01082025"


@pytest.fixture
def heard(window: MainWindow) -> list[str]:
    """Sounds that were played."""
    played: list[str] = []
    assert window.view is not None
    window.view.answer.sounds.play = played.append  # type: ignore[method-assign, assignment]
    return played


def send(events: Sequence[str], *, end: bool = True) -> None:
    """What a scanner types into whatever has the keyboard, then its Return."""
    scanner = QApplication.focusWidget()
    assert scanner is not None
    for stamp, char in enumerate(events):
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        key = {BACK: int(Qt.Key.Key_Backspace), " ": int(Qt.Key.Key_Space)}.get(char, 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            event.setTimestamp(60_000 + stamp * 10)
            QApplication.sendEvent(target, event)
    if end:
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"
        )
        event.setTimestamp(60_000 + len(events) * 10)
        QApplication.sendEvent(QApplication.activePopupWidget() or scanner, event)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    """Give the keyboard to a widget, once its dialog is in front."""
    widget.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def first_line(view: CounterView) -> QLineEdit:
    """The first line on the page in front."""
    page = view.pages.currentWidget()
    assert page is not None
    return next(item for item in page.findChildren(QLineEdit) if item.isVisible())


def said_in(dialog: QWidget) -> str:
    advice = dialog.findChild(Advice, NAME)
    return advice.text() if advice is not None else ""


def test_a_dialog_answers_a_scan_and_the_page_behind_it_stays(
    qtbot: QtBot, window: MainWindow, office: Office, heard: list[str]
) -> None:
    dossier = receive(office, MARITAL)
    view = window.view
    assert view is not None
    view.go("dossiers")
    window.show()
    dialog = ReasonDialog(
        view.place,
        lambda **_said: pytest.fail("nothing was asked for"),
        title="Rút hồ sơ",
        about="",
        meaning="",
        parent=window,
    )
    dialog.open()
    field = dialog.reason
    focus(qtbot, field)
    for scan in (dossier.barcode, "]C1" + dossier.barcode):
        send(scan)
        assert dossier.code in said_in(dialog)
        assert dossier.holder_name in said_in(dialog)
    send(CARD)
    assert "thẻ căn cước" in said_in(dialog)
    assert (field.toPlainText(), dialog.isVisible(), view.pages.name) == ("", True, "dossiers")
    assert heard == ["bad"] * 3
    dialog.reject()
    view.take_scan(dossier.barcode)
    assert view.pages.name == "returning"


def test_a_list_of_commands_in_front_answers_too(
    qtbot: QtBot, window: MainWindow, office: Office, heard: list[str]
) -> None:
    dossier = receive(office, MARITAL)
    view = window.view
    assert view is not None
    view.go("board")
    view.show_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    line = palette.findChild(QLineEdit)
    assert line is not None
    focus(qtbot, line)
    send(dossier.barcode)
    assert (view.pages.name, line.text(), heard) == ("board", "", ["bad"])
    assert dossier.code in said_in(palette)
    palette.reject()


@pytest.mark.parametrize("scan", [CARD, "8934588063053"])
def test_a_scan_over_an_open_menu_chooses_nothing_in_it(
    window: MainWindow, office: Office, heard: list[str], scan: str
) -> None:
    office.queue.take("A")
    office.queue.call_next()
    window.open_page("queue")
    for _time in range(2):  # the first Return would mark a line, the next one choose it
        if QApplication.activePopupWidget() is None:
            press(Qt.Key.Key_C, ALT)
        assert isinstance(QApplication.activePopupWidget(), QMenu)
        send(scan)
    (ticket,) = office.queue.today_line()
    assert ticket.line == "A"
    assert heard == ["bad"] * 2
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_a_dialog_with_its_own_box_takes_the_scan(
    qtbot: QtBot, window: MainWindow, office: Office, heard: list[str]
) -> None:
    dossier = receive(office, MARITAL)
    view = window.view
    assert view is not None
    numbers = NumbersDialog(view.place, window)
    numbers.open()
    focus(qtbot, numbers.device)
    before = numbers.device.text()
    send(dossier.barcode)
    assert numbers.device.text() == before
    assert said_in(numbers) == ""
    numbers.reject()
    correct = CorrectDialog(view.place, dossier, window)
    correct.open()
    focus(qtbot, correct.reason)
    send(CARD)
    assert correct.applicant.name.text() == "Nguyễn Thị Hường"
    assert correct.reason.toPlainText() == ""
    assert "bad" not in heard
    correct.reject()


@pytest.mark.parametrize("method", ["", "telex", "vni"])
def test_a_card_is_taken_on_the_intake_page_and_presses_no_button(
    window: MainWindow, office: Office, method: str
) -> None:
    """Through every typing method; with the keyboard on a button, blanks in the name press nothing."""
    view = window.view
    assert view is not None
    view.go("intake")
    page = view.pages.page("intake")
    assert page is not None
    form = page.form  # type: ignore[attr-defined]
    form.applicant.phone.setFocus()
    send(Typist(method).type(CARD))
    assert form.applicant.name.text() == "Nguyễn Thị Hường"
    assert form.applicant.phone.text() == ""
    button = view.header.findChild(QPushButton)
    assert button is not None
    button.setFocus()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.blockSignals(False)
    send(Typist(method).type(CARD.replace("Hường", "Hương")))
    assert form.applicant.name.text() == "Nguyễn Thị Hương"
    assert pressed == []


def test_a_card_without_return_through_a_typing_method_is_refused(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    """Nobody closed the scan, so what was swallowed is not given back: nothing is filled in."""
    view = window.view
    assert view is not None
    view.go("intake")
    page = view.pages.page("intake")
    assert page is not None
    form = page.form  # type: ignore[attr-defined]
    box = form.applicant.card
    focus(qtbot, box.edit)
    send(Typist("telex").type(CARD.replace("Nguyễn Thị Hường", "Rahlan H'Ler")), end=False)
    qtbot.waitUntil(lambda: "Bộ gõ" in box.field.error.text())
    assert form.applicant.name.text() == box.edit.text() == ""


def test_a_card_where_none_is_wanted_is_answered(
    qtbot: QtBot, window: MainWindow, heard: list[str]
) -> None:
    view = window.view
    assert view is not None
    view.go("catalogue")
    line = first_line(view)
    focus(qtbot, line)
    send(CARD)
    assert line.text() == ""
    assert "không nhận thẻ" in view.notice.text.text()
    assert heard == ["bad"]


def test_a_card_whose_return_came_ahead_of_it_is_told_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, heard: list[str]
) -> None:
    """As fcitx does it: Return, then the words it gives with letters sent by their code between them."""
    view = window.view
    assert view is not None
    view.go("intake")
    page = view.pages.page("intake")
    assert page is not None
    form = page.form  # type: ignore[attr-defined]
    phone = form.applicant.phone
    phone.setText("0912 000 017")
    focus(qtbot, phone)
    send([])
    target = QApplication.focusWidget()
    assert isinstance(target, QLineEdit)
    before = target.text()
    for word in re.split(r"([^\x00-\x7f])", CARD):
        if not word.isascii():
            send([word], end=False)
            continue
        given = QInputMethodEvent()
        given.setCommitString(word)
        QApplication.sendEvent(target, given)
    assert "|" in target.text()
    qtbot.waitUntil(lambda: "Unikey" in view.notice.text.text())
    assert heard == ["bad"]
    assert target.text() == before
    assert form.applicant.phone.text() == "0912 000 017"
    assert form.applicant.name.text() == ""


def test_what_a_typing_method_garbled_is_told(
    qtbot: QtBot, window: MainWindow, heard: list[str]
) -> None:
    view = window.view
    assert view is not None
    view.go("catalogue")
    line = first_line(view)
    focus(qtbot, line)
    typist = Typist("vni")
    for char in typist.type("Lan"):
        QApplication.sendEvent(
            line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
        )
    send(typist.type("267342611280100079"))
    assert line.text() == "Lan"
    assert "Unikey" in view.notice.text.text()
    assert heard == ["bad"]


def test_nobody_watches_while_pages_are_built_and_scans_are_caught_behind_it(
    window: MainWindow, heard: list[str]
) -> None:
    """Every event of a page that is built would pass the catcher; what is scanned on it afterwards is caught."""
    assert window.view is not None
    assert window.scanner is not None
    scanner, seen = window.scanner, list[QEvent.Type]()
    before = scanner.eventFilter

    def watch(watched: QObject, event: QEvent) -> bool:
        seen.append(event.type())
        return before(watched, event)

    scanner.eventFilter = watch  # type: ignore[method-assign]
    window.view.go("settings")
    built = [kind for kind in seen if kind in {QEvent.Type.Polish, QEvent.Type.ChildAdded}]
    assert built == []
    window.open_page("returning")
    field = QApplication.focusWidget()
    assert field is not None
    seen.clear()
    QApplication.sendEvent(field, QEvent(QEvent.Type.LanguageChange))
    assert QEvent.Type.LanguageChange in seen, "the catcher is back"


def test_a_page_that_cannot_be_built_leaves_the_scanner_watching(window: MainWindow) -> None:
    assert window.view is not None
    assert window.scanner is not None
    with suppress(ValueError), window.view.pages.quietly():
        with window.view.pages.quietly():
            assert window.scanner.resting
        assert window.scanner.resting, "the outer one goes on"
        raise ValueError
    assert not window.scanner.resting
