"""The papers a person or an organisation names itself by, each with its own rule; every finding is a warning.

A tax code has ten digits, the tenth a check digit, or thirteen with the branch behind them (Thông tư 105/2020/TT-BTC
Điều 5); since 01/07/2025 a person's or household's tax code is the personal number (Thông tư 86/2024/TT-BTC).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.person.id_number import Sex, id_warnings
from counter_app.domain.text import clean, half_width
from counter_app.i18n import _
from counter_app.values import pattern

if TYPE_CHECKING:
    from counter_app.domain.person.birth import Birth


class Document(StrEnum):
    """The documents a number stands on."""

    CARD = "card"
    PASSPORT = "passport"
    BIRTH = "birth_certificate"
    TAX = "tax_code"
    NONE = "none"


_PASSPORT = pattern(r"(?=.*[0-9])[A-Z0-9]{6,12}", re.ASCII)
_TAX = pattern(r"[0-9]{10}(?:[0-9]{3})?")
_PERSONAL = pattern(r"[0-9]{12}")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def document_warnings(
    document: Document,
    number: str,
    *,
    birth: Birth | None = None,
    sex: Sex | None = None,
    nationality: str = "",
) -> list[str]:
    """Sentences, each with its reason, for the officer to look again; empty when nothing is odd."""
    plain = re.sub(r"[\s.\-]", "", clean(half_width(number))).upper()
    if document is Document.NONE:
        return [_("Đã ghi số mà chọn không có giấy tờ; chọn loại giấy tờ.")] if plain else []
    if document is Document.PASSPORT:
        return _passport_warnings(plain, nationality)
    if not plain:
        return []
    if document is Document.TAX:
        return tax_warnings(plain)
    if document is Document.BIRTH:
        return [] if any(map(str.isdigit, plain)) else [_("Số giấy khai sinh phải có chữ số.")]
    return id_warnings(half_width(number), birth=birth, sex=sex)


def tax_check_digit(nine: str) -> int | None:
    """The tenth digit of a tax code that begins with ``nine`` digits; None where no code does."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, _TAX_WEIGHTS, strict=True))
    return 10 - total % 11 if total % 11 else None


def tax_warnings(number: str) -> list[str]:
    """The doubts about a tax code of digits alone."""
    if _PERSONAL.fullmatch(number):
        return id_warnings(number, birth=None, sex=None)
    if not _TAX.fullmatch(number):
        return [
            _("“{number}” không phải mã số thuế: mã có 10 chữ số, đơn vị phụ thuộc 13.").format(
                number=number[:20]
            )
        ]
    if tax_check_digit(number[:9]) != int(number[9]):
        return [_("Mã số thuế {number} sai số kiểm tra; xem lại.").format(number=number)]
    return []


def _passport_warnings(number: str, nationality: str) -> list[str]:
    found: list[str] = []
    if _PERSONAL.fullmatch(number):
        found.append(_("Số này giống số định danh 12 chữ số; xem lại loại giấy tờ."))
    elif number and not _PASSPORT.fullmatch(number):
        found.append(
            _("“{number}” không giống số hộ chiếu: 6 đến 12 chữ và số.").format(number=number[:20])
        )
    if not clean(nationality):
        found.append(_("Hộ chiếu cần ghi quốc tịch."))
    return found
