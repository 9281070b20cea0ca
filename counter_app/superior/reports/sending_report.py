"""Offices as they send: which program each has, how far its batches tell, what is missing was refused; on paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app import __version__
from counter_app.domain.clock import local_date
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, plural
from counter_app.reports.phrases import summed
from counter_app.superior.reports.gathering import OfficesAsked, gathered
from counter_app.superior.reports.office_board import sending_lines
from counter_app.superior.reports.office_words import trouble_short, versions_text
from counter_app.wording.paper.agencies import short_name
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.superior.reports.office_board import OfficeLine


def sending(asked: OfficesAsked) -> Table:
    """A line for each office, by number, as it stands now; batches are counted that came on the days asked for.

    Errors: RuleError for days in the wrong order, and when nothing that counts was imported yet; what ``progress``
    raises.
    """
    assert asked.calendar is not None  # noqa: S101 - whoever asks for it works at the superior
    first, until = asked.first, asked.until
    lines = sending_lines(
        asked.folder,
        asked.clock,
        local_date(asked.clock.now()),
        asked.calendar,
        period=(first, until),
        progress=asked.progress,
    )
    standings = [item for line in lines for item in line.standings]
    looked = [(item, None if item.trouble else item.journal) for item in standings]
    found, columns = gathered(asked.folder, first, until, looked), _columns()
    return Table(
        name=_("Gửi số liệu"),
        title=_("TÌNH HÌNH GỬI SỐ LIỆU CỦA CÁC ĐƠN VỊ"),
        subtitle=found.subtitle(_("Đơn vị tính: Gói dữ liệu")),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Tổng số"), *[None] * 4, *summed(columns[6:11], lines), None),
        notes=(
            plural("{count} / {all} đơn vị gửi đủ, đúng ngày.", len(lines)).format(
                count=sum(not line.trouble for line in lines), all=len(lines)
            ),
            _(
                "Phiên bản: do chương trình của đơn vị ghi trong gói gửi gần nhất; máy này dùng {version}."
            ).format(version=__version__),
            *found.notes(),
        ),
    )


def _columns() -> tuple[Column[OfficeLine], ...]:
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Đơn vị"), lambda line: f"{short_name(line.name)} ({line.number})", 2.4),
        figure(_("Số máy"), lambda line: len(line.standings), 0.6),
        Column(_("Phiên bản"), versions_text, 1.1),
        Column(
            _("Nhận gần nhất"),
            lambda line: short_date(line.arrived) if line.arrived else "",
            1.1,
            Align.CENTRE,
        ),
        Column(
            _("Gửi đến ngày"),
            lambda line: date.fromisoformat(line.told) if line.told else None,
            1.1,
            Align.CENTRE,
        ),
        figure(_("Gói đã nhận trong kỳ"), lambda line: line.batches, 0.8),
        figure(_("Giữ chờ"), lambda line: line.held, 0.8),
        figure(_("Thiếu lượt ghi"), lambda line: line.missing, 0.8),
        figure(_("Nhánh khác"), lambda line: line.forks, 0.8),
        figure(_("Từ chối"), lambda line: line.refused, 0.8),
        Column(_("Tình trạng"), lambda line: trouble_short(line).text, 1.5),
    )
