"""One list of procedures from the sheets of a file: the sheets that are it, and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from counter_app.desk.catalogue.lists.heads import Heads, find_heads
from counter_app.desk.tables.table_reader import read_tables
from counter_app.desk.tables.table_refusals import refused
from counter_app.domain.catalogue.list_fields import (
    ListField,
    ListTable,
    guess_columns,
    numbers_columns,
    speaks_of_end,
)
from counter_app.domain.tables import Sheet, SheetRow, SheetSummary, TableFile
from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

_NEEDED = frozenset({ListField.CODE, ListField.NAME})


def read_table(path: Path, sheets: Sequence[str] = ()) -> ListTable:
    """The list in a file; of a workbook its largest list with those of the same heads, or the ``sheets`` named.

    Errors: RuleError (field "file", "sheet") when there is none to read.
    """
    file = read_tables(path)
    widths = [len(row.cells) for sheet in file.sheets for row in sheet.rows]
    if file.separated and widths and max(widths) < 2:
        raise refused(
            _(
                "Tệp {path} không phải bảng: mỗi dòng chỉ có một ô."
                " Chọn tệp có các ô ngăn bằng dấu ; , | hoặc Tab."
            ),
            path=file.name,
        )
    found = [_Part(sheet, find_heads(sheet.rows)) for sheet in file.sheets]
    parts = _named(file, found, sheets) if sheets else _likeliest(file, found)
    return _table(file, found, parts)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet and its heads."""

    sheet: Sheet
    heads: Heads

    @property
    def fits(self) -> bool:
        """True if it reads as a list of procedures."""
        return guess_columns(self.heads.titles).keys() >= _NEEDED

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """The lines under the heads."""
        return self.sheet.rows[self.heads.at + 1 :]

    @property
    def key(self) -> tuple[str, ...]:
        """The same for sheets with the same heads."""
        return tuple(map(fold, self.heads.titles))


def _likeliest(file: TableFile, found: Sequence[_Part]) -> list[_Part]:
    seen = [part for part in found if part.sheet.rows and not part.sheet.hidden]
    hidden = [part.sheet.name for part in found if part.sheet.rows and part.sheet.hidden]
    if not seen and hidden:
        raise refused(
            _("Mọi trang tính có dữ liệu của tệp {path} đều ẩn: {names}. Bỏ ẩn trang cần nhập."),
            "hidden_sheets",
            path=file.name,
            names=", ".join(hidden),
        )
    best = max(seen, key=lambda part: (part.fits, len(part.rows)), default=None)
    if best is None or not any(best.heads.titles):
        raise refused(_("Tệp {path} không có bảng nào. Chọn tệp khác."), path=file.name)
    return [part for part in seen if part.key == best.key] if best.fits else [best]


def _named(file: TableFile, found: Sequence[_Part], names: Sequence[str]) -> list[_Part]:
    """Errors: RuleError (field "sheet")."""
    parts = []
    for name in names:
        exact = [part for part in found if part.sheet.name == name]
        alike = exact or [part for part in found if fold(part.sheet.name) == fold(name)]
        if len(alike) != 1:
            raise RuleError(
                _(
                    "Tệp {path} không có trang tính “{name}”. Chọn một trong các trang: {names}."
                ).format(
                    path=file.name,
                    name=name,
                    names=", ".join(part.sheet.name for part in found) or "…",
                ),
                field="sheet",
                rule="sheet",
            )
        parts += alike
    if len({part.key for part in parts}) > 1:
        raise RuleError(
            _("Các trang tính đã chọn có đầu bảng khác nhau. Nhập từng trang một."),
            field="sheet",
            rule="sheet",
        )
    if not any(parts[0].heads.titles):
        raise refused(_("Tệp {path} không có bảng nào. Chọn tệp khác."), path=file.name)
    return parts


def _table(file: TableFile, found: Sequence[_Part], parts: Sequence[_Part]) -> ListTable:
    lines: list[SheetRow] = []
    unread: list[tuple[int, int]] = []
    above: list[int] = []
    ended: dict[int, str] = {}
    for part in parts:
        body, rest = _body(part, named=len(parts) > 1)
        title = part.sheet.name if speaks_of_end(part.sheet.name) else part.heads.ended
        if title:
            ended |= dict.fromkeys(range(len(lines), len(lines) + len(body)), title)
        lines += body
        unread += rest
        above += part.heads.above
    read = {id(part) for part in parts}
    single = len(file.sheets) == 1
    return ListTable(
        name=file.name,
        sha256=file.sha256,
        heads=parts[0].heads.titles,
        lines=tuple((row.number, row.cells) for row in lines),
        rows={at: row for at, row in enumerate(lines) if _is_odd(row)},
        sheets=tuple(
            SheetSummary(
                name=part.sheet.name,
                rows=len(part.rows),
                hidden=part.sheet.hidden,
                read=id(part) in read,
            )
            for part in found
            if part.sheet.rows and not single
        ),
        hidden_columns=frozenset(at for part in parts for at in part.sheet.hidden_columns),
        separated=file.separated,
        unread=tuple(unread),
        above=tuple(above),
        ended=ended,
        money_counted=next((said for part in parts if (said := part.heads.money_counted)), ""),
        code_table=next((part.sheet.table for part in parts if part.sheet.table), ""),
    )


def _is_odd(row: SheetRow) -> bool:
    return bool(row.sheet or row.hidden or row.joined or row.notes)


def _body(part: _Part, *, named: bool) -> tuple[list[SheetRow], list[tuple[int, int]]]:
    """The lines of a list, and where another table begins below it. Heads repeated on every page are no lines."""
    heads = part.heads
    lines: list[SheetRow] = []
    for at, row in enumerate(part.rows):
        second = at == 0 and bool(heads.second)
        speaks = heads.speaks(row)
        if numbers_columns(row.cells) or (speaks and heads.repeated(row) and not second):
            continue
        if speaks and heads.another(row):
            return lines, [(row.number, len(part.rows) - at - 1)]
        own = heads.second_line(row) if second else row
        lines.append(replace(own, sheet=part.sheet.name) if named else own)
    return lines, []
