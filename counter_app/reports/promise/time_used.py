"""Working time really used against the time the law allows, and where the office could promise less."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.paper.report_table import Align, Cell, ChartKind, Table
from counter_app.domain.text import fold
from counter_app.i18n import _, mark, plural
from counter_app.reports.figures.finishes import FinishTally, NamedTimes, Times
from counter_app.reports.figures.rates import percent_cell, percent_text, rate_note
from counter_app.reports.figures.statistics import Spread, day_minutes, day_note, in_days
from counter_app.reports.phrases import handler, subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.indicators import Narrowed
from counter_app.values import dataclass
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date
from counter_app.wording.promise.due import limit_text
from counter_app.wording.tables.columns import Column, cells, figure, heads

T = TypeVar("T")

LEAST_DOSSIERS = 20
QUICK_PERCENT = 95
QUICK_SHARE = 60
"""A shorter promise is suggested where at least ``LEAST_DOSSIERS`` were measured and ``QUICK_PERCENT`` of them took no
more than ``QUICK_SHARE`` percent of the legal time. All three stand in the note."""


NOTHING = Times(tally=FinishTally(), used=Spread(), allowed=Spread())


def time_used(asked: Asked) -> tuple[Table, ...]:
    """By procedure and legal time, by officer, and the suggestions."""
    days = (asked.first, asked.last)
    of = Narrowed(sector=asked.sector, officer=asked.officer)
    total = asked.figures.times(*days, of)
    procedures = in_order(asked.figures.times_by_kind(*days, of))
    officers = asked.figures.times_by_officer(*days, of)
    overdue = asked.figures.overdue_by_officer(asked.last, of)
    day = day_minutes(asked.rules, asked.last)
    return (
        _procedures_table(asked, procedures, total, sum(overdue.values()), day),
        _officers_table(asked, officers, total, overdue, day),
        shorter_table(asked, procedures, day),
    )


def in_order(rows: Sequence[NamedTimes]) -> list[NamedTimes]:
    """Procedures by name, then by what was promised, the shortest first."""
    return sorted(
        rows,
        key=lambda row: (
            fold(row.name),
            row.times.allowed.median or 0,
            row.kind.case,
            row.kind.procedure,
            row.kind.limit.code() if row.kind.limit else "",
        ),
    )


def legal_time(row: NamedTimes) -> str:
    """The legal time in words."""
    limit = row.kind.limit
    return limit_text(replace(limit, cutoff=None)) if limit else _("không hẹn ngày trả")


def _promised(of: Callable[[T], NamedTimes]) -> tuple[Column[T], ...]:
    """Number, procedure and legal time."""
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Thủ tục"), lambda row: of(row).name, 3.0),
        Column(_("Thời hạn quy định"), lambda row: legal_time(of(row)), 1.3),
    )


def _figures(of: Callable[[T], Times], day: int) -> tuple[Column[T], ...]:
    spent = _("Thời gian thực tế (ngày làm việc)")
    results = _("Kết quả so với ngày hẹn")

    def timed(title: str, read: Callable[[Times], Cell]) -> Column[T]:
        return figure(title, lambda row: read(of(row)))

    def lasting(title: str, read: Callable[[Times], float | None]) -> Column[T]:
        return timed(title, lambda row: in_days(read(row), day))

    return (
        timed(_("Số hồ sơ đã giải quyết xong"), lambda row: row.tally.finished),
        timed(_("Số hồ sơ đo được"), lambda row: row.used.n),
        lasting(
            f"{spent}|" + _("Trung vị (một nửa số hồ sơ xong trong)"), lambda row: row.used.median
        ),
        lasting(f"{spent}|" + _("Trung bình"), lambda row: row.used.mean),
        lasting(
            f"{spent}|" + _("90% hồ sơ xong trong"),
            lambda row: row.used.most_90 if row.used.n else None,
        ),
        lasting(_("Thời hạn (ngày làm việc)"), lambda row: row.allowed.median),
        timed(
            _("Đã dùng so với thời hạn (%)"),
            lambda row: percent_cell(row.used.total, row.allowed.total),
        ),
        timed(f"{results}|" + _("Trước hạn"), lambda row: row.tally.early),
        timed(f"{results}|" + _("Đúng hạn"), lambda row: row.tally.on_time),
        timed(f"{results}|" + _("Quá hạn"), lambda row: row.tally.late),
    )


def _total(whole: Times, day: int) -> tuple[Cell, ...]:
    return cells(_figures(lambda row: row, day), [whole])[0]


def _procedures_table(
    asked: Asked, rows: Sequence[NamedTimes], total: Times, overdue: int, day: int
) -> Table:
    kind: tuple[Column[NamedTimes], ...] = _promised(lambda row: row)
    figures: tuple[Column[NamedTimes], ...] = _figures(lambda row: row.times, day)
    return Table(
        name="time-used",
        tab=_("Theo thủ tục"),
        title=_("THỜI GIAN GIẢI QUYẾT THỰC TẾ SO VỚI QUY ĐỊNH, THEO THỦ TỤC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ, ngày làm việc")),
        columns=heads((*kind, *figures)),
        rows=cells((*kind, *figures), rows),
        total=(None, _("Tổng số"), None, *_total(total, day)),
        notes=_notes(asked, total, overdue, day),
        chart=(1, 5, 7, 8),
    )


def _notes(asked: Asked, total: Times, overdue: int, day: int) -> tuple[str, ...]:
    return (
        _(
            "Thời gian thực tế: phút làm việc từ lúc tiếp nhận đến lúc giải quyết xong, trừ thời "
            "gian chờ bổ sung, chờ thực hiện nghĩa vụ tài chính, tạm dừng giải quyết; ghi cố "
            "định khi giải quyết xong. Cột 90%: 90% hồ sơ giải quyết xong trong thời gian đó."
        ),
        day_note(day),
        plural(
            "Đã dùng so với thời hạn: tổng thời gian đã dùng/tổng thời hạn = {used}/{allowed} "
            "ngày làm việc = {percent} (tính trên {n} hồ sơ đo được).",
            total.used.n,
        ).format(
            used=grouped(total.used.total / day),
            allowed=grouped(total.allowed.total / day),
            percent=percent_text(total.used.total, total.allowed.total),
            n=grouped(total.used.n),
        ),
        rate_note(
            _("Tỷ lệ trước hạn và đúng hạn"),
            _("(trước hạn + đúng hạn) / đã giải quyết xong"),
            total.tally.early + total.tally.on_time,
            total.tally.finished,
        ),
        plural(
            "Cùng lúc đó còn {count} hồ sơ đang giải quyết đã quá hạn đến hết ngày {day}, không nằm trong tỷ lệ trên.",
            overdue,
        ).format(count=overdue, day=short_date(asked.last)),
    )


def _officers_table(
    asked: Asked, officers: Mapping[str, Times], total: Times, late: Mapping[str, int], day: int
) -> Table:
    logins = sorted(officers.keys() | late.keys(), key=lambda login: (handler(asked, login), login))
    figures: tuple[Column[str], ...] = _figures(lambda login: officers.get(login, NOTHING), day)
    columns: tuple[Column[str], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Người giải quyết"), lambda login: handler(asked, login), 2.6),
        *figures,
        figure(_("Đang giải quyết, quá hạn"), lambda login: late.get(login, 0)),
    )
    return Table(
        name="time-used-officers",
        tab=_("Theo công chức"),
        title=_("THỜI GIAN GIẢI QUYẾT THỰC TẾ SO VỚI QUY ĐỊNH, THEO CÔNG CHỨC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ, ngày làm việc")),
        columns=heads(columns),
        rows=cells(columns, logins),
        total=(None, _("Tổng số"), *_total(total, day), sum(late.values())),
        notes=(
            _(
                "Hồ sơ đã giải quyết xong tính cho người giải quyết lúc đó; hồ sơ đang giải quyết "
                "tính cho người đang được giao."
            ),
        ),
        chart=(1, 9, 10, 11),
        chart_kind=ChartKind.STACKED,
        chart_tones=("good", "info", "bad"),
    )


@dataclass(frozen=True, slots=True)
class Shorter:
    """A promise the office could make; all in working minutes."""

    row: NamedTimes
    quick: int
    legal: int
    promise: int


def shorter(row: NamedTimes, day: int) -> Shorter | None:
    """The shorter promise the row speaks for, rounded up to half a working day; None when it speaks for none."""
    limit = row.kind.limit
    if limit is None or limit.unit in (LimitUnit.SAME_DAY, LimitUnit.WORKING_HOUR):
        return None
    used, allowed = row.times.used, row.times.allowed
    quick = used.most_95
    if used.n < LEAST_DOSSIERS:
        return None
    # The least time any of them had: what was promised generously once is no proof.
    legal = allowed.least
    half = day // 2
    promise = max(-(-quick // half), 1) * half
    if quick * 100 > QUICK_SHARE * legal or promise >= legal:
        return None
    return Shorter(row, quick, legal, promise)


def shorter_table(asked: Asked, rows: Sequence[NamedTimes], day: int) -> Table:
    """The procedures for which the office could promise less (rút ngắn thời gian)."""
    found = [item for item in (shorter(row, day) for row in rows) if item]
    kind: tuple[Column[Shorter], ...] = _promised(lambda item: item.row)
    columns: tuple[Column[Shorter], ...] = (
        *kind,
        figure(_("Số hồ sơ đo được"), lambda item: item.row.times.used.n),
        figure(_("95% hồ sơ xong trong (ngày làm việc)"), lambda item: in_days(item.quick, day)),
        figure(_("So với thời hạn (%)"), lambda item: percent_cell(item.quick, item.legal)),
        figure(_("Có thể hẹn (ngày làm việc)"), lambda item: in_days(item.promise, day)),
        figure(_("Rút được (ngày làm việc)"), lambda item: in_days(item.legal - item.promise, day)),
    )
    return Table(
        name="time-used-shorter",
        tab=_("Có thể rút ngắn"),
        title=_("THỦ TỤC CÓ THỂ RÚT NGẮN THỜI GIAN GIẢI QUYẾT"),
        subtitle=subtitle(asked, _("Gợi ý để lãnh đạo xem xét")),
        columns=heads(columns),
        rows=cells(columns, found),
        notes=(_rule(),),
    )


def _rule() -> str:
    return _(
        "Gợi ý khi trong kỳ có từ {least} hồ sơ đo được và {percent}% số đó xong trong {share}% thời hạn ngắn nhất đã "
        "hẹn. Có thể hẹn: thời gian mà {percent}% hồ sơ xong, làm tròn lên nửa ngày làm việc; so với thời hạn: thời "
        "gian đó trên thời hạn ngắn nhất đã hẹn. Thời hạn do cấp có thẩm quyền công bố; gợi ý không tự đổi ngày hẹn."
    ).format(least=LEAST_DOSSIERS, percent=QUICK_PERCENT, share=QUICK_SHARE)


REPORT = Report(
    name="time-used",
    label=mark("Thời gian thực tế so với quy định"),
    group=Group.ANALYSIS,
    compute=time_used,
    hint=mark(
        "Thời gian mà một nửa và 90% hồ sơ giải quyết xong; thủ tục có thể rút ngắn thời hạn."
    ),
    by_sector=True,
    by_officer=True,
    citizens=False,
)
