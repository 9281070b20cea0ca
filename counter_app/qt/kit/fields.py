"""Labelled inputs: label above, error below in words, each with a name for screen readers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.text import thousands
from counter_app.i18n import _
from counter_app.qt.kit.announced import announce
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.plain import plain_label, plain_tip
from counter_app.qt.kit.stray_keys import is_stray
from counter_app.qt.kit.theme import scaled
from counter_app.values import pattern

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QWheelEvent

    from counter_app.domain.person.birth import Birth

FRAME = 20
"""Points at 100 % text of frame and padding around what is typed."""
FEW_LETTERS = 9
_HUNDREDTHS = pattern(r"[.,](\d\d?)(?=\D*$)")
"""Behind the last point or comma of an amount: 15.000,00 or 15,000.50."""
_LONGEST_TOLD = 20
"""Letters of what was typed that are told again."""
ROOM_BESIDE = 2
"""Points between the words of a choice and its arrow."""


def repolish(widget: QWidget) -> None:
    """Let the stylesheet see a property that changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class Field(QWidget):
    """An input with its label above and, when something is wrong, the reason below it.

    ``label`` may carry a mnemonic (``&Họ tên``; an unaccented letter) and ends with * when ``required``.
    """

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", *, required: bool = False
    ) -> None:
        super().__init__()
        self.editor = editor
        self.help_section = ""
        self._star = " *" if required else ""
        self.label = plain_label()
        self.label.setBuddy(editor)
        self.error = plain_label()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.hint = plain_label(hint)
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        if not hint:
            self.hint.hide()  # showing it before it has a parent would open a window
        self.call(label)
        self._describe()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        for widget in (self.label, editor, self.error, self.hint):
            box.addWidget(widget)
        box.addStretch(0)
        self._forget_when_edited(editor)

    def call(self, label: str) -> None:
        """Give the input its label, for the eye and for screen readers."""
        self.label.setText(f"{label}{self._star}")
        self.editor.setAccessibleName(label.replace("&", ""))

    def _forget_when_edited(self, editor: QWidget) -> None:
        for name in ("textEdited", "currentIndexChanged", "textChanged", "valueChanged"):
            signal = getattr(editor, name, None)
            if signal is not None:
                signal.connect(self._on_edited)
                return

    def _on_edited(self) -> None:
        if self.error.isVisibleTo(self):
            self.set_error("")

    def set_error(self, text: str, section: str = "") -> None:
        """Say below the input what is wrong with it; empty takes it back. ``section`` of the guide explains it."""
        self.help_section = section
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.editor.setProperty("wrong", bool(text))
        repolish(self.editor)
        self._describe()
        if text:
            self._come_into_view()
            announce(self.error, text)
            if isinstance(self.editor, PasswordEdit):
                self.editor.selectAll()  # nobody sees what is behind the dots: the next one replaces it

    def _come_into_view(self) -> None:
        """Scroll to this input, in all that scrolls around it; an error nobody sees explains nothing."""
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self)
                self._see_again(above)
            above = above.parentWidget()

    def _see_again(self, area: QScrollArea) -> None:
        """Once more when the layouts have made room for the words, which they do a moment later."""
        later = QTimer(self)
        later.setSingleShot(True)
        later.timeout.connect(lambda: area.ensureWidgetVisible(self))
        later.timeout.connect(later.deleteLater)
        later.start(30)

    def set_hint(self, text: str) -> None:
        """Change the quiet line below the input."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self._describe()

    def _describe(self) -> None:
        """The fault and the quiet line, heard by whoever cannot see them when the keyboard comes here."""
        told = " ".join(filter(None, (self.error.text(), self.hint.text())))
        if self.editor.accessibleDescription() != told:
            self.editor.setAccessibleDescription(told)

    def set_label(self, text: str) -> None:
        """Change the label and the name screen readers say."""
        self.label.setText(text)
        self.editor.setAccessibleName(text.replace("&", "").rstrip(" *"))


class LineEdit(QLineEdit):
    """One line of text; ``value()`` is clean NFC. ``composing``: an input method holds a word that is half typed.

    ``least`` is what can be read whole however narrow the page is.
    """

    least = ""

    def __init__(self, text: str = "", *, placeholder: str = "", most: int = 1000) -> None:
        super().__init__(text)
        self.composing = False
        self.setPlaceholderText(placeholder)
        self.setMaxLength(most)

    def value(self) -> str:
        """The typed text, in NFC, without invisible characters and stray blanks."""
        from counter_app.domain.text import clean

        return clean(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """An example too long for the room is told whole by the tool tip."""
        if isinstance(event, QHelpEvent) and not self.toolTip() and not self.text():
            QToolTip.showText(event.globalPos(), plain_tip(self.placeholderText()), self)
            return True
        return super().event(event)

    @override
    def minimumSizeHint(self) -> QSize:
        own = super().minimumSizeHint()
        if self.least:
            letters = self.fontMetrics().horizontalAdvance(self.least)
            around = self.width() - self.contentsRect().width()
            return QSize(max(own.width(), letters + around + scaled(FRAME)), own.height())
        return own

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class TextArea(QPlainTextEdit):
    """Several lines of text; Tab leaves it. Of one ``paragraph``, such as a long name, Enter leaves it too."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", lines: int = 3, paragraph: bool = False
    ) -> None:
        super().__init__(text)
        self.setProperty("paragraph", paragraph)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines * 1.15) + 22)

    def value(self) -> str:
        """The typed text, in NFC; line breaks stay."""
        from counter_app.domain.text import clean_lines

        return clean_lines(self.toPlainText())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        leaves = enter and self.property("paragraph")
        if leaves or is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class DigitsEdit(LineEdit):
    """Digits only, whatever typing method is on: no input method here, and other characters fall out when pasted.

    ``extra`` characters (such as "+") stay too. What is too long once they fell out is not cut but not taken: half a
    number is another one.
    """

    def __init__(
        self, text: str = "", *, placeholder: str = "", most: int = 40, extra: str = ""
    ) -> None:
        super().__init__(text, placeholder=placeholder)
        self._extra, self._most, self._before = extra, most, self.text()
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)

    @override
    def inputMethodQuery(self, query: Qt.InputMethodQuery, *arguments: Any) -> Any:
        from PySide6.QtCore import Qt

        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query)

    def kept(self, text: str) -> str:
        """The digits and allowed signs that stay of a typed or pasted text."""
        return "".join(filter(None, (self._sign(char) for char in text)))

    def _sign(self, char: str) -> str:
        """A digit of any alphabet as ours, another sign that may stay, else nothing."""
        if char in self._extra:
            return char
        digit = unicodedata.decimal(char, None)
        return "" if digit is None else str(digit)

    def _on_text_edited(self, text: str) -> None:
        kept = self.kept(text)
        if len(kept) > self._most:
            kept = self._before
        if kept != text:
            at = max(0, self.cursorPosition() - (len(text) - len(kept)))
            self.setText(kept)
            self.setCursorPosition(at)

    def _on_text_changed(self) -> None:
        self._before = self.text()


class MoneyEdit(DigitsEdit):
    """An amount in đồng, grouped while typing: 15.000."""

    def __init__(self, amount: int | None = None, *, placeholder: str = "") -> None:
        from PySide6.QtCore import Qt

        super().__init__(placeholder=placeholder, most=18, extra=".,")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_amount(amount)
        self.textEdited.connect(self._on_grouped)

    def amount(self) -> int | None:
        """The amount in đồng, None when nothing is typed."""
        digits = self.text().replace(".", "").replace(",", "")
        return int(digits) if digits else None

    @override
    def kept(self, text: str) -> str:
        """The digits that stay; of an amount with its hundredths, as tables have it, whole đồng or nothing new.

        A letter typed more leaves two digits behind a point too: only what is pasted is read so.
        """
        if _written(self._before, text) > 1:
            found = _HUNDREDTHS.search(text)
            if found is not None and found[1].strip("0"):
                return self._before
            text = text if found is None else text[: found.start()]
        return super().kept(text)

    def set_amount(self, amount: int | None) -> None:
        """Show an amount."""
        self.setText("" if amount is None else thousands(amount))

    def _on_grouped(self) -> None:
        behind = len(self.text()) - self.cursorPosition()
        self.set_amount(self.amount())
        self.setCursorPosition(max(0, len(self.text()) - behind))


def _written(before: str, after: str) -> int:
    """The number of letters one edit wrote: one for a key, none for an edit that takes letters away."""
    begin = _alike(before, after)
    return len(after) - begin - _alike(before[begin:][::-1], after[begin:][::-1])


def _alike(one: str, other: str) -> int:
    """With how many same letters two texts begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


class DateEdit(LineEdit):
    """A day as people write it: 5/2/1999, 05021999; a birth may lack its day or month."""

    least = "00/00/00000"

    def __init__(self, day: date | None = None, *, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder or _("ngày/tháng/năm"), most=40)
        self.set_day(day)

    def birth(self) -> Birth | None:
        """Birth as typed, None when empty. Errors: RuleError (field "birth")."""
        from counter_app.domain.person.birth import parse_birth

        return parse_birth(self.text())

    def set_birth(self, birth: Birth | None) -> None:
        """Show a birth, complete or not."""
        self.setText(birth.text() if birth else "")

    def day(self, field: str = "date") -> date | None:
        """A whole day, None when empty. Errors: RuleError beside ``field`` for no such day, or one not whole."""
        from counter_app.errors import RuleError

        try:
            typed = self.birth()
        except RuleError as error:  # which speaks of a birth
            raise RuleError(
                _("Không có ngày “{text}”. Ghi đủ ngày, tháng, năm. Ví dụ 05/02/2026.").format(
                    text=self.text()[:_LONGEST_TOLD]
                ),
                field=field,
            ) from error
        if typed is None:
            return None
        if typed.month is None or typed.day is None:
            raise RuleError(_("Ghi đủ ngày, tháng, năm. Ví dụ 05/02/2026."), field=field)
        return date(typed.year, typed.month, typed.day)

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText(f"{day:%d/%m/%Y}" if day else "")

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        from counter_app.errors import RuleError

        super().focusOutEvent(event)
        try:
            self.set_birth(self.birth())
        except RuleError:
            return  # said beside the field when the form is saved


class Choice(QComboBox):
    """One of a few values, each with its words; the wheel changes nothing by accident.

    Signals:
        chosen(object): the officer chose this value.
    """

    chosen = Signal(object)

    def __init__(self, items: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self._values: list[Any] = []
        self._later: list[tuple[Any, str]] | None = None
        self.offer(items)
        self.activated.connect(lambda _index: self.chosen.emit(self.value()))

    def offer(self, items: Sequence[tuple[Any, str]], *, keep: bool = False) -> None:
        """Replace the values; the one chosen stays when it is still offered, with ``keep`` also when it is not.

        The same values again change nothing. While the list hangs open it stays as it is; the new one comes after.
        """
        items = list(items)
        at = self.currentIndex()
        if keep and at >= 0 and self._values[at] not in [value for value, _text in items]:
            items.append((self._values[at], self.itemText(at)))
        if items == self._offered():
            self._later = None
            return
        if self.count() and self.view().isVisible():
            self._later = items
            return
        before = self.value()
        self.blockSignals(True)
        self.clear()
        self._values = [value for value, _text in items]
        self.addItems([text for _value, text in items])
        self.choose(before)
        self.blockSignals(False)

    def _offered(self) -> list[tuple[Any, str]]:
        return [(value, self.itemText(at)) for at, value in enumerate(self._values)]

    def _offer_later(self) -> None:
        if self._later is not None:
            items, self._later = self._later, None
            self.offer(items)

    @override
    def hidePopup(self) -> None:
        super().hidePopup()
        if self._later is not None:  # the choice just made names a row of the old list
            QTimer.singleShot(0, self, self._offer_later)

    def let_shrink(self, letters: int = 10) -> None:
        """Take less room than the longest words need; they are shown in full in the list."""
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    @override
    def initStyleOption(self, option: QStyleOptionComboBox, /) -> None:
        """Words too long for the room end in an ellipsis."""
        super().initStyleOption(option)
        part = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, part.width() - ROOM_BESIDE
        )

    @override
    def minimumSizeHint(self) -> QSize:
        """A few letters: the rest is in the list and in the tool tip."""
        own = super().minimumSizeHint()
        few = self.fontMetrics().averageCharWidth() * FEW_LETTERS + scaled(44)
        return QSize(min(own.width(), few), own.height())

    @override
    def event(self, event: QEvent) -> bool:
        """Words that end in an ellipsis are told whole by the tool tip."""
        if isinstance(event, QHelpEvent) and not self.toolTip():
            QToolTip.showText(event.globalPos(), plain_tip(self.currentText()), self)
            return True
        return super().event(event)

    def values(self) -> tuple[Any, ...]:
        """The values offered."""
        return tuple(self._values)

    def value(self) -> Any:
        """The value chosen; the very object offered, for Qt would turn enumerations into plain texts."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def choose(self, value: Any) -> None:
        """Choose a value; one that is not offered leaves the choice as it is."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
