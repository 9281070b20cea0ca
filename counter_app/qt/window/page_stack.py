"""The pages of the window: each built when it is first shown, reloaded when what it shows has changed."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.room import RoomFor
from counter_app.qt.window.page_list import entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from counter_app.desk.desk import Noun
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace

LONGEST_HISTORY = 30


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
        self._steps: dict[str, Iterator[None]] = {}
        self._rooms: dict[str, RoomFor] = {}
        self._stale: set[str] = set()
        self._been: list[tuple[str, object]] = []
        self.in_slices = False
        """A page that nobody opened yet is made slice by slice, its name before the eyes meanwhile."""
        self._coming = ""
        self._wish: tuple[str, object] | None = None
        self.quietly: Callable[[], AbstractContextManager[None]] = nullcontext
        """Within it a page is built and shown; whoever watches every event of the program rests meanwhile."""
        place.hub.changed.connect(self._on_changed)

    @property
    def name(self) -> str:
        """The visible page's name, empty before the first."""
        return self._been[-1][0] if self._been else ""

    @property
    def coming(self) -> str:
        """The page that is being made for somebody who waits for it; empty mostly."""
        return self._coming

    @property
    def argument(self) -> object:
        """What the visible page was opened with."""
        return self._been[-1][1] if self._been else None

    def page(self, name: str) -> Page | None:
        """A page that was built already."""
        return self._pages.get(name)

    def open(self, name: str, argument: object = None) -> None:
        """Show a page and give it the keyboard; the page in front keeps its contents when nothing new is asked."""
        if self._coming:  # a clock or a finished work asks while another page is still being made
            self._wish = (name, argument)
            return
        if name == self.name and argument is None:
            self.focus_first()
            return
        with self.quietly():
            page = self._pages.get(name) or self._come_to(name)
            if page is None:
                return
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
        wish, self._wish = self._wish, None
        if wish is not None:
            self.open(*wish)

    def _come_to(self, name: str) -> Page | None:
        """Make a page for whoever waits for it; None when nobody sits here any more."""
        if not self.in_slices:
            return self._build(name)
        from counter_app.qt.window.slices import in_slices

        before, officer = super().currentWidget(), self._place.office.session.officer
        self._coming = name
        room = self._room(name)
        room.announce(_(entry(name).title))
        self.setCurrentWidget(room)
        try:
            whole = in_slices(partial(self._next_slice, name, waited=True))
        except BaseException:
            if before is not None:
                self.setCurrentWidget(before)
            raise
        finally:
            self._coming = ""
        here = whole and self._place.office.session.officer is officer
        return self._pages[name] if here else None

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
            field.setFocus()
            if isinstance(field, QLineEdit):
                field.selectAll()

    def prepare(self, name: str) -> None:
        """Build a page before it is first asked for."""
        while self.prepare_part(name):
            pass

    def prepare_part(self, name: str) -> bool:
        """Build a slice of a page before it is first asked for; whether more of it is left."""
        if name in self._pages or name == self._coming:
            return False
        with self.quietly():
            self._next_slice(name)
        page = self._pages.get(name)
        if page is None:
            return True
        self._steps.pop(name, None)
        page.up_to_date = False  # whoever opens it later wants what is true then
        return False

    def _build(self, name: str) -> Page:
        while self._next_slice(name, waited=True):
            pass
        return self._pages[name]

    def _next_slice(self, name: str, *, waited: bool = False) -> bool:
        """Make a slice of a page, for somebody who waits for it or for nobody yet; whether more of it is left."""
        steps = self._steps.setdefault(name, self._making(name))
        if waited and name in self._halves:
            self._halves[name].waited = True
        try:
            more = next(steps, self) is not self
        except BaseException:  # of a page that cannot be made nothing stays
            self._halves.pop(name, None)
            self._steps.pop(name)
            room = self._rooms.pop(name)
            self.removeWidget(room)
            room.deleteLater()
            raise
        if not more:
            self._steps.pop(name)
        return more

    def _making(self, name: str) -> Iterator[None]:
        """A page is made where it will stand: moved there, all that is in it would take its looks on anew."""
        room = self._room(name)
        place = replace(self._place, room=room.holder, gently=True)
        page = self._halves[name] = entry(name).load()(place)
        page.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)  # not shown with its room
        yield
        while page.make_next():
            yield
        room.setUpdatesEnabled(not page.waited)
        self._take_in(name, page)
        yield
        room.setUpdatesEnabled(True)
        yield  # what is laid out is painted before it is read
        if page.waited:
            self._read_once(name, page)
            yield

    def _room(self, name: str) -> RoomFor:
        room = self._rooms.get(name)
        if room is None:
            room = self._rooms[name] = RoomFor()
            self.addWidget(room)
        return room

    def _take_in(self, name: str, page: Page) -> None:
        self._pages[name] = self._halves.pop(name)
        page.place = replace(page.place, gently=False)  # what is made with it later is made whole
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
