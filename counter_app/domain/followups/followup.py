"""A citizen's enquiry about a dossier (hỏi về hồ sơ), and how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Self

from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.dossier import PAUSED_STATES, Dossier, State
from counter_app.domain.dossier.facts import CONTENT_LENGTH, NAME_LENGTH
from counter_app.domain.followups.pasted import NOTHING_PASTED, PastedDossier
from counter_app.domain.text import clean, clean_lines, require_short
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass


class Means(StrEnum):
    """The way a citizen asks."""

    COUNTER = "counter"
    TELEPHONE = "telephone"
    PAPER = "paper"


class Standing(StrEnum):
    """The standing of an enquiry at a moment."""

    AT_ONCE = "at_once"
    OPEN = "open"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    VOID = "void"


PASTED_LENGTH = 10_000
"""Letters of all that was copied of one dossier."""
OVER_STATES = frozenset({State.REFUSED, State.WITHDRAWN, State.RETURNED, State.MISTAKEN})
"""Nobody is left to be reminded: what became of it is known at the counter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """An enquiry as the officer writes it: the dossier by its ``code``, or ``pasted`` text of the official system.

    With an ``answer`` the citizen was answered at once; without one a reminder goes to ``office`` or ``officer``
    (login), which are empty for whoever holds the dossier.
    """

    code: str = ""
    pasted: PastedDossier = NOTHING_PASTED
    means: Means = Means.COUNTER
    asker: str = ""
    phone: str = ""
    asked: str = ""
    answer: str = ""
    office: str = ""
    officer: str = ""

    def cleaned(self) -> Self:
        """The same with clean texts. Errors: RuleError naming the field that is empty or too long."""
        whole = replace(
            self,
            code=clean(self.code),
            asker=clean(self.asker),
            phone=clean(self.phone),
            asked=clean_lines(self.asked),
            answer=clean_lines(self.answer),
            office=clean(self.office),
            officer=clean(self.officer),
        )
        require_said(whole)
        for name in ("asker", "phone", "asked", "answer", "office"):
            most = CONTENT_LENGTH if name in ("asked", "answer") else NAME_LENGTH
            require_short(name, getattr(whole, name), most)
        require_short("pasted", str(whole.pasted.to_dict()), PASTED_LENGTH)
        return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One enquiry. ``dossier`` and ``code`` are None and empty where the dossier is only in the official system.

    ``answer_due`` is None for what was answered at once. ``recorded_at`` is when the answer was written down,
    ``answered_at`` when it was given; ``told_at`` when the citizen had it.
    """

    id: int
    at: datetime
    officer: str
    means: Means
    asker: str
    phone: str
    asked: str
    times: int
    dossier: int | None = None
    code: str = ""
    official_code: str = ""
    sector: str = ""
    pasted: PastedDossier = NOTHING_PASTED
    reminder: int = 0
    sent_office: str = ""
    sent_officer: str = ""
    answer_due: datetime | None = None
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    recorded_at: datetime | None = None
    recorder: str = ""
    told_at: datetime | None = None
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def shown_code(self) -> str:
        """The code it is known by here, else in the official system; empty when nobody knew it."""
        return self.code or self.official_code

    @property
    def subject(self) -> str:
        """The subject of its later events and its paper."""
        return self.code or subject_of(self.id)

    def standing(self, now: datetime) -> Standing:
        """Its standing at a moment, by what was written down until then."""
        if self.voided_at is not None and self.voided_at <= now:
            return Standing.VOID
        if self.answer_due is None:
            return Standing.AT_ONCE
        known = self.recorded_at is not None and self.recorded_at <= now
        if not known or self.answered_at is None:
            return Standing.OVERDUE if now > self.answer_due else Standing.OPEN
        return Standing.LATE if self.answered_at > self.answer_due else Standing.IN_TIME

    def waits(self) -> bool:
        """True if somebody still has to answer it."""
        return self.answer_due is not None and self.answered_at is None and self.voided_at is None


def end_of(day: date) -> datetime:
    """The moment at which a day that is over is judged."""
    return datetime.combine(day, time(23, 59, 59), LOCAL)


def subject_of(followup: int | str) -> str:
    """The subject of what happens to an enquiry about a dossier that is not here; it began under its day (ISO)."""
    return f"followup:{followup}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The way a dossier stood to its promise when it was asked about; ``days`` late in calendar days, 0 for none."""

    promised_at: datetime | None = None
    days: int = 0
    paused: bool = False

    @classmethod
    def of(cls, dossier: Dossier, now: datetime) -> Self:
        """The standing of a dossier now; while its clock stands, or once its result is there, nothing is late."""
        promised = dossier.promised_at
        paused = dossier.state in PAUSED_STATES
        ended = dossier.finished_at.date() if dossier.finished_at else now.date()
        days = (ended - promised.date()).days if promised and not paused else 0
        return cls(promised_at=promised, days=max(days, 0), paused=paused)


ON_TIME = Lateness()


def require_said(asking: Asking) -> None:
    """Errors: RuleError (rule "asker", "asked", "dossier") for what nothing says."""
    if not asking.asker and not asking.phone:
        raise RuleError(
            _("Chưa ghi ai hỏi. Ghi họ tên hoặc số điện thoại của công dân."),
            field="asker",
            rule="asker",
        )
    if not asking.asked:
        raise RuleError(
            _("Chưa ghi công dân hỏi gì. Ghi một câu ngắn."), field="asked", rule="asked"
        )
    if not asking.code and not asking.pasted.names_one:
        raise RuleError(
            _(
                "Chưa rõ hồ sơ nào. Ghi mã hồ sơ, hoặc dán thông tin của hệ thống chính thức "
                "có mã hồ sơ hoặc người nộp."
            ),
            field="code",
            rule="dossier",
        )
