"""The office as its papers name it, and the agency above it that signs some of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.paper.heading import Heading
from counter_app.domain.text import clean
from counter_app.i18n import mark
from counter_app.wording.paper.agencies import AGENCY, agency_name

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings

_UNITS = (
    (mark("Trung tâm Phục vụ hành chính công"), "TTPVHCC"),
    (mark("Bộ phận Tiếp nhận và Trả kết quả"), "BPTNTKQ"),
)
"""The names of the unit (Nghị định 118/2025/NĐ-CP Điều 7), and their short forms in Số, ký hiệu."""
_HEAD = mark("CHỦ TỊCH")


def heading(settings: OfficeSettings) -> Heading:
    """The unit at the counter as its papers name it."""
    return Heading(
        parent=settings.parent,
        unit=_unit_line(settings),
        name=settings.name,
        place=settings.place,
        address=settings.address,
        phone=settings.phone,
        sample=settings.sample,
        training=settings.training,
        symbol=unit_symbol(settings),
        capacity=capacity(settings),
        signer=settings.signer_name,
        leader=settings.unit_leader,
        counter=settings.name,
    )


def authority_heading(settings: OfficeSettings) -> Heading:
    """The agency above the unit, for papers that it issues: a People's Committee stands without one above itself."""
    if not settings.parent.strip():
        return heading(settings)
    return replace(
        heading(settings),
        parent="",
        unit=settings.parent,
        name=agency_name(settings.parent),
        symbol="UBND",
    )


def unit_symbol(settings: OfficeSettings) -> str:
    """``TTPVHCC`` or ``BPTNTKQ``: as it was set, else by the unit's name."""
    if settings.unit_symbol:
        return settings.unit_symbol
    known = _kind_of(settings.name) or _kind_of(settings.unit) or _UNITS[0]
    return known[1]


def capacity(settings: OfficeSettings) -> tuple[str, ...]:
    """The lines above a signature of the agency (Nghị định 30/2020/NĐ-CP Phụ lục I)."""
    agency, head = AGENCY.upper(), _HEAD
    above = {
        "tm": (f"TM. {agency}",),
        "tm-kt": (f"TM. {agency}", f"KT. {head}"),
        "kt": (f"KT. {head}",),
        "tl": (f"TL. {head}",),
        "tuq": (f"TUQ. {head}",),
    }.get(settings.signer_capacity, ())
    return (*above, settings.signer_position.upper() or head)


def _unit_line(settings: OfficeSettings) -> str:
    """The second line of the letterhead; one office goes by one of its two names, the one in its full name."""
    called, line = _kind_of(settings.name), _kind_of(settings.unit)
    whole = line is not None and clean(settings.unit).casefold() == line[0].casefold()
    return called[0].upper() if called and line and whole and called != line else settings.unit


def _kind_of(name: str) -> tuple[str, str] | None:
    folded = clean(name).casefold()
    return next((item for item in _UNITS if folded.startswith(item[0].casefold())), None)
