"""A year's days as a table of a spreadsheet: a line for each day or run of days, columns in any order.

What cannot be read for certain is told with its line; half of a year is never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from counter_app.domain.calendar.calendar_file import FileProblem
from counter_app.domain.calendar.workdays import check_hours
from counter_app.domain.lettering.damage import is_damaged
from counter_app.domain.tables import Cell, NoteKind, SheetRow, columns_by_heads
from counter_app.domain.text import clean, fold
from counter_app.errors import RuleError
from counter_app.i18n import _

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
_WEEKDAYS = ("hai", "ba", "tu", "nam", "sau", "bay", "nhat")
_DATE = re.compile(
    r"(?:(?:(?:thứ|t) ?(?P<at>[2-7]|hai|ba|tư|năm|sáu|bảy)|(?:chủ (?P<sunday>nhật)|(?P<cn>cn))),? ?)?(?:ngày )?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})",
    re.IGNORECASE,
)
_EARLIEST = 5
"""Hours of the morning before it are meant for the afternoon: 1:30-5:00."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPAN = re.compile(r"(\d{1,2})[:hg](\d{2})?\s*[-–—]\s*(\d{1,2})[:hg](\d{2})?", re.IGNORECASE)
_FIRST_DAY = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_LONGEST_RUN = 31
_HEAD_WITHIN = 20


@dataclass(frozen=True, slots=True)
class DayTable:
    """The days of a table as a year's file has them, and what is wrong with its lines."""

    year: int
    days: tuple[dict[str, Any], ...]
    problems: tuple[FileProblem, ...]


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

    def read(self, rows: Sequence[SheetRow], heads: SheetRow) -> DayTable:
        """Every line; heads repeated are passed over, notes below the table too."""
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
        return DayTable(year, tuple(self.days), tuple(self.problems))

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
        first = self._day(number, said["date"])
        until = self._day(number, said["until"]) if said.get("until") else first
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

    def _day(self, number: int, cell: Cell) -> date | None:
        if isinstance(cell, date):
            return cell
        if isinstance(cell, int | float) and int(cell) in _SERIALS:
            return _FIRST_DAY + timedelta(days=int(cell))
        text = "" if cell is None else str(cell)
        iso, usual = _ISO.fullmatch(text), _DATE.fullmatch(text)
        parts = iso.groups() if iso else usual.group("year", "month", "day") if usual else None
        try:
            found = date(*map(int, parts)) if parts is not None else None
        except ValueError:
            found = None
        weekday = _weekday(usual) if usual else None
        if found is not None and weekday in (None, found.weekday()):
            return found
        if found is not None:
            told = _("Ngày {day:%d/%m/%Y} không phải “{text}”. Xem lại ngày và thứ.")
            self._wrong(number, told.format(day=found, text=text[:30]))
            return None
        told = _("Không hiểu ngày “{text}”; ghi như 01/01/2028.")
        self._wrong(number, told.format(text=text[:30]))
        return None


def _clock(hour: str, minute: str | None) -> time:
    return time(int(hour), int(minute or 0))


def _weekday(found: re.Match[str]) -> int | None:
    """The day of the week that stands before a date, Monday 0; None where none does."""
    if found["sunday"] or found["cn"]:
        return 6
    said = fold(found["at"] or "")
    if not said:
        return None
    return int(said) - 2 if said.isdigit() else _WEEKDAYS.index(said)


def _one_of(known: Mapping[str, Sequence[str]], text: str) -> str | None:
    words = fold(text)
    return next((value for value, names in known.items() if words in names), None)
