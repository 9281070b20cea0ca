"""Officers, their roles and the sectors assigned to them."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from counter_app.domain.office.rights import USUAL, RightsTable
from counter_app.domain.office.rights import Duty as Duty
from counter_app.domain.office.rights import Role as Role
from counter_app.values import dataclass

SCRIPT = "script:"
"""The beginning of every scripting key's name: no act of one is taken for a person's."""
PROGRAM_LOGINS = frozenset({"cli", "script"})
"""Names of the program's own, which nobody is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A member of staff; never deleted, only made inactive. ``counter`` is the desk number called to.

    ``rights`` are what a scripting key may do, whatever its role; None for a person. ``table`` is the office's table of
    rights, which goes with whoever is read out of an office.
    """

    login: str
    name: str
    role: Role
    title: str = ""
    counter: str = ""
    active: bool = True
    rights: frozenset[Duty] | None = None
    table: RightsTable = field(default=USUAL, compare=False, repr=False)

    def may(self, duty: Duty) -> bool:
        """True if the role in this office, or the key's rights, hold ``duty``; nobody does who works here no more."""
        if self.rights is not None:
            return self.active and duty in self.rights
        return self.active and self.table.allows(self.role, duty)


COMMAND_LINE = Officer(login="cli", name="Dòng lệnh", role=Role.LEADER, title="Dòng lệnh")
"""The program itself: who founds an office, where nobody can have signed in. No verb acts as it (docs/adr/0063)."""


def is_person(login: str) -> bool:
    """True if an act's name is a person's, who can sign a paper: the program and a scripting key are none."""
    return login != COMMAND_LINE.login and not login.startswith(SCRIPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A sector in an officer's charge, from a day to a day (inclusive, open when None)."""

    officer: str
    sector: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """True if it is in force on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)
