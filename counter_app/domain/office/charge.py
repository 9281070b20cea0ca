"""An officer's own dossiers: those they took in or resolve, those of their sectors, and those they stand in for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from counter_app.domain.office.absence import Absence, substituted_by
from counter_app.domain.office.staff import Assignment, Officer, Role
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The dossiers in an officer's charge.

    ``sectors`` are wholly in the officer's charge, ``standing_in`` (absent officer, sector) pairs taken over meanwhile.
    """

    officer: str
    sectors: tuple[str, ...] = ()
    standing_in: tuple[tuple[str, str], ...] = ()


def charge_of(
    login: str, assignments: Iterable[Assignment], absences: Iterable[Absence], day: date
) -> Charge:
    """An officer's own part on a day; a sector of somebody who is away counts as the substitute's too."""
    standing_in = tuple(substituted_by(absences, login, day))
    charged = {(item.officer, item.sector) for item in assignments if item.covers(day)}
    sectors = {sector for officer, sector in charged if officer == login}
    sectors |= {sector for away, sector in standing_in if (away, sector) in charged}
    return Charge(officer=login, sectors=tuple(sorted(sectors)), standing_in=standing_in)


def left_to_nobody(
    assignments: Iterable[Assignment], login: str, able: Collection[str], day: date
) -> set[str]:
    """Sectors that nobody would be in charge of, from a day on, once an officer may not be any more.

    ``able`` are who may be in charge besides.
    """
    running = [item for item in assignments if item.until is None or item.until >= day]
    own = [item for item in running if item.officer == login]
    others = [item for item in running if item.officer != login and item.officer in able]
    return {
        item.sector for item in own if not any(_takes_over(other, item, day) for other in others)
    }


def _takes_over(other: Assignment, own: Assignment, day: date) -> bool:
    """True if another assignment covers all that is left of one."""
    begins = other.since <= max(own.since, day)
    ends = other.until is None or (own.until is not None and other.until >= own.until)
    return other.sector == own.sector and begins and ends


def sees_office_first(officer: Officer) -> bool:
    """True if the day begins with the whole office: who leads it, and who only looks after it."""
    return officer.role in (Role.LEADER, Role.ADMINISTRATOR)
