"""Fees by sector and by officer: what the receipts say, what was taken in, what was given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.phrases import named, named_figure, subtitle, summed
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_sums import MoneyTally
from counter_app.store.figures.tallies import FeeTally
from counter_app.wording.catalogue.listing import ground_words
from counter_app.wording.tables.columns import Column, cells, figure, heads

_NO_FEES = FeeTally(dossiers=0, paying=0, free=0, unknown=0, amount=0)


def fee_tables(asked: Asked) -> tuple[Table, ...]:
    """By sector, then by officer."""
    figures = asked.figures
    first, last, sector = asked.first, asked.last, asked.sector
    promised = figures.fees(first, last)
    money = figures.money_by_sector(first, last, sector=sector)
    receivers = figures.fees_by_receiver(first, last, sector=sector)
    takers = figures.money_by_officer(first, last, sector=sector)
    sectors = asked.in_order(promised.keys() | money.keys())
    names = sorted(
        receivers.keys() | takers.keys(), key=lambda login: (asked.rules.officer(login), login)
    )
    waived = figures.waived_by_ground(first, last, sector=sector)
    return (
        _table(
            asked,
            "fees-sector",
            _("PHÍ, LỆ PHÍ THEO LĨNH VỰC"),
            _("Lĩnh vực"),
            [(asked.rules.sector(key), _both(promised, money, key)) for key in sectors],
        ),
        _table(
            asked,
            "fees-officer",
            _("PHÍ, LỆ PHÍ THEO CÔNG CHỨC"),
            _("Công chức"),
            [(asked.rules.officer(key), _both(receivers, takers, key)) for key in names],
        ),
        *((_waived_table(asked, waived),) if waived else ()),
    )


def _both(
    fees: Mapping[str, FeeTally], money: Mapping[str, MoneyTally], key: str
) -> tuple[FeeTally, MoneyTally]:
    return fees.get(key, _NO_FEES), money.get(key, MoneyTally())


def _waived_table(asked: Asked, waived: Sequence[tuple[str, int, int]]) -> Table:
    """The people fees were waived or lowered for, the number of matters and the amount."""
    columns: tuple[Column[tuple[str, int, int]], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Đối tượng"), lambda row: ground_words(row[0]) or _("Đã xóa thông tin"), 3.0),
        figure(_("Số lượt"), lambda row: row[1]),
        figure(_("Số tiền miễn, giảm"), lambda row: row[2]),
    )
    return Table(
        name="fees-waived",
        tab=_("Miễn, giảm"),
        title=_("PHÍ, LỆ PHÍ ĐÃ MIỄN, GIẢM THEO ĐỐI TƯỢNG"),
        subtitle=subtitle(asked, _("Đơn vị tính: đồng")),
        columns=heads(columns),
        rows=cells(columns, waived),
        total=(None, _("Tổng số"), *summed(columns[2:], waived)),
        notes=(
            _(
                "Gồm miễn, giảm khi tiếp nhận hồ sơ trong kỳ và khi thu trong kỳ; "
                "“Phải thu” đã trừ phần miễn, giảm khi tiếp nhận."
            ),
        ),
    )


_Line = tuple[str, tuple[FeeTally, MoneyTally]]


def _table(asked: Asked, name: str, title: str, of: str, lines: Sequence[_Line]) -> Table:
    columns = _columns(of)
    total = summed(columns[2:], lines)
    return Table(
        name=name,
        tab=of,
        title=title,
        subtitle=subtitle(asked, _("Đơn vị tính: đồng")),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Tổng số"), *total),
        notes=_notes(total) if name == "fees-sector" else (),
        chart=(1, 5, 6),
    )


def _columns(of: str) -> tuple[Column[_Line], ...]:
    receipts, money = _("Theo giấy hẹn cấp trong kỳ"), _("Thực thu trong kỳ")
    return (
        *named(of, 2.6),
        named_figure(f"{receipts}|" + _("Số hồ sơ"), lambda row: row[0].dossiers),
        named_figure(f"{receipts}|" + _("Không thu"), lambda row: row[0].free),
        named_figure(f"{receipts}|" + _("Chưa xác định"), lambda row: row[0].unknown),
        named_figure(f"{receipts}|" + _("Phải thu"), lambda row: row[0].amount),
        named_figure(f"{money}|" + _("Đã thu"), lambda row: row[1].collected),
        named_figure(f"{money}|" + _("Đã hoàn"), lambda row: row[1].refunded),
        named_figure(f"{money}|" + _("Còn lại"), lambda row: row[1].collected - row[1].refunded),
        named_figure(f"{money}|" + _("Số lượt"), lambda row: row[1].entries),
    )


def _notes(total: Sequence[int]) -> tuple[str, ...]:
    dossiers, unknown, entries = total[0], total[2], total[7]
    notes = (
        rate_note(
            _("Tỷ lệ hồ sơ đã xác định phí, lệ phí"),
            _("(số hồ sơ - chưa xác định) / số hồ sơ"),
            dossiers - unknown,
            dossiers,
        ),
        _(
            "Phải thu: theo giấy tiếp nhận hồ sơ và hẹn trả kết quả. Đã thu, đã hoàn: theo ngày ghi thu, kể cả chứng "
            "thực tại quầy và hồ sơ của kỳ khác; hai phần không nhất thiết bằng nhau."
        ),
    )
    if entries:
        return notes
    return (*notes, _("Trong kỳ chưa ghi khoản thu nào; chỉ có số phải thu theo giấy hẹn."))


REPORT = Report(
    name="fees",
    label=mark("Phí, lệ phí"),
    group=Group.MONEY,
    compute=fee_tables,
    hint=mark("Phải thu theo giấy hẹn, đã thu, đã hoàn; theo lĩnh vực và công chức."),
    by_sector=True,
    citizens=False,
)
