"""The choices of citizens who take their own number: the matter they come for, and the papers they say to have."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import PaperItem, Procedure
    from counter_app.domain.catalogue.sectors import Sector

AHEAD = timedelta(minutes=30)
"""So long before the office opens numbers may be taken: people stand at the door then."""
MOST_PAPERS = 60
"""Papers of one procedure that are kept as brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A procedure's code, its case, and the names of papers said to be there; all of it may be empty.

    What citizens ticked is what they say. It certifies nothing: only an officer's tick does.
    """

    procedure: str = ""
    case: str = ""
    brought: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """As the journal has it; missing keys take the defaults."""
        return cls(
            procedure=str(data.get("procedure", "")),
            case=str(data.get("case", "")),
            brought=tuple(str(name) for name in data.get("brought", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A sector and what of it may be asked for, the most asked for first."""

    sector: Sector
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The outlook of whoever drew a number: visitors before, minutes, the moment to be back, if the day may be over.

    ``minutes`` and ``back_at`` are None where they cannot be known.
    """

    ahead: int
    minutes: int | None = None
    back_at: datetime | None = None
    may_be_late: bool = False


class Door(StrEnum):
    """The door of the self-service: numbers may be taken now or not."""

    OPEN = "open"
    EARLY = "early"
    SHUT = "shut"


def door(now: datetime, spans: Sequence[tuple[datetime, datetime]], *, known: bool) -> Door:
    """Numbers are given from ``AHEAD`` before open hours until their end; always where the calendar does not say."""
    if not known or any(start <= now < end for start, end in spans):
        return Door.OPEN
    early = any(start - AHEAD <= now < start for start, _end in spans)
    return Door.EARLY if early else Door.SHUT


def missing_papers(papers: Sequence[PaperItem], brought: Collection[str]) -> tuple[PaperItem, ...]:
    """The required papers that were not said to be there."""
    return tuple(paper for paper in papers if paper.required and paper.name not in brought)


def by_demand(codes: Sequence[str], counts: dict[str, int]) -> list[str]:
    """Codes by how often each was asked for lately, then in the order given."""
    return sorted(codes, key=lambda code: -counts.get(code, 0))
