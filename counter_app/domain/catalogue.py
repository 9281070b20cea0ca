"""Sectors and procedures: what can be asked for, with which papers, in what time, at what fee."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.limits import TimeLimit
from counter_app.domain.text import fold, initials

CERTIFIED_FIRST_PAGES = 2
CERTIFIED_FIRST_RATE = 2_000
CERTIFIED_NEXT_RATE = 1_000
CERTIFIED_CEILING = 200_000


class PaperKind(StrEnum):
    """In which form a paper is handed in; ``SHOW`` is looked at and given back at once."""

    ORIGINAL = "original"
    COPY = "copy"
    CERTIFIED = "certified"
    SHOW = "show"


class FeeRule(StrEnum):
    """How the fee is found; ``UNKNOWN`` waits for the province's resolution and is typed by the officer."""

    NONE = "none"
    FIXED = "fixed"
    CERTIFIED_COPY = "certified_copy"
    UNKNOWN = "unknown"


class ReviewState(StrEnum):
    """Whether the commune has checked the row against its province's announcement."""

    CONFIRMED = "confirmed"
    NEEDS_CONFIRMATION = "needs_confirmation"
    INACTIVE = "inactive"


def certified_copy_fee(pages: int, copies: int = 1) -> int:
    """Fee in đồng of certifying ``copies`` copies of an original of ``pages`` pages.

    2.000 đ for each of the first two pages, 1.000 đ from the third, at most 200.000 đ a copy
    (Thông tư 226/2016/TT-BTC Điều 4). Errors: ValueError for fewer than one page or copy.
    """
    if pages < 1 or copies < 1:
        raise ValueError("pages and copies start at 1")
    first = min(pages, CERTIFIED_FIRST_PAGES) * CERTIFIED_FIRST_RATE
    rest = max(pages - CERTIFIED_FIRST_PAGES, 0) * CERTIFIED_NEXT_RATE
    return min(first + rest, CERTIFIED_CEILING) * copies


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueGroup:
    """Sectors that share one line of waiting people; ``letter`` begins its ticket numbers."""

    letter: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A group of procedures (lĩnh vực) and the queue it is served from."""

    key: str
    name: str
    queue: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """One line of a paper checklist: as required by a procedure, or as handed in with a dossier."""

    name: str
    kind: PaperKind = PaperKind.ORIGINAL
    quantity: int = 1
    required: bool = True

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "quantity": self.quantity,
            "required": self.required,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults."""
        return cls(
            name=str(data["name"]),
            kind=PaperKind(data.get("kind", "original")),
            quantity=int(data.get("quantity", 1)),
            required=bool(data.get("required", True)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee rule; ``amount`` in đồng per ``unit``."""

    rule: FeeRule = FeeRule.UNKNOWN
    amount: int = 0
    unit: str = ""
    note: str = ""

    def compute(self, *, pages: int = 1, copies: int = 1) -> int | None:
        """The amount in đồng, or None when the officer must type it."""
        match self.rule:
            case FeeRule.NONE:
                return 0
            case FeeRule.FIXED:
                return self.amount * copies
            case FeeRule.CERTIFIED_COPY:
                return certified_copy_fee(pages, copies)
            case FeeRule.UNKNOWN:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One version of a procedure (TTHC); chosen by the date of reception."""

    code: str
    name: str
    sector: str
    limit: TimeLimit | None
    fee: Fee = field(default_factory=Fee)
    papers: tuple[PaperItem, ...] = ()
    sets: int = 1
    result: str = ""
    legal_basis: str = ""
    resolver: str = ""
    synonyms: tuple[str, ...] = ()
    extension_wd: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    mark: str = ""
    note: str = ""
    state: ReviewState = ReviewState.NEEDS_CONFIRMATION

    def valid_on(self, day: date) -> bool:
        """Whether this version may be used for a dossier received on ``day``."""
        if self.state is ReviewState.INACTIVE:
            return False
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, the one of ``resources/catalogue``."""
        return {
            "code": self.code,
            "name": self.name,
            "sector": self.sector,
            "limit": self.limit.to_dict() if self.limit else None,
            "fee": {
                "rule": self.fee.rule.value,
                "amount": self.fee.amount,
                "unit": self.fee.unit,
                "note": self.fee.note,
            },
            "papers": [paper.to_dict() for paper in self.papers],
            "sets": self.sets,
            "result": self.result,
            "legal_basis": self.legal_basis,
            "resolver": self.resolver,
            "synonyms": list(self.synonyms),
            "extension_wd": self.extension_wd,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "source": self.source,
            "mark": self.mark,
            "note": self.note,
            "state": self.state.value,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError/ValueError for a malformed record."""
        fee = data.get("fee") or {}
        limit = data.get("limit")
        return cls(
            code=data["code"],
            name=data["name"],
            sector=data["sector"],
            limit=TimeLimit.from_dict(limit) if limit else None,
            fee=Fee(
                rule=FeeRule(fee.get("rule", "unknown")),
                amount=int(fee.get("amount") or 0),
                unit=fee.get("unit", ""),
                note=fee.get("note", ""),
            ),
            papers=tuple(PaperItem.from_dict(paper) for paper in data.get("papers", ())),
            sets=int(data.get("sets", 1)),
            result=data.get("result", ""),
            legal_basis=data.get("legal_basis", ""),
            resolver=data.get("resolver", ""),
            synonyms=tuple(data.get("synonyms", ())),
            extension_wd=int(data.get("extension_wd", 0)),
            valid_from=_day(data.get("valid_from")),
            valid_to=_day(data.get("valid_to")),
            source=data.get("source", ""),
            mark=data.get("mark", ""),
            note=data.get("note", ""),
            state=ReviewState(data.get("state", "needs_confirmation")),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def match_rank(procedure: Procedure, query: str) -> int | None:
    """How well ``query`` names the procedure: 0 is best, None is no match.

    Code (any part), initials ("dkks"), a staff synonym, or folded words in any order.
    """
    wanted = fold(query)
    if not wanted:
        return 9
    typed = query.strip()
    if typed.replace(".", "").isdecimal() and typed in procedure.code:
        return 0
    name = fold(procedure.name)
    letters = initials(procedure.name)
    compact = wanted.replace(" ", "")
    if wanted in {fold(synonym) for synonym in procedure.synonyms} or letters == compact:
        return 1
    if name.startswith(wanted) or letters.startswith(compact):
        return 2
    if wanted in name:
        return 3
    haystack = " ".join([name, *map(fold, procedure.synonyms)]).split()
    if all(any(word.startswith(part) for word in haystack) for part in wanted.split()):
        return 4
    return 5 if len(compact) > 2 and compact in letters else None
