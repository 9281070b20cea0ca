"""The acts taken back, in one sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_NAMED = 5


def undone_text(
    codes: Sequence[str], sheets: Sequence[str], numbers: Sequence[str], reason: str
) -> str:
    """The things that stand as before; a number of a book stays used, and what was written as its reason is told."""
    parts = []
    if codes:
        parts.append(_("Đã hoàn tác ở hồ sơ {codes}.").format(codes=_listed(codes)))
    if sheets:
        parts.append(_("Đã hoàn tác phiếu bàn giao {sheets}.").format(sheets=_listed(sheets)))
    if numbers:
        text = _("Số chứng thực {numbers} đã hủy, lý do: {reason}. Số đã hủy không dùng lại.")
        parts.append(text.format(numbers=_listed(numbers), reason=reason))
    return " ".join(parts)


def _listed(names: Sequence[str]) -> str:
    text = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return _("{names} và {count} mục nữa").format(names=text, count=more) if more > 0 else text
