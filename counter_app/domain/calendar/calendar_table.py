"""A year's days as a table of a spreadsheet: a line for each day or run of days, columns in any order.

What cannot be read for certain is told with its line; half of a year is never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, time, timedelta
from typing import Any

from counter_app.domain.calendar.calendar_file import FileProblem
from counter_app.domain.calendar.workdays import check_hours
from counter_app.domain.day_columns import DayColumn, day_column, of_one_list
from counter_app.domain.lettering.damage import is_damaged
from counter_app.domain.tables import Cell, NoteKind, SheetRow, columns_by_heads
from counter_app.domain.text import clean, fold
from counter_app.domain.written_days import OffWeekdayError, written_day
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

HEAD_WORDS: Mapping[str, tuple[str, ...]] = {
    "date": ("ngay", "tu ngay", "ngay thang", "ngay bat dau", "date"),
    "until": ("den ngay", "den het ngay", "ngay ket thuc"),
    "count": ("so ngay", "so ngay nghi", "tong so ngay", "tong so ngay nghi"),
    "kind": ("loai", "loai ngay", "hinh thuc", "nghi lam bu", "kind"),
    "name": ("ten", "ten ngay", "noi dung", "ly do", "dip", "ten ngay le", "name"),
    "source": ("can cu", "nguon", "van ban", "so van ban", "source"),
    "state": ("tinh trang", "trang thai", "state"),
    "sessions": ("gio", "gio lam viec", "buoi", "buoi lam viec", "sessions"),
}
_KINDS = {
    "off": ("nghi", "nghi le", "nghi tet", "nghi bu", "ngay nghi", "nghi hoan doi", "off"),
    "work": ("lam bu", "lam viec", "di lam", "ngay lam bu", "ngay lam viec", "lam viec bu", "work"),
    "reception": ("chi truc tiep nhan", "truc tiep nhan", "chi nhan", "reception"),
}
_STATES = {"official": ("chinh thuc", "official"), "expected": ("du kien", "expected")}
_EARLIEST = 5
"""Hours of the morning before it are meant for the afternoon: 1:30-5:00."""
_BEFORE = pattern(r"(?:ngày)?", re.IGNORECASE)
_SPAN = pattern(r"(\d{1,2})[:hg](\d{2})?\s*[-–—]\s*(\d{1,2})[:hg](\d{2})?", re.IGNORECASE)
_LONGEST_RUN = 31
_HEAD_WITHIN = 20


@dataclass(frozen=True, slots=True)
class DayTable:
    """The days of a table as a year's file has them, what is wrong with its lines, and how its days were read."""

    year: int
    days: tuple[dict[str, Any], ...]
    problems: tuple[FileProblem, ...]
    remarks: tuple[str, ...] = ()


def read_day_table(rows: Sequence[SheetRow]) -> DayTable | None:
    """The days of a sheet; None where it has no heads of such a table."""
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = columns_by_heads(row.cells, HEAD_WORDS)
        if {"date", "kind", "name"} <= columns.keys():
            return _Reading(columns).read(rows[at + 1 :], row)
    return None


@dataclass
class _Reading:
    """One pass over the lines, collecting what is wrong."""

    columns: Mapping[str, int]
    days: list[dict[str, Any]] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    first: dict[date, int] = field(default_factory=dict)
    orders: Mapping[str, DayColumn] = field(default_factory=dict)

    def read(self, rows: Sequence[SheetRow], heads: SheetRow) -> DayTable:
        """Every line; heads repeated are passed over, notes below the table too."""
        remarks = self._order(rows, heads)
        for row in rows:
            said = {name: self._text(row.cells, name) for name in self.columns}
            if any(note.kind is not NoteKind.REPAIRED for note in row.notes):
                text = _("Có ô bị gạch ngang hoặc chưa tính xong. Ghi lại hoặc xóa dòng này.")
                self._wrong(row.number, text)
            beyond = [cell for cell in row.cells[len(heads.cells) :] if cell not in (None, "")]
            if beyond:
                text = _("Dòng có nhiều ô hơn đầu bảng (“{said}”). Xem lại dấu ngăn ô.")
                self._wrong(row.number, text.format(said=str(beyond[0])[:40]))
            if row.cells == heads.cells or not (said["date"] or said["kind"]):
                continue
            before = len(self.problems)
            self._line(row, said)
            if row.hidden and len(self.problems) == before:
                self._wrong(row.number, _("Dòng này bị ẩn. Bỏ ẩn hoặc xóa dòng rồi nhập lại."))
        years = Counter(day.year for day in self.first)
        year = years.most_common(1)[0][0] if years else 0
        if not self.days and not self.problems:
            self._wrong(0, _("Bảng không có ngày nào."))
        for day, number in self.first.items():
            if day.year != year:
                text = _("Ngày {day:%d/%m/%Y} không thuộc năm {year}.")
                self._wrong(number, text.format(day=day, year=year))
        return DayTable(year, tuple(self.days), tuple(self.problems), tuple(remarks))

    def _order(self, rows: Sequence[SheetRow], heads: SheetRow) -> list[str]:
        """See how the columns of days are written; the answer is what to tell of it beside what is wrong."""
        names = [name for name in ("date", "until") if name in self.columns]
        found = of_one_list(
            day_column((str(row.number), self._text(row.cells, name)) for row in rows)
            for name in names
        )
        self.orders = dict(zip(names, found, strict=True))
        remarks = []
        for name, column in self.orders.items():
            text = column.sentence(str(heads.cells[self.columns[name]]))
            if column.barred:
                self._wrong(0, text)
            elif text:
                remarks.append(text)
        return remarks

    def _text(self, cells: Sequence[Cell], name: str) -> Cell:
        at = self.columns[name]
        cell = cells[at] if at < len(cells) else None
        return clean(cell) if isinstance(cell, str) else cell

    def _wrong(self, number: int, text: str) -> None:
        self.problems.append(FileProblem(number, text))

    def _line(self, row: SheetRow, said: Mapping[str, Cell]) -> None:
        number = row.number
        words = {name: "" if cell is None else str(cell) for name, cell in said.items()}
        if any(is_damaged(text) or text.startswith("#") for text in words.values()):
            self._wrong(number, _("Chữ trong dòng bị hỏng. Ghi lại dòng này."))
        kind = _one_of(_KINDS, words["kind"])
        if kind is None:
            text = _("Không hiểu loại ngày “{text}”; ghi nghỉ, làm bù hoặc chỉ trực tiếp nhận.")
            self._wrong(number, text.format(text=words["kind"][:40]))
        if not words["name"]:
            self._wrong(number, _("Chưa có tên ngày."))
        state = _one_of(_STATES, words.get("state", "") or "official")
        if state is None:
            text = _("Không hiểu tình trạng “{text}”; ghi chính thức hoặc dự kiến.")
            self._wrong(number, text.format(text=words["state"][:40]))
        facts = {"kind": kind, "name": words["name"], "state": state}
        facts |= {"source": words["source"]} if words.get("source") else {}
        sessions = self._sessions(number, words.get("sessions", ""))
        if kind == "off" and sessions:
            self._wrong(number, _("Ngày nghỉ không có giờ làm việc (sessions)."))
        if kind == "reception" and not sessions:
            self._wrong(number, _("Ngày chỉ trực tiếp nhận phải có giờ trực (sessions)."))
        facts |= sessions
        for day in self._run(number, said):
            if day in self.first:
                text = _("Ngày {day:%d/%m/%Y} đã ghi ở dòng {row}.")
                self._wrong(number, text.format(day=day, row=self.first[day]))
                continue
            self.first[day] = number
            self.days.append({"date": day.isoformat(), **facts})

    def _sessions(self, number: int, text: str) -> dict[str, Any]:
        if not text:
            return {}
        spans = [match.groups() for match in _SPAN.finditer(text)]
        rest = _SPAN.sub("", text).strip(" ,;+và")
        if not spans or rest or any(int(begin) < _EARLIEST for begin, *_rest in spans):
            told = _("Không hiểu giờ “{text}”; ghi như 07:30-11:30 13:30-17:00.")
            self._wrong(number, told.format(text=text[:40]))
            return {}
        try:
            check_hours(tuple(sorted((_clock(a, b), _clock(c, d)) for a, b, c, d in spans)))
        except ValueError:
            told = _("Không hiểu giờ “{text}”; ghi như 07:30-11:30 13:30-17:00.")
            self._wrong(number, told.format(text=text[:40]))
        except RuleError as error:
            self._wrong(number, error.message)
        return {
            "sessions": [
                {"start": f"{int(a):02d}:{b or '00'}", "end": f"{int(c):02d}:{d or '00'}"}
                for a, b, c, d in spans
            ]
        }

    def _run(self, number: int, said: Mapping[str, Cell]) -> list[date]:
        """The day of a line, or every day up to the one it ends with."""
        first = self._day(number, said["date"], "date")
        until = self._day(number, said["until"], "until") if said.get("until") else first
        if first is None or until is None:
            return []
        if not first <= until < first + timedelta(days=_LONGEST_RUN):
            text = _("Từ {first:%d/%m/%Y} đến {until:%d/%m/%Y} không phải một đợt nghỉ.")
            self._wrong(number, text.format(first=first, until=until))
            return []
        count = str(said.get("count") or "")
        if count and count.split()[0].lstrip("0") != str((until - first).days + 1):
            text = _("Số ngày “{count}” không khớp với ngày đã ghi. Ghi rõ ở cột Đến ngày.")
            self._wrong(number, text.format(count=count[:20]))
        return [first + timedelta(days=at) for at in range((until - first).days + 1)]

    def _day(self, number: int, cell: Cell, name: str) -> date | None:
        try:
            found = self._found(cell, self.orders[name])
        except OffWeekdayError as error:
            told = _("Ngày {day:%d/%m/%Y} không phải “{text}”. Xem lại ngày và thứ.")
            self._wrong(number, told.format(day=error.day, text=str(cell)[:30]))
            return None
        except ValueError:
            found = None
        if found is None and not self.orders[name].barred:
            told = _("Không hiểu ngày “{text}”; ghi như 01/01/2028.")
            self._wrong(number, told.format(text=("" if cell is None else str(cell))[:30]))
        return found

    def _found(self, cell: Cell, column: DayColumn) -> date | None:
        """Errors: ValueError for a day that is none beyond doubt, with two figures of a year or among other words."""
        if not isinstance(cell, str) or not cell:
            return column.day(cell or None)
        said = written_day(cell)
        if said.short or not _BEFORE.fullmatch(said.rest):
            raise ValueError(cell)
        return column.read(said)


def _clock(hour: str, minute: str | None) -> time:
    return time(int(hour), int(minute or 0))


def _one_of(known: Mapping[str, Sequence[str]], text: str) -> str | None:
    words = fold(text)
    return next((value for value, names in known.items() if words in names), None)
