"""The decisions of people about a journal as a whole: who, why, and the decisions that exchange nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.settlements import Settlement
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock

LONGEST_REASON, LONGEST_NAMES = 1_000, 300
"""Letters; of two people's names together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The person who decides, the journal, and the reason; ``journal`` is its 16 digits."""

    journal: str
    by: str
    reason: str

    def cleaned(self) -> Decision:
        """The same with clean texts. Errors: RuleError when one is missing or too long."""
        by, reason = cleaned_words(self.by, self.reason)
        return Decision(journal=self.journal, by=by, reason=reason)


def cleaned_words(by: str, reason: str) -> tuple[str, str]:
    """The person and the reason as clean texts. Errors: RuleError when one is missing or too long."""
    by, reason = clean(by), clean(reason)
    if not by:
        raise RuleError(_("Chưa ghi người quyết định. Ghi họ tên rồi làm lại."), field="by")
    if not reason:
        raise RuleError(_("Chưa ghi lý do. Ghi lý do rồi làm lại."), field="reason")
    if len(by) > LONGEST_NAMES or len(reason) > LONGEST_REASON:
        raise RuleError(_("Tên hoặc lý do quá dài. Rút gọn lại."), field="reason")
    return by, reason


def let_dates_pass(folder: Path, decision: Decision, until: date, clock: Clock) -> Settlement:
    """Take entries dated up to ``until`` although that day is to come: the office's clock was wrong, its acts are not.

    Said again, it gives the decision that stands. Errors: RuleError, StoreError.
    """
    return _written(folder, decision, "dates", clock, until.isoformat())


def close_journal(folder: Path, decision: Decision, clock: Clock) -> Settlement:
    """Take nothing more of a journal; what is held of it stays and is counted.

    Said again, it gives the decision that stands. Errors: RuleError, StoreError.
    """
    return _written(folder, decision, "close", clock)


def open_journal(folder: Path, decision: Decision, clock: Clock) -> Settlement:
    """Take a journal that was closed again. Errors: RuleError for one that is not closed, StoreError."""
    with Arrivals(folder) as arrivals:
        last = arrivals.settlements.last(decision.journal, "close", "open")
    if last is None:
        raise RuleError(
            _("Nhật ký {journal} không đóng. Xem lại bằng superior list.").format(
                journal=decision.journal
            ),
            field="journal",
        )
    return _written(folder, decision, "open", clock)


_OPPOSITES = {"close": ("close", "open"), "open": ("close", "open"), "dates": ("dates",)}


def _written(
    folder: Path, decision: Decision, word: str, clock: Clock, until: str = ""
) -> Settlement:
    decision = decision.cleaned()
    settlement = Settlement(
        at=clock.now(),
        journal=decision.journal,
        decision=word,
        by=decision.by,
        reason=decision.reason,
        cut=0,
        ours_seq=0,
        ours_head="",
        theirs_seq=0,
        theirs_head="",
        until=until,
    )
    with Arrivals(folder) as arrivals, arrivals.alone():
        before = arrivals.settlements.last(decision.journal, *_OPPOSITES[word])
        if before and replace(before, at=settlement.at) == settlement:
            return before
        with arrivals.together():
            return arrivals.settlements.of(arrivals.settlements.add(settlement))
