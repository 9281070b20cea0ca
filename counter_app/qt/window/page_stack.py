"""The pages of the window: each built when it is first shown, reloaded when what it shows has changed."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from counter_app.qt.kit.dialog_room import RoomFor
from counter_app.qt.kit.overriding import override
from counter_app.qt.window.page_list import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from counter_app.desk.desk import Noun
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace

LONGEST_HISTORY = 30
T = TypeVar("T")


class PageStack(QStackedWidget):
    """Shows one page at a time.

    Signals:
        shown(str): the page of this name is visible now.
        grown(str): a further part of the page of this name is there now.
    """

    shown, grown = Signal(str), Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._pages: dict[str, Page] = {}
        self._halves: dict[str, Page] = {}
        self._rooms: dict[str, RoomFor] = {}
        self._stale: set[str] = set()
        self._been: list[tuple[str, object]] = []
        self.quietly: Callable[[], AbstractContextManager[None]] = nullcontext
        """Within it a page is built and shown; whoever watches every event of the program rests meanwhile."""
        place.hub.changed.connect(self._on_changed)

    @property
    def name(self) -> str:
        """The visible page's name, empty before the first."""
        return self._been[-1][0] if self._been else ""

    @property
    def argument(self) -> object:
        """The argument the visible page was opened with."""
        return self._been[-1][1] if self._been else None

    def page(self, name: str) -> Page | None:
        """A page that was built already."""
        return self._pages.get(name)

    def open(self, name: str, argument: object = None) -> None:
        """Show a page and give it the keyboard; the page in front keeps its contents when nothing new is asked."""
        if name == self.name and argument is None:
            self.focus_first()
            return
        with self.quietly():
            page = self._pages.get(name) or self._build(name)
            self._read_once(name, page)
            self.setCurrentWidget(self._rooms[name])
        self._remember(name, argument)
        try:
            page.enter(argument)
        finally:
            page.just_read = False
        if page.citizens:
            self._place.office.access.listed(name, page.seen())
        self.shown.emit(name)
        self.focus_first()

    def _read_once(self, name: str, page: Page) -> None:
        """Have a page read what it missed; entering it does not read that again."""
        if name in self._stale:
            self._stale.discard(name)
            if not page.up_to_date:
                page.reload()
            page.just_read = True
        page.up_to_date = False

    def before(self, name: str) -> str:
        """The page that was in front last and is not this one; empty when there was none."""
        return next((been for been, _argument in reversed(self._been) if been != name), "")

    def back(self) -> None:
        """Show the page before this one."""
        if len(self._been) > 1:
            self._been.pop()
            name, argument = self._been.pop()
            self.open(name, argument)

    def reload(self) -> None:
        """Read again what the visible page shows."""
        page = self._pages.get(self.name)
        if page is not None:
            page.reload()

    def focus_first(self) -> None:
        """Give the keyboard to the visible page's first field."""
        page = self._pages.get(self.name)
        field = page.first_field() if page is not None else None
        if field is not None:
            from counter_app.qt.kit.enter import reveal_unseen  # after the first paint

            field.setFocus()
            reveal_unseen(field)
            if isinstance(field, QLineEdit):
                field.selectAll()

    def manned(self) -> bool:
        """True if somebody sits here: what a page reads is read in that person's name."""
        return self._place.office.session.officer is not None

    def prepare(self, name: str) -> None:
        """Build a page before it is first asked for."""
        while self.prepare_part(name):
            pass

    def prepare_part(self, name: str) -> bool:
        """Build a slice of a page before it is first asked for; whether more of it is left."""
        if name in self._pages:
            return False
        with self.quietly():
            page = self._halves.get(name) or self._begin(name, gently=True)
            if self._make(name, page.make_next):
                return True
            self._take_in(name, page)
        page.up_to_date = False  # whoever opens it later wants what is true then
        return False

    def _build(self, name: str) -> Page:
        page = self._halves.get(name) or self._begin(name, gently=False)
        while self._make(name, page.make_next):
            pass
        self._take_in(name, page)
        return page

    def _begin(self, name: str, *, gently: bool) -> Page:
        """A page is made where it will stand: moved there, all that is in it would take its looks on anew."""
        room = self._rooms[name] = RoomFor()
        self.addWidget(room)
        place = replace(self._place, room=room.holder, gently=gently)
        page = self._halves[name] = self._make(name, lambda: entry(name).load()(place))
        return page

    def _make(self, name: str, make: Callable[[], T]) -> T:
        """Make a part of a page; of one that cannot be made nothing stays."""
        try:
            return make()
        except BaseException:
            self._halves.pop(name, None)
            room = self._rooms.pop(name)
            self.removeWidget(room)
            room.deleteLater()
            raise

    def _take_in(self, name: str, page: Page) -> None:
        self._pages[name] = self._halves.pop(name)
        self._rooms[name].take_in(page)
        page.grown.connect(partial(self.grown.emit, name))
        self._stale.add(name)

    @override
    def currentWidget(self) -> QWidget | None:
        """The visible page, not the room it stands in."""
        room = super().currentWidget()
        return room.content if isinstance(room, RoomFor) else room

    def _remember(self, name: str, argument: object) -> None:
        self._been = [*self._been[-LONGEST_HISTORY:], (name, argument)]

    def _on_changed(self, nouns: frozenset[Noun]) -> None:
        for name, page in self._pages.items():
            if not page.nouns & nouns:
                continue
            if name == self.name and page.isVisible():
                page.reload()
            else:
                page.up_to_date = False
                self._stale.add(name)
