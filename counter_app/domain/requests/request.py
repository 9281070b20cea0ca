"""A citizen's request about his own data (yêu cầu về dữ liệu cá nhân), and how it stands.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Nghị định 356/2025/NĐ-CP.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.dossier.facts import CONTENT_LENGTH, NAME_LENGTH
from counter_app.domain.person.name import without_titles
from counter_app.domain.person.number_keys import document_key
from counter_app.domain.text import clean, clean_lines, exact_key, require_short
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

SERIES = "request"
"""The series that numbers requests, begun anew each year."""


class Wish(StrEnum):
    """The kinds of requests."""

    SEE = "see"
    CORRECT = "correct"
    ERASE = "erase"
    RESTRICT = "restrict"
    WITHDRAW = "withdraw"
    COPY = "copy"


class Proof(StrEnum):
    """The way it was proved who asks."""

    CARD = "card"
    VNEID = "vneid"
    AUTHORISED = "authorised"
    CERTIFIED_LETTER = "certified_letter"


class Outcome(StrEnum):
    """The way a request was answered."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why a request was not granted, or only partly."""

    IN_HAND = "in_hand"
    KEPT_BY_LAW = "kept_by_law"
    ORIGINALS = "originals"
    NOT_PROVED = "not_proved"
    OF_ANOTHER = "of_another"
    NOT_HERE = "not_here"
    ANSWERED_BEFORE = "answered_before"
    OTHER = "other"


class Standing(StrEnum):
    """The standing of a request at a moment."""

    OPEN = "open"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """The rule a due moment was counted by: a limit as the catalogue writes it, its document.

    ``confirmed``: the office wrote the limit down with its document; else it is the program's, not confirmed.
    ``by_clock``: the year was not confirmed, so that only the clock was asked.
    """

    limit: str
    source: str
    confirmed: bool = False
    by_clock: bool = False

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe."""
        return {
            "limit": self.limit,
            "source": self.source,
            "confirmed": self.confirmed,
            "by_clock": self.by_clock,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Requesting:
    """A request as the officer writes it: who asks (``asker``), for what, about whose data (``name``, ``id_no``).

    Empty ``name``: the asker's own. ``codes`` are the dossiers it is about, none: everything the office holds.
    ``proof`` names the paper that proved who asks. ``handler`` (login) answers it, empty: whoever writes it down.
    """

    wish: Wish
    asker: str
    proved_by: Proof
    proof: str
    phone: str = ""
    name: str = ""
    id_no: str = ""
    asked: str = ""
    codes: tuple[str, ...] = ()
    handler: str = ""

    def cleaned(self) -> Self:
        """The same with clean texts. Errors: RuleError naming the field that is empty or too long."""
        asker = clean(self.asker)
        whole = replace(
            self,
            asker=asker,
            proof=clean(self.proof),
            phone=clean(self.phone),
            name=clean(self.name) or asker,
            id_no=clean(self.id_no),
            asked=clean_lines(self.asked),
            codes=tuple(dict.fromkeys(filter(None, map(clean, self.codes)))),
            handler=clean(self.handler),
        )
        require_told(whole)
        for name in ("asker", "proof", "phone", "name", "id_no", "asked"):
            most = CONTENT_LENGTH if name in ("asked", "proof") else NAME_LENGTH
            require_short(name, getattr(whole, name), most)
        return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest:
    """One request. ``answered_at`` is when it was answered, ``recorded_at`` when that was written down."""

    id: int
    number: int
    year: str
    at: datetime
    officer: str
    wish: Wish
    asker: str
    phone: str
    proved_by: Proof
    proof: str
    name: str
    id_no: str
    asked: str
    dossiers: tuple[int, ...]
    answer_due: datetime
    rule: DueRule
    handler: str
    outcome: Outcome | None = None
    ground: Ground | None = None
    reason: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    recorded_at: datetime | None = None
    recorder: str = ""
    handed_out_at: datetime | None = None
    voided_at: datetime | None = None
    void_reason: str = ""
    codes: tuple[str, ...] = field(default=())

    @property
    def shown_number(self) -> str:
        """Its number as it stands on paper, ``3/2026``."""
        return f"{self.number}/{self.year}"

    @property
    def subject(self) -> str:
        """The subject of its events and papers."""
        return subject_of(self.year, self.number)

    def standing(self, now: datetime) -> Standing:
        """Its standing at a moment, by what was written down until then."""
        if self.voided_at is not None and self.voided_at <= now:
            return Standing.VOID
        known = self.recorded_at is not None and self.recorded_at <= now
        if not known or self.answered_at is None:
            return Standing.OVERDUE if now > self.answer_due else Standing.OPEN
        return Standing.LATE if self.answered_at > self.answer_due else Standing.IN_TIME

    def waits(self) -> bool:
        """True if it still has to be answered."""
        return self.answered_at is None and self.voided_at is None


def subject_of(year: str, number: int) -> str:
    """The subject of the events of a request."""
    return f"request:{year}-{number}"


def require_told(asking: Requesting) -> None:
    """Errors: RuleError (rule "asker", "proof", "whose") for what nothing says."""
    if not asking.asker:
        raise RuleError(
            _("Chưa ghi ai yêu cầu. Ghi họ tên của công dân."), field="asker", rule="asker"
        )
    if not asking.proof:
        raise _unproved()
    if not asking.id_no and not asking.codes:
        raise RuleError(
            _(
                "Chưa rõ dữ liệu của ai: tên có thể trùng. Ghi số giấy tờ của người có dữ liệu, hoặc mã hồ sơ."
            ),
            field="id_no",
            rule="whose",
        )


def require_proved(asking: Requesting, day: date) -> None:
    """Requires that what was seen proves who asks, and that the data are theirs to ask for.

    Data of somebody else are asked for by a paper of authority or of law (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
    Errors: RuleError (rule "proof", "whose").
    """
    from counter_app.domain.dossier.authority_words import (
        names_identity,
        require_authority,
        require_in_force,
    )

    if asking.proved_by is Proof.AUTHORISED:
        require_authority(asking.proof, day, field="proof", rule="proof")
        return
    if asking.proved_by is Proof.CARD and not names_identity(asking.proof):
        raise _unproved()
    require_in_force(asking.proof, day, field="proof", rule="proof")
    named = {exact_key(without_titles(name)[-1]) for name in (asking.asker, asking.name)}
    if len(named) > 1 and not _seen(asking.id_no, asking.proof):
        raise RuleError(
            _(
                "{asker} hỏi dữ liệu của {name}. Chọn xác minh bằng văn bản ủy quyền, đại diện rồi ghi số, ngày của"
                " giấy."
            ).format(asker=asking.asker, name=asking.name),
            field="name",
            rule="whose",
        )


def _seen(number: str, proof: str) -> bool:
    """True if the paper that was shown bears the number of the person: the name in the book may be the wrong one."""
    key = document_key(number)
    return bool(key) and key in document_key(proof)


def _unproved() -> RuleError:
    return RuleError(
        _("Chưa ghi đã xác minh người yêu cầu bằng giấy tờ nào. Xem giấy tờ rồi ghi loại và số."),
        field="proof",
        rule="proof",
    )


def require_ground(outcome: Outcome, ground: Ground | None, reason: str) -> None:
    """Errors: RuleError (rule "ground", "reason") for what is not granted whole without a ground and its words."""
    if outcome is Outcome.GRANTED:
        return
    if ground is None:
        raise RuleError(
            _("Chưa chọn căn cứ không thực hiện hết. Chọn một căn cứ trong danh sách."),
            field="ground",
            rule="ground",
        )
    if not reason:
        raise RuleError(
            _("Chưa ghi rõ căn cứ. Ghi văn bản, điều khoản hoặc lý do cụ thể."),
            field="reason",
            rule="reason",
        )
