"""Grounds on which a fee is waived or lowered, and the lines in which a catalogue says them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from types import MappingProxyType

from counter_app.domain.fees.fee import Relief
from counter_app.domain.text import clean, clean_lines, fold
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.values import pattern

GROUNDS = MappingProxyType(
    {
        "merit": mark("Người có công với cách mạng và thân nhân"),
        "poor": mark("Hộ nghèo"),
        "near_poor": mark("Hộ cận nghèo"),
        "disabled": mark("Người khuyết tật"),
        "elderly": mark("Người cao tuổi"),
        "child": mark("Trẻ em"),
        "minority": mark("Đồng bào dân tộc thiểu số ở xã đặc biệt khó khăn"),
        "online": mark("Nộp hồ sơ trực tuyến"),
        "in_time": mark("Đăng ký đúng hạn"),
        "mobile": mark("Đăng ký lưu động"),
    }
)
"""Keys with what people call them, translated where they are shown."""
_ALSO = MappingProxyType(
    {
        "nguoi co cong": "merit", "nguoi co cong voi cach mang": "merit", "gia dinh nguoi co cong": "merit",
        "nguoi thuoc ho ngheo": "poor", "nguoi thuoc ho can ngheo": "near_poor", "nop truc tuyen": "online",
        "dang ky dung han": "in_time", "nguoi gia": "elderly",
    }
)  # fmt: skip
"""Their other names in lists, folded."""
GROUND_LENGTH = 120
_PERCENT = pattern(r"(\d{1,3})\s*(?:%|phan tram)?")


def read_reliefs(text: str) -> tuple[Relief, ...]:
    """A line each: ``Hộ nghèo | 100% | Luật Hộ tịch Điều 11``; without a percentage it is waived whole.

    A line without bars is read in the words of provinces' lists. Errors: RuleError (field "reliefs") for a percentage
    that is none, a ground said twice, or words that do not say for certain who pays how much less.
    """
    found: dict[str, Relief] = {}
    known = {fold(said): key for key, name in GROUNDS.items() for said in (name, _(name), key)}
    known |= _ALSO
    for ground, percent, source in _said(text, known):
        key = known.get(fold(ground), ground[:GROUND_LENGTH])
        if key in found or not key:
            raise RuleError(
                _("Đối tượng miễn, giảm “{ground}” bị ghi hai lần hoặc để trống.").format(
                    ground=ground[:40]
                ),
                field="reliefs",
            )
        found[key] = Relief(ground=key, percent=_percent(percent), source=source)
    return tuple(found.values())


def _said(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Ground, percentage and source of each relief. Errors: RuleError (field "reliefs")."""
    for line in filter(None, clean_lines(text).split("\n")):
        if "|" in line:
            ground, percent, source = ([clean(part) for part in line.split("|")] + ["", ""])[:3]
            yield ground, percent, source
            continue
        spoken = spoken_reliefs(line, known)
        if spoken is None:
            raise RuleError(
                _(
                    "Chưa rõ ai được miễn, giảm bao nhiêu ở “{text}”. Ghi mỗi dòng một đối tượng, như"
                    " Hộ cận nghèo | 50%."
                ).format(text=line[:60]),
                field="reliefs",
            )
        yield from ((ground, f"{percent}%", "") for ground, percent in spoken)


def _percent(text: str) -> int:
    if not text:
        return 100
    said = _PERCENT.fullmatch(fold(text.replace("%", "")) or text)
    if said is None or not 1 <= int(said[1]) <= 100:
        raise RuleError(
            _("Mức miễn, giảm “{text}” phải từ 1% đến 100%. Gõ lại mức.").format(text=text[:20]),
            field="reliefs",
        )
    return int(said[1])


def no_such_relief(ground: str, reliefs: Sequence[Relief], field: str) -> RuleError:
    """The refusal of a ground that a procedure does not have: those it has, by their names and as they are typed."""
    if not reliefs:
        said = _("Thủ tục này không miễn, giảm phí cho đối tượng nào. Bỏ chọn miễn, giảm.")
        return RuleError(said, field=field, rule="ground")
    if not ground:
        said = _("Chưa chọn đối tượng được miễn, giảm. Chọn đối tượng rồi lưu lại.")
        return RuleError(said, field=field, rule="ground")
    known = [
        f"{_(GROUNDS[item.ground])} ({item.ground})" if item.ground in GROUNDS else item.ground
        for item in reliefs
    ]
    return RuleError(
        _(
            "Thủ tục này không miễn, giảm cho “{ground}”. Chọn một trong các đối tượng: {known}."
        ).format(ground=ground[:40], known=", ".join(known)),
        field=field,
        rule="ground",
    )


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
"""The words of what is paid, or of who is not spared: no ground on which somebody is."""
_WHOSE_SHARE = pattern(
    r"\b(?:thu(?! (?:nhập|hồi))|nộp(?! (?:hồ sơ|trực tuyến|qua))|mức|còn|bằng|đóng|trả|chịu|phí|thanh toán)\b"
    r"|^(?:được )?(?:hưởng|hỗ trợ)\b",
    re.IGNORECASE,
)
"""The words beside a percentage that may be the part somebody pays: it is no part waived for certain."""
_BARE_SHARE = pattern(r"(.+?) \d{1,3}")
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
        said_of = ground if word else clean(rest)
        if _WHOSE_SHARE.search(said_of) if shares else _bare_share(ground, known):
            return None
        if len(shares) > 1 or (less and not shares) or not ground or unclear:
            return None
        parts = _PARTS.split(ground)
        named = parts if all(fold(each) in known for each in parts) else [ground]
        found += [(each, int(shares[0]) if shares else 100) for each in named]
    return found


def _bare_share(ground: str, known: Container[str]) -> bool:
    """True if a number stands behind a known ground, without a sign that says what it is."""
    found = _BARE_SHARE.fullmatch(fold(ground))
    return found is not None and found[1] in known
