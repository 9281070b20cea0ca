"""The number of times a citizen had to come to the counter for one dossier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from counter_app.domain.paper.report_table import ChartKind, Table
from counter_app.domain.text import fold
from counter_app.i18n import _, mark
from counter_app.reports.dossier.dossier_share import supplements_table
from counter_app.reports.figures.rates import DASH, percent_cell, rate_note
from counter_app.reports.phrases import named, named_figure, subtitle, total
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.indicators import Narrowed, Trip
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column, cells, heads

Counts = tuple[int, int, int, int, int]
"""Dossiers with 0, 1, 2, and 3 or more trips, and the sum of the trips."""
MANY = 3
"""From so many trips on they are counted together."""


def trips(asked: Asked) -> tuple[Table, ...]:
    """Trips of the dossiers handed over, and supplements of those finished."""
    of = Narrowed(sector=asked.sector, officer=asked.officer)
    return (
        trips_table(asked, asked.figures.trips(asked.first, asked.last, of)),
        supplements_table(asked, asked.figures.finished_by_procedure(asked.first, asked.last, of)),
    )


def spread_of(found: Sequence[Trip]) -> tuple[int, int, int, int]:
    """The number of dossiers with 0, 1, 2, and 3 or more trips."""
    counts = Counter(min(item.trips, MANY) for item in found)
    return counts[0], counts[1], counts[2], counts[MANY]


def trips_table(asked: Asked, found: Sequence[Trip]) -> Table:
    """By procedure."""
    groups: dict[tuple[str, str], list[Trip]] = defaultdict(list)
    for item in found:
        groups[(item.name, item.procedure)].append(item)
    ordered = sorted(groups, key=lambda key: (fold(key[0]), key[1]))
    whole, columns = _counts(found), _columns()
    return Table(
        name="trips",
        tab=_("Số lượt đến quầy"),
        title=_("SỐ LƯỢT CÔNG DÂN PHẢI ĐẾN QUẦY CHO MỘT HỒ SƠ, THEO THỦ TỤC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ đã trả trong kỳ")),
        columns=heads(columns),
        rows=cells(columns, [(key[0], _counts(groups[key])) for key in ordered]),
        total=total(columns[2:], whole),
        notes=_notes(whole),
        chart=(1, 3, 4, 5, 6),
        chart_kind=ChartKind.STACKED,
        chart_tones=("muted", "good", "info", "warning"),
    )


def _counts(found: Sequence[Trip]) -> Counts:
    return (*spread_of(found), sum(item.trips for item in found))


def _columns() -> tuple[Column[tuple[str, Counts]], ...]:
    return (
        *named(_("Thủ tục"), 3.4),
        named_figure(_("Số hồ sơ đã trả"), _dossiers),
        named_figure(_("Số lượt đến quầy|0"), lambda row: row[0]),
        named_figure(_("Số lượt đến quầy|1"), lambda row: row[1]),
        named_figure(_("Số lượt đến quầy|2"), lambda row: row[2]),
        named_figure(_("Số lượt đến quầy|Từ 3"), lambda row: row[3]),
        named_figure(
            _("Bình quân (lượt)"),
            lambda row: round(row[4] / _dossiers(row), 2) if _dossiers(row) else DASH,
        ),
        named_figure(
            _("Không quá 2 lượt (%)"), lambda row: percent_cell(sum(row[:3]), _dossiers(row))
        ),
    )


def _dossiers(counts: Counts) -> int:
    return sum(counts[:4])


def _notes(whole: Counts) -> tuple[str, ...]:
    none, one, two, many, all_trips = whole
    total = _dossiers(whole)
    return (
        _(
            "Số lượt = 1 khi nộp trực tiếp + 1 mỗi lần mang giấy tờ bổ sung đến + 1 khi nhận kết quả tại quầy. "
            "Nộp, bổ sung qua mạng hoặc bưu chính và nhận qua bưu chính không tính lượt."
        ),
        rate_note(_("Tỷ lệ 1 lượt"), _("1 lượt / đã trả"), one, total),
        rate_note(_("Tỷ lệ 2 lượt"), _("2 lượt / đã trả"), two, total),
        rate_note(_("Tỷ lệ từ 3 lượt"), _("từ 3 lượt / đã trả"), many, total),
        rate_note(
            _("Tỷ lệ không quá 2 lượt"),
            _("(0 lượt + 1 lượt + 2 lượt) / đã trả"),
            none + one + two,
            total,
        ),
        _("Bình quân: tổng số lượt / đã trả = {trips} / {n} = {mean}.").format(
            trips=grouped(all_trips),
            n=grouped(total),
            mean=grouped(all_trips / total) if total else DASH,
        ),
        _(
            "Nhiều hồ sơ nộp trong một lần đến vẫn tính cho từng hồ sơ; lần đến để được hướng "
            "dẫn hoặc nộp phí không ghi ở đây."
        ),
    )


REPORT = Report(
    name="trips",
    label=mark("Số lượt đến quầy và số lần bổ sung"),
    group=Group.ANALYSIS,
    compute=trips,
    hint=mark("Số lượt công dân phải đến quầy cho một hồ sơ; các hồ sơ phải bổ sung."),
    by_sector=True,
    by_officer=True,
)
