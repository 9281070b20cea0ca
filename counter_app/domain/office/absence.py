"""Absences of officers: whole days, and who acts in each sector meanwhile.

Whoever receives or resolves is never missing without a substitute (Nghị định 118/2025/NĐ-CP Điều 6 khoản 8, as amended
by Nghị định 309/2026/NĐ-CP). What was announced is not written over: an absence ends, and another one begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from counter_app.domain.office.staff import Assignment, Duty, Officer
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

REASON_LENGTH = 120
SECTOR_DUTIES = (Duty.PROCESS,)
"""The duties of whoever is in charge of a sector; a substitute holds them by the own role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An officer away from ``since`` to ``until``, both days included; ``substitutes`` are (sector, login) pairs.

    ``id`` is the number of the event that announced it, 0 before; ``cancelled`` one that never came to be.
    """

    officer: str
    since: date
    until: date
    reason: str = ""
    substitutes: tuple[tuple[str, str], ...] = ()
    id: int = 0
    cancelled: bool = False

    def covers(self, day: date) -> bool:
        """True if the officer is away on ``day``."""
        return self.since <= day <= self.until

    def meets(self, other: Absence) -> bool:
        """True if the two share a day."""
        return self.since <= other.until and other.since <= self.until

    def substitute(self, sector: str) -> str:
        """Login of who acts in a sector meanwhile; empty when nobody was named for it."""
        return dict(self.substitutes).get(sector, "")

    @property
    def by_substitute(self) -> dict[str, list[str]]:
        """Login of each substitute with the sectors taken over."""
        found: dict[str, list[str]] = {}
        for sector, login in self.substitutes:
            found.setdefault(login, []).append(sector)
        return found


def absence_on(absences: Iterable[Absence], login: str, day: date) -> Absence | None:
    """The absence an officer is on; None at work."""
    return next((item for item in absences if item.officer == login and item.covers(day)), None)


def substituted_by(absences: Iterable[Absence], login: str, day: date) -> list[tuple[str, str]]:
    """The officers an officer stands in for on a day: (absent officer, sector) pairs."""
    return [
        (absence.officer, sector)
        for absence in absences
        if absence.covers(day)
        for sector, substitute in absence.substitutes
        if substitute == login
    ]


def sectors_of(assignments: Iterable[Assignment], absence: Absence) -> set[str]:
    """Sectors in the officer's charge on some day of the absence."""
    return {
        item.sector
        for item in assignments
        if item.officer == absence.officer
        and item.since <= absence.until
        and (item.until is None or item.until >= absence.since)
    }


def check_absence(
    absence: Absence,
    *,
    officers: Mapping[str, Officer],
    sectors: Mapping[str, str],
    needed: Collection[str],
    others: Collection[Absence],
    today: date,
) -> None:
    """Checks that an absence may be announced beside ``others`` that stand; ``sectors`` are their names by key.

    Errors: RuleError: field "officer", "since", "until" or "substitutes"; rule "overlap", "uncovered", "substitute",
    "substitute_absent" or "substituting".
    """
    officer = officers.get(absence.officer)
    if officer is None or not officer.active:
        raise RuleError(_("Chọn công chức đang làm việc."), field="officer")
    if absence.until < absence.since:
        raise RuleError(
            _("Ngày cuối vắng mặt trước ngày đầu. Xem lại hai ngày."), field="until", rule="days"
        )
    if absence.until < today:
        raise RuleError(
            _("Những ngày vắng mặt này đã qua. Ghi từ hôm nay trở đi."), field="until", rule="past"
        )
    if len(absence.reason) > REASON_LENGTH:
        raise RuleError(
            _("Lý do dài quá {most} ký tự. Ghi ngắn lại.").format(most=REASON_LENGTH),
            field="reason",
        )
    _require_apart(absence, officer, officers, others)
    _require_covered(absence, officer, sectors, needed)
    for sector, login in absence.substitutes:
        _require_able(absence, sector, officers.get(login), sectors, others)


def _require_apart(
    absence: Absence,
    officer: Officer,
    officers: Mapping[str, Officer],
    others: Collection[Absence],
) -> None:
    """Not away twice on one day, and not away while standing in for somebody."""
    for other in others:
        if not absence.meets(other):
            continue
        if other.officer == absence.officer:
            raise RuleError(
                _(
                    "{name} đã được ghi vắng mặt từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}. Chọn "
                    "ngày khác, hoặc kết thúc lần đó trước."
                ).format(name=officer.name, since=other.since, until=other.until),
                field="since",
                rule="overlap",
            )
        if absence.officer in dict(other.substitutes).values():
            away = officers[other.officer].name if other.officer in officers else other.officer
            raise RuleError(
                _(
                    "{name} đang thay {away} đến {until:%d/%m/%Y}. Đổi người thay {away} trước."
                ).format(name=officer.name, away=away, until=other.until),
                field="officer",
                rule="substituting",
            )


def _require_covered(
    absence: Absence, officer: Officer, sectors: Mapping[str, str], needed: Collection[str]
) -> None:
    """Every sector has a name, and no name stands for a sector that is not the officer's."""
    named = {sector for sector, login in absence.substitutes if login}
    bare = [sectors.get(key, key) for key in sorted(needed) if key not in named]
    if bare:
        raise RuleError(
            _("Chưa có người thay {name} ở lĩnh vực: {sectors}. Chọn người thay.").format(
                name=officer.name, sectors=", ".join(bare)
            ),
            field="substitutes",
            rule="uncovered",
        )
    foreign = [sectors.get(key, key) for key in sorted(named) if key not in needed]
    if foreign:
        raise RuleError(
            _(
                "{name} không phụ trách và không có hồ sơ ở lĩnh vực: {sectors}. Bỏ lĩnh vực đó."
            ).format(name=officer.name, sectors=", ".join(foreign)),
            field="substitutes",
            rule="foreign",
        )


def _require_able(
    absence: Absence,
    sector: str,
    substitute: Officer | None,
    sectors: Mapping[str, str],
    others: Collection[Absence],
) -> None:
    where = sectors.get(sector, sector)
    if substitute is None or substitute.login == absence.officer or not may_stand_in(substitute):
        raise RuleError(
            _(
                "Người thay ở lĩnh vực {sector} phải là công chức khác, đang làm việc và được tiếp nhận, giải quyết, "
                "trả kết quả. Chọn người khác."
            ).format(sector=where),
            field="substitutes",
            rule="substitute",
        )
    away = next(
        (item for item in others if item.officer == substitute.login and item.meets(absence)), None
    )
    if away is not None:
        raise RuleError(
            _(
                "{name} cũng vắng mặt từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}. Chọn người khác thay ở "
                "lĩnh vực {sector}."
            ).format(name=substitute.name, since=away.since, until=away.until, sector=where),
            field="substitutes",
            rule="substitute_absent",
        )


def may_stand_in(officer: Officer) -> bool:
    """True if an officer's own role holds all that a sector asks for: standing in gives nobody a further duty."""
    return all(officer.may(duty) for duty in SECTOR_DUTIES)


def still_needed(absences: Iterable[Absence], login: str, today: date) -> Absence | None:
    """The first absence, running or to come, that counts on an officer as substitute."""
    counted = (item for item in absences if item.until >= today)
    return next((item for item in counted if login in dict(item.substitutes).values()), None)


def left_bare(absences: Iterable[Absence], assignment: Assignment, today: date) -> Absence | None:
    """The absence during which an assignment would leave its sector to nobody."""
    bare = (
        item
        for item in absences
        if item.until >= today
        and sectors_of([assignment], item)
        and not item.substitute(assignment.sector)
    )
    return next(bare, None)


def substitute_names(absence: Absence, names: Mapping[str, str]) -> str:
    """The substitutes by name, in the order they were named."""
    return ", ".join(names.get(login, login) for login in absence.by_substitute)
