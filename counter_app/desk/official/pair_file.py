"""Pairs of a local and an official code, read from a table file of whatever program and encoding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counter_app.desk.catalogue.lists.table_file import Lines, read_lines
from counter_app.domain.catalogue.list_fields import Cell
from counter_app.domain.dossier.codes import parse_barcode, parse_code
from counter_app.domain.official.codes import looks_official
from counter_app.errors import RuleError
from counter_app.i18n import _

MOST_PAIRS = 5_000
EXACT = 10**15
"""Below it a spreadsheet keeps every digit of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A local code and the official one beside it, from line ``line`` of a file."""

    line: int
    code: str
    official: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a workbook or a CSV file; a first line of headings is passed over.

    The local code may stand before or after the official one. Errors: RuleError (field "file"; rule "pairs" when the
    table has none, or too many).
    """
    pairs = _pairs(read_lines(path, understood=lambda lines: len(_pairs(lines))))
    if not pairs or len(pairs) > MOST_PAIRS:
        raise RuleError(
            _(
                "Không thấy cặp mã nào. Mỗi dòng cần hai cột: mã hồ sơ ở quầy và mã chính thức, nhiều nhất {most} dòng."
            ).format(most=MOST_PAIRS),
            field="file",
            rule="pairs",
        )
    return pairs


def _pairs(lines: Lines) -> list[Pair]:
    pairs: list[Pair] = []
    for at, row in enumerate(lines, 1):
        cells = [text for text in map(_code_text, row) if text]
        own = [cell for cell in cells if parse_code(cell) or parse_barcode(cell)]
        if len(cells) < 2 or (at == 1 and not own):
            continue
        code = own[0] if own else cells[0]
        others = [cell for cell in cells if cell is not code]
        official = next((cell for cell in others if looks_official(cell)), others[0])
        pairs.append(Pair(line=at, code=code, official=official))
    return pairs


def _code_text(cell: Cell) -> str:
    """What was typed into a cell. A spreadsheet keeps a code of digits as a number, and only fifteen of them: a longer
    one is lost, and is shown as the spreadsheet shows it, which is nobody's code.
    """
    if isinstance(cell, int | float):
        return f"{cell:.0f}" if abs(cell) < EXACT else f"{cell:.15g}"
    return "" if cell is None else str(cell).strip()
