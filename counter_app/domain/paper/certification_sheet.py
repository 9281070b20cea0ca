"""The content of papers of certifications: the note of a visit's fees, a month of a book, the page that locks it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.certification.books import Certification
    from counter_app.domain.paper.heading import Heading
    from counter_app.domain.paper.report_table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationNoteSheet:
    """Phiếu thu nội bộ of one visit; ``paid`` in đồng, ``receipt_no`` of the official receipt, if there is one.

    ``signer`` says who signs and by which document, where that was kept.
    """

    heading: Heading
    procedure: str
    lines: Sequence[Certification]
    paid: int
    receipt_no: str
    officer_name: str
    signer: str = ""

    @property
    def fee(self) -> int:
        """The sum of the fees of the numbers that are not void, in đồng."""
        return sum(item.fee for item in self.lines if item.voided_at is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSheet:
    """A month of a book of certifications, to be bound with the others of its year.

    ``numbers`` and ``volumes`` in words; ``first_page`` goes on from the month before; ``notes`` end the month: how
    many, what is void, missing or corrected after an earlier month was printed. ``part`` above 1: after the lock.
    """

    heading: Heading
    name: str
    year: int
    month: int
    day: date
    first_page: int
    numbers: str
    volumes: str
    table: Table
    notes: tuple[str, ...]
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LockSheet:
    """The page that locks a year's book: its number, what the book holds, who signs (Nghị định 23/2015 Điều 13)."""

    heading: Heading
    name: str
    year: int
    day: date
    page: int
    entries: int
    lines: tuple[str, ...]
    signature: tuple[str, ...]
    signer_name: str
    officer_name: str
