"""The standing of the recovery sheet of the leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.office.recovery import Sheet


def sheet_text(sheet: Sheet) -> str:
    """In one sentence."""
    if sheet.made is None:
        return _("Chưa lập phiếu khôi phục nào.")
    facts = {"number": sheet.number, "day": short_date(sheet.made)}
    if sheet.valid and sheet.alone:
        text = _(
            "Phiếu khôi phục số {number}, lập ngày {day}, còn hiệu lực; người không phải lãnh đạo lập một mình."
        )
        return text.format(**facts)
    if sheet.valid:
        return _("Phiếu khôi phục số {number}, lập ngày {day}, còn hiệu lực.").format(**facts)
    return _("Phiếu khôi phục số {number}, lập ngày {day}, đã dùng.").format(**facts)
