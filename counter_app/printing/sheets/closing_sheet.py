"""Biên bản chốt ngày: totals with the journal's chain head, signed on paper; later changes would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.press.beside_code import beside_qr
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.layout import A4, Layout
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, sample_blocks
from counter_app.printing.press.signatures import Signature, signature_block
from counter_app.printing.press.titles import title_blocks
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import form_moment, long_date, weekday_name
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.domain.paper.receipt_sheets import ClosingSheet

TITLE = mark("BIÊN BẢN CHỐT SỔ TRONG NGÀY")
SIGNATURE_NOTE = mark(
    "Chữ ký cho biết nhật ký đến hết số nói trên do chính đơn vị ghi. Ai cũng kiểm tra được bằng chương trình "
    "kiem_tra.py: quét mã bên phải, hoặc gõ dòng dưới đây."
)
SIGNATURE_CAPTION = mark("Chữ ký chốt sổ")
_TYPED = 8
_GROUP = 4
_GROUPS_PER_LINE = 8


@in_vietnamese()
def closing_sheet(sheet: ClosingSheet) -> bytes:
    """The sheet that closes a day, as PDF on A4."""
    layout, blocks = laid_out(A4, lambda layout: _blocks(sheet, layout))
    return draw(
        blocks,
        layout,
        title=f"{_(TITLE)} {sheet.day:%d/%m/%Y}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=f"{_(TITLE)} {sheet.day:%d/%m/%Y}"),
    )


def _blocks(sheet: ClosingSheet, layout: Layout) -> list[Block]:
    day = f"{weekday_name(sheet.day)}, {long_date(sheet.day)}"
    began = _("Lúc {moment}, tại {unit}, số liệu nghiệp vụ của ngày được chốt như sau:").format(
        moment=form_moment(sheet.closed_at), unit=sheet.heading.name
    )
    return [
        *letterhead(layout, sheet.heading, day=sheet.closed_at.date()),
        *title_blocks(layout, _(TITLE), day[0].upper() + day[1:]),
        *sample_blocks(layout, sheet.heading),
        *paragraph([Run(began, layout.regular)], layout, gap=layout.gap * 2),
        *table_blocks(_totals(sheet), layout, size=min(layout.body - 2.5, 10.5)),
        space(layout.gap * 2),
        *_chain(sheet, layout),
        *_signature(sheet, layout),
        *_numbers(sheet, layout),
        *_notes(sheet, layout),
        space(layout.gap * 2, keep=True),
        signature_block(
            layout,
            (
                Signature(_("NGƯỜI CHỐT SỔ"), sheet.officer_name),
                Signature(_("NGƯỜI PHỤ TRÁCH BỘ PHẬN"), sheet.heading.leader),
            ),
            sign_space=layout.body * 2.8,
        ),
    ]


def _totals(sheet: ClosingSheet) -> Table:
    columns: tuple[Column[tuple[str, str]], ...] = (
        Column(_("TT"), None, 0.6, Align.CENTRE),
        Column(_("Nội dung"), lambda line: line[0], 6),
        figure(_("Số liệu"), lambda line: line[1], 2),
    )
    return Table(
        name="totals",
        title="",
        subtitle="",
        columns=heads(columns),
        rows=cells(columns, sheet.totals),
        landscape=False,
    )


def _chain(sheet: ClosingSheet, layout: Layout) -> list[Block]:
    """The journal entries of the day, and the head of the chain, in groups that can be read aloud."""
    count = sheet.last_seq - sheet.first_seq + 1
    span = (
        _("từ số {first} đến số {last} ({count} lượt ghi)").format(
            first=grouped(sheet.first_seq), last=grouped(sheet.last_seq), count=grouped(count)
        )
        if count > 0
        else _("không có lượt ghi nào")
    )
    return [
        *paragraph(
            [Run(_("Nhật ký nghiệp vụ:"), layout.regular), Run(span, layout.bold)],
            layout,
            keep=True,
        ),
        *paragraph(
            [
                Run(_("Mã kiểm tra:"), layout.regular),
                *(Run(line, layout.bold, whole=True) for line in head_lines(sheet.head)),
            ],
            layout,
            keep=True,
        ),
        *paragraph(
            [
                Run(
                    _(
                        "Mã do toàn bộ nhật ký đến hết ngày tạo thành; sau này mã khác đi là dữ liệu đã bị thay đổi."
                    ),
                    layout.italic,
                )
            ],
            layout,
            size=layout.small,
        ),
    ]


def _signature(sheet: ClosingSheet, layout: Layout) -> list[Block]:
    """The office's signature as a QR code, and the same to be typed; without one, that there is none."""
    if not sheet.signed:
        said = _(
            "Biên bản này chưa có chữ ký số: khi chốt sổ, khóa ký của đơn vị chưa mở trên máy."
        )
        return paragraph([Run(said, layout.italic)], layout, size=layout.small, keep=True)

    def beside(narrow: Layout) -> list[Block]:
        small = min(narrow.small - 1.5, 7.0)
        return [
            *paragraph(
                [
                    Run(_("Chữ ký số của đơn vị, khóa:"), narrow.regular),
                    Run(sheet.key_mark, narrow.bold, whole=True),
                ],
                narrow,
            ),
            *paragraph([Run(_(SIGNATURE_NOTE), narrow.italic)], narrow, size=narrow.small),
            *paragraph(
                [Run(piece, narrow.regular) for piece in typed_groups(sheet.signed)],
                narrow,
                size=small,
            ),
        ]

    return beside_qr(layout, sheet.signed, beside, _(SIGNATURE_CAPTION))


def typed_groups(text: str) -> list[str]:
    """The text of the QR code in pieces that an eye can follow; whoever reads it passes over blanks."""
    return [
        part[start : start + _TYPED] + (":" if start + _TYPED >= len(part) and not last else "")
        for part, last in _parts(text)
        for start in range(0, len(part), _TYPED)
    ]


def _parts(text: str) -> list[tuple[str, bool]]:
    parts = text.split(":")
    return [(part, index == len(parts) - 1) for index, part in enumerate(parts)]


def _numbers(sheet: ClosingSheet, layout: Layout) -> list[Block]:
    """The numbers above which a new computer goes on, should this one be lost."""
    if not sheet.numbers:
        return []
    heading = _("Số cuối đã cấp trong năm {year}:").format(year=sheet.day.year)
    runs = [Run(heading, layout.bold), Run(f"{sheet.numbers}.", layout.regular)]
    return paragraph(runs, layout, size=layout.small, keep=True)


def head_lines(head: str) -> list[str]:
    """``9F3A 07C2 …``: groups of four, eight groups to a line."""
    code = head.upper()
    groups = [code[start : start + _GROUP] for start in range(0, len(code), _GROUP)]
    return [
        " ".join(groups[start : start + _GROUPS_PER_LINE])
        for start in range(0, len(groups), _GROUPS_PER_LINE)
    ] or ["…"]


def _notes(sheet: ClosingSheet, layout: Layout) -> list[Block]:
    if not sheet.notes:
        return []
    blocks = paragraph([Run(_("Ghi chú:"), layout.bold)], layout, keep=True)
    for note in sheet.notes:
        blocks += paragraph([Run(f"- {note}", layout.regular)], layout, hang=8)
    return blocks
