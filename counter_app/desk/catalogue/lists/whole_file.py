"""The remarks on a list as a whole: sheets and columns that were not read, and where reading stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.findings import ColumnRead, Finding, Level
from counter_app.desk.catalogue.lists.line_notes import Columns, blank_cell
from counter_app.domain.catalogue.list_fields import ListField, ListTable, Mapped
from counter_app.domain.lettering.damage import is_damaged
from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.wording.catalogue.listing import field_title

if TYPE_CHECKING:
    from counter_app.domain.tables import SheetSummary

_COUNTING = {"stt", "tt", "so tt", "so thu tu", "no"}


def columns_read(table: ListTable, columns: Mapped) -> tuple[ColumnRead, ...]:
    """Every column that has a head or a cell, in order."""
    fields = {at: field.value for field, at in columns.items()}
    width = max((len(cells) for _number, cells in table.lines), default=0)
    counts = [0] * max(width, len(table.heads))
    for _number, cells in table.lines:
        for at, cell in enumerate(cells):
            if cell is not None and not blank_cell(cell):
                counts[at] += 1
    heads = (*table.heads, *[""] * (len(counts) - len(table.heads)))
    return tuple(
        ColumnRead(head, fields.get(at, ""), count)
        for at, (head, count) in enumerate(zip(heads, counts, strict=True))
        if head or count
    )


def file_remarks(table: ListTable, columns: Mapped) -> tuple[Finding, ...]:
    """The remarks a person has to know before taking the list in."""
    return (*_of_sheets(table.sheets), *_of_columns(table, columns), *_of_places(table))


def sheet_words(sheets: Sequence[SheetSummary]) -> str:
    """``“Hộ tịch” (12 dòng), “Chứng thực” (30 dòng)``."""
    text = _("“{name}” ({rows} dòng)")
    return ", ".join(text.format(name=sheet.name, rows=sheet.rows) for sheet in sheets)


def _of_sheets(sheets: Sequence[SheetSummary]) -> Iterator[Finding]:
    read = [sheet for sheet in sheets if sheet.read]
    hidden = [sheet for sheet in sheets if sheet.hidden and not sheet.read]
    others = [sheet for sheet in sheets if not sheet.hidden and not sheet.read]
    if read and (len(read) > 1 or others or hidden):
        yield Finding(Level.NOTE, _("Đã đọc trang tính {names}.").format(names=sheet_words(read)))
    if others:
        text = _("Chưa đọc trang tính {names}. Chọn trang cần nhập (--sheet) nếu thiếu.")
        yield Finding(Level.WARNING, text.format(names=sheet_words(others)))
    if hidden:
        text = _("Trang tính ẩn không đọc: {names}.")
        yield Finding(Level.WARNING, text.format(names=sheet_words(hidden)))


def _of_columns(table: ListTable, columns: Mapped) -> Iterator[Finding]:
    found = Columns(table, columns)
    rivals = found.rivals
    if found.fees is not None:
        text = _("Phí đọc từ hai cột: “{direct}” và “{online}”.")
        direct, online = map(found.head, found.fees)
        yield Finding(Level.NOTE, text.format(direct=direct, online=online), ListField.FEE.value)
    for at, field in rivals.items():
        if found.fees is not None and at in found.fees:
            continue
        used = table.heads[columns[field]] if columns[field] < len(table.heads) else "…"
        text = _("Hai cột cùng nói về {field}: “{used}” và “{other}”. Xem lại cột được chọn.")
        told = text.format(field=field_title(field), used=used, other=table.heads[at])
        yield Finding(Level.WARNING, told, field.value)
    for field, days in found.days.items():
        if text := days.sentence(found.head(columns[field])):
            yield Finding(Level.WARNING, text, field.value)
    taken = set(columns.values())
    unread = [
        head
        for at, head in enumerate(table.heads)
        if head and at not in taken and at not in rivals and fold(head) not in _COUNTING
    ]
    if unread:
        text = _("Cột không đọc: {heads}.").format(heads=", ".join(unread))
        yield Finding(Level.NOTE, text)
    yield from _of_unnamed(table, columns)
    hidden = [
        table.heads[at] for at in sorted(table.hidden_columns & taken) if at < len(table.heads)
    ]
    if hidden:
        text = _("Cột ẩn được đọc: {heads}. Xem lại cột được chọn.")
        yield Finding(Level.WARNING, text.format(heads=", ".join(hidden)))


def _of_unnamed(table: ListTable, columns: Mapped) -> Iterator[Finding]:
    """Columns without a head that say something about procedures; those that only count lines say nothing."""
    code, taken = columns[ListField.CODE], set(columns.values())
    said: dict[int, int] = {}
    for _number, cells in table.lines:
        if code >= len(cells) or blank_cell(cells[code]):
            continue
        for at, cell in enumerate(cells[: len(table.heads)]):
            named = table.heads[at] or at in taken or blank_cell(cell)
            if not named and not str(cell).strip(". ").isdigit():
                said[at] = said.get(at, 0) + 1
    if said:
        text = _("Cột không có tiêu đề nên không đọc: {columns}. Ghi tiêu đề trong tệp nếu cần.")
        names = (
            _("cột {number} ({cells} ô)").format(number=at + 1, cells=count)
            for at, count in sorted(said.items())
        )
        yield Finding(Level.WARNING, text.format(columns=", ".join(names)))


def _of_places(table: ListTable) -> Iterator[Finding]:
    if not table.lines:
        yield Finding(Level.WARNING, _("Dưới đầu bảng không có dòng nào. Chọn tệp khác."))
    if table.code_table:
        text = _("Cả bảng viết bằng mã {table}; đã đọc lại thành tiếng Việt Unicode.")
        yield Finding(Level.WARNING, text.format(table=table.code_table))
    if table.above:
        text = _("Phía trên đầu bảng có dòng giống thủ tục, chưa đọc: {lines}.")
        yield Finding(Level.WARNING, text.format(lines=", ".join(map(str, table.above[:10]))))
    for number, count in table.unread:
        text = plural(
            "Từ dòng {line} là bảng khác, cột xếp khác: {count} dòng chưa đọc. Tách bảng đó ra tệp riêng rồi nhập.",
            count,
        )
        yield Finding(Level.WARNING, text.format(line=number, count=count))


def require_whole_heads(table: ListTable, read: Iterable[int] = ()) -> None:
    """Errors: RuleError (field "file") when heads but those of ``read`` lost their letters: then every line has."""
    told = set(read)
    lost = [head for at, head in enumerate(table.heads) if at not in told and is_damaged(head)]
    if lost:
        raise RuleError(
            _(
                "Chữ có dấu trong tệp {path} đã hỏng (“{head}”). Mở tệp gốc, lưu lại dạng Excel (.xlsx) rồi nhập."
            ).format(path=table.name, head=lost[0][:40]),
            field="file",
            rule="letters_lost",
        )
