"""Dossiers each officer received, resolved, asked to complete, and has left; how much of the allowed time it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from functools import reduce

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.i18n import _, mark
from counter_app.reports.figures.rates import DASH, percent_cell, rate_note
from counter_app.reports.phrases import handler, named, named_figure, subtitle, total
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_sums import OfficerTally
from counter_app.wording.tables.columns import Column, cells, heads

_HOUR = 60


def officer_tables(asked: Asked) -> tuple[Table, ...]:
    """By officer, in the order of their names."""
    found = asked.figures.officers(asked.first, asked.last, sector=asked.sector)
    found = {login: row for login, row in found.items() if asked.officer in ("", login)}
    order = sorted(found, key=lambda login: (handler(asked, login), login))
    whole, columns = _summed(found.values()), _columns()
    return (
        Table(
            name="officers",
            tab=_("Công chức"),
            title=_("TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THEO CÔNG CHỨC"),
            subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ")),
            columns=heads(columns),
            rows=cells(columns, [(handler(asked, login), found[login]) for login in order]),
            total=total(columns[2:], whole),
            notes=_notes(whole),
            chart=(1, 2, 4, 5, 6),
        ),
    )


def _columns() -> tuple[Column[tuple[str, OfficerTally]], ...]:
    resolved, pending = _("Đã giải quyết"), _("Còn lại khi hết kỳ")
    spent = _("Thời gian sử dụng (giờ làm việc)")
    return (
        *named(_("Công chức"), 2.4),
        named_figure(_("Tiếp nhận"), lambda row: row.received),
        named_figure(_("Yêu cầu bổ sung"), lambda row: row.supplements),
        named_figure(f"{resolved}|" + _("Trước hạn"), lambda row: row.early),
        named_figure(f"{resolved}|" + _("Đúng hạn"), lambda row: row.on_time),
        named_figure(f"{resolved}|" + _("Quá hạn"), lambda row: row.late),
        named_figure(f"{resolved}|" + _("Công dân rút, kết thúc"), lambda row: row.withdrawn),
        named_figure(
            _("Trước hạn và đúng hạn (%)"),
            lambda row: percent_cell(_in_time(row), _in_time(row) + row.late),
        ),
        named_figure(f"{pending}|" + _("Trong hạn"), lambda row: row.not_due),
        named_figure(f"{pending}|" + _("Quá hạn"), lambda row: row.overdue),
        named_figure(f"{pending}|" + _("Tạm dừng"), lambda row: row.paused),
        named_figure(f"{spent}|" + _("Số hồ sơ tính"), lambda row: row.timed),
        named_figure(f"{spent}|" + _("Trung bình"), lambda row: _hours(row)),
        named_figure(f"{spent}|" + _("So với quy định (%)"), lambda row: _share(row)),
    )


def _in_time(row: OfficerTally) -> int:
    return row.early + row.on_time + row.withdrawn


def _hours(row: OfficerTally) -> Cell:
    return round(row.used / row.timed / _HOUR, 1) if row.timed else DASH


def _share(row: OfficerTally) -> Cell:
    """Percent of the allowed time; more than all of it is possible."""
    return round(100 * row.used / row.allowed, 1) if row.allowed else DASH


def _summed(rows: Iterable[OfficerTally]) -> OfficerTally:
    return reduce(
        lambda one, other: OfficerTally(
            **dict(
                zip(
                    OfficerTally.__slots__,
                    map(sum, zip(astuple(one), astuple(other), strict=True)),
                    strict=True,
                )
            )
        ),
        rows,
        OfficerTally(),
    )


def _notes(whole: OfficerTally) -> tuple[str, ...]:
    in_time = _in_time(whole)
    return (
        rate_note(
            _("Tỷ lệ giải quyết trước hạn và đúng hạn"),
            _("(trước hạn + đúng hạn + rút) / đã giải quyết"),
            in_time,
            in_time + whole.late,
        ),
        _(
            "Tiếp nhận và yêu cầu bổ sung: của người ghi. Đã giải quyết và còn lại: của người giải quyết lúc đó."
        ),
        _(
            "Thời gian sử dụng: giờ làm việc từ khi tiếp nhận đến khi có kết quả, trừ thời gian tạm dừng; chỉ tính hồ "
            "sơ có hẹn ngày trả. So với quy định: tổng giờ sử dụng/tổng giờ quy định."
        ),
    )


REPORT = Report(
    name="officers",
    label=mark("Kết quả theo công chức"),
    group=Group.STAFF,
    compute=officer_tables,
    hint=mark("Tiếp nhận, giải quyết, bổ sung, còn lại và thời gian sử dụng của từng người."),
    by_sector=True,
    by_officer=True,
    citizens=False,
)
