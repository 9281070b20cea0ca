"""What the internal note of a visit's certification fees says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.domain.certification.books import Certification
from counter_app.domain.paper.receipt_sheets import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationNoteSheet:
    """Phiếu thu nội bộ of one visit; ``paid`` in đồng, ``receipt_no`` of the official receipt, if there is one."""

    heading: Heading
    procedure: str
    lines: Sequence[Certification]
    paid: int
    receipt_no: str
    officer_name: str

    @property
    def fee(self) -> int:
        """What the numbers that are not void cost together, in đồng."""
        return sum(item.fee for item in self.lines if item.voided_at is None)
