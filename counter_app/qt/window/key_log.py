"""The latest keys typed into one widget, key by key, and how the widget stood before each key."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from itertools import islice, pairwise

from PySide6.QtCore import QEvent, QPersistentModelIndex
from PySide6.QtGui import QInputEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from counter_app.domain.dossier.typed_keys import BACK, shown
from counter_app.domain.text import unmarked
from counter_app.values import dataclass

GAP_SECONDS = 0.05
_OWN_LETTERS = 12
"""As many as a scanner sends before a card: an identifier and the table of letters (``]Q3\\000026``)."""
"""Scanners leave 7–30 ms between characters, hands hardly ever under 60."""
STALL_SECONDS = 0.4
"""A window that is busy for longer is told as such."""
_FEW_STALLS = 6
_SURELY_FAST = 4
MOST_KEYS = 700
"""A card has at most some 300 characters; with a typing method on, each may come as several keys."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One event: a character or a Backspace, when it came, and the widget before it.

    ``coded``: a letter that no keyboard has, sent by its code and not given by an input method; ``over``: one that came
    while an input method held a word.
    """

    event: str
    moment: float
    before: Snapshot
    coded: bool = False
    over: bool = False


class KeyLog:
    """The latest keys of one widget; begins anew wherever the cursor may have gone elsewhere."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self._keys: deque[Typed] = deque(maxlen=MOST_KEYS)

    def add(self, event: str, moment: float, held: str = "", *, pressed: bool = False) -> None:
        """Remember one event that is about to reach the widget, and what an input method holds before it.

        ``pressed``: it is a key, and no change of what an input method holds.
        """
        coded = pressed and not event.isascii()
        over = coded and bool(held)
        self._keys.append(Typed(event, moment, Snapshot(self.widget, held), coded, over))

    @property
    def events(self) -> list[str]:
        """The events, oldest first."""
        return [key.event for key in self._keys]

    @property
    def latest(self) -> float:
        """The moment of the latest event; 0 before the first."""
        return self._keys[-1].moment if self._keys else 0.0

    @property
    def text_before(self) -> str:
        """The text before the cursor when the oldest event came."""
        return self._keys[0].before.before_cursor if self._keys else ""

    def before(self, at: int) -> Snapshot:
        """The widget before an event."""
        return self._keys[at].before

    def burst(self) -> int:
        """The beginning of the last run of keys that came faster than hands type."""
        starts = self.starts(GAP_SECONDS)
        return starts[0] if starts else 0

    def starts(self, stall: float = STALL_SECONDS) -> list[int]:
        """The possible beginnings of a scan that a busy window held up for ``stall``: the latest place first."""
        keys = list(self._keys)
        found: list[int] = []
        for at in range(len(keys) - 1, -1, -1):
            # Two kinds of events may be stamped by different clocks: what runs backwards begins anew.
            gap = abs(keys[at].moment - keys[at - 1].moment) if at else stall + 1
            if gap > GAP_SECONDS:
                found.append(at)
            if gap > stall:
                break
        return found

    def goes_on(self, moment: float) -> bool:
        """True if a key at ``moment`` belongs to several that came faster than hands type."""
        moments = [*(key.moment for key in islice(reversed(self._keys), _SURELY_FAST)), moment]
        latest = sorted(moments, reverse=True)
        return len(latest) > _SURELY_FAST and all(
            later - sooner <= GAP_SECONDS for later, sooner in pairwise(latest)
        )

    def goes_on_fast(self) -> bool:
        """True if the latest key belongs to several that came faster than hands type."""
        return self.goes_on(self._keys[-1].moment)

    def is_fast(self, start: int, until: float) -> bool:
        """True if nearly all keys from ``start`` came faster than hands type, and what ended them soon after."""
        moments = [key.moment for key in self._keys][start:]
        slow = sum(later - sooner > GAP_SECONDS for sooner, later in pairwise(moments))
        return slow * _FEW_STALLS <= len(moments) and until - moments[-1] <= GAP_SECONDS

    def out_of_order(self, start: int, *, late: bool) -> int | None:
        """The beginning of a scan from ``start`` whose letters by code may have stood elsewhere; None for others.

        Qt hands on a key that ibus answers at once, ahead of all words still on their way: a letter that comes over a
        held word, a Return (``late``), a letter before the scan show it, and then none of these letters has a place.
        """
        keys = list(self._keys)
        first = start  # what stands before it has another clock than the words: how long before is not asked
        while first and keys[first - 1].coded:
            first -= 1
        coded = [at for at in range(first, len(keys)) if keys[at].coded]
        if coded and (late or coded[0] < start or any(keys[at].over for at in coded)):
            return min(self.begun(start), coded[0])
        return None

    def start_of(self, text: str) -> int | None:
        """With which event the characters began that stand at the end now; None when they are others."""
        keys = shown("", self.events)[-len(text) :]
        if not text or "".join(key.char for key in keys) != text:
            return None
        return min(key.event for key in keys)

    def goes_on_with(self, word: str) -> bool:
        """True if it begins with a word, whatever its accents became."""
        first = [event for event in self.events[: len(word)] if event != BACK]
        return unmarked("".join(first)) == unmarked(word)

    def tail_of(self, scan: str) -> int | None:
        """The beginning of a scan that the log ends with, in the last run of fast keys; None without it.

        Of digits that a typing method made accents of only the run tells.
        """
        text, burst = "".join(key.char for key in shown("", self.events)), self.burst()
        if burst and BACK in self.events[burst:]:
            return burst
        for size in range(min(len(text), len(scan)), 0, -1):
            start = self.start_of(scan[:size])
            if start is not None and start >= burst:
                return start
        return None

    def coded_end(self) -> int | None:
        """The beginning of the letters sent by their code that the log ends with; None without them."""
        at = len(self._keys)
        while at and self._keys[at - 1].coded:
            at -= 1
        return at if at < len(self._keys) else None

    def begun(self, at: int) -> int:
        """The beginning of the run that ends with event ``at``: own letters of a scanner come as fast as the rest."""
        keys = list(self._keys)
        least = max(0, at - _OWN_LETTERS)
        while at > least and abs(keys[at].moment - keys[at - 1].moment) <= GAP_SECONDS:
            at -= 1
        return at


def moment_of(event: QEvent, clock: Callable[[], float] | None) -> float:
    """The moment of an event in seconds: by ``clock``, without it by the event's own stamp."""
    if clock is not None:
        return clock()
    stamp = event.timestamp() if isinstance(event, QInputEvent) else 0
    return stamp / 1000 if stamp else time.monotonic()


class LastCard:
    """The end of the latest Return: a ``card``, or a scan ``refused`` already, when the key was pressed.

    ``ended_at``: when it ended a scan, in the seconds of the log.
    """

    def __init__(self, stamp: int = 0) -> None:
        self._stamp, self.card, self.refused = stamp, False, False
        self.ended_at: float | None = None

    def sent_twice(self, moment: float) -> bool:
        """True if a Return at ``moment`` comes right behind the one that ended a scan."""
        return self.ended_at is not None and 0 <= moment - self.ended_at <= GAP_SECONDS

    def lacked(self, text: str, stamp: int) -> bool:
        """True if a letter was pressed before the Return of a card and comes behind it: the card was not whole."""
        if self.card and not text.isascii() and 0 < stamp <= self._stamp:
            return True
        self.card = False
        return False

    def tells(self) -> bool:
        """True if it has still to be told that the card was not whole; once is enough."""
        first, self.refused = not self.refused, True
        return first


class Snapshot:
    """A widget as it was before a key, with the word that an input method holds at its cursor."""

    def __init__(self, widget: QWidget, held: str = "") -> None:
        focus = QApplication.focusWidget()
        self._widget = focus if QApplication.activePopupWidget() is not None and focus else widget
        self._line = _line_of(self._widget)
        self._text, self._at, self._choice = "", 0, -1
        self._index: QPersistentModelIndex | None = None
        if self._line is not None:
            self._text, self._at = self._line.text(), self._line.cursorPosition()
            selected = self._line.selectionStart()
            self.before_cursor = self._text[: selected if selected >= 0 else self._at] + held
        elif isinstance(self._widget, QPlainTextEdit | QTextEdit):
            cursor = self._widget.textCursor()
            self._text, self._at = self._widget.toPlainText(), cursor.position()
            self.before_cursor = self._text[: cursor.selectionStart()].rpartition("\n")[2] + held
        else:
            self.before_cursor = ""
        self._text = self._text[: self._at] + held + self._text[self._at :]
        self._at += len(held)
        if isinstance(self._widget, QComboBox):
            self._choice = self._widget.currentIndex()
        elif isinstance(self._widget, QAbstractItemView):
            self._index = QPersistentModelIndex(self._widget.currentIndex())

    def restore(self) -> None:
        """Put the widget back as it was."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        widget, line = self._widget, self._line
        if isinstance(widget, QComboBox) and widget.currentIndex() != self._choice:
            widget.setCurrentIndex(self._choice)
            # What was told of the other choice hears of this one.
            widget.activated.emit(self._choice)
        if line is not None and line.text() != self._text:
            line.setText(self._text)
            line.textEdited.emit(self._text)
            line.setCursorPosition(self._at)
        elif isinstance(widget, QPlainTextEdit | QTextEdit) and widget.toPlainText() != self._text:
            widget.setPlainText(self._text)
            cursor = QTextCursor(widget.document())
            cursor.setPosition(self._at)
            widget.setTextCursor(cursor)
        elif isinstance(widget, QAbstractItemView) and self._index is not None:
            index = widget.model().index(
                self._index.row(), self._index.column(), self._index.parent()
            )
            if self._index.isValid() and index != widget.currentIndex():
                widget.setCurrentIndex(index)


def writes(widget: QWidget) -> bool:
    """True if letters typed at a widget stay there; elsewhere a blank presses, ticks or opens something."""
    return _line_of(widget) is not None or isinstance(widget, QPlainTextEdit | QTextEdit)


def _line_of(widget: QWidget | None) -> QLineEdit | None:
    """The line that a widget is, or is typed into."""
    if isinstance(widget, QLineEdit):
        return widget
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    if isinstance(widget, QAbstractSpinBox):
        return widget.findChild(QLineEdit)
    return None
