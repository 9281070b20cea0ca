"""Letters for codes that people read off paper: without those they mix up."""

from __future__ import annotations

import hashlib

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's thirty-two: no I, L, O, U."""
KEY_LETTERS = 16
_GROUP = 4
_MIXED_UP = str.maketrans("OIL", "011")


def code_letters(digits: bytes, count: int) -> str:
    """The last ``5 * count`` bits of ``digits``, five to a letter."""
    number = int.from_bytes(digits, "big")
    return "".join(CODE_LETTERS[(number >> 5 * place) & 31] for place in range(count - 1, -1, -1))


def key_letters(public: bytes) -> str:
    """Sixteen letters of a public key in groups of four: what people compare. 80 bits of its SHA-256."""
    letters = code_letters(hashlib.sha256(public).digest()[:10], KEY_LETTERS)
    return "-".join(letters[start : start + _GROUP] for start in range(0, KEY_LETTERS, _GROUP))


def same_letters(typed: str, letters: str) -> bool:
    """True if what a person typed means these letters: blanks, dashes, case and O for 0 make no difference."""
    return _bare(typed) == _bare(letters)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper().translate(_MIXED_UP)
