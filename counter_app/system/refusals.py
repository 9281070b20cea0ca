"""Windows' own number of what it refused.

Calls that go through its C library (open, write, fsync, close) tell only an errno, and for a pulled stick a misleading
one: "invalid argument". The number of Windows itself is still to be had right after the call.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_NUMBER = "winerror"

if sys.platform == "win32":
    import ctypes

    _library = ctypes.CDLL("ucrtbase")
    _get, _set = _library["_get_doserrno"], _library["_set_doserrno"]

    def last_number() -> int:
        """What Windows said of this thread's last failed call of the C library; 0 for nothing, and elsewhere."""
        number = ctypes.c_ulong()
        _get(ctypes.byref(number))
        return number.value

    def forget() -> None:
        """Let an earlier failure not be taken for the next one."""
        _set(ctypes.c_ulong(0))

else:

    def last_number() -> int:
        """What Windows said of this thread's last failed call of the C library; 0 for nothing, and elsewhere."""
        return 0

    def forget() -> None:
        """Let an earlier failure not be taken for the next one."""


@contextmanager
def numbered() -> Iterator[None]:
    """An OSError that leaves the block carries ``winerror``, as far as Windows has a number for it."""
    forget()
    try:
        yield
    except OSError as error:
        if not getattr(error, _NUMBER, None) and (number := last_number()):
            setattr(error, _NUMBER, number)
        raise


def number_of(error: OSError) -> int:
    """Windows' number of an error; 0 when there is none."""
    number = getattr(error, _NUMBER, None)
    return number if isinstance(number, int) else 0
