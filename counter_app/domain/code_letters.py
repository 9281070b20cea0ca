"""Letters for codes that people read off paper: without those they mix up."""

from __future__ import annotations

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's thirty-two: no I, L, O, U."""


def code_letters(digits: bytes, count: int) -> str:
    """The last ``5 * count`` bits of ``digits``, five to a letter."""
    number = int.from_bytes(digits, "big")
    return "".join(CODE_LETTERS[(number >> 5 * place) & 31] for place in range(count - 1, -1, -1))
