"""Tabs of a page: each part is made when somebody comes to it, or before, in a slice of a page that is made gently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from counter_app.qt.kit.cards import fill, tab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def numbered(at: int, title: str) -> str:
    """``&2 Nhận phiếu``: tabs have digits as keys, so that no letter of what stands on them is taken."""
    return f"&{at + 1} {title}"


class LateTabs(QTabWidget):
    """Whoever opens the page sees one of them, and waits for that one.

    ``parts`` make what stands on each tab; ``read`` has one read what it shows when it comes after the page was opened.

    Signals:
        grown(): a further part is there now.
    """

    grown = Signal()

    def __init__(
        self,
        name: str,
        parts: Sequence[tuple[str, Callable[[], Any]]],
        read: Callable[[Any], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(name)
        self._makers, self._read = [make for _title, make in parts], read
        self._there: dict[int, Any] = {}
        self._missed: set[int] = set()
        self._rooms = [tab(self, numbered(at, title)) for at, (title, _make) in enumerate(parts)]
        self.currentChanged.connect(self._on_turned)

    def _on_turned(self, at: int) -> None:
        self.part(at)
        self._lead_in(self._rooms[at])

    def _lead_in(self, room: QWidget) -> None:
        """Lead the keyboard into a late part: Qt left it on the scrolling area, and the next letters were lost."""
        if self.window().focusWidget() is not room:
            return
        inside = room.nextInFocusChain()
        while inside is not None and inside is not room:
            takes = bool(inside.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and room.isAncestorOf(inside) and inside.isEnabled() and inside.isVisible():
                inside.setFocus(Qt.FocusReason.TabFocusReason)
                return
            inside = inside.nextInFocusChain()

    def making(self, *, gently: bool) -> Iterator[None]:
        """Make the first; gently the others too, each in two slices: what is put in its place takes its looks on."""
        for at in range(len(self._makers) if gently else 1):
            yield
            self._made(at)
            if gently:
                yield
            self._stand(at)

    def _made(self, at: int) -> Any:
        if at not in self._there:
            self._there[at] = self._makers[at]()
        return self._there[at]

    def stands(self, at: int) -> bool:
        """True if a tab has its part already."""
        return self._rooms[at].widget() is not None

    def _stand(self, at: int) -> bool:
        """Have a part stand on its tab; whether it stood there before."""
        stood = self.stands(at)
        if not stood:
            part = self._made(at)
            fill(self._rooms[at], part)
            if (layout := part.layout()) is not None:  # below the page's title, not further in
                room = layout.contentsMargins()
                layout.setContentsMargins(0, room.top(), room.right(), room.bottom())
        return stood

    def part(self, at: int) -> Any:
        """The part on a tab, made now where nobody came to it before; it has read the changes it missed."""
        new = not self._stand(at)
        if new or at in self._missed:
            self._missed.discard(at)
            self._read(self._there[at])
        if new:
            self.grown.emit()
        return self._there[at]

    def reload(self) -> None:
        """Have the tab in front read again, the others once somebody comes to them."""
        self._missed = {at for at in range(self.count()) if self.stands(at)}
        self.part(self.currentIndex())

    def whole(self) -> None:
        """Make all of them."""
        for at in range(self.count()):
            self.part(at)
