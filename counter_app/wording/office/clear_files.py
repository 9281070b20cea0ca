"""Words about papers and reports that lie about as files anybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.clear_file import ClearStanding
from counter_app.i18n import _, plural
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from counter_app.domain.paper.clear_file import ClearedFiles, ListedClearFile


def clear_files_text(count: int) -> str:
    """The number of files in a list."""
    return plural("{count} tệp chưa mã hóa", count).format(count=count)


def due_text(item: ListedClearFile) -> str:
    """The day from which a file may go."""
    return short_date(item.due) if item.due is not None else _("Không đặt hạn")


def standing_label(item: ListedClearFile, today: date) -> Label:
    """The standing of a file now."""
    match item.standing:
        case ClearStanding.CHANGED:
            return Label(_("Đã sửa, chương trình không xóa"), "muted", "edit")
        case ClearStanding.GONE:
            return Label(_("Không còn ở đó"), "muted", "stop")
        case ClearStanding.AWAY:
            return Label(_("Không thấy ổ đĩa hoặc thư mục"), "muted", "stop")
        case ClearStanding.AS_WRITTEN if item.is_due(today):
            return Label(_("Đến hạn xóa"), "warning", "warning")
        case _:
            return Label(_("Còn hạn"), "good", "ok")


def cleared_files_text(done: ClearedFiles) -> list[str]:
    """The outcome of clearing, a sentence each."""
    lines = [
        plural("Đã ghi đè rồi xóa {count} tệp.", done.gone).format(count=done.gone)
        if done.gone
        else _("Không có tệp nào đến hạn xóa.")
    ]
    if done.stayed:
        text = _("Chưa xóa được {names}. Đóng tệp đang mở rồi làm lại.")
        lines.append(text.format(names=", ".join(done.stayed)))
    if done.changed:
        text = plural("{count} tệp đã có người sửa nên giữ nguyên.", done.changed)
        lines.append(text.format(count=done.changed))
    return lines


def last_cleared_text(told: Sequence[tuple[date, int]]) -> str:
    """The moment files went last, and their number; empty before any did."""
    if not told:
        return ""
    day, count = told[0]
    text = plural("Lần dọn gần nhất {day}: {count} tệp.", count)
    return text.format(day=short_date(day), count=count)
