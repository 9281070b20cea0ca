"""Ctrl+K: every command by typing a few of its letters, accents or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from counter_app.domain.text import fold, initials
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from anywhere."""

    title: str
    icon: str
    key: str
    run: Callable[[], object]


class Palette(Dialog):
    """A search box over a list of commands; Enter does the first, arrows choose another.

    Signals:
        done_with(object): this Command was chosen.
    """

    writes = False
    opening_width, opening_height = 560, 440

    done_with = Signal(object)

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tìm lệnh"))
        self._commands = tuple(commands)
        self.search = LineEdit(placeholder=_("Gõ tên lệnh, có dấu hoặc không dấu"))
        self.search.setAccessibleName(_("Tìm lệnh"))
        self.search.textChanged.connect(self._show_matches)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Lệnh tìm thấy"))
        self.list.itemActivated.connect(self._run)
        self.nothing = text_label(_("Không có lệnh nào như vậy. Gõ ít chữ hơn."), "muted")
        box = QVBoxLayout(self)
        for widget in (self.search, self.list, self.nothing):
            box.addWidget(widget)
        self._show_matches("")

    def matches(self, text: str) -> list[Command]:
        """Commands whose title begins with, contains or abbreviates to ``text``; best first."""
        wanted = fold(text)
        ranked = [
            (rank, at, command)
            for at, command in enumerate(self._commands)
            if (rank := _rank(command.title, wanted)) is not None
        ]
        return [command for _rank_of, _at, command in sorted(ranked, key=lambda item: item[:2])]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Arrows walk the list and Enter chooses, while typing goes on in the box."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            at = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(at)
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        item = self.list.currentItem()
        if self.list.count() and not event.isAutoRepeat():
            self._run(item)
        return True

    def _show_matches(self, text: str) -> None:
        found = self.matches(text)
        self.list.clear()
        for command in found:
            shown = f"{command.title}   ({command.key})" if command.key else command.title
            item = QListWidgetItem(icon(command.icon), shown)
            item.setData(Qt.ItemDataRole.UserRole, command)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def _run(self, item: QListWidgetItem) -> None:
        command: Command = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        command.run()
        self.done_with.emit(command)


def _rank(title: str, wanted: str) -> int | None:
    folded = fold(title)
    if not wanted or folded.startswith(wanted):
        return 0
    if initials(title).startswith(wanted.replace(" ", "")):
        return 1
    if all(any(word.startswith(part) for word in folded.split()) for part in wanted.split()):
        return 2
    return 3 if wanted in folded else None
