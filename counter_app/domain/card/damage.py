"""The reasons why a scan is no card, or why one of its texts cannot be trusted."""

from __future__ import annotations

import re
import unicodedata

from counter_app.domain.card.other_codes import describe_other
from counter_app.domain.card.repair import (
    accents_gone,
    looks_broken,
    lost_letters,
    lost_places,
    typed_over,
    typed_over_name,
    typing_method_warning,
)
from counter_app.domain.card.split import FEWEST
from counter_app.domain.dossier.scanned import layout_digits
from counter_app.domain.lettering.bare_keys import left_as_keys, meant_by_keys
from counter_app.domain.lettering.damage import is_damaged, repair
from counter_app.domain.lettering.name_letters import is_damaged_name, repair_name
from counter_app.domain.person.id_number import id_warnings
from counter_app.domain.text import clean, fold
from counter_app.i18n import _, plural
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """The damaged texts of a card, and the advice on them."""

    name: bool
    address: bool
    warnings: tuple[str, ...]


def card_damage(*, name: str, sex: str, address: str) -> Damage:
    """Damage that a typing method, a code page or a scanner without accents did to the texts."""
    typed = (
        typed_over_name(name) or bool(meant_by_keys(name)),
        typed_over(address) or left_as_keys(address),
    )
    # The same keys typed both: a name without any accent is no more certain than the address beside it.
    typed = typed[0] or (typed[1] and name.isascii()), typed[1]
    broken = is_damaged_name(name) or repair_name(name) is not None, _broken(address)
    lost = lost_letters(name) or (
        _without_accents(name + address)
        and (fold(sex) == "n" or accents_gone(name, sex, address) or lost_places(address))
    )
    # The same scanner sent both: "LÊ" in the wrong table is "LÃ", a name of its own; the address shows it.
    broken = broken[0] or (broken[1] and not name.isascii()), broken[1]
    warnings: list[str] = []
    if any(typed):
        warnings.append(typing_method_warning())
    if any(broken):
        warnings.append(
            _("Chữ có dấu bị hỏng khi quét; đặt máy quét về UTF-8, nhập họ tên theo thẻ.")
        )
    if lost:
        warnings.append(
            _(
                "Máy quét bỏ mất chữ có dấu; nhập họ tên và địa chỉ theo thẻ (hoặc đặt máy quét ở chế độ COM)."
            )
        )
    return Damage(
        name=typed[0] or broken[0] or lost,
        address=typed[1] or broken[1] or lost,
        warnings=tuple(warnings),
    )


def _without_accents(text: str) -> bool:
    """True if no letter has a mark and none is đ, though some may be of other peoples (Ɓ)."""
    marks = any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text))
    return not marks and "đ" not in text.lower()


def _broken(text: str) -> bool:
    return looks_broken(text) or is_damaged(text) or repair(text) is not None


def refusal(text: str, fields: tuple[str, ...]) -> str:
    """Why nothing of the scan may be used, with one next step; empty when the fields can be read."""
    line, number = clean(text), fields[0]
    if not line:
        return _("Chưa có chữ nào. Đặt con trỏ vào ô này rồi quét mã QR trên thẻ căn cước.")
    other = describe_other(line)
    if other:
        return other
    if len(fields) >= FEWEST:
        if re.fullmatch("[0-9]{12}", number):
            return ""
        return typing_method_warning() if _typed_number(number) else _odd_number(number)
    return _too_few(line, fields)


def _typed_number(number: str) -> bool:
    """True if a Vietnamese keyboard layout typed letters where the number has digits."""
    digits = re.compile("[0-9]{9}")
    return digits.match(number) is None and digits.match(layout_digits(number)) is not None


def _odd_number(number: str) -> str:
    reasons = id_warnings(number, birth=None, sex=None)
    reason = reasons[0] if reasons else _("Mã QR không bắt đầu bằng số định danh 12 chữ số.")
    return reason + " " + _("Xóa ô này rồi quét lại; nếu vẫn vậy, nhập tay theo thẻ.")


def _too_few(line: str, fields: tuple[str, ...]) -> str:
    if re.fullmatch("[0-9]{12}", line):
        return _(
            "Chỉ có số định danh, chưa phải mã QR. Gõ số này vào ô Số định danh cá nhân, hoặc quét lại."
        )
    if re.fullmatch("[0-9A-Za-z .-]{8,15}", line) and sum(map(str.isdigit, line)) > 6:
        return _odd_number(line)
    if _typed_number(fields[0]) or (len(fields) > 1 and typed_over(line)):
        return typing_method_warning()
    if len(fields) > 1:
        return plural(
            "Chỉ đọc được {count} phần, mã QR thẻ căn cước có 7 phần: quét chưa hết hoặc máy quét"
            " làm mất dấu ngăn “|”. Xóa ô này rồi quét lại.",
            len(fields),
        ).format(count=len(fields))
    if re.match("[0-9]{12}", line):
        return _(
            "Mất dấu ngăn “|” giữa các phần: máy quét đang ở kiểu bàn phím khác. Đặt máy quét về"
            " bàn phím US rồi quét lại."
        )
    return _(
        "Không phải mã QR thẻ căn cước. Quét mã QR trên thẻ (thẻ từ năm 2024: ở mặt sau), hoặc nhập tay."
    )
