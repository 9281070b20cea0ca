"""The words that can be Vietnamese: the parts of a syllable, its tone, and the capitals in it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from counter_app.domain.text import fold
from counter_app.values import pattern

TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = frozenset("\u0301\u0323")
"""The tones of a syllable that ends in c, ch, p or t."""
_ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_CODAS = {
    "a": " c ch i k m n ng nh o p t u y",
    "ă": "c k m n ng p t",
    "â": "c m n ng p t u y",
    "e": " c m n ng o p t",
    "ê": " ch m n nh p t u",
    "i": " a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": " c i m n ng p t",
    "oa": " c ch i m n ng nh o p t y",
    "oe": " m n o t",
    "oo": "c ng",
    "oă": "c m n ng p t",
    "u": " a c i m n ng p t",
    "uy": " a ch n nh p t u",
    "uyê": "n t",
    "uâ": "c n ng p t y",
    "uê": " ch n nh",
    "uô": "c i m n ng p t",
    "uơ": " n",
    "y": " ch n nh t",
    "yê": "m n ng t u",
    "ô": " c i m n ng p t",
    "ơ": " i m n p t",
    "ư": " a c i m n ng t u",
    "ươ": "c i m n ng p t u",
}
"""The endings after each vowel; a blank at the beginning: there may be none."""
_STOPS = frozenset(("c", "ch", "p", "t"))
_WORD = pattern(r"[^\W\d_]{2,}")
_CASES = pattern("[a-z]+|[A-Z]+|[A-Z][a-z]+")
_USUAL_WORDS = (
    "và của các có được cho là không người từ ngày tháng năm trong khi để tại theo đã này với một hai ba số"
    " mã tên họ thủ tục hành chính lĩnh vực thời hạn giải quyết phí lệ đồng làm việc giờ hồ sơ giấy tờ thành"
    " phần kết quả căn cứ pháp lý luật quyết định nghị thông tư ghi chú tình trạng trường hợp đăng ký khai sinh"
    " tử kết hôn hộ tịch chứng thực bản sao chữ cấp lại đổi xác nhận đất đai xã phường tỉnh ủy ban nhân dân cơ"
    " quan thực hiện trực tuyến tiếp nộp miễn thu mức áp dụng đến nguồn quy trình bước địa chỉ điện thoại chủ"
    " nguyễn trần lê phạm hoàng văn thị huỳnh phan vũ võ đặng bùi đỗ quầy chính thức nghỉ tết lịch sáng chiều"
    " danh mục đơn bộ tổng cộng thẻ căn cước công gốc"
)
_USUAL = frozenset(_USUAL_WORDS.split())


def usual(word: str) -> bool:
    """True if the word is one of those that every list has: it tells between two readings that are both Vietnamese."""
    return unicodedata.normalize("NFC", word).lower() in _USUAL


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """True if a word of letters alone is a possible Vietnamese syllable, with its tone and its capitals."""
    spread = unicodedata.normalize("NFD", word)
    tones = [char for char in spread if char in TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in spread if char not in TONES))
    coda = _syllables().get(bare.lower())
    if coda is None or len(tones) > 1 or not cased(bare):
        return False
    return not tones or coda not in _STOPS or tones[0] in _STOPPED_TONES


def is_bare_syllable(word: str) -> bool:
    """True if small letters without marks can be a Vietnamese syllable that lost them: ``nguyen``, ``thuy``."""
    return word in _bare_syllables()


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    """Syllable without its tone → its ending: some five thousand, which most verbs never ask for."""
    return {
        onset + nucleus + coda: coda
        for onset in _ONSETS
        for nucleus, codas in _CODAS.items()
        for coda in codas.split(" ")
    }


@lru_cache(maxsize=1)
def _bare_syllables() -> frozenset[str]:
    return frozenset(map(fold, _syllables()))


def recased(name: str) -> str:
    """A name whose words have capitals where people put them: "NGuyễn", "nGUYỄN" → "Nguyễn"; HBia and McLan stay."""
    return _WORD.sub(lambda found: _recased(found[0]), unicodedata.normalize("NFC", name))


def _recased(word: str) -> str:
    shape = "".join("A" if char.isupper() else "a" for char in word)
    if _CASES.fullmatch(shape) or not is_syllable(word.lower()):
        return word
    return word.capitalize()


def cased(bare: str) -> bool:
    """True if capitals stand where people put them: ``hộ``, ``Hộ``, ``HỘ``, never ``hỘ``."""
    shape = "".join("A" if char.isupper() else "a" for char in bare if char.isalpha())
    return _CASES.fullmatch(shape) is not None
