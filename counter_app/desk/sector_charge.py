"""The people who may process a dossier: its sector's officers, their substitutes, its resolver, a leader.

Whoever is none of them is named beside whose it is, or refused where the office chose so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_date
from counter_app.domain.dossier.events import DOSSIER_MOVED, DOSSIER_PROMISED
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.charge import charge_of
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.store import Store

_OF_ALL = frozenset({"confirmed", "undone", "recomputed"})
"""Why a promise changes though nobody decides about the dossier."""


def told_whose(
    store: Store, officer: Officer, kind: str, subject: str, payload: Mapping[str, Any]
) -> dict[str, str]:
    """The owner's login that an event of processing tells where the dossier is not the officer's.

    Errors: RuleError (rule "sector") where the office lets nobody else do it.
    """
    if kind not in (DOSSIER_MOVED, DOSSIER_PROMISED) or _of_all(payload):
        return {}
    dossier = store.dossiers.by_code(subject)
    if dossier is None or _handed_rightly(store, dossier, payload):
        return {}
    whose = whose_else(store, officer, dossier)
    if whose and store.officers.rights().own_sector:
        raise _refused(dossier, store.officers.names().get(whose, whose))
    return {"whose": whose} if whose else {}


def whose_else(store: Store, officer: Officer, dossier: Dossier) -> str:
    """Login of whose dossier it is, the substitute for whoever is away; empty where it is the officer's to process."""
    if officer == COMMAND_LINE or officer.role is Role.LEADER:
        return ""
    day, officers = local_date(store.clock.now()), store.officers
    charge = charge_of(officer.login, officers.assignments(), officers.absences(), day)
    pair = (dossier.handler, dossier.sector)
    own = dossier.handler == officer.login or pair in charge.standing_in
    if own or dossier.sector in charge.sectors:
        return ""
    whose = officers.in_charge(dossier.sector, day) or dossier.handler
    return "" if whose in (officer.login, COMMAND_LINE.login) else whose


def _of_all(payload: Mapping[str, Any]) -> bool:
    """True for no decision about this one dossier: a fault of the system, an act taken back, others' words."""
    taken_back = payload.get("act") == Act.REVERT
    return bool(payload.get("outage")) or taken_back or payload.get("why") in _OF_ALL


def _handed_rightly(store: Store, dossier: Dossier, payload: Mapping[str, Any]) -> bool:
    """True if it goes to an officer of its sector, or on a sheet of somebody whose it was to give away."""
    if payload.get("act") != Act.HAND:
        return False
    taker = store.officers.get(str(payload.get("handler") or ""))
    if taker is not None and not whose_else(store, taker, dossier):
        return True
    sheet = int(payload.get("handover") or 0)
    given = next((entry for entry, _salt, _body in store.journal.walk(sheet, sheet)), None)
    giver = store.officers.get(given.actor) if sheet and given is not None else None
    return giver is not None and not whose_else(store, giver, dossier)


def _refused(dossier: Dossier, name: str) -> RuleError:
    return RuleError(
        _(
            "Hồ sơ {code} do {name} phụ trách. Nhờ {name}, người thay hoặc lãnh đạo làm thao tác này."
        ).format(code=dossier.code, name=name),
        rule="sector",
    )
