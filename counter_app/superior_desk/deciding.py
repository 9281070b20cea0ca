"""Decisions at the superior about facts a machine cannot know: two people decide, and the book names both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.office.leader_consent import second_person
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.desk import Desk
    from counter_app.desk.office.leader_consent import Approval

SETTLING = Duty.SETTLE
"""The right to settle a branch, to let in a batch with an unknown signer, to close a journal, to revoke a key."""


def deciders(desk: Desk, approval: Approval) -> str:
    """The names that stand in the book of arrivals: who decides, and who consented, or that there was nobody else.

    Errors: as ``second_person``.
    """
    officer = desk.acting(SETTLING)
    consent = second_person(desk.store, officer, approval, SETTLING)
    other = desk.store.officers.get(str(consent.get("approved_by", "")))
    if other is not None:
        return _("{name}, {other} đồng ý").format(name=officer.name, other=other.name)
    if consent.get("alone"):
        return _("{name}, không có người thứ hai").format(name=officer.name)
    return officer.name
