"""The ticket of who took his own number, on paper where a ticket printer stands, without anybody's help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.i18n import _
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.jobs import Lane

if TYPE_CHECKING:
    from counter_app.domain.queue.tickets import Ticket
    from counter_app.qt.kit.workplace import Workplace

Say = Callable[[Callable[[], str]], object]
"""Tells the citizen what became of the paper; the words are made in the language that is read."""


class TicketOut(QObject):
    """Prints in the paper's lane. What fails is told to the citizen, who keeps the number in mind, and the officer."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def print(self, ticket: Ticket, say: Say) -> None:
        """Print a ticket, or say that there is none on paper."""
        office = self._place.office
        if not office.preferences.ticket_printer:
            say(_no_paper)
            return
        say(_printing)
        ahead = office.queue.ahead_of(ticket)
        self._place.jobs.start(
            lambda twin, _progress, _cancelled: twin.paper.print_ticket(ticket, ahead),
            finished=partial(self._on_printed, say),
            failed=partial(self._on_failed, ticket, say),
            lane=Lane.PAPER,
            name=_("In số thứ tự"),
        )

    def _on_printed(self, say: Say, _nothing: None) -> None:
        say(_printed)

    def _on_failed(self, ticket: Ticket, say: Say, error: Exception) -> None:
        say(_no_paper)
        show_error(self._place, error, retry=lambda: self.print(ticket, _unsaid))


def _unsaid(_words: Callable[[], str]) -> None:
    """Nobody stands there any more."""


def _no_paper() -> str:
    return _("Không có phiếu giấy: xin Ông (Bà) nhớ số này.")


def _printing() -> str:
    return _("Phiếu đang in…")


def _printed() -> str:
    return _("Mời Ông (Bà) lấy phiếu.")
