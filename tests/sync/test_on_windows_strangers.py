"""What Debian's ``age`` 1.1 sealed for the office, opened where there is no such program."""

from __future__ import annotations

import base64
import io
import sys

from counter_app.system.exchange_keys import unseal
from tests.sync.makers import KEYS

assert sys.platform == "win32"

SEALED = """\
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBGRWFTRXZ1cjFRdWx3TWhkcFVDcDZFdHBsU0NwTmVJd0xpa29VVkZYRDBB
CmtCTDBxaWlMd0x2QmtYZUs5NmtVb2tqTDd2K3ZocThmcXE0MEtYWHJmTEEKLS0tIG9kQmQ3blFsbmIrQ2hVd0JoZmxlajQ0YzZ4
OUUzd3VaQksxQWV4c05NaUkK6ve1E2CfzuzIJ3UND7Z7oxWmGM6yRkIDy5MO2TppE0AcvqSh7iGWMabyWChp
"""


def test_what_age_sealed_is_opened() -> None:
    out = io.BytesIO()
    unseal(io.BytesIO(base64.b64decode(SEALED)), out, KEYS.identity)
    assert out.getvalue() == "Lò Thị Pa\n".encode()
