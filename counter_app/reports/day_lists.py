"""The day's dossiers one by one, and what they cost by sector."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from textwrap import shorten

from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.i18n import _
from counter_app.store.figures.asof import Rules
from counter_app.store.figures.tallies import Counting, FeeTally, ReceivedLine
from counter_app.store.store import Store
from counter_app.wording.moments import clock_text, short_date

PROCEDURE_LENGTH = 90
"""Two printed lines. Official names run to seven, and the commonest one would fill fifty pages a day."""


def dossiers_table(store: Store, counting: Counting, day: date) -> Table:
    """Every dossier received on the day, in order, as its receipt says; also one that was refused later."""
    lines = counting.received(day)
    rules = store.asof.rules(day)
    unknown = sum(line.fee is None for line in lines)
    amount = sum(line.fee or 0 for line in lines)
    return Table(
        name="day-dossiers",
        tab=_("Hồ sơ trong ngày"),
        title=_("DANH SÁCH HỒ SƠ TIẾP NHẬN TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=_dossier_columns(),
        rows=tuple(_dossier_cells(number, line, rules) for number, line in enumerate(lines, 1)),
        total=(None, _("Cộng"), *[None] * 4, amount, None) if lines else None,
        notes=_unknown_note(unknown),
    )


def _dossier_columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
        TableColumn(title=_("Mã hồ sơ"), width=2.0),
        TableColumn(title=_("Giờ"), width=0.7, align=Align.CENTRE),
        TableColumn(title=_("Người nộp"), width=2.2),
        TableColumn(title=_("Thủ tục"), width=5.0),
        TableColumn(title=_("Hẹn trả"), width=1.5, align=Align.CENTRE),
        TableColumn(title=_("Phí, lệ phí (đồng)"), width=1.1, align=Align.RIGHT),
        TableColumn(title=_("Người nhận hồ sơ"), width=1.7),
    )


@lru_cache(maxsize=512)
def _short_name(procedure: str) -> str:
    """An official name may run over seven lines; a day's list has room for two."""
    return shorten(procedure, PROCEDURE_LENGTH, placeholder=" …")


def _dossier_cells(number: int, line: ReceivedLine, rules: Rules) -> tuple[Cell, ...]:
    return (
        number,
        line.code,
        clock_text(line.received_at),
        line.applicant,
        _short_name(line.procedure),
        line.due or _("Không hẹn"),
        line.fee,
        rules.officer(line.receiver),
    )


def fees_table(store: Store, counting: Counting, day: date) -> Table:
    """Fees of the dossiers received on the day, by sector in the office's order."""
    fees = counting.fees(day, day)
    names = store.asof.rules(day).sector_names
    order = [key for key in names if key in fees] + sorted(fees.keys() - names.keys())
    columns = (
        TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
        TableColumn(title=_("Lĩnh vực"), width=3.0),
        TableColumn(title=_("Số hồ sơ|Tổng số"), align=Align.RIGHT),
        TableColumn(title=_("Số hồ sơ|Có thu"), align=Align.RIGHT),
        TableColumn(title=_("Số hồ sơ|Không thu"), align=Align.RIGHT),
        TableColumn(title=_("Số hồ sơ|Chưa xác định"), align=Align.RIGHT),
        TableColumn(title=_("Phí, lệ phí (đồng)"), width=1.6, align=Align.RIGHT),
    )
    return Table(
        name="day-fees",
        tab=_("Phí, lệ phí"),
        title=_("PHÍ, LỆ PHÍ THEO LĨNH VỰC"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=columns,
        rows=tuple(
            (number, names.get(key, key), *_fee_cells(fees[key]))
            for number, key in enumerate(order, 1)
        ),
        total=(None, _("Tổng số"), *_summed([_fee_cells(fee) for fee in fees.values()])),
        notes=(
            _("Số tiền theo giấy tiếp nhận đã cấp trong ngày; không phải số thực thu."),
            *_unknown_note(sum(fee.unknown for fee in fees.values())),
        ),
        chart=(1, 6),
        landscape=False,
    )


def _fee_cells(fee: FeeTally) -> tuple[int, int, int, int, int]:
    return fee.dossiers, fee.paying, fee.free, fee.unknown, fee.amount


def _summed(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * 5


def _unknown_note(unknown: int) -> tuple[str, ...]:
    if not unknown:
        return ()
    return (_("{count} hồ sơ chưa xác định phí, lệ phí; chưa cộng.").format(count=unknown),)
