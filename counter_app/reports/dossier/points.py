"""The number of dossiers received and given out at the counter, at each reception point, at home, online, by post.

The legal columns know direct and online only (Biểu II.06a): points and homes are among the direct ones.
"""

from __future__ import annotations

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import named, named_figure, subtitle, summed
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.dossier.labels import channel_label
from counter_app.wording.tables.columns import Column, cells, heads


def point_tables(asked: Asked) -> tuple[Table, ...]:
    """The counter, the points in their order of names, then the other channels."""
    found = asked.figures.places(asked.first, asked.last, sector=asked.sector)
    keys = sorted({*found, *((channel, "") for channel in Channel)})
    rows = [
        (point or channel_label(channel).text, found.get((channel, point), (0, 0)))
        for channel, point in keys
    ]
    columns: tuple[Column[tuple[str, tuple[int, int]]], ...] = (
        *named(_("Nơi tiếp nhận, trả kết quả")),
        named_figure(_("Tiếp nhận"), lambda counts: counts[0]),
        named_figure(_("Trả kết quả"), lambda counts: counts[1]),
    )
    return (
        Table(
            name="points",
            tab=_("Nơi nhận, trả"),
            title=_("HỒ SƠ THEO NƠI TIẾP NHẬN, NƠI TRẢ KẾT QUẢ"),
            subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ")),
            columns=heads(columns),
            rows=cells(columns, rows),
            total=(None, _("Tổng số"), *summed(columns[2:], rows)),
            notes=(_("Điểm tiếp nhận và tại nhà là hình thức trực tiếp ở Biểu II.06a."),),
        ),
    )


REPORT = Report(
    name="points",
    label=mark("Theo nơi tiếp nhận, trả kết quả"),
    group=Group.ANALYSIS,
    compute=point_tables,
    hint=mark(
        "Số hồ sơ nhận và trả tại quầy, từng điểm tiếp nhận, tại nhà, trực tuyến, bưu chính."
    ),
    by_sector=True,
    citizens=False,
)
