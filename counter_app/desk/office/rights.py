"""The rights in this office: read by everybody, set by two people within limits, as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.office.leader_consent import (
    OWN,
    Approval,
    able_to_consent,
    consented,
    second_person,
)
from counter_app.domain.office.absence import may_stand_in
from counter_app.domain.office.events import OFFICE_CHANGED, OfficeChanged
from counter_app.domain.office.rights import RIGHT_OF, RIGHTS, Duty, Right, RightsTable, Role
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.dossier.labels import role_label

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer
    from counter_app.settings import OfficeSettings

FIELDS = ("rights", "own_sector_only")
"""The settings that say it; no other verb changes them."""


class OfficeRights(Desk):
    """The table of rights."""

    def table(self, day: date | None = None) -> RightsTable:
        """The table now, or as it stood at the end of a day."""
        if day is None:
            return self.store.officers.rights()
        return _of(self.store.asof.rules(day).settings)

    def set(
        self,
        wish: Mapping[Duty, Iterable[Role]],
        *,
        own_sector: bool | None = None,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[RightsTable]:
        """Give rights to exactly these roles; rights that are not named stay, ``own_sector`` None too.

        Two people do it. Errors: RuleError: field the right's word, rule "limit" for what no office may choose;
        "in_charge" for a sector or an absence that would be left to nobody; as ``second_person``.
        """
        act = self.act(Duty.RIGHTS, op_id, OFFICE_CHANGED)
        for duty, roles in wish.items():
            _require_within(RIGHT_OF[duty], frozenset(roles))
        consent = consented(self, Duty.RIGHTS, approval, op_id, OFFICE_CHANGED)
        with act:
            if act.known is None:
                before = self.table()
                after = _changed(before, wish, own_sector)
                self._require_charges_kept(after)
                news: dict[str, Any] = {}
                if after.to_dict() != before.to_dict():
                    news["rights"] = after.to_dict()
                if after.own_sector != before.own_sector:
                    news["own_sector_only"] = after.own_sector
                if news:
                    act.record(OFFICE_CHANGED, "office", OfficeChanged(settings=news), consent)
        return act.done(self.table(), Noun.SETTINGS, Noun.STAFF)

    def changes(
        self, wish: Mapping[Duty, Iterable[Role]], *, own_sector: bool | None = None
    ) -> bool:
        """True if the table would be another one."""
        return _changed(self.table(), wish, own_sector) != self.table()

    def second_people(self) -> list[Officer]:
        """The people who may be the second one beside whoever is signed in."""
        officer = self.session.officer
        return able_to_consent(self.store, officer) if officer is not None else []

    def asks_second(self, duty: Duty) -> bool:
        """True if whoever is signed in needs a second person for an act of this right."""
        officer = self.session.officer
        asks = officer is not None and RIGHT_OF[duty].asks_second(officer.role)
        return asks and self._is_somebody(duty) and bool(self.second_people())

    def acts_alone(self, duty: Duty) -> bool:
        """True if whoever is signed in does it alone, the office having nobody else who may consent."""
        officer, right = self.session.officer, RIGHT_OF[duty]
        asks = officer is not None and right.asks_second(officer.role)
        alone = (self.may(Duty.CONSENT) or right.led) and not self.second_people()
        return asks and self._is_somebody(duty) and alone

    def prove(self, duty: Duty, approval: Approval) -> None:
        """Checks that a consent holds, before the act that it is for. Errors: as ``second_person``."""
        second_person(self.store, self.acting(duty), approval, duty)

    def _is_somebody(self, duty: Duty) -> bool:
        return self.session.officer not in (None, COMMAND_LINE) and self.may(duty)

    def _require_charges_kept(self, after: RightsTable) -> None:
        """Whoever is in charge of a sector, or stands in for somebody, may still process dossiers."""
        from dataclasses import replace

        today, officers = self.today(), self.store.officers
        running = [
            item for item in officers.assignments() if item.until is None or item.until >= today
        ]
        counted = {item.officer for item in running}
        for absence in officers.absences():
            if absence.until >= today:
                counted |= {login for _sector, login in absence.substitutes}
        for officer in officers.all():
            lost = may_stand_in(officer) and not may_stand_in(replace(officer, table=after))
            if lost and officer.login in counted:
                raise RuleError(
                    _(
                        "{name} đang phụ trách hoặc thay người phụ trách lĩnh vực nên cần quyền này. Chọn người khác "
                        "phụ trách trước."
                    ).format(name=officer.name),
                    field=Duty.PROCESS.value,
                    rule="in_charge",
                )


def require_apart(before: OfficeSettings, after: OfficeSettings) -> None:
    """Requires that a change of settings leaves the table of rights alone. Errors: RuleError (field its name)."""
    for name in FIELDS:
        if getattr(before, name) != getattr(after, name):
            raise RuleError(
                _("Bảng quyền chỉ đổi ở Cài đặt, thẻ Quyền. Mở thẻ đó rồi đổi."),
                field=name,
                rule="rights",
            )


def _of(settings: OfficeSettings) -> RightsTable:
    return RightsTable.chosen(settings.rights, own_sector=settings.own_sector_only)


def _changed(
    before: RightsTable, wish: Mapping[Duty, Iterable[Role]], own_sector: bool | None
) -> RightsTable:
    held = {right.duty.value: before.held[right.duty] for right in RIGHTS}
    held |= {duty.value: frozenset(roles) for duty, roles in wish.items()}
    wanted = before.own_sector if own_sector is None else own_sector
    return RightsTable.chosen(held, own_sector=wanted)


def _require_within(right: Right, roles: frozenset[Role]) -> None:
    for role in Role:
        wrong = (role in roles and role not in right.most) or role in right.least() - roles
        if wrong:
            why = right.refusal(role)
            raise RuleError(
                _("{right}, {role}: {why}").format(
                    right=_(right.name), role=role_label(role).text, why=_(why)
                ),
                field=right.duty.value,
                rule="limit",
            )
