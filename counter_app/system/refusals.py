"""Windows' own number of what it refused.

Calls that go through its C library (open, write, fsync, close) tell only an errno, and for a pulled stick a misleading
one: "invalid argument". The number of Windows itself is still to be had right after the call.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_NUMBER = "winerror"
_MEANINGS = {
    2: errno.ENOENT,
    3: errno.ENOENT,
    5: errno.EACCES,
    19: errno.EROFS,
    **dict.fromkeys((21, 55, 433, 1006, 1110, 1112, 1167, 1617), errno.ENODEV),
    **dict.fromkeys((23, 27, 31, 121, 483, 1117, 1392, 1393), errno.EIO),
    **dict.fromkeys((32, 33), errno.EBUSY),
    **dict.fromkeys((39, 112), errno.ENOSPC),
    **dict.fromkeys((51, 53, 59, 64, 67, 1222, 1231), errno.ENETUNREACH),
    **dict.fromkeys((87, 123, 161), errno.EINVAL),
    206: errno.ENAMETOOLONG,
    223: errno.EFBIG,
}
"""Windows' numbers (WinError.h) as what they mean: gone, failing, held, full, refused, locked, far away, and so on."""
_VAGUE = (errno.EINVAL, errno.EBADF)
_LONG = 248
"""Letters of a path from which on Windows may find nothing there, whatever is: 260 with the name of a file."""

if sys.platform == "win32":
    import ctypes

    _library = ctypes.CDLL("ucrtbase")
    _get, _set = _library["_get_doserrno"], _library["_set_doserrno"]

    def last_number() -> int:
        """Windows' number for this thread's last failed call of the C library; 0 for nothing, and elsewhere."""
        number = ctypes.c_ulong()
        _get(ctypes.byref(number))
        return number.value

    def forget() -> None:
        """Let an earlier failure not be taken for the next one."""
        _set(ctypes.c_ulong(0))

else:

    def last_number() -> int:
        """Windows' number for this thread's last failed call of the C library; 0 for nothing, and elsewhere."""
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


def meaning(error: OSError) -> int:
    """The errno for what happened, by Windows' own number where there is one; 0 when nobody can say.

    Windows' C library calls all it does not know "invalid argument", a pulled stick above all.
    """
    theirs, code = number_of(error), error.errno or 0
    if theirs == 3 and len(str(error.filename or "")) >= _LONG:
        return errno.ENAMETOOLONG
    if hasattr(error, _NUMBER) and theirs not in _MEANINGS and code in _VAGUE:
        return 0
    return _MEANINGS.get(theirs, code)
