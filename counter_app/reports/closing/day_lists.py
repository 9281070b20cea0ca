"""The day's dossiers one by one, and what they cost by sector."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, plural
from counter_app.reports.list_columns import short_name
from counter_app.reports.phrases import named, named_figure, summed
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.store.figures.asof import Rules
    from counter_app.store.figures.tallies import Counting, FeeTally, ReceivedLine
    from counter_app.store.store import Store


def dossiers_table(store: Store, counting: Counting, day: date) -> Table:
    """Every dossier received on the day, in order, as its receipt says; also one that was refused later."""
    lines = counting.received(day)
    columns = _dossier_columns(store.asof.rules(day))
    unknown = sum(line.fee is None for line in lines)
    amount = sum(line.fee or 0 for line in lines)
    return Table(
        name="day-dossiers",
        tab=_("Hồ sơ trong ngày"),
        title=_("DANH SÁCH HỒ SƠ TIẾP NHẬN TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Cộng"), *[None] * 4, amount, None) if lines else None,
        notes=_unknown_note(unknown),
    )


def _dossier_columns(rules: Rules) -> tuple[Column[ReceivedLine], ...]:
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Mã hồ sơ"), lambda line: line.code, 2.0),
        Column(_("Giờ"), lambda line: clock_text(line.received_at), 0.7, Align.CENTRE),
        Column(_("Người nộp"), lambda line: line.applicant, 2.2),
        Column(_("Thủ tục"), lambda line: short_name(line.procedure), 5.0),
        Column(_("Hẹn trả"), lambda line: line.due or _("Không hẹn ngày trả"), 1.5, Align.CENTRE),
        Column(_("Phí, lệ phí (đồng)"), lambda line: line.fee, 1.1, Align.RIGHT),
        Column(_("Người tiếp nhận"), lambda line: rules.officer(line.receiver), 1.7),
    )


def fees_table(store: Store, counting: Counting, day: date) -> Table:
    """Fees of the dossiers received on the day, by sector in the office's order."""
    fees = counting.fees(day, day)
    names = store.asof.rules(day).sector_names
    order = [key for key in names if key in fees] + sorted(fees.keys() - names.keys())
    lines = [(names.get(key, key), fees[key]) for key in order]
    columns: tuple[Column[tuple[str, FeeTally]], ...] = (
        *named(_("Lĩnh vực")),
        named_figure(_("Số hồ sơ|Tổng số"), lambda row: row.dossiers),
        named_figure(_("Số hồ sơ|Có thu"), lambda row: row.paying),
        named_figure(_("Số hồ sơ|Không thu"), lambda row: row.free),
        named_figure(_("Số hồ sơ|Chưa xác định"), lambda row: row.unknown),
        named_figure(_("Phí, lệ phí (đồng)"), lambda row: row.amount, 1.6),
    )
    return Table(
        name="day-fees",
        tab=_("Phí, lệ phí"),
        title=_("PHÍ, LỆ PHÍ THEO LĨNH VỰC"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Tổng số"), *summed(columns[2:], lines)),
        notes=(
            _("Số tiền theo giấy hẹn đã cấp trong ngày; không phải số thực thu."),
            *_unknown_note(sum(fee.unknown for fee in fees.values())),
        ),
        chart=(1, 6),
        landscape=False,
    )


def _unknown_note(unknown: int) -> tuple[str, ...]:
    if not unknown:
        return ()
    return (
        plural("{count} hồ sơ chưa xác định phí, lệ phí; chưa cộng.", unknown).format(
            count=unknown
        ),
    )
