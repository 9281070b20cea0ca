"""The officer's page: remembered while they work, gone back to after a power cut or a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from counter_app.errors import CounterError

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.page_list import PageSet
    from counter_app.qt.window.page_stack import PageStack

STAYED_MS = 2_000
"""A page that is only passed by is not remembered."""


class Standing(QObject):
    """Remembers the page in front; leaving the program or the seat forgets it, so only what was cut off comes back."""

    def __init__(
        self,
        place: Workplace,
        pages: PageStack,
        known: PageSet,
        go: Callable[[str, object], object],
    ) -> None:
        super().__init__(pages)
        self._place, self._pages, self._go = place, pages, go
        self._first = known.listed[0].name
        self._names = {item.name for item in known.every}
        self._timer = QTimer(self, singleShot=True, interval=STAYED_MS)
        self._timer.timeout.connect(self.remember)
        pages.shown.connect(lambda _name: self._timer.start())

    def come_back(self) -> None:
        """Open the page that was cut off today, with the form that was in hand; else the first one."""
        stood = self._place.office.own_place.stood()
        if stood is None or stood.page not in self._names:
            self._go(self._first, None)
            return
        self._go(self._first, None)  # where Esc leads to
        if stood.page == "intake":
            self._go("intake", "resumed")
        elif stood.page != self._first:
            self._go(stood.page, stood.argument or None)

    def remember(self) -> None:
        """Remember the page in front."""
        argument = self._pages.argument
        self._keep(self._pages.name, argument if isinstance(argument, str) else "")

    def leave(self) -> None:
        """The seat is left: nothing is to be gone back to."""
        self._timer.stop()
        self._keep("", "")

    def _keep(self, page: str, argument: str) -> None:
        office = self._place.office
        if office.closed or not office.writable:
            return
        try:
            office.own_place.stand(page, argument)
        except CounterError:
            return  # nobody asked for it; the next act says what is wrong with the disk
