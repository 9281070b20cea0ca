"""The dossiers that were asked for a supplement: never, once, more than once (Nghị định 118/2025/NĐ-CP Điều 11)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Cell, ChartKind, Table
from counter_app.i18n import _
from counter_app.reports.figures.finishes import FinishTally
from counter_app.reports.figures.rates import percent_cell, rate_note
from counter_app.reports.phrases import columns, subtitle

if TYPE_CHECKING:
    from counter_app.reports.report import Asked


def supplements_table(asked: Asked, finishes: Mapping[tuple[str, str], FinishTally]) -> Table:
    """By procedure (code, name), those with the most requests first."""
    rows = [(name, code, tally) for (code, name), tally in finishes.items()]
    rows.sort(key=lambda row: (-(row[2].once + row[2].more), row[0], row[1]))
    total = reduce(add, finishes.values(), FinishTally())
    heads = (
        _("Số hồ sơ đã giải quyết xong"),
        _("Số lần yêu cầu bổ sung (Mẫu 02)|0"),
        _("Số lần yêu cầu bổ sung (Mẫu 02)|1"),
        _("Số lần yêu cầu bổ sung (Mẫu 02)|Trên 1"),
        _("Không phải bổ sung (%)"),
        _("Không quá một lần (%)"),
    )
    return Table(
        name="supplements",
        tab=_("Số lần bổ sung"),
        title=_("SỐ LẦN YÊU CẦU BỔ SUNG HỒ SƠ, THEO THỦ TỤC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ đã giải quyết xong trong kỳ")),
        columns=columns(((_("Thủ tục"), 3.4),), heads),
        rows=tuple(
            (number, name, *_cells(row)) for number, (name, _code, row) in enumerate(rows, 1)
        ),
        total=(None, _("Tổng số"), *_cells(total)),
        notes=(
            rate_note(
                _("Tỷ lệ không phải bổ sung"),
                _("0 lần / đã giải quyết xong"),
                total.never,
                total.finished,
            ),
            once_note(total),
            _("Lần yêu cầu ghi nhầm và đã sửa lại không tính. Yêu cầu ngay lúc tiếp nhận có tính."),
        ),
        chart=(1, 3, 4, 5),
        chart_kind=ChartKind.STACKED,
        chart_tones=("good", "warning", "bad"),
    )


def once_note(total: FinishTally) -> str:
    """The share that needed no or one supplement, with its n."""
    return rate_note(
        _("Tỷ lệ yêu cầu bổ sung không quá một lần"),
        _("(0 lần + 1 lần) / đã giải quyết xong"),
        total.never + total.once,
        total.finished,
    )


def _cells(row: FinishTally) -> tuple[Cell, ...]:
    return (
        row.finished,
        row.never,
        row.once,
        row.more,
        percent_cell(row.never, row.finished),
        percent_cell(row.never + row.once, row.finished),
    )
