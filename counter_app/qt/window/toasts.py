"""The places of messages over a page: never on the field in hand, never on the button that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from counter_app.qt.kit.hub import KEEP_SEEN
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled
from counter_app.qt.window.notice import NoticeBand, Toast, UndoBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from counter_app.qt.kit.hub import Hub, Offer
    from counter_app.qt.window.page_stack import PageStack

WIDTHS = (620, 480, 400)
MARGIN, BETWEEN = 16, 8
TALLEST = 2
"""The most times a message may become as high as at its widest."""
MORE_LINES = 1
"""The most lines more than at its widest a sentence may take; beside buttons it would soon be a column of words."""


class Toasts(QObject):
    """The message and the offer to take back, laid over the pages and kept out of the way.

    A message goes with the page it was said on; what is said while a page opens belongs to that page. The offer stays
    its ten seconds, since pages turn by themselves after an act.
    """

    def __init__(self, view: QWidget, pages: PageStack, hub: Hub) -> None:
        super().__init__(view)
        self._view, self._pages = view, pages
        self.notice, self.undo = NoticeBand(view), UndoBar(view)
        self._fresh = QTimer(self, singleShot=True, interval=0)
        self._turned = QTimer(self, singleShot=True, interval=0)
        self._turned.timeout.connect(self._on_turned)
        self._said_on = ""
        for toast in (self.notice, self.undo):
            toast.moved.connect(self.place)
        hub.noticed.connect(self._on_noticed)
        hub.undoable.connect(self.undo.offer)
        pages.shown.connect(self._on_shown)
        pages.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def act(self) -> None:
        """Do what is offered: take the act back, else try again what failed."""
        if self.undo.offers:
            self.undo.take_back()
        elif self.notice.offers:
            self.notice.again.click()

    def place(self) -> None:
        """Lay what is shown where it covers nothing that is in use."""
        self.notice.name_key(own=not self.undo.offers)
        if self.undo.isHidden() and self.notice.isHidden():
            return
        taken = list(self._in_use())
        for toast in (self.undo, self.notice):
            if not toast.isHidden():
                toast.setGeometry(_free_place(self._room(), toast, taken))
                taken.append((toast.geometry(), _TOAST))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return False

    def _on_noticed(self, tone: str, text: str, retry: Callable[[], object] | Offer | None) -> None:
        self._said_on = self._pages.name
        self._fresh.start()
        self.notice.show_notice(tone, text, retry)
        self._turned.start()  # what the act left on the page is laid out after it was said

    def _on_shown(self, name: str) -> None:
        if not self._fresh.isActive() and name != self._said_on:
            self.notice.clear()
        self._said_on = name
        self.place()

    def _on_focus(self) -> None:
        """The keyboard turned to something else, perhaps because what had it is being deleted.

        The two widgets are not asked for: PySide ends the program over one that is half gone. Nor is anything looked
        for on the page before it is wholly gone.
        """
        self._turned.start()

    def _on_turned(self) -> None:
        if isValid(self._pages):
            self.place()

    def _room(self) -> QRect:
        margin = scaled(MARGIN)
        return self._pages.geometry().adjusted(margin, margin, -margin, -margin)

    def _in_use(self) -> Iterator[tuple[QRect, int]]:
        """The parts not to be covered, each with its weight."""
        focus = QApplication.focusWidget()
        if focus is not None and self._pages.isAncestorOf(focus):
            yield _seen(focus, self._view), _FIELD
        in_front = self._pages.widget(self._pages.currentIndex()) or self._pages
        for told in in_front.findChildren(QFrame, KEEP_SEEN):
            if told.isVisible():
                yield _seen(told, self._view), _NEXT
        for kind in (QPushButton, QLineEdit, QComboBox, QPlainTextEdit):
            for widget in in_front.findChildren(kind):
                if widget.isVisible():
                    first = widget.property("tone") == "primary"
                    yield _seen(widget, self._view), _NEXT if first else _INPUT


_FIELD, _NEXT, _INPUT, _TOAST = 40, 30, 1, 80


def _seen(widget: QWidget, view: QWidget) -> QRect:
    """The part of a widget that is on the screen, in the view's measure."""
    at = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(view, at.topLeft()), at.size())


def _size(toast: Toast, width: int) -> QSize:
    return QSize(width, max(toast.heightForWidth(width), toast.minimumSizeHint().height()))


def _free_place(room: QRect, toast: Toast, taken: Sequence[tuple[QRect, int]]) -> QRect:
    """The first of a few usual places that covers nothing in use, else the one that covers least of it.

    Bottom first: eyes come from above, where the page says what it is. A width at which the sentence becomes a
    column of single words is no choice, nor is a place that hangs out of the room.
    """
    sizes = [_size(toast, min(scaled(width), room.width())) for width in WIDTHS]
    most = min(TALLEST * sizes[0].height(), room.height())
    lines = toast.lines(sizes[0].width()) + MORE_LINES
    sizes = [
        size for size in sizes if size.height() <= most and toast.lines(size.width()) <= lines
    ] or sizes[:1]
    places = [
        QRect(QPoint(left, top), size)
        for size in sizes
        for top in _heights(room, size.height())
        for left in (
            room.center().x() - size.width() // 2,
            room.left(),
            room.right() - size.width(),
        )
    ]
    return min(places, key=lambda place: _covered(place, taken))


def _heights(room: QRect, height: int) -> tuple[int, ...]:
    """Bottom, above another message there, top, below another one there, and the middle."""
    step = height + scaled(BETWEEN)
    bottom = room.bottom() - height
    middle = room.center().y() - height // 2
    usual = (bottom, bottom - step, room.top(), room.top() + step, middle)
    return tuple(top for top in usual if room.top() <= top <= bottom) or (room.top(),)


def _covered(place: QRect, taken: Sequence[tuple[QRect, int]]) -> int:
    common = ((place.intersected(rect), weight) for rect, weight in taken)
    return sum(weight * area.width() * area.height() for area, weight in common)
