"""The damage in a name that was typed, pasted or came from a file: lost letters, a form of address before it."""

from __future__ import annotations

import re
from collections.abc import Collection

from counter_app.domain.lettering.plainly import plainly_whole
from counter_app.domain.text import clean, name_case
from counter_app.i18n import _
from counter_app.values import pattern

FORMAL = frozenset(("ông", "bà", "cụ"))
"""Forms of address of papers, no words that people are named by."""
_TITLES = FORMAL | {"ô", "anh", "chị", "cô", "chú", "bác", "em", "mr", "mrs", "ms"}
_HOUSEHOLD = _TITLES | {"hộ", "vợ", "chồng"}
"""Also the words for those around a person: they are told, and whoever is called by them is not that person."""
_FAMILIES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương lương".split()  # noqa: SIM905
)
"""Families that most people have: what stands before one is no family."""
_NO_NAME = pattern(r"[~^@#$%*+=<>_\[\]{}\\|!?;:/()\"]")
"""Signs that nobody is called by; typing methods leave them: "Nguyê~n"."""
_ORGANISATION = pattern(
    r"^(?:công ty|cty|hộ kinh doanh|hkd|ubnd|[uủ][yỷ] ban|hợp tác xã|htx|doanh nghiệp|dntn|ngân hàng|trung tâm"
    r"|chi nhánh|văn phòng|xí nghiệp|bệnh viện|công an|trạm y tế|đoàn thanh niên|cong ty"
    r"|trường (?:mầm non|mẫu giáo|tiểu học|thcs|thpt|trung|cao đẳng|đại học)"
    r"|hội (?:nông dân|phụ nữ|liên hiệp|cựu chiến binh|chữ thập đỏ))\b|\btnhh\b",
    re.IGNORECASE,
)
"""The beginnings of organisations' names; no family is called so."""
_SEVERAL = pattern(r"\w\s*[,&]\s*\w|\w và \w|\w [-–—] \w")
"""The signs and the word between people of whom one stands in the field; "Và" with a capital is somebody's name."""
_SHORTEST = 2
"""Words of a name; what is left must be one (Ông Ích Khiêm is nobody's form of address)."""


def without_titles(
    name: str, *, shortest: int = _SHORTEST, titles: Collection[str] = _TITLES
) -> tuple[str, ...]:
    """A name as it is, then each reading without "Ông", "Bà", "Ông (Bà):" before it that leaves ``shortest`` words."""
    words = clean(name).split()
    found = [" ".join(words)]
    while len(words) > shortest and _is_title(words[0], titles):
        words.pop(0)
        found.append(" ".join(words))
    return tuple(found)


def _is_title(word: str, titles: Collection[str]) -> bool:
    parts = [part for part in re.split(r"[/().:,]+", word.lower()) if part]
    return bool(parts) and all(part in titles for part in parts)


def name_warnings(name: str) -> list[str]:
    """Reasons to write a name again as the paper has it; with what it said where that is certain."""
    if not plainly_whole(name, name=True) and (damage := _typed(name) or _damage(name)):
        return [damage]
    bare = without_titles(name, titles=_HOUSEHOLD)[-1]
    before = clean(name).removesuffix(bare).split()
    certain = name != name.lower() and any(map(str.islower, before))
    if before and (certain or bare.split()[0].lower() in _FAMILIES):
        text = _("Họ tên “{name}” có chữ xưng hô ở đầu. Ghi “{meant}” như trên giấy tờ.")
        return [text.format(name=name, meant=bare)]
    return []


def _damage(name: str) -> str:
    from counter_app.domain.lettering.name_letters import is_damaged_name, repair_name

    found = repair_name(name)
    if found is not None:
        text = _("Họ tên “{name}” bị hỏng chữ, đúng ra là “{meant}”. Nhập lại theo giấy tờ.")
        return text.format(name=name, meant=found.text)
    if is_damaged_name(name):
        return _("Họ tên “{name}” bị hỏng chữ. Nhập lại theo giấy tờ.").format(name=name)
    return ""


def _typed(name: str) -> str:
    """The doubts about a typed name: a capital too many, letters left as the keys of a typing method."""
    from counter_app.domain.lettering.bare_keys import meant_by_keys
    from counter_app.domain.lettering.syllables import recased

    meant = recased(name)
    if meant != name:
        text = _("Họ tên “{name}” có chữ hoa, chữ thường lẫn lộn. Ghi “{meant}” như trên giấy tờ.")
        return text.format(name=name, meant=meant)
    meant = meant_by_keys(name)
    if not meant:
        return ""
    text = _(
        "Họ tên “{name}” còn là phím của bộ gõ, có lẽ là “{meant}”. Bật bộ gõ rồi nhập lại theo giấy tờ."
    )
    return text.format(name=name, meant=meant)


def written_warnings(name: str, address: str, *, person: bool) -> list[str]:
    """As ``name_warnings``, and a person's name with digits or signs in it, an address whose letters are damaged."""
    found = name_warnings(name)
    if person and not found and (odd := _odd_person(name)):
        found.append(odd)
    if address and not plainly_whole(address) and _is_address_damaged(address):
        text = _("Địa chỉ “{address}” bị hỏng chữ. Nhập lại theo giấy tờ.")
        found.append(text.format(address=address))
    elif _is_address_in_keys(address):
        text = _("Địa chỉ “{address}” còn là phím của bộ gõ. Bật bộ gõ rồi nhập lại theo giấy tờ.")
        found.append(text.format(address=address))
    return found


def _odd_person(name: str) -> str:
    """The reason why a whole name is nobody's as it is written."""
    if _ORGANISATION.search(name):
        text = _("“{name}” giống tên tổ chức. Chọn Tổ chức, hoặc ghi họ tên người nộp.")
        return text.format(name=name)
    if any(map(str.isdigit, name)):
        text = _("Họ tên “{name}” có chữ số. Xem bộ gõ tiếng Việt rồi nhập lại theo giấy tờ.")
        return text.format(name=name)
    if sign := _NO_NAME.search(name):
        text = _("Họ tên “{name}” có dấu “{sign}”. Xem bộ gõ tiếng Việt rồi nhập lại theo giấy tờ.")
        return text.format(name=name, sign=sign[0])
    if _SEVERAL.search(name) or (name.isupper() and " VÀ " in name):
        text = _("“{name}” giống họ tên của nhiều người. Ghi một người ở ô này.")
        return text.format(name=name)
    if (meant := _parted(name)) != clean(name):
        text = _("Họ tên “{name}” có chữ viết liền nhau. Ghi “{meant}” như trên giấy tờ.")
        return text.format(name=name, meant=meant)
    if (meant := _capitals(name)) != clean(name):
        text = _("Họ tên “{name}” viết chữ thường. Ghi “{meant}” như trên giấy tờ.")
        return text.format(name=name, meant=meant)
    return ""


def _parted(name: str) -> str:
    """A name with a space between syllables that were typed, or came out of a page, without one: "NguyễnVăn"."""
    from counter_app.domain.lettering.syllables import is_syllable

    words = []
    for word in clean(name).split():
        parts = "".join(f" {char}" if char.isupper() else char for char in word).split()
        vietnamese = all(len(part) > 1 and is_syllable(part) for part in parts)
        words.append(" ".join(parts) if vietnamese else word)
    return " ".join(words)


def _capitals(name: str) -> str:
    """A name in small letters with its capitals, a Vietnamese one also where only some words lack them.

    Words between other people's names are small: "Ludwig van Beethoven".
    """
    if name == name.lower():
        return name_case(name)
    words = clean(name).split()
    if name.isascii() or all(word[:1].isupper() for word in words):
        return clean(name)
    from counter_app.domain.lettering.syllables import is_syllable

    if not all(is_syllable(word.lower()) for word in words):
        return clean(name)
    return " ".join(word if word[0].isupper() else word.capitalize() for word in words)


def _is_address_in_keys(address: str) -> bool:
    from counter_app.domain.lettering.bare_keys import left_as_keys

    return left_as_keys(address)


def _is_address_damaged(address: str) -> bool:
    from counter_app.domain.lettering.damage import is_damaged, repair

    return is_damaged(address) or repair(address) is not None
