"""Officers, their sectors and their password hashes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.domain.office.absence import Absence, absence_on, may_stand_in
from counter_app.domain.office.charge import Charge, charge_of
from counter_app.domain.office.naming import listed, told_apart
from counter_app.domain.office.rights import RightsTable
from counter_app.domain.office.staff import COMMAND_LINE, SCRIPT, Assignment, Officer, Role
from counter_app.settings import OfficeSettings
from counter_app.store.file.reading import Reading

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from counter_app.domain.office.passwords import WrongTries


class Officers(Reading):
    """Reads officers; keeps password hashes, which never enter the journal."""

    def all(self) -> list[Officer]:
        """Every officer, active ones first, by given name."""
        return list(self._database.kept.get("officers", self._read_all))

    def _read_all(self) -> tuple[Officer, ...]:
        rows = self.rows("SELECT login, name, role, title, counter, active FROM officer")
        table = self.rights()
        found = [
            Officer(
                login=row["login"],
                name=row["name"],
                role=Role(row["role"]),
                title=row["title"],
                counter=row["counter"],
                active=bool(row["active"]),
                table=table,
            )
            for row in rows
        ]
        return listed(found)

    def rights(self) -> RightsTable:
        """The rights of each role here."""
        return self._database.kept.get("rights", self._read_rights)

    def _read_rights(self) -> RightsTable:
        rows = self.rows(
            "SELECT key, value FROM office_setting WHERE key IN ('rights', 'own_sector_only')"
        )
        found = {row["key"]: json.loads(row["value"]) for row in rows}
        chosen = OfficeSettings.from_dict(found)
        return RightsTable.chosen(chosen.rights, own_sector=chosen.own_sector_only)

    def get(self, login: str) -> Officer | None:
        """The officer with this login."""
        return next((officer for officer in self.all() if officer.login == login), None)

    def names(self) -> dict[str, str]:
        """Login → name of whoever may stand behind an act, the command line included."""
        return told_apart((COMMAND_LINE, *self.all()))

    def assignments(self) -> list[Assignment]:
        """Every assignment, latest start first."""
        return list(self._database.kept.get("assignments", self._read_assignments))

    def _read_assignments(self) -> tuple[Assignment, ...]:
        rows = self.rows(
            "SELECT officer, sector, since, until FROM assignment ORDER BY since DESC, officer, sector"
        )
        return tuple(
            Assignment(
                officer=row["officer"],
                sector=row["sector"],
                since=date.fromisoformat(row["since"]),
                until=date.fromisoformat(row["until"]) if row["until"] else None,
            )
            for row in rows
        )

    def absences(self) -> list[Absence]:
        """Every absence, the latest first."""
        return list(self._database.kept.get("absences", self._read_absences))

    def _read_absences(self) -> tuple[Absence, ...]:
        rows = self.rows(
            "SELECT id, officer, since, until, reason, substitutes FROM absence ORDER BY since DESC, id DESC"
        )
        return tuple(
            Absence(
                id=row["id"],
                officer=row["officer"],
                since=date.fromisoformat(row["since"]),
                until=date.fromisoformat(row["until"]),
                reason=row["reason"],
                substitutes=tuple(json.loads(row["substitutes"]).items()),
            )
            for row in rows
        )

    def in_charge(self, sector: str, day: date) -> str:
        """Login of the officer in charge of a sector on a day, the latest assigned; empty when nobody is.

        While that one is away, the substitute.
        """
        able = {officer.login for officer in self.all() if may_stand_in(officer)}
        for assignment in self.assignments():
            login = assignment.officer
            if assignment.sector != sector or not assignment.covers(day):
                continue
            acting = self.acting_for(login, sector, day) or login
            if acting in able:
                return acting
        return ""

    def acting_for(self, login: str, sector: str, day: date) -> str:
        """The officer who acts in a sector on a day: the officer, or the substitute; empty when neither is here."""
        absence = absence_on(self.absences(), login, day)
        return absence.substitute(sector) if absence else login

    def charge(self, login: str, day: date) -> Charge | None:
        """An officer's own part on a day; None for "", the whole office."""
        if not login:
            return None
        return charge_of(login, self.assignments(), self.absences(), day)

    def password_hash(self, login: str) -> str:
        """The stored hash; "" when no password was set."""
        row = self.one("SELECT hash FROM credential WHERE login = ?", (login,))
        return str(row["hash"]) if row else ""

    def script_names(self) -> list[str]:
        """The names of the scripting keys this office ever issued."""
        rows = self.rows(
            "SELECT login FROM credential WHERE login LIKE ? ORDER BY login", (f"{SCRIPT}%",)
        )
        return [row["login"].removeprefix(SCRIPT) for row in rows]

    def keep_hash(self, login: str, digest: str, now: datetime, *, lent: bool = False) -> None:
        """Keep a new hash, which ends every wait; ``lent``: somebody else chose it. Call inside a transaction."""
        with self._database.jotting("credential", "password_state") as connection:
            connection.execute(
                "INSERT INTO credential(login, hash, failures, updated_at) VALUES(?,?,0,?) ON CONFLICT(login) "
                "DO UPDATE SET hash = excluded.hash, failures = 0, updated_at = excluded.updated_at",
                (login, digest, utc_text(now)),
            )
            connection.execute(
                "INSERT OR REPLACE INTO password_state(login, tries, tried_at, lent) VALUES(?, 0, NULL, ?)",
                (login, lent),
            )

    def wrong_tries(self, login: str) -> WrongTries:
        """Wrong passwords in a row at an account."""
        from counter_app.domain.office.passwords import WrongTries

        row = self.one("SELECT tries, tried_at FROM password_state WHERE login = ?", (login,))
        if row is None:
            return WrongTries()
        try:
            last = from_utc_text(row["tried_at"]) if row["tried_at"] else None
        except ValueError:  # spoiled: counted on, and nobody is locked out
            last = None
        return WrongTries(count=max(0, row["tries"]), last=last)

    def is_lent(self, login: str) -> bool:
        """True if somebody else chose an account's password, which its officer has to replace."""
        return bool(self.value("SELECT lent FROM password_state WHERE login = ?", (login,)))

    def begin_try(self, login: str, now: datetime) -> tuple[WrongTries, timedelta]:
        """Count a try before its password is looked at: guesses made at once are counted too.

        The wrong ones before it, and how long it has to wait; one that has to wait is not counted. ``now`` runs on
        whatever the clock is set to (``Clock.steady``); of another run than the last try's it is the clock's, and one
        that was set back since counts from now.
        """
        from counter_app.domain.office.passwords import waiting

        with self._database.jotting("password_state") as connection:
            before = self.wrong_tries(login)
            wait = waiting(before, now)
            last = min(before.last, now) if wait and before.last is not None else now
            connection.execute(
                "INSERT INTO password_state(login, tries, tried_at) VALUES(?, ?, ?) ON CONFLICT(login) "
                "DO UPDATE SET tries = excluded.tries, tried_at = excluded.tried_at",
                (login, before.count if wait else before.count + 1, utc_text(last)),
            )
            return before, wait

    def end_tries(self, login: str) -> None:
        """The right password came: start again from none."""
        with self._database.jotting("password_state") as connection:
            connection.execute(
                "UPDATE password_state SET tries = 0, tried_at = NULL WHERE login = ?", (login,)
            )
