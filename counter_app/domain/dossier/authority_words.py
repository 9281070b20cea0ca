"""Whether somebody named a paper that was seen, or only said that there is one.

What tells a paper is its number, its day, or whose it is; no list holds all the words by which people say that they
have none.
"""

from __future__ import annotations

import re

from counter_app.domain.text import clean, fold
from counter_app.values import pattern

_PAPERS = pattern(
    r"\b(?:giay|van ban|hop dong|quyet dinh|gioi thieu|cong van|cong chung|trich luc|bien ban|don|thu|guq|ggt|uq|qd|hd"
    r"|khai sinh|gks|giam ho)\b"
)
"""Kinds of paper, or their short names, by which authority is shown."""
_OF_PAPERS = frozenset(
    fold(
        "giấy tờ văn bản hợp đồng quyết định ủy quyền giới thiệu giám hộ khai sinh viết tay có"
    ).split()
)
_IDENTITY = pattern(
    r"\b(?:can cuoc|cccd|cc|cmnd|cmt|chung minh|ho chieu|passport|visa|vneid|dinh danh|giay phep lai xe|gplx"
    r"|bang lai|the (?:dang vien|bhyt|bao hiem|nha bao|luat su|cuu chien binh|thuong binh|sinh vien|hoc sinh)"
    r"|giay thong hanh|so thong hanh|giay khai sinh|(?:the|giay chung minh) (?:si quan|quan|cong an|nganh))\b"
)
"""Identity papers, as they are called at a counter."""
_PROMISED = pattern(
    r"\b(?:quên|hẹn|sẽ|nợ|thất lạc|ngày mai|mai (?:mang|nộp|đưa|bổ sung|lấy|có)|chưa (?:có|mang|kịp|làm|viết)"
    r"|không (?:có giấy|có gì|mang|cầm|cần)|để (?:ở )?nhà)\b"
)
"""Says that the paper is not here, whatever number or day stands beside it."""
_PICTURE = pattern(r"\b(?:anh|hinh|ban) chup\b|\bphoto\b|\bchup\b")
_DENIES = ("khong", "chua", "thieu")
_NUMBER = pattern(r"(?<!\d)\d{1,8}(?!\d)")
"""A number or a day; longer ones are those of telephones and of persons."""


def names_authority(text: str) -> bool:
    """Whether a text names a paper of authority: by its number or day, or by its kind and whose it is."""
    words = clean(text)
    if _PROMISED.search(words.lower()):
        return False
    if any(int(found) for found in _NUMBER.findall(words)):
        return True
    return not _denied(words) and bool(_PAPERS.search(fold(words))) and _names_somebody(words)


def names_identity(text: str) -> bool:
    """Whether a text names an identity paper that was looked at: by its kind, or by its number."""
    words = clean(text)
    plain = fold(words)
    if _PROMISED.search(words.lower()) or _PICTURE.search(plain) or _denied(words):
        return False
    return bool(_IDENTITY.search(plain)) or bool(re.search(r"[A-Z]?\d{6,}", words))


def _denied(text: str) -> bool:
    """Whether a text begins by saying that there is none."""
    words = fold(text).split()
    return bool(words) and words[0] in _DENIES


def _names_somebody(text: str) -> bool:
    """Whether a name stands in the text behind its first word: "Giấy giới thiệu của Công ty Mẫu"."""
    if text == text.upper():
        return False
    behind = [word for word in text.split()[1:] if fold(word) not in _OF_PAPERS]
    return any(word[:1].isupper() and word[1:2].islower() for word in behind)
