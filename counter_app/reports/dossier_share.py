"""How many dossiers were asked for a supplement: never, once, more than once (Nghị định 118/2025/NĐ-CP Điều 11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.paper.receipt_sheets import Cell, ChartKind, Table
from counter_app.i18n import _
from counter_app.reports.phrases import columns, subtitle
from counter_app.reports.rates import percent_cell, rate_note
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.reports.report import Asked
    from counter_app.store.figures.indicators import Finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Dossiers finished with no, one, or more than one Mẫu 02."""

    none: int
    once: int
    more: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.none + self.once + self.more


def shares(finishes: Sequence[Finish]) -> Shares:
    """How the finished dossiers share out."""
    counts = [item.supplements for item in finishes]
    none, once = counts.count(0), counts.count(1)
    return Shares(none=none, once=once, more=len(counts) - none - once)


def supplements_table(asked: Asked, finishes: Sequence[Finish]) -> Table:
    """By procedure, those with the most requests first."""
    groups: dict[tuple[str, str], list[Finish]] = defaultdict(list)
    for item in finishes:
        groups[(item.procedure, item.name)].append(item)
    rows = [(name, shares(items)) for (_code, name), items in groups.items()]
    rows.sort(key=lambda row: (-(row[1].once + row[1].more), row[0]))
    total = shares(finishes)
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
        rows=tuple((number, name, *_cells(row)) for number, (name, row) in enumerate(rows, 1)),
        total=(None, _("Tổng số"), *_cells(total)),
        notes=(
            rate_note(
                _("Tỷ lệ không phải bổ sung"),
                _("0 lần / đã giải quyết xong"),
                total.none,
                total.all,
            ),
            once_note(total),
            _("Lần yêu cầu ghi nhầm và đã sửa lại không tính. Yêu cầu ngay lúc tiếp nhận có tính."),
        ),
        chart=(1, 3, 4, 5),
        chart_kind=ChartKind.STACKED,
        chart_tones=("good", "warning", "bad"),
    )


def once_note(total: Shares) -> str:
    """The share that needed no or one supplement, with its n."""
    return rate_note(
        _("Tỷ lệ yêu cầu bổ sung không quá một lần"),
        _("(0 lần + 1 lần) / đã giải quyết xong"),
        total.none + total.once,
        total.all,
    )


def _cells(row: Shares) -> tuple[Cell, ...]:
    return (
        row.all,
        row.none,
        row.once,
        row.more,
        percent_cell(row.none, row.all),
        percent_cell(row.none + row.once, row.all),
    )
