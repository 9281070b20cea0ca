"""The dossiers that were asked for a supplement: never, once, more than once (Nghị định 118/2025/NĐ-CP Điều 11)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import ChartKind, Table
from counter_app.i18n import _
from counter_app.reports.figures.finishes import FinishTally
from counter_app.reports.figures.rates import percent_cell, rate_note
from counter_app.reports.phrases import named, named_figure, subtitle, total
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.reports.report import Asked


def supplements_table(asked: Asked, finishes: Mapping[tuple[str, str], FinishTally]) -> Table:
    """By procedure (code, name), those with the most requests first."""
    ordered = sorted(
        finishes, key=lambda key: (-finishes[key].once - finishes[key].more, key[1], key[0])
    )
    whole, columns = reduce(add, finishes.values(), FinishTally()), _columns()
    return Table(
        name="supplements",
        tab=_("Số lần bổ sung"),
        title=_("SỐ LẦN YÊU CẦU BỔ SUNG HỒ SƠ, THEO THỦ TỤC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ đã giải quyết xong trong kỳ")),
        columns=heads(columns),
        rows=cells(columns, [(name, finishes[code, name]) for code, name in ordered]),
        total=total(columns[2:], whole),
        notes=(
            rate_note(
                _("Tỷ lệ không phải bổ sung"),
                _("0 lần / đã giải quyết xong"),
                whole.never,
                whole.finished,
            ),
            once_note(whole),
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


def _columns() -> tuple[Column[tuple[str, FinishTally]], ...]:
    return (
        *named(_("Thủ tục"), 3.4),
        named_figure(_("Số hồ sơ đã giải quyết xong"), lambda row: row.finished),
        named_figure(_("Số lần yêu cầu bổ sung (Mẫu 02)|0"), lambda row: row.never),
        named_figure(_("Số lần yêu cầu bổ sung (Mẫu 02)|1"), lambda row: row.once),
        named_figure(_("Số lần yêu cầu bổ sung (Mẫu 02)|Trên 1"), lambda row: row.more),
        named_figure(
            _("Không phải bổ sung (%)"), lambda row: percent_cell(row.never, row.finished)
        ),
        named_figure(
            _("Không quá một lần (%)"), lambda row: percent_cell(row.never + row.once, row.finished)
        ),
    )
