"""Texts as programs before Unicode wrote them, and as they look when they are read by another table."""

from __future__ import annotations

import unicodedata

from counter_app.domain.lettering.code_tables import TCVN3, from_vni

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TO_TCVN3 = {letter: bytes([byte]) for byte, letter in TCVN3.items()}


_ALONE = "íìỉĩịỵơưđ"
"""Letters that VNI has as one byte."""


def _vni() -> dict[str, bytes]:
    """Letter → its bytes, found by reading every letter with every mark behind it."""
    found: dict[str, bytes] = {}
    for byte in range(0xC0, 0x100):
        if from_vni(bytes([byte])).lower() in _ALONE:
            found[from_vni(bytes([byte]))] = bytes([byte])
    for first in (*b"aeiouyAEIOUY", 0xF4, 0xF6, 0xD4, 0xD6):
        for mark in range(0xC0, 0x100):
            text = from_vni(bytes([first, mark]))
            if len(text) == 1:
                found.setdefault(text, bytes([first, mark]))
    return found


_TO_VNI = _vni()


def tcvn3(text: str) -> bytes:
    """The bytes of a text in TCVN3; capitals with a tone are written small, as its fonts for capitals have them."""
    return b"".join(
        _TO_TCVN3.get(char) or _TO_TCVN3.get(char.lower()) or char.encode("ascii") for char in text
    )


def vni(text: str) -> bytes:
    """The bytes of a text in VNI."""
    return b"".join(_TO_VNI.get(char) or char.encode("ascii") for char in text)


def windows_1258(text: str) -> bytes:
    """The bytes of a text in Windows-1258, tones behind their letters."""
    spread = "".join(_loose(char) for char in text)
    return spread.encode("cp1258")


def _loose(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tones = "".join(part for part in parts if part in _TONES)
    rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return rest + tones


def misread(data: bytes, table: str = "cp1252") -> str:
    """The text a program shows that reads bytes by a Western table, which leaves some of them undefined."""
    return "".join(bytes([byte]).decode(table, errors="ignore") or chr(byte) for byte in data)
