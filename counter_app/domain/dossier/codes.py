"""Dossier codes and barcodes.

The office numbers in its own namespace, which cannot be mistaken for the official code of the national portal
(Thông tư 03/2025/TT-VPCP Điều 13, amended by Thông tư 04/2025/TT-VPCP): ``T`` + five digits of the office, the day of
reception, two digits of the counter's computer and a sequence of the day that grows past four digits when needed.

The barcode holds the same facts as digits only, with a Damm check digit: scanners are keyboards, and what a typing
method or another layout made of the digits is told by it.
"""

from __future__ import annotations

import re
from datetime import date

from counter_app.values import dataclass, pattern

_CODE = pattern(r"T\d{5}-\d{6}-\d{6,8}(?!\d)")
_SHORT, _LONG = 18, 20

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def check_digit(digits: str) -> str:
    """The Damm digit that makes ``digits + digit`` valid; catches every single error and adjacent swap."""
    row = 0
    for digit in digits:
        row = _DAMM[row][int(digit)]
    return str(row)


def checks_out(digits: str) -> bool:
    """True if the last digit is the right check digit of the others."""
    return bool(digits) and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCode:
    """The parts of a code: office number (5 digits), day, computer 1–99, sequence of that day from 1."""

    office: str
    day: date
    device: int
    sequence: int

    @property
    def text(self) -> str:
        """``T99001-261123-010007``."""
        return f"T{self.office}-{self.day:%y%m%d}-{self.device:02d}{self.sequence:04d}"

    @property
    def barcode(self) -> str:
        """18 digits (20 when the sequence passes 9999): an even count, so Code 128 packs them in pairs."""
        width = 4 if self.sequence <= 9999 else 6
        digits = f"{self.office}{self.day:%y%m%d}{self.device:02d}{self.sequence:0{width}d}"
        return digits + check_digit(digits)


def build(office: str, ymd: str, device: str, sequence: str) -> DossierCode | None:
    """A code of its parts as digits; None when its day is none."""
    try:
        day = date(2000 + int(ymd[:2]), int(ymd[2:4]), int(ymd[4:6]))
    except ValueError:
        return None
    return DossierCode(office=office, day=day, device=int(device), sequence=int(sequence))


def codes_in(text: str) -> set[str]:
    """Every dossier code that stands in a text, with or without a right check digit."""
    return set(_CODE.findall(text))


def parse_code(text: str) -> DossierCode | None:
    """Read a code as printed, in any letter case and with or without its dashes; None when it is none."""
    compact = re.sub(r"[\s.\-–—]", "", text).upper()
    found = re.fullmatch(r"T(\d{5})(\d{6})(\d{2})(\d{4,6})", compact, re.ASCII)
    return build(*found.groups()) if found else None


def parse_barcode(digits: str) -> DossierCode | None:
    """Read scanned digits; None when the length or the check digit is wrong."""
    if len(digits) not in (_SHORT, _LONG) or not checks_out(digits):
        return None
    return build(digits[:5], digits[5:11], digits[11:13], digits[13:-1])
