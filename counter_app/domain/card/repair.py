"""The damage to a card's text on its way to the program, mended: wrong code pages, lost letters, typing methods."""

from __future__ import annotations

import re
import unicodedata

from counter_app.domain.lettering.damage import TYPED
from counter_app.domain.text import clean, unmarked
from counter_app.i18n import _
from counter_app.values import pattern

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MOJIBAKE = pattern("[ÃÂÄÆĂ][\u0080-\u00bf‘’“”•–—˜™°±´]|á[»º]|ï»¿")
# What the bytes of lost letters look like in a Western code page; no name and no address has such signs.
_STRANGE = pattern("[\u0080-\u009f¡-¯±³-¶¸-¿×÷†‡‰‹›€‚ƒ„ˆ˜™�ŠšŽžŒœŸ]")

# Letters that no Vietnamese syllable joins: a doubled key after the letter it should have marked.
_MIXED = pattern(r"([âăêôơưđ])\1|êe|eê|ôo|oô|ơo|oơ|âa|aâ|ăa|aă|ăâ|âă|đd|dđ|[^\x00-\x7f]\w*[fjwzx]")
_NO_NAME = pattern(r"[0-9~^@#$%&*+=<>_\[\]{}\\]")
_MARKED = frozenset("ăâêôơư")
# Words of an address and families that are written with an accent in every spelling.
_ACCENTED_PLACES = frozenset(
    ("xa", "phuong", "huyen", "quan", "tinh", "thon", "xom", "buon", "duong", "ap", "tran", "pho")
)
_ACCENTED_FAMILIES = frozenset(("nguyen", "tran", "pham", "huynh", "dang", "bui", "dinh", "truong"))
_APOSTROPHE = pattern("(?<=[^\\W\\d_])['’ʼ](?=[^\\W\\d_])")
_VOWELS = pattern("[aeiouy]+")
_LEFT_KEY = pattern("(?<=[bcdghklmnpqrtvx])[aeo]$")
"""A key that a method left behind a syllable: it would have marked the vowel before it."""
_RAW_TELEX = pattern("(?:aa|ee|oo|aw|ow|uw|dd)\\w*[sfrxj]|(?:aw|uw|aa)n")


def looks_broken(text: str) -> bool:
    """True if letters are lost or in a wrong code page: ``Nguyá»…n``, ``Nguy?n``, ``Nguy�n``."""
    return (
        "\ufffd" in text
        or "?" in text
        or bool(_MOJIBAKE.search(text))
        or bool(_STRANGE.search(text))
    )


def lost_letters(name: str) -> bool:
    """True if a word has no vowel at all, because the scanner left out every accented letter (``Vn Mu``, ``t``)."""
    plain = _APOSTROPHE.sub("", unmarked(name))
    words = re.findall(r"[^\W\d_]{2,}", plain) or re.findall(r"[^\W\d_]+", plain)
    return any(not re.search("[aeiouy]", word) for word in words)


def lost_places(address: str) -> bool:
    """True if small words of an address have no vowel: ``T dn ph 3, phng``; abbreviations stand in capitals."""
    return any(not re.search("[aeiouy]", word) for word in re.findall("[a-z]{2,}", address))


def accents_gone(name: str, sex: str, address: str) -> bool:
    """True if words stand there in ASCII that every card writes with accents: ``Nu``, ``Thon 1, Xa``, ``Nguyen``."""
    places = set(re.findall("[a-z]+", address.lower()))
    first = name.lower().split()[:1]
    return (
        sex.strip().lower() == "nu"
        or bool(places & _ACCENTED_PLACES)
        or bool(_ACCENTED_FAMILIES.intersection(first))
    )


def typed_over(text: str) -> bool:
    """True if a Vietnamese typing method rewrote it: two tones in a word, ``êe``, ``Nguyêxn``, ``Nguyeenx``."""
    words = re.findall(r"[^\W\d_]+", clean(text).lower())
    raw = [word for word in words if word.isascii() and _RAW_TELEX.search(word)]
    return len(raw) > 1 or any(_odd_word(word) for word in words)


def typed_over_name(name: str) -> bool:
    """Like ``typed_over``, and no name holds digits or signs: ``Nguye64n``, ``Nguyên~``.

    Words of other languages are compared with the card instead (``odd_words``): Jérôme, Súilleabháin.
    """
    words = re.findall(r"[^\W\d_]+", clean(name))
    own = " ".join(word for word in words if not is_foreign_word(word))
    return typed_over(own) or _NO_NAME.search(name) is not None


def is_typed_over_word(word: str) -> bool:
    """True if a word alone looks like one that a typing method rewrote."""
    small = unicodedata.normalize("NFC", word.lower())
    return any(char in TYPED for char in small) and _odd_word(small)


def is_foreign_word(word: str) -> bool:
    """True if a word is of no language of the country: a letter that no method types, or syllables grown together."""
    small = unicodedata.normalize("NFC", word.lower())
    if any(not char.isascii() and char.isalpha() and char not in TYPED for char in small):
        return True
    vowels = _VOWELS.findall(unmarked(_LEFT_KEY.sub("", small)))
    return len(vowels) > 1


def typing_method_warning() -> str:
    """The advice about a typing method that rewrites scans."""
    return _(
        "Bộ gõ tiếng Việt đang bật (Unikey, EVKey hoặc bàn phím Vietnamese) nên chữ quét vào bị"
        " đổi. Tắt bộ gõ (chuyển V sang E), xóa ô này rồi quét lại."
    )


def _odd_word(word: str) -> bool:
    """Two tones, letters that never meet, or a tone beside the vowel that must carry it (``Mâũ``)."""
    split = [_split_tones(char) for char in unicodedata.normalize("NFC", word)]
    bare = "".join(letter for letter, _tones in split)
    toned = [letter for letter, tones in split for _tone in tones]
    beside = toned and toned[0] in "aeiouy" and any(char in _MARKED for char in bare)
    return len(toned) > 1 or bool(beside) or _MIXED.search(bare) is not None


def _split_tones(char: str) -> tuple[str, str]:
    """One letter without its tone marks (``ê`` of ``ế``), and these marks."""
    parts = unicodedata.normalize("NFD", char)
    bare = "".join(part for part in parts if part not in _TONES)
    tones = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", bare), tones
