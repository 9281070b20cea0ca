"""The yearly list of what was kept long enough, as a table for screen, paper and workbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import short_date
from counter_app.wording.requests.retention import kept_text, period_text
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.requests.retention import OverKind
    from counter_app.store.read.kept_long import KeptLong


def over_columns() -> tuple[Column[KeptLong], ...]:
    """The columns of a thing: its kind, its name, the day it ended."""
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Loại"), lambda item: kept_text(item.kind), 1.8),
        Column(_("Mã, số"), lambda item: item.title, 2.6),
        Column(_("Kết thúc ngày"), lambda item: item.ended, 1.2, Align.CENTRE),
    )


def over_table(kinds: Sequence[OverKind], day: date) -> Table:
    """Everything that is over on a day, and below it how long each kind is kept and by which document."""
    columns = over_columns()
    things = [thing for item in kinds for thing in item.things]
    return Table(
        name="het-thoi-han-luu",
        title=_("DANH SÁCH DỮ LIỆU HẾT THỜI HẠN LƯU"),
        subtitle=_("Tính đến ngày {day}").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, things),
        notes=(
            plural("Cộng {count} mục. Chỉ xóa khi lãnh đạo quyết định.", len(things)).format(
                count=len(things)
            ),
            *(f"{kept_text(item.retention.kind)}: {period_text(item.retention)}" for item in kinds),
        ),
        landscape=False,
    )
