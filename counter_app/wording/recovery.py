"""How the recovery sheet of the leaders stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from counter_app.i18n import _
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from datetime import date


class Standing(Protocol):
    """The last sheet: its number, the day it was made (None for none ever), whether it still opens."""

    @property
    def number(self) -> int:
        """Counted from 1."""
        ...

    @property
    def made(self) -> date | None:
        """When."""
        ...

    @property
    def valid(self) -> bool:
        """Whether its words open."""
        ...


def sheet_text(sheet: Standing) -> str:
    """In one sentence."""
    if sheet.made is None:
        return _("Chưa lập phiếu khôi phục nào.")
    facts = {"number": sheet.number, "day": short_date(sheet.made)}
    if sheet.valid:
        return _("Phiếu khôi phục số {number}, lập ngày {day}, còn hiệu lực.").format(**facts)
    return _("Phiếu khôi phục số {number}, lập ngày {day}, đã dùng.").format(**facts)
