"""Biểu số II.06a/VPCP/KSTT: how procedures were handled in a period, by sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Table
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports import phrases
from counter_app.reports.figures.figures import Ii06a, ii06a_from, total_of
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.report import ANY_PERIOD, Asked, Group, Report
from counter_app.wording.paper.agencies import agency_name
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings

NUMBERS = (
    "(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)",
    "(11)=(12)+(13)", "(12)", "(13)",
)  # fmt: skip
"""The row of column numbers, as printed in the form."""


def ii06a_of(asked: Asked) -> Table:
    """The form for what was asked, of one sector or all. Errors: UnbalancedError (a bug)."""
    figures = ii06a_from(asked.figures, asked.rules.sector_names, asked.first, asked.last)
    return ii06a_form(
        asked, {key: row for key, row in figures.items() if asked.sector in ("", key)}
    )


def ii06a_form(asked: Asked, figures: dict[str, Ii06a]) -> Table:
    """The form from figures by sector. Errors: UnbalancedError (a bug)."""
    rules = asked.rules
    settings = rules.settings
    table = ii06a_table(
        [(rules.sector(sector), row) for sector, row in figures.items()],
        total_of(figures),
        subtitle=ii06a_subtitle(
            reporter(settings),
            settings.superior_name,
            asked.first,
            asked.last,
        ),
    )
    return replace(table, notes=(*table.notes, *_changed(asked, figures)))


def _changed(asked: Asked, figures: dict[str, Ii06a]) -> tuple[str, ...]:
    """The note of sectors in which another number is carried over than the day before the period left pending.

    What was told of that day stood then; a finish taken back since, or an entry by mistake, changes only what follows.
    """
    eve, nothing = asked.first - timedelta(days=1), Ii06a()
    left = ii06a_from(asked.figures, asked.rules.sector_names, eve, eve)
    pairs = {
        key: (figures.get(key, nothing).carried, left.get(key, nothing).pending)
        for key in asked.in_order(figures.keys() | left.keys())
    }
    told = "; ".join(
        _("{sector} {now}, cuối kỳ trước {before}").format(
            sector=asked.rules.sector(key), now=grouped(now), before=grouped(before)
        )
        for key, (now, before) in pairs.items()
        if now != before
    )
    text = _(
        "Cột (6) khác số đang giải quyết cuối kỳ trước ({sectors}): trong kỳ có hồ sơ của kỳ trước được hủy kết thúc "
        "hoặc ghi là nhập nhầm."
    )
    return (text.format(sectors=told),) if told else ()


def reporter(settings: OfficeSettings) -> str:
    """The agency that reports; its unit while the agency's name was not set."""
    agency = agency_name(settings.parent)
    return settings.name if not agency or "…" in agency else agency


def ii06a_table(rows: Sequence[tuple[str, Ii06a]], total: Ii06a, *, subtitle: str) -> Table:
    """The form from named figures: sectors of one office, or offices of a superior."""
    columns = _columns()
    return Table(
        name="II.06a",
        title=_(
            "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
        ),
        subtitle=subtitle,
        form_label=_("Biểu số II.06a/VPCP/KSTT"),
        numbers=NUMBERS,
        columns=heads(columns),
        rows=cells(columns, rows),
        total=phrases.total(columns[2:], total),
        notes=_notes(total),
        chart=(1, 7, 8, 9, 11, 12),
    )


def ii06a_subtitle(reporter: str, recipient: str, first: date, last: date) -> str:
    """The reporter and the receiver, the period and the unit."""
    return " · ".join(
        (
            _("Đơn vị báo cáo: {name}").format(name=reporter),
            _("Đơn vị nhận báo cáo: {name}").format(name=recipient),
            _("Kỳ báo cáo: Từ ngày {first} đến ngày {last}").format(
                first=short_date(first), last=short_date(last)
            ),
            _("Đơn vị tính: Số hồ sơ TTHC"),
        )
    )


def _columns() -> tuple[Column[tuple[str, Ii06a]], ...]:
    received = _("Số lượng hồ sơ tiếp nhận")
    inside = f"{received}|" + _("Trong kỳ")
    resolved = _("Số lượng hồ sơ đã giải quyết")
    pending = _("Số lượng hồ sơ đang giải quyết")
    return (
        *phrases.named(_("Lĩnh vực, công việc giải quyết theo cấp/Đơn vị"), 2.6),
        phrases.named_figure(f"{received}|" + _("Tổng số"), lambda row: row.received),
        phrases.named_figure(f"{inside}|" + _("Trực tuyến"), lambda row: row.online),
        phrases.named_figure(
            f"{inside}|" + _("Trực tiếp, dịch vụ bưu chính"), lambda row: row.direct
        ),
        phrases.named_figure(f"{received}|" + _("Từ kỳ trước"), lambda row: row.carried),
        phrases.named_figure(f"{resolved}|" + _("Tổng số"), lambda row: row.resolved),
        phrases.named_figure(f"{resolved}|" + _("Trước hạn"), lambda row: row.early),
        phrases.named_figure(f"{resolved}|" + _("Đúng hạn"), lambda row: row.on_time),
        phrases.named_figure(f"{resolved}|" + _("Quá hạn"), lambda row: row.late),
        phrases.named_figure(f"{pending}|" + _("Tổng số"), lambda row: row.pending),
        phrases.named_figure(f"{pending}|" + _("Trong hạn"), lambda row: row.pending_in_term),
        phrases.named_figure(f"{pending}|" + _("Quá hạn"), lambda row: row.pending_overdue),
    )


def _notes(total: Ii06a) -> tuple[str, ...]:
    return (
        _("Kiểm tra: (3) = (7) + (11): {received} = {resolved} + {pending}, khớp.").format(
            received=grouped(total.received),
            resolved=grouped(total.resolved),
            pending=grouped(total.pending),
        ),
        rate_note(
            _("Tỷ lệ giải quyết trước hạn và đúng hạn"),
            "((8) + (9)) / (7)",
            total.early + total.on_time,
            total.resolved,
        ),
        rate_note(
            _("Tỷ lệ hồ sơ trực tuyến"),
            "(4) / ((4) + (5))",
            total.online,
            total.online + total.direct,
        ),
        _(
            "Cột (9) gồm cả hồ sơ công dân xin rút; cột (12) gồm hồ sơ chờ bổ sung, chờ thực hiện nghĩa vụ tài chính, "
            "tạm dừng giải quyết. So hạn theo ngày kết thúc giải quyết; không tính ngày công dân đến nhận."
        ),
    )


REPORT = Report(
    name="II.06a",
    label=mark("Biểu II.06a – Tình hình giải quyết thủ tục hành chính"),
    group=Group.FORMS,
    compute=lambda asked: (ii06a_of(asked),),
    hint=mark("Biểu gửi cấp trên, theo lĩnh vực: tiếp nhận, đã giải quyết, đang giải quyết."),
    periods=(PeriodKind.MONTH, *(kind for kind in ANY_PERIOD if kind is not PeriodKind.MONTH)),
    by_sector=True,
    citizens=False,
)
