"""The people who pay less, in the words of lists: "Miễn: hộ nghèo, người cao tuổi; giảm 50%: hộ cận nghèo"."""

from __future__ import annotations

import re
from collections.abc import Container

from counter_app.domain.text import clean, fold
from counter_app.values import pattern

_CLAUSES = pattern(r"\s*(?:;|\.\s+(?=\D))\s*")
_SHARE = pattern(r"\(?\s*(\d{1,3})\s*(?:%|phần trăm)\s*\)?", re.IGNORECASE)
_LESS = pattern(
    r"^(?:được\s+)?(?P<word>miễn\s*,?\s*giảm|miễn|giảm|không\s+(?:thu|tính|phải\s+(?:nộp|trả)))\b",
    re.IGNORECASE,
)
_BETWEEN = pattern(
    r"^[\s:,–-]*(?:toàn bộ\b)?\s*(?:mức\s+)?(?:thu\s+)?(?:phí\s*,?\s*lệ phí|lệ phí|phí)?[\s:,–-]*"
    r"(?:(?:áp dụng\s+)?(?:cho|đối với|với)\b)?\s*(?:các\s+)?(?:(?:trường hợp|đối tượng)\b)?(?:\s+là\b)?[\s:,–-]*",
    re.IGNORECASE,
)
_MORE = pattern(r"%|\b(?:phần trăm|miễn|giảm|một nửa)\b", re.IGNORECASE)
_PAID = pattern(
    r"^(?:không|chưa|trừ|chỉ|thu(?! (?:nhập|hồi))|mức|còn|bằng|nộp(?! (?:hồ sơ|trực tuyến|qua)))\b"
    r"|\bkhông\s+(?:phải|thu|tính|mất|được|áp dụng)\b|\d\s*(?:đ|đồng(?! bào)|nghìn|ngàn|k)\b"
    r"|^(?:mien|giam|khong|chua|tru)\b",
    re.IGNORECASE,
)
"""The words for things that are paid, or people who are not spared: no ground on which somebody is."""
_NOBODY = pattern(r"(?:không|không có|không có đối tượng|không quy định|[-–—/.]+)", re.IGNORECASE)
_PARTS = pattern(r"\s*,\s*(?:và\s+)?|\s+và\s+")


def spoken_reliefs(line: str, known: Container[str]) -> list[tuple[str, int]] | None:
    """Each ground with its percentage; None where it is not certain who pays how much less.

    A line that says that nobody does is none at all.
    Grounds between commas are told apart where ``known`` holds every one of them by its folded name.
    """
    found: list[tuple[str, int]] = []
    if _NOBODY.fullmatch(clean(line)):
        return found
    for part in filter(None, _CLAUSES.split(clean(line).strip(" .;"))):
        shares = _SHARE.findall(part)
        rest = _SHARE.sub(" ", part)
        word = _LESS.match(rest.strip())
        less = word is not None and "giam" in fold(word["word"])
        ground = rest.strip()[word.end() :] if word else rest
        ground = clean(_BETWEEN.sub("", ground)).strip(" .:,–-")
        paid = word is None and _PAID.search(clean(rest)) is not None
        unclear = paid or _PAID.search(ground) is not None or _MORE.search(ground) is not None
        if len(shares) > 1 or (less and not shares) or not ground or unclear:
            return None
        parts = _PARTS.split(ground)
        named = parts if all(fold(each) in known for each in parts) else [ground]
        found += [(each, int(shares[0]) if shares else 100) for each in named]
    return found
