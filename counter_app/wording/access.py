"""The words about looks at citizens' data: in leaders' lists, and in the paper for the citizen who asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from counter_app.domain.access.look import Door, Way
from counter_app.domain.access.unusual import Oddity
from counter_app.i18n import _, mark, plural

if TYPE_CHECKING:
    from counter_app.domain.access.look import Look

_DOORS = {
    Door.OPENED: mark("Mở hồ sơ"),
    Door.FOUND: mark("Tìm kiếm"),
    Door.LISTED: mark("Xem danh sách"),
    Door.DRAWN: mark("Xem, in giấy tờ"),
    Door.EXPORTED: mark("Lấy danh sách ra tệp"),
    Door.COPIED: mark("Sao chép dòng"),
    Door.BACKED_UP: mark("Sao lưu"),
    Door.BOOK: mark("Xem sổ truy cập"),
    Door.LOST: mark("Lượt xem không ghi được"),
}
_WAYS = {Way.WINDOW: mark("Cửa sổ"), Way.TERMINAL: mark("Dòng lệnh")}
_ODD = {
    Oddity.MANY: mark("Mở nhiều hồ sơ liền một lúc"),
    Oddity.OUT: mark("Lấy ra nhiều dòng"),
    Oddity.NIGHT: mark("Ngoài giờ làm việc"),
    Oddity.OTHER: mark("Ngoài phần phụ trách"),
    Oddity.AGAIN: mark("Xem một hồ sơ nhiều ngày"),
}
_LISTS = {
    "find": mark("Tìm hồ sơ"),
    "board": mark("Hôm nay"),
    "dossiers": mark("Danh sách hồ sơ"),
    "returning": mark("Trả kết quả"),
    "certification": mark("Chứng thực"),
    "handover": mark("Bàn giao hồ sơ"),
    "official": mark("Đối soát mã"),
    "intake": mark("Tiếp nhận"),
    "backup": mark("Bản sao lưu"),
    "access": mark("Sổ truy cập"),
}
_OF_LIST = re.compile(r"list:(?:page:|verb:)?(.+)", re.DOTALL)


def door_text(door: Door) -> str:
    """The door of a look, in few words."""
    return _(_DOORS[door])


def way_text(way: Way) -> str:
    """The way of a look."""
    return _(_WAYS[way])


def odd_text(odd: tuple[Oddity, ...]) -> str:
    """Unusual looks, the worst first."""
    return "; ".join(_(_ODD[item]) for item in odd)


def subject_text(look: Look) -> str:
    """The thing looked at: a dossier's code, or a list by its name on the screen."""
    found = _OF_LIST.fullmatch(look.subject)
    if found is None:
        return look.subject
    name = found[1]
    return _(_LISTS[name]) if name in _LISTS else _report_name(name)


def _report_name(name: str) -> str:
    kind, _colon, told = name.partition(":")
    return _("Báo cáo {name}").format(name=told) if kind == "report" else name


def many_rows_text(rows: int) -> str:
    """Why so many rows do not leave the program unasked."""
    text = plural("Danh sách có {count} dòng dữ liệu cá nhân. Ghi lý do lấy ra rồi làm lại.", rows)
    return text.format(count=rows)


def said_text(look: Look) -> str:
    """The rest of a look's facts, for leaders: the person, the typed words, the narrowing, and the reason."""
    told = (
        look.name,
        _("tìm “{words}”").format(words=look.words) if look.words else "",
        look.about,
        _("lý do: {why}").format(why=look.why) if look.why else "",
    )
    return "; ".join(part for part in told if part)
