"""Reads texts again whose UTF-8 bytes were shown by a Western code page, even twice: ``Nguyá»…n`` → ``Nguyễn``."""

from __future__ import annotations

import unicodedata

from counter_app.values import pattern

_ROUNDS = 3
_CODE_PAGES = ("cp1252", "latin-1", "cp1258")
_FAR_PAGES = (
    "cp1250", "cp1251", "cp1254", "cp1257", "iso8859-2", "koi8-r", "koi8-u", "cp866", "cp437", "cp850", "mac-roman",
    "gbk", "big5", "cp932", "cp949", "cp874",
)  # fmt: skip
"""Pages of other countries and of DOS: what they make of our letters is no word, and has to become Vietnamese whole."""
_NOT_FAR = pattern("[\u1ea0-\u1ef9]")
"""Vietnamese letters that none of those pages shows."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BASES = "aăâeêioôơuưy"
# Letters in names of the Central Highlands.
_HIGHLAND = "ŏĕĭŭčñƀ"
# Marks that stand behind a letter where the two have no code of their own: ơ̆, ê̆.
_LOOSE = frozenset("\u0306\u0302\u031b\u0323" + _TONES)
_LETTERS = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in _BASES + _BASES.upper()
    for tone in ("", *_TONES)
) | frozenset("đĐ" + _HIGHLAND + _HIGHLAND.upper())
_PUNCTUATION = frozenset("–—‘’“”…°²ʼ")
# What ò and others look like by Windows-1258; no word ends with Ă.
_SHOWN_BY_1258 = pattern("Ă[°²]")
# A blank where the second or third byte of a letter must be: it was a no-break space.
_BLANKED = pattern(rb"(\xc3|\xc6|\xe1[\xba\xbb])\x20")


def repair_encoding(text: str) -> str:
    """``text`` with UTF-8 that was read as a Western code page (even twice) put right; else as it is."""
    if _is_vietnamese(text) and not _SHOWN_BY_1258.search(text):
        return text
    candidates = [text]
    for _round in range(_ROUNDS):
        candidates = [
            decoded
            for candidate in candidates
            for page in _CODE_PAGES
            if (decoded := _reread(candidate, page)) is not None
        ]
        for candidate in candidates:
            if _is_vietnamese(candidate):
                return candidate
    return text


def reread_from_afar(text: str) -> tuple[str, ...]:
    """The readings of ``text`` when its signs are taken for UTF-8 shown by a page of other countries; often none."""
    if _NOT_FAR.search(text):
        return ()
    found = (_reread(text, page) for page in _FAR_PAGES)
    return tuple(said for said in found if said is not None and _is_vietnamese(said))


def _is_vietnamese(text: str) -> bool:
    letters = unicodedata.normalize("NFC", text)
    return all(
        char.isascii() or char in _LETTERS or char in _PUNCTUATION or char in _LOOSE
        for char in letters
    )


def _reread(text: str, page: str) -> str | None:
    try:
        raw = b"".join(_byte(char, page) for char in text)
    except UnicodeEncodeError:
        return None
    for attempt in (raw, _BLANKED.sub(b"\\1\xa0", raw)):
        try:
            decoded = attempt.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return decoded if decoded != text else None
    return None


def _byte(char: str, page: str) -> bytes:
    """The byte that was shown as ``char``; code pages leave some bytes undefined, which pass unchanged."""
    try:
        return char.encode(page)
    except UnicodeEncodeError:
        return char.encode("latin-1")
