"""Words about an address of before, and of the list that knows it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.places.gazetteer import Gazetteer, Recognised


def recognised_text(found: Recognised, since: date) -> str:
    """``… là địa danh trước 01/07/2025. Nay là: …``; of several only that one has to be chosen."""
    before = f"{found.before[:1].upper()}{found.before[1:]}"
    if len(found.addresses) == 1:
        text = _("{before} là địa danh trước {day}. Nay là: {now}.")
        return text.format(before=before, day=short_date(since), now=found.addresses[0])
    text = _(
        "{before} là địa danh trước {day}, nay thuộc một trong {count} nơi: hỏi công dân rồi chọn."
    )
    return text.format(before=before, day=short_date(since), count=len(found.addresses))


def source_text(used: Gazetteer, *, own: bool) -> str:
    """The list in use, its first day, and its sources."""
    whose = _("Danh sách của đơn vị") if own else _("Danh sách kèm theo chương trình")
    text = _("{whose}: áp dụng từ {day}, đối chiếu ngày {checked}.").format(
        whose=whose, day=short_date(used.valid_from), checked=short_date(used.checked)
    )
    return "\n".join((text, *used.sources))
