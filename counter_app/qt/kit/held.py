"""A changed input stays in hand while the stored values change under it.

A form shows stored values through ``Held.put`` instead of writing them into its inputs. An input nobody has changed
follows the stored value. One in hand is not touched at all: its text, cursor, marking and half-composed word stay.
The change under it is said once, with the way to the new values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.values import dataclass

Put = Callable[[Any, Any], None]
"""Shows a stored value in an input: ``show`` at once, ``Held.put`` unless it is in hand."""
MOST_NAMED = 4
"""Inputs named in one sentence; more are counted."""


@runtime_checkable
class Composite(Protocol):
    """Several inputs that hold one value together."""

    def in_hand(self) -> Any:
        """The value as it stands."""

    def show_stored(self, value: Any) -> None:
        """Show another value."""

    def name(self) -> str:
        """The input's name in a sentence."""


class HeldBand(QWidget):
    """The sentence about values that changed elsewhere, and the button that takes them; hidden while there is none.

    Signals:
        dropped(): the person wants the stored values instead of those in hand.
    """

    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Advice("warning")
        self.drop = ActionButton(_("Bỏ thay đổi"), self.dropped.emit, name="undo", key="Alt+Q")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.drop)
        self.hide()

    def say(self, text: str, *, tone: str = "warning", choice: bool = True) -> None:
        """Show a sentence, or hide; ``choice``: the stored values can be taken instead.

        A form that has no place for it says nothing.
        """
        self.words.say(text, tone)
        self.drop.setVisible(choice)
        self.setVisible(bool(text) and self.parent() is not None)

    def text(self) -> str:
        """The text shown now; empty while hidden."""
        return self.words.text()


@dataclass(slots=True)
class _Slot:
    """``stored`` is the value last read; ``shown`` what the input says when nobody has changed it.

    ``held``: it changed elsewhere while it was in hand; from then on it stays, even when the old value is typed again.
    """

    stored: Any
    shown: Any
    held: bool = False

    def mine(self, edit: Any) -> bool:
        """True if the input is in hand."""
        return self.held or in_hand(edit) != self.shown or composing(edit)


class Held:
    """The inputs of one form: what is stored, what is in hand, and what changed elsewhere in between."""

    def __init__(self, read_again: Callable[[], object]) -> None:
        """``read_again`` reads what is stored and puts it into the inputs again; it ends with ``settle``."""
        self.band = HeldBand()
        self._read_again = read_again
        self._slots: dict[Any, _Slot] = {}
        self._record: object = None
        self._aside: dict[object, dict[Any, Any]] = {}
        self._clashes: list[str] = []
        self._news: list[str] = []
        self._again: list[str] = []
        self._clashed = False
        self.band.dropped.connect(self.drop)

    def turn_to(self, record: object) -> bool:
        """The form shows this record now; whether it is another one, of which nothing is in hand.

        What was in hand of the one before is laid aside, and shown when the form turns to that one again.
        """
        other = record != self._record
        if other:
            self._lay_aside()
            self._record = record
            self._slots.clear()
            self._forget()
        return other

    def _lay_aside(self) -> None:
        secret = PasswordEdit  # is typed again rather than kept where nobody sees it
        kept = {edit: in_hand(edit) for edit in self.changed() if not isinstance(edit, secret)}
        if kept and self._record is not None:
            self._aside[self._record] = kept

    def _take_up(self, edit: Any, stored: Any) -> None:
        """Show again what was laid aside of this record, where it is not stored meanwhile."""
        value = self._aside.get(self._record, {}).pop(edit, stored)
        if value != stored:
            show(edit, value)
            self._again.append(called(edit))

    def let_go(self) -> None:
        """Nothing is in hand any more, saved or given up: every input follows what is stored again."""
        self._aside.pop(self._record, None)
        for edit in self._slots:
            value = in_hand(edit)
            self._slots[edit] = _Slot(value, value)
        self._forget()

    def _forget(self) -> None:
        self._clashes, self._news, self._again = [], [], []
        self.band.say("")

    def drop(self) -> None:
        """Give up what is in hand and show what is stored."""
        self.let_go()
        self._read_again()

    def put(self, edit: Any, stored: Any) -> None:
        """Show a stored value, unless the person has changed the input."""
        slot = self._slots.get(edit)
        hand = in_hand(edit)
        if slot is None or not slot.mine(edit):
            if hand != stored:
                show(edit, stored)
            if slot is not None and slot.stored != stored:
                self._news.append(called(edit))
            self._slots[edit] = _Slot(stored, in_hand(edit))
            self._take_up(edit, stored)
            return
        moved = stored != slot.stored
        if moved and hand != stored:
            self._clashes.append(called(edit))
        self._slots[edit] = _Slot(stored, slot.shown, slot.held or moved)

    def changed(self) -> list[Any]:
        """The inputs that are in hand."""
        return [edit for edit, slot in self._slots.items() if slot.mine(edit)]

    def settle(self) -> None:
        """Every stored value was put: say what changed elsewhere while something is in hand."""
        clashes, news = self._clashes, self._news
        self._clashes, self._news = [], []
        again, self._again = self._again, []
        if again:
            text = _("Chưa lưu, giữ từ lúc trước: {fields}. Bấm Lưu để ghi, hoặc Bỏ thay đổi.")
            self.band.say(text.format(fields=_listed(again)), tone="info")
        elif clashes:
            self.band.say(
                _(
                    "Vừa đổi ở nơi khác: {fields}. Bấm Lưu để ghi giá trị vừa nhập, hoặc Bỏ thay "
                    "đổi để lấy giá trị mới."
                ).format(fields=_listed(clashes))
            )
        elif news and self.changed():
            text = _("Vừa đổi ở nơi khác và đã hiện giá trị mới: {fields}. Ô đang sửa giữ nguyên.")
            self.band.say(text.format(fields=_listed(news)), tone="info")
        elif not self.changed():
            self.band.say("")
        self._clashed = self._clashed or bool(clashes)

    def warn(self, text: str) -> None:
        """Say what became of the record in hand; it counts as told once it stands there."""
        self._clashed = self.band.text() != text
        self.band.say(text)

    def may_save(self) -> bool:
        """Read again what is stored; False when something in hand changed elsewhere and is told of only now."""
        self._clashed = False
        self._read_again()
        return not self._clashed


def in_hand(edit: Any) -> Any:
    """The value that stands in an input."""
    if isinstance(edit, QLineEdit):
        return edit.text()
    if isinstance(edit, QPlainTextEdit):
        return edit.toPlainText()
    if isinstance(edit, Choice):
        return edit.value()
    if isinstance(edit, QAbstractButton):
        return edit.isChecked()
    return edit.in_hand()


def show(edit: Any, value: Any) -> None:
    """Write a value into an input; the beginning of a long text is seen."""
    if isinstance(edit, QLineEdit):
        edit.setText(value)
        edit.setCursorPosition(0)
    elif isinstance(edit, QPlainTextEdit):
        edit.setPlainText(value)
    elif isinstance(edit, Choice):
        edit.choose(value)
    elif isinstance(edit, QAbstractButton):
        edit.setChecked(value)
    else:
        edit.show_stored(value)


def called(edit: Any) -> str:
    """The name of an input: its accessible name, which its label gave it."""
    if isinstance(edit, Composite):
        return edit.name()
    if isinstance(edit, QAbstractButton) and not edit.accessibleName():
        return edit.text().replace("&", "")
    return str(edit.accessibleName())


def composing(edit: Any) -> bool:
    """True if a word is half-composed in an input method: it is in hand, though no text says so yet."""
    if isinstance(edit, LineEdit):
        return edit.composing
    if isinstance(edit, QPlainTextEdit):
        return bool(edit.textCursor().block().layout().preeditAreaText())
    return isinstance(edit, QWidget) and any(map(composing, edit.findChildren(LineEdit)))


def both_changed(names: list[str]) -> str:
    """The sentence of a dialog that shows nothing anew while it is open: the next press overwrites other values."""
    return _(
        "Vừa đổi ở nơi khác: {fields}. Bấm Lưu lần nữa để ghi giá trị vừa nhập, hoặc đóng rồi mở "
        "lại để xem giá trị mới."
    ).format(fields=_listed(names))


def _listed(names: list[str]) -> str:
    text = ", ".join(f"“{name}”" for name in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return _("{fields} và {count} ô nữa").format(fields=text, count=more) if more > 0 else text
