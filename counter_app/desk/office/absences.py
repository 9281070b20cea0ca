"""Absences of officers: announced with a substitute for every sector, ended early, changed; pairs of substitutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.office.absence import (
    Absence,
    absence_on,
    check_absence,
    sectors_of,
    substitute_names,
    substituted_by,
)
from counter_app.domain.office.events import ABSENCE_ENDED, ABSENCE_PUT, AbsenceEnded, AbsencePut
from counter_app.domain.office.staff import Duty, Officer
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.office.absences import absence_text

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct

_DAY = timedelta(days=1)


class Absences(Desk):
    """Everything done with absences of officers."""

    def all(self) -> list[Absence]:
        """Every absence that came to be or is to come, the latest first."""
        return self.store.officers.absences()

    def running(self) -> list[Absence]:
        """The officers away today, the earliest first."""
        return [item for item in reversed(self.all()) if item.covers(self.today())]

    def of(self, login: str) -> Absence | None:
        """The absence an officer is on today; None at work."""
        return absence_on(self.all(), login, self.today())

    def own(self) -> Absence | None:
        """The absence of whoever is signed in, who sits here all the same."""
        officer = self.session.officer
        return self.of(officer.login) if officer else None

    def substituted(self, login: str) -> list[tuple[str, str]]:
        """The officers an officer stands in for today: (absent officer, sector) pairs."""
        return substituted_by(self.all(), login, self.today())

    def standing_in(self) -> dict[tuple[str, str], str]:
        """(absent officer, sector) → who stands in today."""
        return {
            (item.officer, sector): login
            for item in self.running()
            for sector, login in item.substitutes
        }

    def acting_for(self, login: str, sector: str) -> str:
        """The officer who acts in a sector today: the officer, or whoever stands in."""
        return self.standing_in().get((login, sector), login)

    def notices(self) -> list[str]:
        """The officers who are away today, their substitutes and the last day, one sentence each."""
        return [self.notice(item) for item in self.running()]

    def notice(self, absence: Absence) -> str:
        """The officer who is away, the substitute and the last day."""
        sectors = {sector.key: sector.name for sector in self.store.catalogue.sectors()}
        return absence_text(absence, self.store.officers.names(), sectors)

    def require_here(self, login: str, *, field: str) -> None:
        """Requires that an officer may be given work or papers today. Errors: RuleError (``field``, rule "absent")."""
        away, names = self.of(login), self.store.officers.names()
        if away is None:
            return
        text = (
            _("{name} vắng mặt đến hết {until:%d/%m/%Y}. Chọn người thay: {substitutes}.")
            if away.substitutes
            else _("{name} vắng mặt đến hết {until:%d/%m/%Y}. Chọn công chức khác.")
        )
        raise RuleError(
            text.format(
                name=names.get(login, login),
                until=away.until,
                substitutes=substitute_names(away, names),
            ),
            field=field,
            rule="absent",
        )

    def require_own_taking(self, taker: str, acting: Officer) -> None:
        """Nobody takes papers in the name of somebody who is away. Errors: RuleError (rule "absent")."""
        away = self.of(taker)
        if away is None or acting.login == taker:
            return
        raise RuleError(
            _(
                "{name} vắng mặt đến hết {until:%d/%m/%Y}. Thu lại phiếu này; lập phiếu khác cho người thay."
            ).format(name=self.store.officers.names().get(taker, taker), until=away.until),
            field="taker",
            rule="absent",
        )

    def needed(self, officer: str, since: date, until: date) -> list[str]:
        """Sectors that need a substitute: in the officer's charge then, or with open dossiers of the officer's."""
        asked = Absence(officer=officer, since=since, until=until)
        charged = sectors_of(self.store.officers.assignments(), asked)
        order = [sector.key for sector in self.store.catalogue.sectors()]
        found = charged | self.store.dossiers.sectors_handled(officer)
        return sorted(
            found, key=lambda key: (order.index(key) if key in order else len(order), key)
        )

    def announce(self, wanted: Absence, *, op_id: str = "") -> Done[Absence]:
        """Write down an absence from today on, with a substitute for every sector. Errors: as ``check_absence``."""
        with self.act(Duty.STAFF, op_id, ABSENCE_PUT) as act:
            if act.known is None:
                self._put(act, wanted, self.all())
        return act.done(_announced(act.first.seq, act.payload), Noun.STAFF)

    def change(self, absence: int, wanted: Absence, *, op_id: str = "") -> Done[Absence]:
        """Announce what holds from now on in the place of an absence; its days that are over stay as they were.

        Errors: as ``check_absence``; RuleError (rule "over") of one that ended.
        """
        with self.act(Duty.STAFF, op_id, ABSENCE_PUT) as act:
            if act.known is None:
                old, today = self._ahead(absence), act.now.date()
                since = today if old.since <= today else wanted.since
                others = [item for item in self.all() if item.id != old.id]
                self._put(act, replace(wanted, officer=old.officer, since=since), others)
                self._end(act, old, max(today, old.since))
        return act.done(_announced(act.first.seq, act.payload), Noun.STAFF)

    def end(self, absence: int, back: date | None = None, *, op_id: str = "") -> Done[Absence]:
        """End an absence: the officer works again from ``back``, today unless another day is named.

        One that had not begun never came to be. Errors: RuleError: rule "over"; field "until" for a day that is past,
        or after the absence.
        """
        with self.act(Duty.STAFF, op_id, ABSENCE_ENDED) as act:
            if act.known is None:
                self._end(act, self._ahead(absence), back)
        return act.done(self._ended(act), Noun.STAFF)

    def come_back(self, *, op_id: str = "") -> Done[Absence]:
        """The officer who sits here ends the own absence from today. Errors: RuleError (rule "over") when at work."""
        with self.own_act(op_id, ABSENCE_ENDED) as act:
            if act.known is None:
                own = self.of(act.officer.login)
                self._end(act, self._ahead(own.id if own else 0), None)
        return act.done(self._ended(act), Noun.STAFF)

    def _put(self, act: OfficeAct, wanted: Absence, others: list[Absence]) -> None:
        wanted = replace(wanted, reason=clean(wanted.reason))
        today = act.now.date()
        if wanted.since < today:
            raise RuleError(
                _("Vắng mặt chỉ ghi từ hôm nay trở đi. Chọn lại ngày đầu."),
                field="since",
                rule="past",
            )
        check_absence(
            wanted,
            officers={officer.login: officer for officer in self.store.officers.all()},
            sectors={sector.key: sector.name for sector in self.store.catalogue.sectors()},
            needed=self.needed(wanted.officer, wanted.since, wanted.until),
            others=[item for item in others if item.until >= today],
            today=today,
        )
        payload: AbsencePut = {
            "officer": wanted.officer,
            "since": wanted.since.isoformat(),
            "until": wanted.until.isoformat(),
            "substitutes": dict(wanted.substitutes),
        }
        if wanted.reason:
            payload["reason"] = wanted.reason
        act.record(ABSENCE_PUT, f"officer:{wanted.officer}", payload)

    def _ahead(self, absence: int) -> Absence:
        """An absence that is running or to come. Errors: RuleError (rule "over")."""
        found = next((item for item in self.all() if item.id == absence), None)
        if found is None or found.until < self.today():
            raise RuleError(
                _("Lần vắng mặt này đã kết thúc. Tải lại danh sách rồi chọn lần khác."),
                field="absence",
                rule="over",
            )
        return found

    def _end(self, act: OfficeAct, absence: Absence, back: date | None) -> None:
        today = act.now.date()
        back = back or max(today, absence.since)
        if not today <= back <= absence.until:
            raise RuleError(
                _(
                    "Ngày làm việc lại phải từ hôm nay đến {until:%d/%m/%Y}. Đổi lần vắng mặt nếu cần "
                    "dài hơn."
                ).format(until=absence.until),
                field="until",
                rule="days",
            )
        last = back - _DAY
        until = last.isoformat() if last >= absence.since else None
        subject = f"officer:{absence.officer}"
        payload: AbsenceEnded = {"absence": absence.id, "until": until}
        act.record(ABSENCE_ENDED, subject, payload)

    def _ended(self, act: OfficeAct) -> Absence:
        """The absence as it stands after its end; one that never came to be, as it was announced."""
        absence = int(act.payload["absence"])
        announced = _announced(absence, self.store.journal.payload(absence))
        until = act.payload["until"]
        if until is None:
            return replace(announced, cancelled=True)
        return replace(announced, until=date.fromisoformat(until))


def _announced(absence: int, payload: Mapping[str, Any]) -> Absence:
    return Absence(
        id=absence,
        officer=payload["officer"],
        since=date.fromisoformat(payload["since"]),
        until=date.fromisoformat(payload["until"]),
        reason=payload.get("reason", ""),
        substitutes=tuple(payload["substitutes"].items()),
    )
