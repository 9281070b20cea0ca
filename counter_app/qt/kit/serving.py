"""The visitor the signed-in officer serves now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.domain.queue.tickets import Ticket
    from counter_app.qt.kit.workplace import Workplace


def in_hand(place: Workplace) -> Ticket | None:
    """The ticket that the signed-in officer called last and has not let go."""
    officer = place.office.session.officer
    if officer is None:
        return None
    known = place.office.staff.known(officer.login) or officer
    here = place.office.queue.at_counter(known)
    return max(here, key=lambda item: item.called_at or item.taken_at, default=None)
