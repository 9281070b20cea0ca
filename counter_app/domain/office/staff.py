"""Officers, their roles and the sectors assigned to them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from counter_app.values import dataclass


class Role(StrEnum):
    """What an officer is at the counter."""

    RECEIVER = "receiver"
    SECTOR_OFFICER = "sector_officer"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


class Duty(StrEnum):
    """A kind of act; each role holds some of them."""

    RECEIVE = "receive"
    PROCESS = "process"
    RETURN = "return"
    QUEUE = "queue"
    REPORT = "report"
    CLOSE_DAY = "close_day"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    STAFF = "staff"
    SETTINGS = "settings"


_COUNTER = {Duty.RECEIVE, Duty.PROCESS, Duty.RETURN, Duty.QUEUE, Duty.REPORT, Duty.CLOSE_DAY}
DUTIES: dict[Role, frozenset[Duty]] = {
    Role.RECEIVER: frozenset(_COUNTER),
    Role.SECTOR_OFFICER: frozenset(_COUNTER),
    Role.LEADER: frozenset(Duty),
    Role.ADMINISTRATOR: frozenset(
        {Duty.CATALOGUE, Duty.CALENDAR, Duty.STAFF, Duty.SETTINGS, Duty.REPORT, Duty.CLOSE_DAY}
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A member of staff; never deleted, only made inactive. ``counter`` is the desk number called to."""

    login: str
    name: str
    role: Role
    title: str = ""
    counter: str = ""
    active: bool = True

    def may(self, duty: Duty) -> bool:
        """Whether the officer's role holds ``duty``."""
        return self.active and duty in DUTIES[self.role]


COMMAND_LINE = Officer(login="cli", name="Dòng lệnh", role=Role.LEADER, title="Dòng lệnh")
"""Who acts when a verb runs without a screen and no officer is named: whoever holds the data folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A sector in an officer's charge, from a day to a day (inclusive, open when None)."""

    officer: str
    sector: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is in force on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)
