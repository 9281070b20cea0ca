"""The time each kind of data about people is kept, and the data that is over."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counter_app.domain.promise.due_walk import add_months
from counter_app.law import record as number_told
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kept(StrEnum):
    """The kinds of things that are kept for a time."""

    DOSSIER = "dossier"
    CERTIFICATION = "certification"
    TICKET = "ticket"
    ENQUIRY = "enquiry"
    FOLLOWUP = "followup"
    DRAFT = "draft"
    SELF_SERVICE = "self_service"
    ACCESS = "access"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The time one kind is kept: ``months`` after its end, 0 for ever, None while nobody decided.

    ``must``: a document lays down that nothing of it goes before; ``confirmed``: the office wrote it down, with the
    document or its own decision.
    """

    kind: Kept
    months: int | None = None
    source: str = ""
    must: bool = False
    confirmed: bool = False

    def is_over(self, ended: date, today: date) -> bool:
        """True if what ended on a day was kept long enough."""
        return bool(self.months) and add_months(ended, self.months or 0) <= today

    def holds(self, ended: date, today: date) -> bool:
        """True if a confirmed document says that what ended on a day has to be kept still."""
        return self.must and self.months is not None and not self.is_over(ended, today)


def retention_of(kind: Kept, day: date, own: Mapping[str, Mapping[str, Any]]) -> Retention:
    """The time a kind is kept as of a day: as the office wrote it down from its first day, else as is known here.

    Only of the books of certifications does the program know a document: Nghị định 23/2015/NĐ-CP Điều 14, from memory.
    """
    said = own.get(kind)
    if said and (not said.get("since") or said["since"] <= day.isoformat()):
        return Retention(
            kind=kind,
            months=int(said["months"]),
            source=str(said["source"]),
            must=bool(said.get("must")),
            confirmed=True,
        )
    if kind is Kept.CERTIFICATION:
        shipped = number_told("retention_certification", day)
        return Retention(kind=kind, months=shipped.value, source=shipped.source, must=True)
    return Retention(kind=kind)
