"""The twelve digits of a personal number: province, century and sex, year, six at random.

Source: Nghị định 137/2015/NĐ-CP Điều 13 and Thông tư 07/2016/TT-BCA. There is no check digit. What the digits
say may honestly differ from the papers (corrected civil status, wrong records), so every finding is a warning.
"""

from __future__ import annotations

import re
from enum import StrEnum

from counter_app.domain.person.birth import Birth
from counter_app.domain.person.id_provinces import ID_COUNTRIES, ID_PROVINCES
from counter_app.domain.text import clean
from counter_app.i18n import _, plural
from counter_app.values import pattern

_LOOK_ALIKES = {"o": "0", "q": "0", "i": "1", "l": "1", "z": "2", "s": "5", "b": "8"}
_PASSPORT = pattern(r"[A-Z]{1,2}[0-9]{6,8}", re.ASCII)


class Sex(StrEnum):
    """As printed on the card."""

    MALE = "male"
    FEMALE = "female"


def id_warnings(id_no: str, *, birth: Birth | None, sex: Sex | None) -> list[str]:
    """Sentences, each with its reason, for the officer to look again; empty when nothing is odd."""
    number = re.sub(r"[\s.\-]", "", clean(id_no))
    if not number:
        return []
    if not (number.isascii() and number.isdigit()):
        return [_letters_warning(number)]
    if len(number) != 12:
        return [_length_warning(number)]
    findings = (
        _province_warning(number),
        _year_warning(number, birth),
        _sex_warning(number, sex),
    )
    return [finding for finding in findings if finding]


def number_sex(number: str) -> Sex:
    """The sex in the fourth of twelve digits: even is male."""
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def number_year(number: str) -> int:
    """The birth year in the fourth to sixth of twelve digits."""
    return (19 + int(number[3]) // 2) * 100 + int(number[4:6])


def year_in(id_no: str) -> Birth | None:
    """The birth year that a number of twelve digits holds; None for any other number."""
    number = re.sub(r"[\s.\-]", "", clean(id_no))
    if re.fullmatch(r"[0-9]{3}[0-3][0-9]{8}", number) is None:
        return None
    return Birth(number_year(number))


def _letters_warning(number: str) -> str:
    if _PASSPORT.fullmatch(number.upper()) and number[0].lower() not in {"o", "i"}:
        return _(
            "“{number}” giống số hộ chiếu; chọn loại giấy tờ Hộ chiếu, có số định danh thì ghi số ấy."
        ).format(number=number)
    for char in number:
        if char.lower() in _LOOK_ALIKES:
            return _(
                "Số định danh có chữ “{letter}”, có thể gõ nhầm số {digit}; xem lại trên thẻ."
            ).format(letter=char, digit=_LOOK_ALIKES[char.lower()])
    odd = next(char for char in number if not (char.isascii() and char.isdigit()))
    return _("Số định danh có ký tự “{letter}”; số định danh chỉ gồm 12 chữ số.").format(letter=odd)


def _length_warning(number: str) -> str:
    count = len(number)
    if count == 9:
        return _(
            "Số có 9 chữ số là số CMND cũ, không dùng từ 01/01/2025; hỏi số định danh 12 chữ số trên thẻ căn cước."
        )
    if count > 12:
        return plural(
            "Số có {count} chữ số, thừa {extra}; số định danh có 12 chữ số.", count
        ).format(count=count, extra=count - 12)
    return plural(
        "Số có {count} chữ số, thiếu {missing}; số định danh có 12 chữ số.", count
    ).format(count=count, missing=12 - count)


def _province_warning(number: str) -> str:
    code = number[:3]
    if code in ID_PROVINCES or int(code) in ID_COUNTRIES:
        return ""
    return _("Ba số đầu {code} không phải mã tỉnh hay mã nước nào; xem lại trên thẻ.").format(
        code=code
    )


def _year_warning(number: str, birth: Birth | None) -> str:
    year = number_year(number)
    if birth is None:
        if number[3] in "0123":
            return ""
        return _("Chữ số thứ tư là {digit}, tức sinh năm {year}; xem lại số định danh.").format(
            digit=number[3], year=year
        )
    if year == birth.year:
        return ""
    if year % 100 == birth.year % 100:
        return _(
            "Chữ số thứ tư là {digit} nên năm sinh phải là {year}, còn năm sinh ghi là {written}."
        ).format(digit=number[3], year=year, written=birth.year)
    return _("Số định danh chứa năm sinh {year}, còn năm sinh ghi là {written}.").format(
        year=year, written=birth.year
    )


def _sex_warning(number: str, sex: Sex | None) -> str:
    if sex is None or number_sex(number) is sex:
        return ""
    if sex is Sex.MALE:
        return _("Chữ số thứ tư là {digit} (số của nữ), còn giới tính ghi là nam.").format(
            digit=number[3]
        )
    return _("Chữ số thứ tư là {digit} (số của nam), còn giới tính ghi là nữ.").format(
        digit=number[3]
    )
