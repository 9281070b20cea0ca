"""Sectors and procedures: what can be asked for, with which papers, in what time, at what fee."""

from __future__ import annotations

from counter_app.domain.catalogue.procedure import (
    Case,
    PaperItem,
    PaperKind,
    Procedure,
    ProcessStep,
    ReviewState,
)
from counter_app.domain.fees.fee import Fee, FeeRule, certified_copy_fee
from counter_app.values import dataclass

__all__ = [
    "Case",
    "Fee",
    "FeeRule",
    "PaperItem",
    "PaperKind",
    "Procedure",
    "ProcessStep",
    "QueueGroup",
    "ReviewState",
    "Sector",
    "certified_copy_fee",
]


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
