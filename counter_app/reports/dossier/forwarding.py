"""Dossiers that stayed at the counter longer than the law lets them on their way to whoever resolves them.

Nghị định 309/2026/NĐ-CP Điều 9 (khoản 2 Điều 18 Nghị định 118/2025/NĐ-CP).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.promise.forwarding import forward_by, overstayed, watched_since
from counter_app.i18n import _, mark
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ForwardedLine, ReportLines, Subject
from counter_app.values import dataclass
from counter_app.wording.tables.columns import Column


@dataclass(frozen=True, slots=True)
class _Stayed:
    """A dossier, and by when it had to be gone."""

    line: ForwardedLine
    by: datetime

    @property
    def subject(self) -> Subject:
        """The one it is."""
        return self.line.subject


def forwarding_tables(asked: Asked) -> tuple[Table, ...]:
    """Handed in directly in the period and not sent on in time."""
    lines = _judged(asked, ReportLines(asked.store.database).forwarded(selection(asked)))
    stayed = [item for item, late in lines if late]
    return (
        list_table(
            asked,
            "forwarding",
            _("DANH SÁCH HỒ SƠ CHUYỂN NƠI GIẢI QUYẾT CHẬM"),
            _columns(asked),
            stayed,
            tab=_("Chuyển chậm"),
            notes=(
                rate_note(
                    _("Tỷ lệ chuyển hồ sơ đúng quy định"),
                    _("chuyển đúng giờ / phải chuyển trong kỳ"),
                    len(lines) - len(stayed),
                    len(lines),
                ),
                _(
                    "Nhận trực tiếp đến 15 giờ thì chuyển trong ngày, nhận sau 15 giờ thì chuyển đầu giờ ngày làm việc"
                    " tiếp theo (Nghị định 309/2026/NĐ-CP Điều 9)."
                ),
            ),
        ),
    )


def _judged(asked: Asked, lines: Sequence[ForwardedLine]) -> list[tuple[_Stayed, bool]]:
    """Dossiers to be sent on, and those sent too late; left out is what a year nobody confirmed says nothing about.

    On a day that is not over yet nothing is late that still has its time.
    """
    calendar = asked.rules.calendar
    end = min(datetime.combine(asked.last, time(23, 59), LOCAL), asked.store.clock.now())
    found: list[tuple[_Stayed, bool]] = []
    for line in lines:
        received = line.subject.received_at
        if received.date() < watched_since():
            continue
        try:
            late = overstayed(received, calendar, line.left or end)
            found.append((_Stayed(line, forward_by(received, calendar)), late))
        except YearNotConfirmed:
            continue
    return found


def _columns(asked: Asked) -> tuple[Column[_Stayed], ...]:
    return (
        Column(_("Tiếp nhận"), lambda item: item.subject.received_at, 1.5, Align.CENTRE),
        Column(_("Phải chuyển trước"), lambda item: item.by, 1.5, Align.CENTRE),
        Column(_("Chuyển lúc"), lambda item: item.line.left or _("Chưa chuyển"), 1.5, Align.CENTRE),
        Column(_("Nơi giải quyết"), lambda item: item.line.resolver, 1.8),
        Column(_("Người tiếp nhận"), lambda item: asked.rules.officer(item.subject.receiver), 1.7),
    )


REPORT = Report(
    name="forwarding",
    label=mark("Hồ sơ chuyển nơi giải quyết chậm"),
    group=Group.LISTS,
    compute=forwarding_tables,
    hint=mark("Nhận trực tiếp trong kỳ mà rời quầy chậm hơn quy định, hoặc còn ở quầy."),
    by_sector=True,
    by_officer=True,
)
