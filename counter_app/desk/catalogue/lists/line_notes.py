"""The cells of a line of a list by its columns, and everything about them that their values do not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, Outcome
from counter_app.domain.catalogue.list_fields import (
    ListField,
    ListTable,
    Mapped,
    money_counted,
    rival_columns,
    speaks_of_online,
)
from counter_app.domain.day_columns import DayColumn, day_column, of_one_list
from counter_app.domain.lettering.damage import is_damaged
from counter_app.domain.tables import Cell, CellNote, NoteKind, SheetRow
from counter_app.domain.text import clean, fold
from counter_app.i18n import _, plural
from counter_app.values import pattern
from counter_app.wording.catalogue.listing import cell_words, field_title
from counter_app.wording.paper.moments import short_date

_BLANK = {"", "-", "–", "…"}
_SHORT_TEXT = 8
_NUMBER = pattern(r"\s*(?:\d{1,4}(?:[.,]\d{1,2})?|(?:\d )?\d\s*/\s*\d|\d?[½¼¾])\s*")
_DAYS_ALONE = pattern(r"(.{1,8}?)\s*ngày\.?\s*", re.IGNORECASE)
"""Days that are working days where their head counts those."""
_AMOUNT = pattern(r"\d[\d.,]*")
_AMOUNT_EACH = pattern(r"([1-9]\d*(?:[.,]\d+)*|0[.,]\d+)((?:\s*/.*)?)", re.DOTALL)
_ERROR_VALUE = pattern(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|BUSY!|CONNECT!)"
    r"|Err:\d{3}|#{3,}",
    re.IGNORECASE,
)
_ERROR_INSIDE = pattern(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|ERROR!)", re.IGNORECASE)
"""Nobody writes one of these into a sentence."""
_LONGEST_ERROR = 40
"""Without a hash sign; blanks around it too."""
_NOT_LOADED = ("Loading...", "Đang tải...")
"""The words Google's spreadsheet shows, and saves, where it has not fetched a value yet."""
_UNITS = (
    ("ngay lam viec", "ngày làm việc"),
    ("ngay lv", "ngày làm việc"),
    ("ngay l v", "ngày làm việc"),
    ("ngay lviec", "ngày làm việc"),
    ("ngay hanh chinh", "ngày làm việc"),
    ("nlv", "ngày làm việc"),
    ("gio", "giờ"),
    ("thang", "tháng"),
    ("ngay", "ngày"),
)
_TOLD = (ListField.CODE, ListField.LIMIT, ListField.FEE)
"""The fields in which two columns may differ: then the line is not certain, or is of two procedures."""
_NEVER_DATES = (ListField.NAME, ListField.SECTOR, ListField.FEE)
"""A limit and a code that are dates are no limits and codes, and told as that."""
_DAYS = (ListField.VALID_FROM, ListField.VALID_TO)
_SHOWN = 60


def blank_cell(cell: Cell) -> bool:
    """True if a cell says nothing."""
    if isinstance(cell, str):
        return cell.strip() in _BLANK if len(cell) < _SHORT_TEXT else cell.isspace()
    return cell is None


class Columns:
    """Columns by what they say: those read, those that speak of the same, the unit a head gives to bare numbers."""

    def __init__(self, table: ListTable, mapped: Mapped) -> None:
        self.mapped, self.table = mapped, table
        self.fields = {at: field for field, at in mapped.items()}
        self.rivals = rival_columns(table.heads, mapped)
        limit = mapped.get(ListField.LIMIT, -1)
        self._unit = _unit(table.heads[limit]) if 0 <= limit < len(table.heads) else ""
        widths = Counter(len(cells) for _number, cells in table.lines) if table.separated else {}
        self.width = max(widths, key=widths.__getitem__, default=0)
        self.fees = self._fee_columns()

    @cached_property
    def days(self) -> Mapping[ListField, DayColumn]:
        """The way the columns of days are read."""
        names = [name for name in _DAYS if name in self.mapped]
        columns = (
            day_column(
                (str(number), next(iter(cells[at : at + 1]), None))
                for number, cells in self.table.lines
            )
            for at in map(self.mapped.__getitem__, names)
        )
        return dict(zip(names, of_one_list(columns), strict=True))

    def said(self, cells: Sequence[Cell]) -> dict[ListField, Cell]:
        """The cells of a line by their columns."""
        return {
            name: cells[at]
            for name, at in self.mapped.items()
            if at < len(cells) and not blank_cell(cells[at])
        }

    def uncomputed(self, row: SheetRow) -> set[ListField]:
        """The columns that would have a value, had somebody computed their formulas."""
        return {
            self.fields[note.column]
            for note in row.notes
            if note.kind is NoteKind.NOT_COMPUTED and note.column in self.fields
        }

    def complete(
        self, shown: CheckedLine, said: dict[ListField, Cell], cells: Sequence[Cell]
    ) -> None:
        """Give a bare number its unit and a fee its amount on the portal; tell what other columns say differently."""
        text = cell_words(said.get(ListField.LIMIT, ""))
        bare = _DAYS_ALONE.fullmatch(text) if self._unit == _UNITS[0][1] else None
        number = bare[1] if bare else text
        if self._unit and _NUMBER.fullmatch(number):
            said[ListField.LIMIT] = f"{number.strip()} {self._unit}"
        if self.fees is not None:
            fee = _both_fees(*(self._priced(_at(cells, at), at) for at in self.fees))
            if fee:
                said[ListField.FEE] = fee
        elif ListField.FEE in said:
            at = self.mapped[ListField.FEE]
            words = self._priced(_at(cells, at), at)
            said[ListField.FEE] = words if words != _at(cells, at) else said[ListField.FEE]
        for at, field in self.rivals.items():
            if field not in _TOLD or (self.fees is not None and at in self.fees):
                continue
            other, own = _at(cells, at), cell_words(said.get(field, ""))
            if other and fold(other) != fold(cell_words(_at(cells, self.mapped[field]) or own)):
                shown.say(Level.WARNING, self._rival_text(at, field, other, own), field.value)

    def _priced(self, text: str, at: int) -> str:
        """An amount with the thousands or millions that its head counts in, or a line above the table."""
        found = _AMOUNT_EACH.fullmatch(text)
        if found is None:
            return text
        head = self.table.heads[at] if at < len(self.table.heads) else ""
        counted = money_counted(head) or self.table.money_counted
        return f"{found[1]} {counted} đồng{found[2]}" if counted else text

    def head(self, at: int) -> str:
        """The head of a column."""
        heads = self.table.heads
        return (
            heads[at] if at < len(heads) and heads[at] else _("cột {number}").format(number=at + 1)
        )

    def _rival_text(self, at: int, field: ListField, other: str, own: str) -> str:
        return _("Cột “{head}” ghi “{other}”, chưa đọc; đã lấy “{own}” ở cột “{used}”.").format(
            head=self.head(at),
            other=_short(other),
            own=_short(own) or "…",
            used=self.head(self.mapped[field]),
        )

    def _fee_columns(self) -> tuple[int, int] | None:
        """The columns of a fee at the counter and on the portal, where there are two."""
        used = self.mapped.get(ListField.FEE, -1)
        if not 0 <= used < len(self.table.heads):
            return None
        online = speaks_of_online(self.table.heads[used])
        for at, field in self.rivals.items():
            if field is ListField.FEE and speaks_of_online(self.table.heads[at]) != online:
                return (at, used) if online else (used, at)
        return None


def tell_struck(shown: CheckedLine, row: SheetRow, columns: Columns) -> bool:
    """True if code or name are struck out: the line is then not said any more; it is told, not taken."""
    if not row.notes:
        return False
    struck = {
        columns.fields[note.column]: note.said
        for note in row.notes
        if note.kind is NoteKind.STRUCK and note.column in columns.fields
    }
    rest = columns.said(row.cells)
    gone = [
        name for name in (ListField.CODE, ListField.NAME) if name in struck and name not in rest
    ]
    if not gone:
        return False
    shown.code = clean(struck.get(ListField.CODE, cell_words(rest.get(ListField.CODE))))
    shown.name = clean(struck.get(ListField.NAME, cell_words(rest.get(ListField.NAME))))
    shown.outcome = Outcome.PASSED_OVER
    text = _("Dòng bị gạch ngang trong tệp nên không nhập. Bỏ gạch ngang nếu vẫn áp dụng.")
    shown.say(Level.WARNING, text)
    return True


def tell_cells(
    shown: CheckedLine,
    said: dict[ListField, Cell],
    whole: Mapping[ListField, Cell],
    row: SheetRow,
    columns: Columns,
) -> None:
    """Say what is wrong with a line's cells (``whole``: as they stand); what is no certain text takes the line out."""
    if row.hidden:
        shown.say(Level.WARNING, _("Dòng này bị ẩn trong tệp; kiểm tra có còn áp dụng không."))
    for note in row.notes:
        _tell_note(shown, note, row, columns)
    for name, cell in whole.items():
        if not isinstance(cell, str):
            _tell_date(shown, name, cell)
            continue
        if _is_error(cell):
            text = _("Ô {field} là lỗi của bảng tính ({value}). Sửa công thức rồi nhập lại.")
            shown.say(
                Level.ERROR, text.format(field=field_title(name), value=_short(cell)), name.value
            )
            said.pop(name, None)
        elif is_damaged(cell):
            text = _("Ô {field} có chữ bị hỏng: “{value}”. Sửa trong tệp gốc rồi nhập lại.")
            shown.say(
                Level.ERROR, text.format(field=field_title(name), value=_short(cell)), name.value
            )
            said.pop(name, None)
    _tell_width(shown, row, columns)


def _is_error(cell: str) -> bool:
    if "#" in cell:
        if _ERROR_INSIDE.search(cell):
            return True
    elif len(cell) > _LONGEST_ERROR:
        return False
    text = cell.strip()
    return text in _NOT_LOADED or (
        text[:1] in ("#", "E", "e") and bool(_ERROR_VALUE.fullmatch(text))
    )


def _tell_date(shown: CheckedLine, name: ListField, cell: Cell) -> None:
    """``3-5`` typed into a spreadsheet becomes the third of May."""
    if isinstance(cell, date) and name in _NEVER_DATES:
        text = _("Ô {field} đã bị bảng tính đổi thành ngày {day}. Ghi lại dạng chữ rồi nhập.")
        shown.say(
            Level.ERROR, text.format(field=field_title(name), day=short_date(cell)), name.value
        )


def _tell_note(shown: CheckedLine, note: CellNote, row: SheetRow, columns: Columns) -> None:
    if note.kind is NoteKind.BROKEN:
        text = _("Dòng bị ngắt đôi: một ô có xuống dòng mà không có ngoặc kép. Nối lại rồi nhập.")
        shown.say(Level.ERROR, text)
    field = columns.fields.get(note.column)
    if field is None:
        return
    match note.kind:
        case NoteKind.REPAIRED if not columns.table.code_table:
            text = _("Chữ ở cột “{head}” viết bằng {table}, đã đọc lại: “{said}” → “{now}”.")
            now = cell_words(row.cells[note.column]) if note.column < len(row.cells) else ""
            shown.say(
                Level.WARNING,
                text.format(
                    head=columns.head(note.column),
                    table=note.table,
                    said=_short(note.said),
                    now=_short(now),
                ),
                field.value,
            )
        case NoteKind.STRUCK:
            text = _("Chữ bị gạch ngang ở cột “{head}” không đọc: “{said}”.")
            shown.say(
                Level.WARNING,
                text.format(head=columns.head(note.column), said=_short(note.said)),
                field.value,
            )
        case NoteKind.NOT_COMPUTED:
            text = _("Ô {field} là công thức chưa tính. Mở bằng Excel, lưu lại rồi nhập.")
            shown.say(Level.ERROR, text.format(field=field_title(field)), field.value)
        case _:
            pass


def _tell_width(shown: CheckedLine, row: SheetRow, columns: Columns) -> None:
    """Cells beyond the heads: in a text file all before them may stand in a wrong column; or too few of them there."""
    if len(row.cells) < columns.width and all(
        note.kind is not NoteKind.BROKEN for note in row.notes
    ):
        text = plural(
            "Dòng chỉ có {count} ô, các dòng khác có {width}: có thể bị cắt. Xem lại dòng này.",
            len(row.cells),
        )
        shown.say(Level.WARNING, text.format(count=len(row.cells), width=columns.width))
    width = len(columns.table.heads)
    extra = [clean(cell_words(cell)) for cell in row.cells[width:] if not blank_cell(cell)]
    if not extra:
        return
    if columns.table.separated:
        text = plural(
            "Dòng có {count} ô, đầu bảng có {width}: có dấu ngăn ô nằm trong chữ."
            " Đặt chữ đó trong ngoặc kép rồi nhập lại.",
            len(row.cells),
        )
        shown.say(Level.ERROR, text.format(count=len(row.cells), width=width))
    else:
        text = _("Ô ngoài đầu bảng không đọc: “{said}”.")
        shown.say(Level.WARNING, text.format(said=_short("; ".join(extra))))


def _unit(head: str) -> str:
    """The unit a head gives its bare numbers: "Thời hạn (ngày làm việc)" over 3, 5, 10."""
    words = f" {fold(head)} "
    units = {unit for word, unit in _UNITS if f" {word} " in words}
    units -= {"ngày"} if "ngày làm việc" in units else set()
    if len(units) != 1 or (units == {"ngày"} and " so ngay " in words):
        return (
            ""  # "(ngày, giờ)" counts either; "Số ngày giải quyết" does not say which kind of days
        )
    return units.pop()


def _at(cells: Sequence[Cell], at: int) -> str:
    return clean_words(cells[at]) if at < len(cells) and not blank_cell(cells[at]) else ""


def clean_words(cell: Cell) -> str:
    """A cell's words, with its line breaks."""
    return cell_words(cell).strip()


def _both_fees(direct: str, online: str) -> str:
    """One text of both amounts, as ``read_fee`` reads it; empty where neither is said."""
    direct, online = (
        f"{text} đồng" if _AMOUNT.fullmatch(text) else text for text in (direct, online)
    )
    if not online or fold(direct) == fold(online):
        return direct
    return f"Trực tiếp: {direct}; trực tuyến: {online}" if direct else f"Trực tuyến: {online}"


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
