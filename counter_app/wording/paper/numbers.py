"""Series of numbers, as a person who holds the paper in hand would call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from counter_app.domain.certification.books import book_name
from counter_app.i18n import _, in_vietnamese
from counter_app.wording.paper.moments import short_date

_DAY = len("2026-11-28")


def series_text(name: str, period: str, sectors: Mapping[str, str]) -> str:
    """``Giấy tiếp nhận (Mẫu 01), năm 2026``; ``sectors`` gives the names behind the books' keys."""
    what = _series_name(name, sectors)
    if len(period) == _DAY:
        return _("{what}, ngày {day}").format(what=what, day=short_date(date.fromisoformat(period)))
    return _("{what}, năm {year}").format(what=what, year=period) if period else what


@in_vietnamese()
def told_together(numbers: Iterable[tuple[str, int]], sectors: Mapping[str, str]) -> str:
    """The last numbers of a year as they stand on paper, the sectors' books and the forms each under one word.

    ``numbers`` pairs the names of series with their last numbers; a number is written as on the papers it comes from.
    """
    books, forms, others = [], [], []
    for name, last in numbers:
        kind, _colon, rest = name.partition(":")
        if kind == "book":
            books.append(f"{sectors.get(rest, rest)} {last}")
        elif kind == "form" and rest != "01" and rest.isdigit():
            forms.append(f"số {rest}: {last}")
        else:
            others.append(f"{_series_name(name, sectors)}: {last}")
    grouped = (("Phiếu theo mẫu", forms), ("Sổ theo dõi", books))
    return "; ".join([*others, *(f"{what} {', '.join(told)}" for what, told in grouped if told)])


def _series_name(name: str, sectors: Mapping[str, str]) -> str:
    kind, _colon, rest = name.partition(":")
    match kind:
        case "dossier":
            return _("Thứ tự hồ sơ của máy {device}").format(device=int(rest))
        case "form":
            own = {
                "01": _("Giấy hẹn (Mẫu số 01)"),
                "PT": _("Phiếu thu nội bộ"),
                "PC": _("Phiếu chi nội bộ"),
                "DD": _("Phiếu đôn đốc"),
            }
            return own.get(rest, _("Phiếu Mẫu số {form}").format(form=rest))
        case "book":
            return _("Sổ theo dõi {sector}").format(sector=sectors.get(rest, rest))
        case "handover":
            return _("Phiếu bàn giao")
        case "request":
            return _("Yêu cầu về dữ liệu cá nhân")
        case "ticket":
            return _("Phiếu số thứ tự {letter}").format(letter=rest)
        case "batch":
            return _("Gói dữ liệu gửi cấp trên")
        case "certification":
            return book_name(rest)
    return name
