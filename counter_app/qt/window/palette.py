"""Ctrl+K: whatever there is, by typing a few of its letters, accents or not; what was used last stands first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from counter_app.domain.text import fold, initials
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from anywhere.

    ``name`` is what it is remembered by as used, the title where it is empty; ``group`` says what kind of thing it is.
    """

    title: str
    icon: str
    key: str
    run: Callable[[], object]
    name: str = ""
    group: str = ""

    @property
    def called(self) -> str:
        """The name it is remembered by."""
        return self.name or self.title


Search = Callable[[str], Sequence[Command]]
TYPING_MS = 120
"""A look into the file waits this long after the last key; commands are there at once."""


class Palette(Dialog):
    """A search box over a list of commands; Enter does the first, arrows choose another.

    Signals:
        done_with(object): this Command was chosen.
    """

    writes = False
    opening_width, opening_height = 640, 480

    done_with = Signal(object)

    def __init__(
        self,
        commands: Sequence[Command],
        parent: QWidget | None = None,
        *,
        recent: Sequence[Command] = (),
        look_up: Search | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tìm lệnh"))
        self._recent = tuple(recent)
        latest = {command.called: at for at, command in enumerate(self._recent)}
        self._commands = tuple(
            sorted(commands, key=lambda command: latest.get(command.called, len(latest)))
        )
        self._look_up = look_up
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._show_found)
        self.search = LineEdit(
            placeholder=_("Trang, lệnh, báo cáo, thủ tục, hồ sơ, công chức, trợ giúp")
        )
        self.search.setAccessibleName(_("Tìm lệnh"))
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Lệnh tìm thấy"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._run)
        self.nothing = text_label(_("Không tìm thấy gì như vậy. Gõ ít chữ hơn."), "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        for widget in (self.search, self.list, self.nothing):
            box.addWidget(widget)
        self._show_matches("")

    def matches(self, text: str) -> list[Command]:
        """Commands whose title begins with, contains or abbreviates to ``text``, or whose key it is; best first."""
        return [command for _rank_of, command in self._ranked(text)]

    def _ranked(self, text: str) -> list[tuple[int, Command]]:
        wanted = fold(text)
        ranked = [
            (rank, command)
            for command in self._commands
            if (rank := _rank(command, wanted)) is not None
        ]
        return sorted(ranked, key=lambda item: item[0])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Arrows walk the list and Enter chooses, while typing goes on in the box."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            at = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(at)
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if (
            self._typing.isActive()
        ):  # a hand is quicker than the look-up: Enter is for what was typed
            self._typing.stop()
            self._show_found()
        item = self.list.currentItem()
        if self.list.count() and not is_repeat(event):
            self._run(item)
        return True

    def _on_typed(self, text: str) -> None:
        if self._look_up is not None:
            self._typing.start()
        self._show_matches(text)

    def _show_matches(self, text: str) -> None:
        used = () if fold(text) else self._recent
        names = {command.called for command in used}
        rest = (command for command in self.matches(text) if command.called not in names)
        self._fill([*used, *rest])

    def _show_found(self) -> None:
        """Below the commands what the file knows; the one that is chosen stays chosen."""
        text, at = self.search.text(), self.list.currentRow()
        if self._look_up is not None:
            ranked = self._ranked(text)
            near = [command for rank, command in ranked if rank < _INSIDE]
            far = [command for rank, command in ranked if rank == _INSIDE]
            self._fill([*near, *self._look_up(text), *far])
            self.list.setCurrentRow(max(at, 0))

    def _fill(self, found: Sequence[Command]) -> None:
        self.list.clear()
        for command in found:
            shown = f"{command.title}   ({command.key})" if command.key else command.title
            shown = f"{command.group}: {shown}" if command.group else shown
            item = QListWidgetItem(icon(command.icon), shown)
            item.setData(Qt.ItemDataRole.UserRole, command)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        none = not found and not self._typing.isActive()  # till then the file has not been asked
        self.list.setVisible(not none)
        self.nothing.setVisible(none)

    def _run(self, item: QListWidgetItem) -> None:
        command: Command = item.data(Qt.ItemDataRole.UserRole)
        self.done_with.emit(command)
        self.accept()
        command.run()


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


def _rank(command: Command, wanted: str) -> int | None:
    title, folded = command.title, fold(command.title)
    if not wanted or folded.startswith(wanted) or fold(command.key) == wanted:
        return 0
    if initials(title).startswith(wanted.replace(" ", "")):
        return 1
    if all(any(word.startswith(part) for word in folded.split()) for part in wanted.split()):
        return 2
    return _INSIDE if wanted in folded else None


_INSIDE = 3
"""The rank of what is found only inside a word: it stands below what the file knows."""
