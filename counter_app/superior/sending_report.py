"""Offices as they send: which program each has, how far its batches tell, what is missing was refused; on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import __version__
from counter_app.domain.clock import local_date
from counter_app.domain.paper.report_table import Align, Cell, Table, TableColumn
from counter_app.i18n import _, plural
from counter_app.superior.gathering import counted_until, gathered
from counter_app.superior.office_board import sending_lines
from counter_app.superior.office_words import trouble_short, versions_text
from counter_app.wording.agencies import short_name
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.clock import Clock
    from counter_app.superior.office_board import OfficeLine
    from counter_app.superior.visiting import Progress


def sending(
    superior_dir: Path,
    first: date,
    last: date,
    *,
    clock: Clock,
    calendar: WorkCalendar,
    progress: Progress | None = None,
    **_narrowed: str,
) -> Table:
    """A line for each office, by number, as it stands now; batches are counted that came from ``first`` to ``last``.

    Errors: RuleError for days in the wrong order, and when nothing that counts was imported yet; what ``progress``
    raises.
    """
    until = counted_until(first, last, clock)
    today = local_date(clock.now())
    lines = sending_lines(
        superior_dir, clock, today, calendar, period=(first, until), progress=progress
    )
    standings = [item for line in lines for item in line.standings]
    looked = [(item, None if item.trouble else item.journal) for item in standings]
    found = gathered(superior_dir, first, until, looked)
    return Table(
        name=_("Gửi số liệu"),
        title=_("TÌNH HÌNH GỬI SỐ LIỆU CỦA CÁC ĐƠN VỊ"),
        subtitle=found.subtitle(_("Đơn vị tính: Gói dữ liệu")),
        columns=_columns(),
        rows=tuple((place, *_cells(line)) for place, line in enumerate(lines, 1)),
        total=(None, _("Tổng số"), None, None, None, None, *_sums(lines), None),
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


_COUNTS = ("batches", "held", "missing", "forks", "refused")


def _sums(lines: Sequence[OfficeLine]) -> Iterator[int]:
    """Says how many of each count over all offices."""
    return (sum(getattr(line, name) for line in lines) for name in _COUNTS)


def _columns() -> tuple[TableColumn, ...]:
    right = (
        _("Gói đã nhận trong kỳ"),
        _("Giữ chờ"),
        _("Thiếu lượt ghi"),
        _("Nhánh khác"),
        _("Từ chối"),
    )
    return (
        TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
        TableColumn(title=_("Đơn vị"), width=2.4),
        TableColumn(title=_("Số máy"), width=0.6, align=Align.RIGHT),
        TableColumn(title=_("Phiên bản"), width=1.1),
        TableColumn(title=_("Nhận gần nhất"), width=1.1, align=Align.CENTRE),
        TableColumn(title=_("Gửi đến ngày"), width=1.1, align=Align.CENTRE),
        *(TableColumn(title=head, width=0.8, align=Align.RIGHT) for head in right),
        TableColumn(title=_("Tình trạng"), width=1.5),
    )


def _cells(line: OfficeLine) -> tuple[Cell, ...]:
    return (
        f"{short_name(line.name)} ({line.number})",
        len(line.standings),
        versions_text(line),
        short_date(line.arrived) if line.arrived else "",
        date.fromisoformat(line.told) if line.told else None,
        *(getattr(line, name) for name in _COUNTS),
        trouble_short(line).text,
    )
