"""The office as its papers name it."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Heading
from counter_app.settings import OfficeSettings


def heading(settings: OfficeSettings) -> Heading:
    """The office as its papers name it."""
    return Heading(
        parent=settings.parent,
        unit=settings.unit,
        name=settings.name,
        place=settings.place,
        address=settings.address,
        phone=settings.phone,
        sample=settings.sample,
    )
