"""Fees by sector and by officer: what the receipts say, what was taken in, what was given back."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import columns, subtitle
from counter_app.reports.rates import rate_note
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_sums import MoneyTally
from counter_app.store.figures.tallies import FeeTally
from counter_app.wording.listing import ground_words

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
            [(asked.rules.sector(key), promised.get(key), money.get(key)) for key in sectors],
        ),
        _table(
            asked,
            "fees-officer",
            _("PHÍ, LỆ PHÍ THEO CÔNG CHỨC"),
            _("Công chức"),
            [(asked.rules.officer(key), receivers.get(key), takers.get(key)) for key in names],
        ),
        *((_waived_table(asked, waived),) if waived else ()),
    )


def _waived_table(asked: Asked, waived: Sequence[tuple[str, int, int]]) -> Table:
    """Whom fees were waived or lowered for, in how many matters and by how much."""
    rows = tuple(
        (number, ground_words(ground) or _("Đã xóa thông tin"), count, amount)
        for number, (ground, count, amount) in enumerate(waived, 1)
    )
    return Table(
        name="fees-waived",
        tab=_("Miễn, giảm"),
        title=_("PHÍ, LỆ PHÍ ĐÃ MIỄN, GIẢM THEO ĐỐI TƯỢNG"),
        subtitle=subtitle(asked, _("Đơn vị tính: đồng")),
        columns=columns(((_("Đối tượng"), 3.0),), (_("Số lượt"), _("Số tiền miễn, giảm"))),
        rows=rows,
        total=(None, _("Tổng số"), sum(row[2] for row in rows), sum(row[3] for row in rows)),
        notes=(
            _(
                "Gồm miễn, giảm khi tiếp nhận hồ sơ trong kỳ và khi thu trong kỳ; "
                "“Phải thu” đã trừ phần miễn, giảm khi tiếp nhận."
            ),
        ),
    )


_Line = tuple[str, FeeTally | None, MoneyTally | None]


def _table(asked: Asked, name: str, title: str, of: str, lines: Sequence[_Line]) -> Table:
    rows = [_figures(fees or _NO_FEES, money or MoneyTally()) for _name, fees, money in lines]
    total = tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * 8
    notes = _notes(total) if name == "fees-sector" else ()
    return Table(
        name=name,
        tab=of,
        title=title,
        subtitle=subtitle(asked, _("Đơn vị tính: đồng")),
        columns=columns(((of, 2.6),), _heads()),
        rows=tuple((number, lines[number - 1][0], *row) for number, row in enumerate(rows, 1)),
        total=(None, _("Tổng số"), *total),
        notes=notes,
        chart=(1, 5, 6),
    )


def _heads() -> tuple[str, ...]:
    receipts, money = _("Theo giấy hẹn cấp trong kỳ"), _("Thực thu trong kỳ")
    return (
        f"{receipts}|" + _("Số hồ sơ"),
        f"{receipts}|" + _("Không thu"),
        f"{receipts}|" + _("Chưa xác định"),
        f"{receipts}|" + _("Phải thu"),
        f"{money}|" + _("Đã thu"),
        f"{money}|" + _("Đã hoàn"),
        f"{money}|" + _("Còn lại"),
        f"{money}|" + _("Số lượt"),
    )


def _figures(fees: FeeTally, money: MoneyTally) -> tuple[int, ...]:
    return (
        fees.dossiers, fees.free, fees.unknown, fees.amount, money.collected, money.refunded,
        money.collected - money.refunded, money.entries,
    )  # fmt: skip


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
