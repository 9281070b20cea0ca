"""Posting procedures on the office's wall and screen (niêm yết): what hangs there, and when it was last looked at."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One look at a posted version: ``accurate`` as the announcement says it, ``online`` also on the portal or site."""

    code: str
    valid_from: date | None
    checked_at: datetime
    officer: str
    place: str = ""
    accurate: bool = True
    online: bool = False
    note: str = ""


class PostingState(StrEnum):
    """The standing of the posting of a version today."""

    NEVER = "never"
    WRONG = "wrong"
    LATE = "late"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    """A version in force, which has to be posted, with its latest check; ``days`` since then, None for never."""

    procedure: Procedure
    posting: Posting | None
    state: PostingState
    days: int | None


def posting_row(
    procedure: Procedure, posting: Posting | None, today: date, most_days: int
) -> PostingRow:
    """The standing of a version; more than ``most_days`` since the last look is late."""
    if posting is None:
        return PostingRow(procedure=procedure, posting=None, state=PostingState.NEVER, days=None)
    days = (today - local_date(posting.checked_at)).days
    state = PostingState.GOOD if days <= most_days else PostingState.LATE
    if not posting.accurate:
        state = PostingState.WRONG
    return PostingRow(procedure=procedure, posting=posting, state=state, days=days)
