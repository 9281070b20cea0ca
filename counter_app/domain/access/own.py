"""Dossiers an officer opens without being asked for a reason (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.dossier.states import ENDED_STATES
from counter_app.domain.office.staff import Role

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.office.charge import Charge
    from counter_app.domain.office.staff import Officer

COUNTER_DAYS = 30
"""So long after its end whoever receives opens a dossier unasked: people come back with their paper in hand."""


def is_own(officer: Officer, dossier: Dossier, charge: Charge, today: date) -> bool:
    """True if opening a dossier is an officer's daily work; nobody is asked for a reason then.

    The counter serves everybody: who receives opens what runs, waits or ended lately. Who has sectors in charge opens
    those; who leads, everything; who only looks after the program, nothing.
    """
    if officer.role is Role.LEADER or officer.login in (dossier.receiver, dossier.handler):
        return True
    if officer.role is Role.ADMINISTRATOR:
        return False
    if dossier.sector in charge.sectors or any(
        away == dossier.handler for away, _sector in charge.standing_in
    ):
        return True
    if officer.role is Role.SECTOR_OFFICER and charge.sectors:
        return False
    return dossier.state not in ENDED_STATES or _lately(dossier, today)


def _lately(dossier: Dossier, today: date) -> bool:
    ended = dossier.returned_at or dossier.finished_at or dossier.received_at
    return ended.date() >= today - timedelta(days=COUNTER_DAYS)
