"""A page of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.qt.kit.theme import dress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from counter_app.desk.desk import Noun
    from counter_app.qt.kit.workplace import Workplace


_MADE = object()


class Page(QWidget):
    """A page: built once, reloaded when one of its ``nouns`` changed and it is (or becomes) visible.

    Layout goes in ``_build``, wiring in ``_connect``; verbs are called through ``self.place.office``, results
    announced through ``self.place.hub``. ``judged`` is the code of the dossier that was scanned last, on a page that
    judges scans. A page that takes long to make yields between its parts (``make``): hands may come between.

    Signals:
        grown(): a part that is made when somebody comes to it is there now.
    """

    grown = Signal()

    name: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    nouns: ClassVar[frozenset[Noun]] = frozenset()
    citizens: ClassVar[bool] = True
    """True if it shows citizens as soon as it is opened: then each opening is a line in the access book."""
    judged = ""
    up_to_date = False
    """True if its data was read when it was made, and nothing happened since."""
    just_read = False
    """While it is opened: it was read for that."""

    _steps: Iterator[None] = iter(())

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.room)
        if place.room is None:
            dress(self)
        self.place = place

    def make(self, steps: Iterator[None]) -> None:
        """Make the page: all of it now, or, where the place asks for it, a slice at each ``make_next``."""
        self._steps = steps
        if not self.place.gently:
            while self.make_next():
                pass

    def make_next(self) -> bool:
        """Make one more slice of a page that is made gently; whether there may be another."""
        return next(self._steps, _MADE) is not _MADE

    def whole(self) -> None:
        """Make what is only made when somebody comes to it: whoever lists the page's keys wants all of them."""

    def title(self) -> str:
        """The page's name in the language in use."""
        return self.name

    def reload(self) -> None:
        """Read again what is shown; cheap, called on the UI thread."""

    def first_read(self) -> None:
        """Read when it is made; whoever opens it at once need not read again."""
        self.reload()
        self.up_to_date = True

    def refresh(self) -> None:
        """Read for whoever enters, unless that was done for the same opening."""
        if not self.just_read:
            self.reload()

    def enter(self, argument: object = None) -> None:
        """Become the visible page; ``argument`` is what ``Hub.go`` was given."""

    def seen(self) -> Sequence[Any]:
        """The rows about citizens that stand on it when it is opened: those of its lists."""
        from counter_app.qt.kit.rows_view import RowsView

        lists = (
            view for view in self.findChildren(RowsView) if view.citizens and view.isVisibleTo(self)
        )
        return [row for view in lists for row in view.rows_model.rows()]

    def take_scan(self, _text: str) -> bool:
        """Take a receipt scanned while this page is in front; False sends it to the return page."""
        return False

    def in_hand(self) -> str:
        """The code of the dossier that stands in front; empty while there is none."""
        return self.judged

    def first_field(self) -> QWidget | None:
        """The field the keyboard goes to when the page is entered."""
        return None
