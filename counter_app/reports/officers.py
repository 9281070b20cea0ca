"""Dossiers each officer received, resolved, asked to complete, and has left; how much of the allowed time it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from functools import reduce

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import columns, handler, subtitle
from counter_app.reports.rates import DASH, percent_cell, rate_note
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_sums import OfficerTally

_HOUR = 60


def officer_tables(asked: Asked) -> tuple[Table, ...]:
    """By officer, in the order of their names."""
    found = asked.figures.officers(asked.first, asked.last, sector=asked.sector)
    found = {login: row for login, row in found.items() if asked.officer in ("", login)}
    order = sorted(found, key=lambda login: (handler(asked, login), login))
    total = _summed(found.values())
    return (
        Table(
            name="officers",
            tab=_("Công chức"),
            title=_("TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THEO CÔNG CHỨC"),
            subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ")),
            columns=columns(((_("Công chức"), 2.4),), _heads()),
            rows=tuple(
                (number, handler(asked, login), *_cells(found[login]))
                for number, login in enumerate(order, 1)
            ),
            total=(None, _("Tổng số"), *_cells(total)),
            notes=_notes(total),
            chart=(1, 2, 4, 5, 6),
        ),
    )


def _heads() -> tuple[str, ...]:
    resolved, pending = _("Đã giải quyết"), _("Còn lại khi hết kỳ")
    spent = _("Thời gian sử dụng (giờ làm việc)")
    return (
        _("Tiếp nhận"),
        _("Yêu cầu bổ sung"),
        f"{resolved}|" + _("Trước hạn"),
        f"{resolved}|" + _("Đúng hạn"),
        f"{resolved}|" + _("Quá hạn"),
        f"{resolved}|" + _("Công dân rút, kết thúc"),
        _("Trước hạn và đúng hạn (%)"),
        f"{pending}|" + _("Trong hạn"),
        f"{pending}|" + _("Quá hạn"),
        f"{pending}|" + _("Tạm dừng"),
        f"{spent}|" + _("Số hồ sơ tính"),
        f"{spent}|" + _("Trung bình"),
        f"{spent}|" + _("So với quy định (%)"),
    )


def _cells(row: OfficerTally) -> tuple[Cell, ...]:
    in_time = row.early + row.on_time + row.withdrawn
    return (
        row.received,
        row.supplements,
        row.early,
        row.on_time,
        row.late,
        row.withdrawn,
        percent_cell(in_time, in_time + row.late),
        row.not_due,
        row.overdue,
        row.paused,
        row.timed,
        round(row.used / row.timed / _HOUR, 1) if row.timed else DASH,
        _share(row.used, row.allowed),
    )


def _share(used: int, allowed: int) -> Cell:
    """Percent of the allowed time; more than all of it is possible."""
    return round(100 * used / allowed, 1) if allowed else DASH


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


def _notes(total: OfficerTally) -> tuple[str, ...]:
    in_time = total.early + total.on_time + total.withdrawn
    return (
        rate_note(
            _("Tỷ lệ giải quyết trước hạn và đúng hạn"),
            _("(trước hạn + đúng hạn + rút) / đã giải quyết"),
            in_time,
            in_time + total.late,
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
