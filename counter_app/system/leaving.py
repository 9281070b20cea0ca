"""The end of a process that has said all it had to: it goes without taking itself apart, a tenth of a short verb."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _End:
    """The exit code, once it is known; None where the interpreter has more to tell, as of an error nobody caught."""

    code: int | None = None

    def go(self) -> None:
        """Leave, after all others that wanted to do something last: what cannot be written is left to be told of."""
        if self.code is None:
            return
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            return
        os._exit(self.code)


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Within it ``SystemExit`` with a number ends the process soon: threads are waited for and ``atexit`` is kept.

    Only what Python would free piece by piece is left to the system. To be entered before anybody else asks ``atexit``.
    """
    end = _End()
    atexit.register(end.go)
    try:
        yield
    except SystemExit as asked:
        if asked.code is None or isinstance(asked.code, int):
            end.code = asked.code or 0
        raise
