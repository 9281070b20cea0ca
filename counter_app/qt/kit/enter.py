"""Enter goes to the next field, as hands trained by accounting programs expect."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override

_AROUND = 64
"""Pixels above and below a field that come into sight with it."""
_SETTLED_MS = (0, 30, 150, 400)
"""Layouts answer each other for a while, longer on a busy computer."""


class EnterMoves(QObject):
    """Watches a form: Enter → next field, Shift+Enter → previous, in several lines of text only Ctrl+Enter.

    On a push button Enter presses it. A key held down moves once. Lists and tables keep their own Enter.

    Signals:
        ended(): Enter was pressed in the last field.
    """

    ended = Signal()

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        form.installEventFilter(self)

    @property
    def _form(self) -> QWidget:
        """The form it stands in; only Qt holds it, and a closed dialog goes at once."""
        form = self.parent()
        assert isinstance(form, QWidget)  # noqa: S101 - made so above
        return form

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        focus = QApplication.focusWidget()
        if focus is None or not self._form.isAncestorOf(focus):
            return False
        return self._on_enter(focus, event)

    def _on_enter(self, focus: QWidget, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if focus.inherits("QAbstractItemView"):
            return False
        lines = focus.inherits("QPlainTextEdit") or focus.inherits("QTextEdit")
        in_lines = lines and not focus.property("paragraph")
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if in_lines is not control:
            return False
        if is_repeat(event):
            return True
        back = modifiers == Qt.KeyboardModifier.ShiftModifier
        if not self.move(focus, back=back) and not back:
            self.ended.emit()
        return True

    def ends_at(self, button: QWidget) -> None:
        """Enter in the last field gives the keyboard to what the form is for; the next Enter presses it."""
        self.ended.connect(partial(_give_keyboard, button))

    def move(self, focus: QWidget, *, back: bool = False) -> bool:
        """Give the keyboard to the field after (or before) ``focus``; whether there was one."""
        fields = self.fields()
        if focus not in fields:
            return False
        at = fields.index(focus) + (-1 if back else 1)
        if not 0 <= at < len(fields):
            return False
        reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
        fields[at].setFocus(reason)
        reveal(fields[at])
        return True

    def fields(self) -> list[QWidget]:
        """The inputs of the form in tab order; push buttons are left out."""
        found: list[QWidget] = []
        widget = self._form.nextInFocusChain()
        while widget is not None and widget is not self._form:
            if self._form.isAncestorOf(widget) and _takes_keyboard(widget):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found


def _give_keyboard(button: QWidget) -> None:
    if button.isEnabled():
        button.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(button)


def reveal(widget: QWidget) -> None:
    """Scroll to a widget, with its label and what is said below it; Tab does so by itself, Enter does not.

    Once more while the layouts make room for what the field before it has to say.
    """
    _scroll_to(widget)
    for later in _SETTLED_MS:
        QTimer.singleShot(later, widget, lambda: _scroll_to(widget))


def reveal_unseen(widget: QWidget) -> None:
    """Scroll back to what has the keyboard, where the page was scrolled away from it: nobody types unseen."""
    if widget.visibleRegion().isEmpty():
        _scroll_to(widget)


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget() if widget.hasFocus() else None
    while above is not None:
        if above.inherits("QScrollArea"):
            above.ensureWidgetVisible(widget, 0, _AROUND)  # type: ignore[attr-defined]
        above = above.parentWidget()


def _takes_keyboard(widget: QWidget) -> bool:
    """True if Enter stops here; asked by class names: the first paint need not load the classes."""
    ticked = widget.inherits("QCheckBox") or widget.inherits("QRadioButton")
    if widget.inherits("QAbstractButton") and not ticked:
        return False
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
