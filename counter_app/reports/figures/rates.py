"""Rates with their formula and their n: an empty denominator is a dash, never 100 %."""

from __future__ import annotations

from counter_app.i18n import _
from counter_app.wording.paper.amounts import grouped

DASH = "–"


def tenths(part: int, whole: int) -> int | None:
    """Tenths of a percent, rounded half up: 1000 only for all, 0 only for none; None for an empty denominator."""
    if whole == 0:
        return None
    rounded = (2000 * part + whole) // (2 * whole)
    return min(max(rounded, 1), 999) if 0 < part < whole else rounded


def percent_cell(part: int, whole: int) -> float | str:
    """A table's cell: percent with one decimal, or a dash."""
    found = tenths(part, whole)
    return DASH if found is None else found / 10


def percent_text(part: int, whole: int) -> str:
    """``95,5%`` or a dash."""
    found = tenths(part, whole)
    return DASH if found is None else f"{grouped(found / 10)}%"


def rate_note(name: str, formula: str, part: int, whole: int) -> str:
    """``Tỷ lệ …: (8) / (7) = 19/20 = 95% (tính trên 20 hồ sơ).``"""
    return _("{name}: {formula} = {part}/{whole} = {percent} (tính trên {whole} hồ sơ).").format(
        name=name,
        formula=formula,
        part=grouped(part),
        whole=grouped(whole),
        percent=percent_text(part, whole),
    )
