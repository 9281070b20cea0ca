"""The frame of all slips: letterhead, title and marks above; signatures that never stand alone below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import Dossier, Mapping
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _
from counter_app.printing.papers.code_blocks import code_line
from counter_app.printing.papers.receipt_rows import CODE_LABEL
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, row_blocks
from counter_app.printing.press.flow import (
    Block,
    draw,
    held,
    paragraph,
    space,
)
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, reprint_blocks, sample_blocks
from counter_app.printing.press.signatures import (
    Recipients,
    Signature,
    signature_block,
)
from counter_app.printing.press.titles import title_blocks
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.values import pattern
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.paper.slip_sheets import PaperHead
    from counter_app.domain.paper.slips import WantedPaper
    from counter_app.printing.press.layout import Layout

_NUMBERED = pattern(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4}) ?[.)/](?: ?(?=[^\s\d])| (?=\d))")
"""An officer's numbering of the points of a list: "1. …", "a) …", "2.1) …"."""


def opening(head: PaperHead, layout: Layout, subtitle: str = "") -> list[Block]:
    """Letterhead, title and marks."""
    return [
        *letterhead(
            layout,
            head.heading,
            day=head.issued_at.date(),
            number=head.number,
            form_label=head.form_label,
        ),
        *title_blocks(layout, head.title.upper(), subtitle),
        *sample_blocks(layout, head.heading),
        *reprint_blocks(layout, head.reprint, head.reprint_reason),
    ]


def signed(
    blocks: Sequence[Block],
    layout: Layout,
    signatures: Sequence[Signature | Recipients],
    *,
    below: float = 0.8,
) -> list[Block]:
    """``blocks`` and the signatures, which take the last lines with them to a further page."""
    if len(signatures) == 1 and not layout.roll:
        # Who signs alone does so on the right half.
        signatures = [Signature("", hint=""), *signatures]
    return [
        *held(blocks),
        space(layout.body * below, keep=True),
        signature_block(layout, signatures),
        space(layout.gap),
    ]


def finished(blocks: Sequence[Block], layout: Layout, head: PaperHead, *, code: str = "") -> bytes:
    """The paper as PDF, its code and the journal's head at the foot of every page."""
    return draw(
        blocks,
        layout,
        title=f"{head.title.upper()} {code}".strip(),
        author=head.heading.name,
        ground=ground(layout, head.heading),
        mark=edge(layout, left=code, right=check_text(head.chain)),
    )


def check_text(chain: str) -> str:
    """Ten characters of the journal's chain, at the foot of what was issued."""
    return _("Mã kiểm tra: {code}").format(code=chain) if chain else ""


def shown_code(dossier: Dossier) -> str:
    """The code people use: the official system's once it is known."""
    return dossier.official_code or dossier.code


def provisional(dossier: Dossier) -> bool:
    """True if the code shown is this counter's own until the official system gives one."""
    return not dossier.official_code and dossier.mapping is not Mapping.EXEMPT


def numbered(texts: Sequence[str], layout: Layout) -> list[Block]:
    """``1. …``, each hanging under its number; what was written with its own numbers keeps those."""
    if any(map(_NUMBERED.match, texts)):
        return listed(texts, layout)
    blocks: list[Block] = []
    for number, text in enumerate(texts, start=1):
        runs = [Run(f"{number}.", layout.regular), Run(_undashed(text), layout.value)]
        blocks += paragraph(runs, layout, hang=layout.body * 1.1, gap=layout.gap * 0.8)
    return blocks


def reason_blocks(label: str, text: str, layout: Layout) -> list[Block]:
    """Why: one reason beside its label, several as a list, each as it was written and none of them in bold."""
    lines = lines_of(text)
    if len(lines) < 2:
        return row_blocks((Field(label, "".join(lines)),), layout)
    blocks = paragraph([Run(label, layout.regular)], layout, keep=True)
    return [*blocks, *listed(lines, layout)]


def listed(lines: Sequence[str], layout: Layout) -> list[Block]:
    """``- …`` for each line, in straight type; one that was written with its own number or letter keeps that."""
    return [
        block
        for line in lines
        for block in paragraph(
            [Run(_as_item(line), layout.value)],
            layout,
            hang=layout.body * 0.7,
            gap=layout.gap,
        )
    ]


def wanted_columns(items: Sequence[WantedPaper], layout: Layout) -> list[Block]:
    """Papers to be brought as a table: paper, copies, what has to be mended, where it is got."""
    columns: list[Column[WantedPaper]] = [
        Column(_("TT"), None, 0.55, Align.CENTRE),
        Column(_("Giấy tờ"), lambda item: item.name.strip(), 3.6),
        Column(_("Số bản"), lambda item: f"{item.copies:02d}", 0.8, Align.CENTRE),
    ]
    if any(item.what.strip() for item in items):
        columns.append(Column(_("Nội dung cần sửa"), lambda item: item.what.strip(), 2.4))
    if any(item.where.strip() for item in items):
        columns.append(Column(_("Nơi cấp"), lambda item: item.where.strip(), 2.2))
    table = Table(
        name="wanted",
        title="",
        subtitle="",
        columns=heads(columns),
        rows=cells(columns, items),
        landscape=False,
    )
    size = min(layout.body - 0.5, 11.5)
    return [*table_blocks(table, layout, size=size), space(layout.gap * 2)]


def wanted_text(item: WantedPaper) -> str:
    """``Giấy chứng sinh (02 bản): ghi sai ngày sinh – lấy tại: trạm y tế xã``."""
    copies = f" ({item.copies:02d} bản)" if item.copies > 1 else ""
    what = f": {item.what.strip()}" if item.what.strip() else ""
    where = f" – lấy tại: {item.where.strip()}" if item.where.strip() else ""
    return f"{item.name.strip()}{copies}{what}{where}"


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def dossier_code_line(layout: Layout, dossier: Dossier, label: str = CODE_LABEL) -> Block:
    """The code a slip is known by with its bars, and beside the official one our own; ``label`` as its form has it."""
    return code_line(
        layout,
        shown_code(dossier),
        dossier.barcode,
        label,
        provisional=provisional(dossier),
        own=dossier.code if dossier.official_code else "",
    )


def _as_item(line: str) -> str:
    return line if _NUMBERED.match(line) else f"- {_undashed(line)}"


def _undashed(line: str) -> str:
    return line.lstrip("-–—•*+ ")
