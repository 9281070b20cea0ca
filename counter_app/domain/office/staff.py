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
    LOOK = "look"
    BACKUP = "backup"
    RESTORE = "restore"
    SUPERIOR = "superior"
    ACCESS = "access"
    """Reading who looked at whose data; of leaders alone."""


_EVERYBODY = {Duty.LOOK, Duty.BACKUP, Duty.REPORT, Duty.CLOSE_DAY}
_COUNTER = {Duty.RECEIVE, Duty.PROCESS, Duty.RETURN, Duty.QUEUE, *_EVERYBODY}
DUTIES: dict[Role, frozenset[Duty]] = {
    Role.RECEIVER: frozenset(_COUNTER),
    Role.SECTOR_OFFICER: frozenset(_COUNTER),
    Role.LEADER: frozenset(Duty),
    Role.ADMINISTRATOR: frozenset(
        {Duty.CATALOGUE, Duty.CALENDAR, Duty.STAFF, Duty.SETTINGS, Duty.RESTORE, Duty.SUPERIOR}
        | _EVERYBODY
    ),
}
SCRIPT = "script:"
"""What the name of every scripting key begins with, so that no act of one is taken for a person's."""
PROGRAM_LOGINS = frozenset({"cli", "script"})
"""Names of the program's own, which nobody is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A member of staff; never deleted, only made inactive. ``counter`` is the desk number called to.

    ``rights`` are what a scripting key may do, whatever its role; None for a person.
    """

    login: str
    name: str
    role: Role
    title: str = ""
    counter: str = ""
    active: bool = True
    rights: frozenset[Duty] | None = None

    def may(self, duty: Duty) -> bool:
        """Whether the officer's role, or the key's rights, hold ``duty``."""
        return self.active and duty in (DUTIES[self.role] if self.rights is None else self.rights)


COMMAND_LINE = Officer(login="cli", name="Dòng lệnh", role=Role.LEADER, title="Dòng lệnh")
"""The program itself: who founds an office, where nobody can have signed in. No verb acts as it (docs/adr/0063)."""


def is_person(login: str) -> bool:
    """Whether an act's name is somebody's, who can sign a paper: not the program's, nor a scripting key's."""
    return login != COMMAND_LINE.login and not login.startswith(SCRIPT)


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
