"""The words of authority: somebody named a paper that was seen, or only said that there is one.

What tells a paper is its number, its day, or whose it is; no list holds all the words by which people say that they
have none.
"""

from __future__ import annotations

from datetime import date

from counter_app.domain.dossier.authority_term import ended, out_of_force
from counter_app.domain.text import clean, fold, unmarked
from counter_app.errors import RuleError
from counter_app.i18n import _
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
_VOID = pattern(
    r"\b(?:(?:đã|bị|tự) (?:hủy|huỷ|thu hồi|mất)|mất rồi|làm mất|chấm dứt|chưa (?:ký|(?:công|chứng) (?:chứng|thực))"
    r"|không (?:còn|có giá trị|hợp lệ)|người khác"
    r"|(?<!chưa )(?:hết|quá) (?:hạn|giá trị|hiệu lực)(?![ :,]*(?:(?:vào|từ|ngày|tháng|năm) )*\d))\b"
)
"""Says that a paper is worth nothing, whatever number or day it bears; "hết hạn 31/12" only says when."""
_PICTURE = pattern(r"\b(?:anh|hinh|ban) chup\b|\bphoto\b|\bchup\b|\bzalo\b")
_COMPARED = pattern(r"\b(?:doi chieu|chung thuc)\b")
_PHONE = pattern(r"\b(?:dien thoai|sdt|dt|so may|goi)\b")
_ITS_NUMBER = pattern(r"(?<!\d)(?:\d{9}|\d{12}|[A-Z]{1,2}\d{6,8})(?!\d)")
"""The number of an identity card or a passport; a telephone has ten digits."""
_DENIES = ("khong", "chua", "thieu")
_DAY_WORDS = r"\d{1,2} ?(?:[/.-]| thang ) ?\d{1,2}(?!\d)"
_NUMBERED = pattern(
    # "số 5", but no "nhà số 5", "tổ số 5", "số nhà 5"
    r"(?<!nha )(?<!to )(?<!ngo )(?<!hem )(?<!quay )(?<!duong )(?<!phong )(?<!can )(?<!khu )"
    # nor of what else has a number and gives nobody authority
    r"(?<!stt )(?<!ve )(?<!xe )(?<!phieu )(?<!bien nhan )(?<!hoa don )(?<!zalo )"
    r"\bso ?[:.]? ?0*[1-9]\d{0,7}(?!\d)"
    # "15/UQ", "5/QĐ-UBND", "12/2019", but no "tháng 12/2019"
    r"|(?<![\d/.-])(?<!thang )0*[1-9]\d{0,5}/(?:[a-z]|\d{4}(?!\d))"
    # "GUQ 01", "HĐUQ 3", "giấy khai sinh 1"
    r"|(?:\b\w{0,4}(?:uq|ggt|qd|hd|gks)\w{0,2}|uy quyen|khai sinh|gioi thieu|hop dong|quyet dinh|cong chung|giam ho)"
    rf"[ :.]*0*[1-9]\d{{0,7}}(?!\d)"
    # the day that it bears, but nobody's day of birth
    rf"|(?<!sinh )\bngay:? {_DAY_WORDS}"
)
"""The number or the day of a paper, in letters without their accents; other numbers are of streets, ages, minutes."""


def names_authority(text: str) -> bool:
    """True if a text names a paper of authority: by its number or day, or by its kind and whose it is."""
    words = clean(text)
    if _worth_nothing(words):
        return False
    if _NUMBERED.search(unmarked(words)):
        return True
    return not _denied(words) and bool(_PAPERS.search(fold(words))) and _names_somebody(words)


def require_authority(
    text: str, day: date, *, field: str = "authorisation", rule: str = ""
) -> None:
    """Requires that a text names a paper of authority that is of force on ``day``, as far as the text says.

    Authority begins with its paper and ends with its time (Bộ luật Dân sự 2015 Điều 140 khoản 1, khoản 3 điểm b).
    Errors: RuleError (``field``).
    """
    said = _("Người được ủy quyền phải có giấy ủy quyền. Ghi số, ngày của giấy.")
    if names_authority(text):
        said = out_of_force(text, day)
    if said:
        raise RuleError(said, field=field, rule=rule)


def names_identity(text: str) -> bool:
    """True if a text names an identity paper that was looked at: by its kind, or by its number."""
    words = clean(text)
    if _worth_nothing(words) or _denied(words):
        return False
    plain = fold(words)
    return bool(_IDENTITY.search(plain)) or (
        not _PHONE.search(plain) and bool(_ITS_NUMBER.search(words))
    )


def require_in_force(text: str, day: date, *, field: str, rule: str = "") -> None:
    """Requires that no last day a text tells of an identity paper is over. Errors: RuleError (``field``)."""
    if last := ended(text, day):
        told = _("Giấy tờ tùy thân hết hạn ngày {day}. Yêu cầu giấy còn hạn.")
        raise RuleError(told.format(day=f"{last:%d/%m/%Y}"), field=field, rule=rule)


def _worth_nothing(words: str) -> bool:
    """True if a text says that the paper is not here, is not of force, or is only its picture."""
    small, plain = words.lower(), fold(words)
    if _PROMISED.search(small) or _VOID.search(small):
        return True
    return bool(_PICTURE.search(plain)) and not _COMPARED.search(plain)


def _denied(text: str) -> bool:
    """True if a text begins by saying that there is none."""
    words = fold(text).split()
    return bool(words) and words[0] in _DENIES


def _names_somebody(text: str) -> bool:
    """True if a name stands in the text behind its first word: "Giấy giới thiệu của Công ty Mẫu"."""
    if text == text.upper():
        return False
    behind = [word for word in text.split()[1:] if fold(word) not in _OF_PAPERS]
    return any(word[:1].isupper() and word[1:2].islower() for word in behind)
