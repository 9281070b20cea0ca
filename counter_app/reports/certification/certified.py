"""Certified papers (chứng thực, Nghị định 23/2015/NĐ-CP): numbers, pages, copies and fee, by kind and by signer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import named, named_figure, subtitle, summed
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.store.read.certification import CertificationTally


def certified_tables(asked: Asked) -> tuple[Table, ...]:
    """By kind, then by signer."""
    kinds = asked.figures.certified(asked.first, asked.last)
    signers = asked.figures.certified_by_signer(asked.first, asked.last)
    procedures = asked.rules.procedures
    return (
        _table(
            asked,
            "certified",
            _("CHỨNG THỰC TRONG KỲ THEO LOẠI"),
            _("Loại chứng thực"),
            [(procedures.get(code, code), row) for code, row in kinds.items()],
        ),
        _table(
            asked,
            "certified-signer",
            _("CHỨNG THỰC TRONG KỲ THEO NGƯỜI KÝ"),
            _("Người ký"),
            [(asked.rules.officer(login), row) for login, row in signers.items()],
        ),
    )


def _table(
    asked: Asked, name: str, title: str, of: str, lines: Sequence[tuple[str, CertificationTally]]
) -> Table:
    columns: tuple[Column[tuple[str, CertificationTally]], ...] = (
        *named(of, 3.6),
        named_figure(_("Số việc chứng thực"), lambda row: row.count),
        named_figure(_("Số trang bản chính"), lambda row: row.pages),
        named_figure(_("Số bản"), lambda row: row.copies),
        named_figure(_("Phí (đồng)"), lambda row: row.fee),
        named_figure(_("Số đã hủy"), lambda row: row.voided),
        named_figure(_("Tổng số đã cấp"), lambda row: row.count + row.voided),
    )
    total = summed(columns[2:], lines)
    return Table(
        name=name,
        tab=of,
        title=title,
        subtitle=subtitle(asked),
        columns=heads(columns),
        rows=cells(columns, sorted(lines, key=lambda line: line[0])),
        total=(None, _("Tổng số"), *total),
        notes=_notes(total) if name == "certified" else (),
        chart=(1, 2),
    )


def _notes(total: Sequence[int]) -> tuple[str, ...]:
    return (
        _(
            "Kiểm tra: số việc chứng thực {count} + số đã hủy {voided} = tổng số đã cấp {all}, khớp."
        ).format(count=grouped(total[0]), voided=grouped(total[4]), all=grouped(total[5])),
        _("Số hủy sau ngày cuối kỳ vẫn tính trong kỳ; số đã hủy không dùng lại."),
    )


REPORT = Report(
    name="certified",
    label=mark("Tổng hợp chứng thực"),
    group=Group.MONEY,
    compute=certified_tables,
    hint=mark("Số việc chứng thực, số trang, số bản, phí; theo loại và người ký."),
    citizens=False,
)
