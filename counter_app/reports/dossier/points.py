"""Says how many dossiers were received and given out at the counter, at each reception point, at home, online, by post.

The legal columns know direct and online only (Biểu II.06a): points and homes are among the direct ones.
"""

from __future__ import annotations

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import columns, subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.dossier.labels import channel_label


def point_tables(asked: Asked) -> tuple[Table, ...]:
    """The counter, the points in their order of names, then the other channels."""
    found = asked.figures.places(asked.first, asked.last, sector=asked.sector)
    keys = sorted({*found, *((channel, "") for channel in Channel)})
    rows = tuple(
        (number, point or channel_label(channel).text, *found.get((channel, point), (0, 0)))
        for number, (channel, point) in enumerate(keys, 1)
    )
    return (
        Table(
            name="points",
            tab=_("Nơi nhận, trả"),
            title=_("HỒ SƠ THEO NƠI TIẾP NHẬN, NƠI TRẢ KẾT QUẢ"),
            subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ")),
            columns=columns(
                ((_("Nơi tiếp nhận, trả kết quả"), 3.0),), (_("Tiếp nhận"), _("Trả kết quả"))
            ),
            rows=rows,
            total=(None, _("Tổng số"), sum(row[2] for row in rows), sum(row[3] for row in rows)),
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
