"""A list of texts the office wrote before, below the field they go on from; nothing is written that was not chosen.

Down goes into the list, Tab or Enter takes what is chosen there and goes on as it always does; with nothing chosen both
do only that. Escape closes the list and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.announced import announce
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.office import Office

Ask = Callable[[str], Sequence[str]]
TYPING_MS = 80
_GOING = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)
_CHOICE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def completes(office: Office, kind: str, *edits: QLineEdit | QPlainTextEdit) -> None:
    """Offer texts of a kind below each of these fields; not for names and numbers."""
    for edit in edits:
        Completion(edit, partial(office.told.like, kind))


class Completion(QObject):
    """Watches one field; ``ask`` gives the texts that go on from what stands in it."""

    def __init__(self, edit: QLineEdit | QPlainTextEdit, ask: Ask) -> None:
        super().__init__(edit)
        self._edit, self._ask = edit, ask
        self.list: QListWidget | None = None
        self.idle = QTimer(self, singleShot=True, interval=TYPING_MS)
        self.idle.timeout.connect(self.offer)
        edit.installEventFilter(self)
        if isinstance(edit, QLineEdit):
            edit.textEdited.connect(self._on_edited)
        else:
            edit.textChanged.connect(self._on_edited)

    @property
    def shown(self) -> bool:
        """True if something is offered now."""
        return self.list is not None and not self.list.isHidden()

    def offer(self) -> None:
        """Show what goes on from the text in the field, or nothing."""
        text = self._text()
        found = self._ask(text) if self._edit.hasFocus() and text and "\n" not in text else ()
        if not found:
            self.close()
            return
        shown = self._list()
        shown.clear()
        shown.addItems(list(found))
        shown.setCurrentRow(-1)
        self._lay_out(shown)
        shown.show()
        shown.raise_()

    def close(self) -> None:
        """Offer nothing any more."""
        self.idle.stop()
        if self.list is not None:
            self.list.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _GOING:
            self.close()
        elif isinstance(event, QKeyEvent) and self.shown:
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._keep(event)
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return False

    def _on_edited(self) -> None:
        if self._edit.hasFocus():
            self.idle.start()

    def _keep(self, event: QKeyEvent) -> bool:
        """Escape closes this list before it leads anywhere else."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        shown = self._list()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        if step is not None:
            self._choose(max(-1, min(shown.currentRow() + step, shown.count() - 1)))
            return True
        if event.key() in _CHOICE:
            return self._take(event)
        return False

    def _choose(self, row: int) -> None:
        shown = self._list()
        shown.setCurrentRow(row)
        if row >= 0:
            announce(shown, shown.item(row).text())

    def _take(self, event: QKeyEvent) -> bool:
        """Write what is chosen; the key then does what it does in this field, but breaks no line."""
        shown = self._list()
        chosen = shown.currentRow() >= 0
        if chosen:
            self._write(shown.item(shown.currentRow()).text())
        self.close()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return chosen and enter and isinstance(self._edit, QPlainTextEdit)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._write(item.text())
        self.close()
        self._edit.setFocus()

    def _text(self) -> str:
        edit = self._edit
        return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()

    def _write(self, text: str) -> None:
        """As one edit that the field itself can undo."""
        edit = self._edit
        edit.selectAll()
        if isinstance(edit, QLineEdit):
            edit.insert(text)
        else:
            edit.insertPlainText(text)
        self.idle.stop()

    def _list(self) -> QListWidget:
        if self.list is None:
            self.list = QListWidget(self._edit.window())
            self.list.setProperty("completion", True)
            self.list.setAccessibleName(_("Gợi ý từ những lần ghi trước"))
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
            self.list.itemClicked.connect(self._on_clicked)
        return self.list

    def _lay_out(self, shown: QListWidget) -> None:
        """Below the field where there is room, else above it."""
        window: QWidget = self._edit.window()
        if shown.parentWidget() is not window:
            shown.setParent(window)
        at = self._edit.mapTo(window, QPoint(0, self._edit.height()))
        height = shown.sizeHintForRow(0) * shown.count() + scaled(8)
        place = QRect(at.x(), at.y() + 2, self._edit.width(), height)
        if place.bottom() > window.height():
            place.moveBottom(at.y() - self._edit.height() - 2)
        shown.setGeometry(place)
