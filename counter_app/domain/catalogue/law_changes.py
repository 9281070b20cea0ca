"""The changes of law in another reading of a procedure: limit, cut-off, fee, cases, and those that harm the citizen.

A list from a province replaces facts that came from laws. A change that shortens a right or drops a rule is never
taken in because a cell happened to say less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.catalogue.procedure import Case, Procedure, ReviewState
from counter_app.domain.fees.fee import Fee, FeeRule
from counter_app.domain.text import fold
from counter_app.values import dataclass

_DAYS_OF = {
    LimitUnit.SAME_DAY: 0.9,
    LimitUnit.WORKING_HOUR: 1 / 8,
    LimitUnit.WORKING_DAY: 1.0,
    LimitUnit.CALENDAR_DAY: 5 / 7,
    LimitUnit.MONTH: 21.0,
}
"""Roughly, in working days; the same day is less than a whole one."""
_SPARED = ("mien", "giam", "khong thu")


class LawSubject(StrEnum):
    """The parts of a procedure that are law."""

    LIMIT = "limit"
    CUTOFF = "cutoff"
    FEE = "fee"
    FEE_NOTE = "fee_note"
    RELIEF = "relief"
    EXTENSION = "extension"
    SUPPLEMENT = "supplement"
    RESUME = "resume"
    CASE = "case"
    VALIDITY = "validity"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """One change; ``loss`` when citizens lose by it. ``case`` is the name of the case it is about, if of one.

    ``before`` and ``after`` are the procedures that have it (of that case where there is one).
    """

    subject: LawSubject
    before: Procedure
    after: Procedure
    loss: bool
    case: str = ""


def keep_cutoff(before: TimeLimit | None, after: TimeLimit | None) -> TimeLimit | None:
    """The new limit with the cut-off of the old one where it says none.

    What came after three o'clock counts from the next working day by law (Luật Hộ tịch 60/2014/QH13 Điều 5 khoản 3,
    Nghị định 23/2015/NĐ-CP Điều 7); a list that does not speak of it does not abolish it.
    """
    if after is None or before is None or after.cutoff is not None or before.cutoff is None:
        return after
    return replace(after, cutoff=before.cutoff)


def law_changes(before: Procedure, now: Procedure) -> tuple[LawChange, ...]:
    """Everything in law that differs, the procedure's own first and then case by case."""
    return (*_whole(before, now), *_own(before, now, ""), *_of_cases(before, now))


def _whole(before: Procedure, now: Procedure) -> Iterator[LawChange]:
    """The changes in the procedure itself, outside its cases."""
    told: list[tuple[LawSubject, bool, bool]] = [
        (
            LawSubject.EXTENSION,
            now.extension_wd != before.extension_wd,
            now.extension_wd > before.extension_wd,
        ),
        (
            LawSubject.SUPPLEMENT,
            _waiting(now) != _waiting(before),
            bool(_waiting(now)) and (not _waiting(before) or _waiting(now) < _waiting(before)),
        ),
        (LawSubject.RESUME, now.resume != before.resume, now.resume == "restart"),
        (LawSubject.VALIDITY, _ended(now) != _ended(before), _ended(now)),
    ]
    for subject, changed, loss in told:
        if changed:
            yield LawChange(subject=subject, before=before, after=now, loss=loss)


def _waiting(item: Procedure) -> float:
    """About how many days citizens have to bring what is missing; 0 leaves it to the office."""
    return item.supplement_days * (7 / 5 if item.supplement_working else 1)


def _ended(item: Procedure) -> bool:
    return item.state is ReviewState.INACTIVE or item.valid_to is not None


def _own(before: Procedure, now: Procedure, case: str) -> Iterator[LawChange]:
    """Limit, cut-off and fee of a procedure, or of one of its cases."""
    told = [
        (LawSubject.LIMIT, *_limits(before, now)),
        (LawSubject.CUTOFF, *_cutoffs(before.limit, now.limit)),
        (
            LawSubject.FEE,
            _payable(before.fee) != _payable(now.fee),
            costs_more(before.fee, now.fee),
        ),
        (LawSubject.RELIEF, before.fee.reliefs != now.fee.reliefs, _relieves_less(before, now)),
        (LawSubject.FEE_NOTE, before.fee.note != now.fee.note, _spares_fewer(before.fee, now.fee)),
    ]
    for subject, changed, loss in told:
        if changed:
            yield LawChange(subject=subject, before=before, after=now, loss=loss, case=case)


def _limits(before: Procedure, now: Procedure) -> tuple[bool, bool]:
    old, new = before.limit, now.limit
    if old is None or new is None:
        lost = old is not None or (now.no_due and not before.no_due)
        return (old, before.no_due) != (new, now.no_due), lost
    changed = (old.value, old.unit) != (new.value, new.unit)
    return changed, changed and _days(new) > _days(old)


def _days(limit: TimeLimit) -> float:
    return limit.value * _DAYS_OF[limit.unit]


def _cutoffs(old: TimeLimit | None, new: TimeLimit | None) -> tuple[bool, bool]:
    """Another cut-off is always looked at: an earlier one costs a day, a dropped one is promised and not kept."""
    before, after = (limit.cutoff if limit else None for limit in (old, new))
    changed = before != after and old is not None and new is not None
    return changed, changed


def _payable(fee: Fee) -> tuple[FeeRule, int, int | None]:
    return fee.rule, fee.amount if fee.rule is FeeRule.FIXED else 0, fee.online_amount


def costs_more(old: Fee, new: Fee) -> bool:
    """True if somebody pays more than before, or may: nobody knows any more what."""
    if old.rule is FeeRule.UNKNOWN:
        return False  # nobody was promised an amount
    if FeeRule.CERTIFIED_COPY in (old.rule, new.rule) or new.rule is FeeRule.UNKNOWN:
        return old.rule is not new.rule and new.rule is not FeeRule.NONE
    if None in (new.compute(), old.compute()):
        return old.compute() is not None
    channels = ((old.compute(online=way), new.compute(online=way)) for way in (False, True))
    return any((after or 0) > (before or 0) for before, after in channels)


def _spares_fewer(old: Fee, new: Fee) -> bool:
    """True if words about people the fee is waived or lowered for are gone."""
    words = fold(old.note)
    return any(word in words for word in _SPARED) and words not in fold(new.note)


def _relieves_less(before: Procedure, now: Procedure) -> bool:
    """True if somebody is spared less of the fee than before."""
    after = {item.ground: item.percent for item in now.fee.reliefs}
    return any(after.get(item.ground, 0) < item.percent for item in before.fee.reliefs)


def _of_cases(before: Procedure, now: Procedure) -> Iterator[LawChange]:
    for case in before.cases:
        after = now.case(case.key)
        if after is None:
            yield LawChange(
                subject=LawSubject.CASE, before=before, after=now, loss=True, case=case.name
            )
        elif (case.limit, case.fee) != (after.limit, after.fee):
            yield from _own(_only(before, case), _only(now, after), after.name)


def _only(item: Procedure, case: Case) -> Procedure:
    """The procedure as one of its cases has it."""
    return replace(item.of_case(case.key), cases=())
