"""The barcode of a printer's test page: of an office that does not exist, and different for each printer.

Scanned back it says which printer made it, so that a page of another printer proves nothing.
"""

from __future__ import annotations

import hashlib
from datetime import date

from counter_app.domain.dossier.codes import DossierCode, parse_barcode

_OFFICE, _DAY = "00000", date(2026, 1, 1)
_DEVICES, _SEQUENCES = 99, 9_999


def test_code(printer: str) -> DossierCode:
    """The code on the test page of a printer, named as in the preferences."""
    number = int.from_bytes(hashlib.sha256(printer.encode()).digest()[:8])
    device, sequence = number % _DEVICES + 1, number // _DEVICES % _SEQUENCES + 1
    return DossierCode(office=_OFFICE, day=_DAY, device=device, sequence=sequence)


test_code.__test__ = False  # type: ignore[attr-defined]  # its name is no test's


def is_test_scan(digits: str) -> bool:
    """True if a scan is of a test page, whichever printer made it."""
    code = parse_barcode(digits)
    return code is not None and (code.office, code.day) == (_OFFICE, _DAY)
