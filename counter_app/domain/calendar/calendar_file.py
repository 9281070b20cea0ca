"""A year's calendar as a file (lich-lam-viec-2027.json), as announced on paper and carried from office to office.

The file explains its own keys. Reading finds everything that is wrong with it, row by row, and never half of a year.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, time
from typing import Any

from counter_app.domain.calendar.workdays import DayMark, Hours, YearState, check_hours
from counter_app.domain.lettering.damage import is_damaged
from counter_app.domain.said_once import SaidTwiceError, said_once
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

GUIDE_KEY = "huong_dan"
YEARS = range(2000, 2101)
LARGEST = 1_000_000
"""Characters; a year of days takes a few ten thousand."""
_GUIDE = {
    "year": "Năm của lịch, bốn chữ số.",
    "state": "confirmed = đã đối chiếu thông báo chính thức; expected = mới dự kiến, chưa tính ngày hẹn vào năm này.",
    "source": "Số, ngày của văn bản công bố lịch nghỉ.",
    "days": "Những ngày khác với lịch tuần; mỗi ngày một dòng.",
    "days.date": "Ngày, dạng năm-tháng-ngày: 2027-02-08.",
    "days.kind": "off = nghỉ; work = làm việc (ngày làm bù); reception = chỉ trực tiếp nhận, không tính vào thời hạn.",
    "days.name": "Tên ngày, ví dụ Nghỉ Tết Nguyên đán.",
    "days.source": "Căn cứ riêng của ngày này; bỏ trống thì theo căn cứ của năm.",
    "days.state": "official = chính thức; expected = dự kiến.",
    "days.sessions": "Giờ riêng của một ngày làm việc, hoặc giờ trực tiếp nhận: start và end của từng buổi, ví dụ"
    " 07:30 và 11:30; bỏ trống thì theo giờ trong tuần.",
}
_DAY = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
REMARKS_KEY = "remarks"
"""The remarks a person has to read on a table that was made into such a file; no file of this program has them."""
_HEAD_KEYS = frozenset({"year", "state", "source", "days", GUIDE_KEY, REMARKS_KEY})
_DAY_KEYS = frozenset({"date", "kind", "name", "source", "state", "sessions"})


@dataclass(frozen=True, slots=True)
class FileProblem:
    """The fault in one row; row 0 is the part above the days."""

    row: int
    text: str

    def sentence(self) -> str:
        """With the row named."""
        if self.row == 0:
            return _("Phần đầu: {text}").format(text=self.text)
        return _("Dòng {row}: {text}").format(row=self.row, text=self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """A year as a file says it; worth nothing while there are ``problems``."""

    year: int
    state: YearState = YearState.EXPECTED
    source: str = ""
    days: tuple[DayMark, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    remarks: tuple[str, ...] = ()


def file_name(year: int) -> str:
    """The usual name of a year's file."""
    return f"lich-lam-viec-{year}.json"


def write_calendar_file(year: int, state: YearState, source: str, days: Sequence[DayMark]) -> str:
    """The text of a year's file; reading it gives the same year."""
    content = {
        GUIDE_KEY: _GUIDE,
        "year": year,
        "state": state.value,
        "source": source,
        "days": [day_row(mark) for mark in sorted(days, key=lambda mark: mark.day)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def day_row(mark: DayMark) -> dict[str, Any]:
    """A marked day as files and events write it."""
    row: dict[str, Any] = {
        "date": mark.day.isoformat(),
        "kind": _kind(mark),
        "name": mark.name,
        "source": mark.source,
        "state": "official" if mark.official else "expected",
    }
    if mark.sessions is not None:
        row["sessions"] = [
            {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"} for start, end in mark.sessions
        ]
    return row


def _kind(mark: DayMark) -> str:
    if mark.reception:
        return "reception"
    return "work" if mark.work else "off"


def read_calendar_file(text: str) -> CalendarFile:
    """A year from a file's text; everything that is wrong with it stands in ``problems``. Never raises."""
    if len(text) > LARGEST:
        return _broken(_("Tệp quá lớn, không phải lịch của một năm."))
    try:
        content = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=said_once)
    except SaidTwiceError as error:
        text = _("Mục “{key}” ghi hai lần trong cùng một chỗ. Xóa một lần rồi nhập lại.")
        return _broken(text.format(key=error.key[:40]))
    except json.JSONDecodeError as error:
        text = _(
            "Không phải tệp JSON: sai ở dòng {line}, chữ thứ {column}. Kiểm tra dấu phẩy, ngoặc."
        )
        return _broken(text.format(line=error.lineno, column=error.colno))
    except (ValueError, RecursionError):
        return _broken(_("Không phải tệp JSON của lịch: số quá dài hoặc lồng nhau quá sâu."))
    if not isinstance(content, dict):
        return _broken(_("Tệp phải có các mục year, state, source, days."))
    return _Reading(content).read()


def _broken(text: str) -> CalendarFile:
    return CalendarFile(year=0, problems=(FileProblem(0, text),))


@dataclass
class _Reading:
    """One pass over a file, collecting what is wrong."""

    content: Mapping[str, Any]
    problems: list[FileProblem] = field(default_factory=list)

    def read(self) -> CalendarFile:
        year, state, source = self._head()
        days: list[DayMark] = []
        rows = self.content.get("days")
        if not isinstance(rows, list):
            self._wrong(0, _("Mục days phải là một danh sách ngày."))
            rows = []
        first: dict[date, int] = {}
        for number, row in enumerate(rows, 1):
            mark = self._day(number, row, year)
            if mark is None:
                continue
            if mark.day in first:
                text = _("Ngày {day:%d/%m/%Y} đã ghi ở dòng {row}.")
                self._wrong(number, text.format(day=mark.day, row=first[mark.day]))
                continue
            first[mark.day] = number
            days.append(mark)
        remarks = self._remarks()
        return CalendarFile(
            year=year,
            state=state,
            source=source,
            days=tuple(sorted(days, key=lambda mark: mark.day)),
            problems=tuple(self.problems),
            remarks=tuple(remarks),
        )

    def _remarks(self) -> list[str]:
        remarks = self.content.get(REMARKS_KEY, [])
        if not (isinstance(remarks, list) and all(isinstance(text, str) for text in remarks)):
            self._wrong(0, _("Không hiểu mục “{key}”.").format(key=REMARKS_KEY))
            return []
        return [clean(text) for text in remarks]

    def _wrong(self, row: int, text: str) -> None:
        self.problems.append(FileProblem(row, text))

    def _head(self) -> tuple[int, YearState, str]:
        for key in sorted(map(str, self.content.keys() - _HEAD_KEYS)):
            self._wrong(0, _("Không hiểu mục “{key}”.").format(key=key[:40]))
        year = self.content.get("year")
        if not isinstance(year, int) or isinstance(year, bool) or year not in YEARS:
            self._wrong(0, _("Mục year phải là năm từ 2000 đến 2100."))
            year = 0
        state = self.content.get("state", YearState.EXPECTED.value)
        if not isinstance(state, str) or state not in set(YearState):
            self._wrong(0, _("Mục state phải là confirmed hoặc expected."))
            state = YearState.EXPECTED
        source = self.content.get("source", "")
        if not isinstance(source, str):
            self._wrong(0, _("Mục source phải là chữ."))
            source = ""
        if state == YearState.CONFIRMED and not source.strip():
            self._wrong(0, _("Năm đã xác nhận phải có số, ngày của văn bản công bố (source)."))
        return year, YearState(state), clean(source)

    def _day(self, number: int, row: Any, year: int) -> DayMark | None:
        if not isinstance(row, dict):
            self._wrong(number, _("Mỗi dòng phải có date, kind, name."))
            return None
        before = len(self.problems)
        for key in sorted(map(str, row.keys() - _DAY_KEYS)):
            self._wrong(number, _("Không hiểu mục “{key}”.").format(key=key[:40]))
        day = self._date(number, row.get("date"), year)
        kind, name = row.get("kind"), row.get("name")
        if kind not in ("off", "work", "reception"):
            self._wrong(number, _("Mục kind phải là off, work hoặc reception."))
        if not isinstance(name, str) or not clean(name):
            self._wrong(number, _("Chưa có tên ngày (name)."))
        if row.get("state", "official") not in ("official", "expected"):
            self._wrong(number, _("Mục state của ngày phải là official hoặc expected."))
        source = row.get("source", "")
        if not isinstance(source, str):
            self._wrong(number, _("Mục source phải là chữ."))
        if any(isinstance(text, str) and is_damaged(text) for text in (name, source)):
            self._wrong(number, _("Chữ trong dòng bị hỏng. Ghi lại dòng này."))
        hours = self._hours(number, row.get("sessions"), worked=kind != "off")
        if kind == "reception" and not hours:
            self._wrong(number, _("Ngày chỉ trực tiếp nhận phải có giờ trực (sessions)."))
        if day is None or len(self.problems) > before:
            return None
        return DayMark(
            day=day,
            work=kind == "work",
            name=clean(str(name)),
            source=clean(source),
            official=row.get("state", "official") == "official",
            sessions=hours,
            reception=kind == "reception",
        )

    def _date(self, number: int, text: Any, year: int) -> date | None:
        try:
            day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except (TypeError, ValueError):
            shown = str(text)[:20]
            self._wrong(number, _("Không có ngày “{text}”; ghi như 2027-02-08.").format(text=shown))
            return None
        if year and day.year != year:
            self._wrong(
                number, _("Ngày {day:%d/%m/%Y} không thuộc năm {year}.").format(day=day, year=year)
            )
        return day

    def _hours(self, number: int, rows: Any, *, worked: bool) -> Hours | None:
        if not rows:
            return None
        if not worked:
            self._wrong(number, _("Ngày nghỉ không có giờ làm việc (sessions)."))
            return None
        try:
            if any(row.keys() != {"start", "end"} for row in rows):
                raise KeyError
            hours = tuple(sorted((_clock(row["start"]), _clock(row["end"])) for row in rows))
            check_hours(hours)
        except RuleError as error:
            self._wrong(number, error.message)
        except (AttributeError, KeyError, TypeError, ValueError):
            self._wrong(number, _("Giờ (sessions) ghi như start 07:30, end 11:30."))
        else:
            return hours
        return None


def _clock(text: Any) -> time:
    at = time.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError(text)
    return at
