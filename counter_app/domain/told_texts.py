"""Texts that are written again and again: what kinds there are, and by which letters each is found."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


class ToldKind(StrEnum):
    """The subjects of a text; names of people and numbers are none of them."""

    ADDRESS = "address"
    ORGANISATION = "organisation"
    SIGNER = "signer"
    RESULT = "result"
    DOCUMENT = "document"
    REASON = "reason"


LEAST_LETTERS = 2
"""Fewer letters tell nothing."""
_SETTLEMENTS = frozenset(
    {
        "thon", "xom", "ap", "ban", "to", "khu", "lang", "khom", "buon", "phum", "soc", "duong",
        "pho", "ngo", "xa", "phuong",
    }
)  # fmt: skip
"""The beginnings of a place's name, folded; people type the name itself."""


def keys_of(kind: ToldKind, text: str) -> tuple[str, ...]:
    """The folded letters a text is found by: its beginning, for a place also the name behind its kind."""
    whole = fold(text)
    first, _blank, rest = whole.partition(" ")
    if kind is ToldKind.ADDRESS and first in _SETTLEMENTS and len(rest) >= LEAST_LETTERS:
        return whole, rest
    return (whole,) if len(whole) >= LEAST_LETTERS else ()


def tails_of(address: str) -> Iterator[str]:
    """The parts of an address that neighbours share: all of it without the house."""
    _house, comma, rest = address.partition(",")
    if comma and (tail := rest.strip()):
        yield tail


def last_part(address: str) -> tuple[str, str]:
    """An address being typed: what stands before the part in hand, with its comma and blank, and that part."""
    before, comma, part = address.rpartition(",")
    if not comma:
        return "", address
    blanks = part[: len(part) - len(part.lstrip())]
    return before + comma + blanks, part.lstrip()
