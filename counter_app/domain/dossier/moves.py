"""The moves of a dossier: the state machine of receiving and returning (Nghị định 118/2025/NĐ-CP Điều 17–22).

Status codes and moves are those of the national portal: 1→2,3,5 · 2→4,5,6,7,8,9 · 4→5,6,7,8,9 · 5→2,4,7,8 · 6→4,7,8 ·
8→4,7 · 9→10. A mistaken move is taken back by ``REVERT``, a dossier that should never have been entered ends with
``MISTAKE``: new events like all others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from counter_app.domain.dossier.allowed_times import supplements_allowed
from counter_app.domain.dossier.dossier import OPEN_STATES, PAUSED_STATES, Dossier, Result, State
from counter_app.domain.text import clean, clean_lines, require_short
from counter_app.errors import RuleError
from counter_app.i18n import _


class Act(StrEnum):
    """The acts of staff on a dossier after it was handed in."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    HAND = "hand"
    SUPPLEMENT = "supplement"
    FINANCIAL = "financial"
    STOP = "stop"
    RESUME = "resume"
    FINISH = "finish"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    RETURN = "return"
    REVERT = "revert"
    MISTAKE = "mistake"


_WORKING = frozenset({State.RECEIVED, State.PROCESSING})
MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.ACCEPT: (frozenset({State.REGISTERED, State.SUPPLEMENT}), State.RECEIVED),
    Act.REFUSE: (frozenset({State.REGISTERED}), State.REFUSED),
    Act.HAND: (_WORKING, State.PROCESSING),
    Act.SUPPLEMENT: (_WORKING | {State.REGISTERED, State.SUPPLEMENT}, State.SUPPLEMENT),
    Act.FINANCIAL: (_WORKING, State.FINANCIAL),
    Act.STOP: (_WORKING | {State.SUPPLEMENT, State.FINANCIAL}, State.STOPPED),
    Act.RESUME: (PAUSED_STATES, State.PROCESSING),
    Act.FINISH: (_WORKING, State.FINISHED),
    Act.WITHDRAW: (OPEN_STATES, State.WITHDRAWN),
    Act.CLOSE: (frozenset({State.SUPPLEMENT, State.STOPPED}), State.WITHDRAWN),
    Act.RETURN: (frozenset({State.FINISHED}), State.RETURNED),
    Act.MISTAKE: (OPEN_STATES | {State.REGISTERED, State.FINISHED}, State.MISTAKEN),
}
"""Act → states it may start from, and the state it leads to; ``REVERT`` leads back to the state before.

A dossier that was not accepted may be asked for more while it already waits: the citizen came back, it still lacks.
"""

FACT_LENGTH = 500
REASON_LENGTH = 4_000
"""Characters of a result's abstract, signer or agency; more is cut."""
REASON_DUE = frozenset(
    {
        Act.REFUSE,
        Act.SUPPLEMENT,
        Act.FINANCIAL,
        Act.STOP,
        Act.WITHDRAW,
        Act.CLOSE,
        Act.REVERT,
        Act.MISTAKE,
    }
)
UNACCEPTED_ACTS = frozenset(
    {Act.ACCEPT, Act.REFUSE, Act.SUPPLEMENT, Act.WITHDRAW, Act.CLOSE, Act.MISTAKE}
)
"""The acts that are open while a dossier stands at the counter and was not accepted yet."""
REVERTIBLE = frozenset(State) - {State.REGISTERED, State.RECEIVED}
"""States a mistaken move may have led to; a return that was written down and never happened is one of them."""


def target_state(state: State, act: Act, *, accepted: bool = True) -> State | None:
    """The state ``act`` leads to from ``state``; None when it is not allowed. ``REVERT`` is told by its event alone."""
    if act is Act.REVERT:
        return None
    allowed, target = MOVES[act]
    if state not in allowed or (not accepted and act not in UNACCEPTED_ACTS):
        return None
    if accepted and (state is State.REGISTERED or act in {Act.ACCEPT, Act.REFUSE}):
        return None
    if accepted and state is State.SUPPLEMENT and act is Act.SUPPLEMENT:
        return None
    return target


def require_move(state: State, act: Act, *, reason: str = "", accepted: bool = True) -> State:
    """The state that ``act`` leads to.

    Errors: RuleError (rule "move") when the state does not allow it, (rule "reason") when a reason is missing.
    """
    target = target_state(state, act, accepted=accepted)
    if target is None:
        raise RuleError(
            _(
                "Hồ sơ đang ở trạng thái khác nên không thực hiện được. Mở lại hồ sơ để xem thao tác cho phép."
            ),
            rule="move",
        )
    require_reason(act, reason)
    return target


def require_reason(act: Act, reason: str) -> None:
    """Errors: RuleError (field and rule "reason") when ``act`` needs a reason and there is none."""
    if act in REASON_DUE and not reason.strip():
        raise RuleError(_("Chưa có lý do. Ghi lý do rồi lưu lại."), field="reason", rule="reason")


def acts_from(state: State, *, accepted: bool = True) -> tuple[Act, ...]:
    """The acts that ``state`` allows, in the order they are offered."""
    return tuple(
        act for act in MOVES if target_state(state, act, accepted=accepted) is not None
    ) + ((Act.REVERT,) if state in REVERTIBLE else ())


def require_moment(dossier: Dossier, at: datetime, *, now: datetime, sealed: date | None) -> None:
    """Requires that an act may be written down as done at ``at``.

    Errors: RuleError (field "at"): rule "moment_future", "moment_before" (the act it follows), "sealed_day" (a day
    that was closed or reported keeps its figures).
    """
    if at > now:
        raise RuleError(
            _("Thời điểm này chưa tới. Ghi đúng thời điểm đã thực hiện."),
            field="at",
            rule="moment_future",
        )
    if dossier.state_at is not None and at < dossier.state_at:
        raise RuleError(
            _("Thời điểm này trước một thao tác đã ghi của hồ sơ. Chọn thời điểm muộn hơn."),
            field="at",
            rule="moment_before",
        )
    if sealed is not None and at.date() <= sealed and at.date() < now.date():
        raise RuleError(
            _(
                "Ngày {day:%d/%m/%Y} đã chốt sổ hoặc đã báo cáo nên không ghi lùi được. Ghi vào hôm nay kèm ghi chú."
            ).format(day=at.date()),
            field="at",
            rule="sealed_day",
        )


def needs_leader(dossier: Dossier, act: Act, day: date) -> bool:
    """True if a move is one more request for papers than the law lets an officer make, as of ``day``."""
    return act is Act.SUPPLEMENT and dossier.supplements >= supplements_allowed(day)


def require_leader(leader: str, day: date) -> None:
    """Errors: RuleError (rule "supplement_once") unless a leader allows one more request for papers."""
    if not leader:
        raise RuleError(
            _(
                "Mỗi hồ sơ chỉ được yêu cầu bổ sung {count} lần. Nếu thật cần, nhờ lãnh đạo duyệt ngoại lệ kèm lý do."
            ).format(count=supplements_allowed(day)),
            rule="supplement_once",
        )


def require_until(until: date, at: datetime) -> None:
    """Errors: RuleError (field "until", rule "until_before") for a last day before the request itself."""
    if until < at.date():
        raise RuleError(
            _("Hạn bổ sung phải từ ngày yêu cầu trở đi. Chọn ngày muộn hơn."),
            field="until",
            rule="until_before",
        )


def require_lapsed(dossier: Dossier, waited: date) -> None:
    """Requires that a wait for papers is over: it ended before ``waited``, the earliest one that is not over yet.

    Errors: RuleError (rule "not_lapsed"): until then the citizen may bring them, or withdraw.
    """
    until = dossier.supplement_until
    if until is not None and until >= waited:
        raise RuleError(
            _(
                "Hồ sơ {code} chưa hết hạn bổ sung {day:%d/%m/%Y}, chưa kết thúc được. "
                "Nếu công dân xin thôi, ghi rút hồ sơ."
            ).format(code=dossier.code, day=until),
            rule="not_lapsed",
        )


def cleaned_facts(facts: Result) -> Result:
    """The facts of a result in NFC. Errors: RuleError naming the field of one that is too long."""
    return replace(
        facts,
        abstract=whole(clean_lines(facts.abstract), "abstract", FACT_LENGTH),
        signed_on=clean(facts.signed_on),
        signer=whole(clean(facts.signer), "signer", FACT_LENGTH),
        agency=whole(clean(facts.agency), "agency", FACT_LENGTH),
    )


def cleaned_reason(text: str) -> str:
    """A reason in NFC, its lines kept. Errors: RuleError (field "reason") for one longer than a paper bears."""
    return whole(clean_lines(text), "reason", REASON_LENGTH)


def whole(text: str, field: str, most: int) -> str:
    """The text itself: what is said on paper is never cut. Errors: RuleError (rule "length") when it is too long."""
    require_short(field, text, most)
    return text


def require_signed(facts: Result, at: datetime) -> None:
    """Errors: RuleError (field "signed_on") for a signing day that is no day, or comes after the result was there."""
    if not facts.signed_on:
        return
    try:
        day = date.fromisoformat(facts.signed_on)
    except ValueError as error:
        raise RuleError(
            _("Ngày ký không đọc được. Ghi như 05/02/2026."), field="signed_on", rule="signed_on"
        ) from error
    if day > at.date():
        raise RuleError(
            _("Ngày ký muộn hơn ngày có kết quả. Kiểm tra lại ngày ký."),
            field="signed_on",
            rule="signed_on",
        )
