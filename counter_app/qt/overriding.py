"""``override`` for the window: an error that leaves a method which Qt calls must not end the program.

Up to Python 3.11 an error raised by C code (a widget that is gone, a wrong type) travels as class and text, without the
error itself. Shiboken keeps what leaves an override for its Python caller and reads that text as an error: SIGSEGV.
Caught and raised once more, it is whole. ``typing_extensions`` is not loaded: it takes 5 ms from the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """The method, with its errors made whole; signals still see how many arguments it takes."""
        code = method.__code__
        plain = (
            method.__defaults__ is None and not code.co_kwonlyargcount and not code.co_flags & 12
        )
        guarded = {1: _of_none, 2: _of_one}.get(code.co_argcount if plain else 0, _of_any)(method)
        for name in ("__doc__", "__name__", "__qualname__", "__module__"):
            setattr(guarded, name, getattr(method, name))
        guarded.__wrapped__ = method
        return guarded

    def _of_none(method):
        def guarded(self):
            try:
                return method(self)
            except BaseException:
                raise

        return guarded

    def _of_one(method):
        def guarded(self, one):
            try:
                return method(self, one)
            except BaseException:
                raise

        return guarded

    def _of_any(method):
        def guarded(self, *given, **named):
            try:
                return method(self, *given, **named)
            except BaseException:
                raise

        return guarded


__all__ = ["override"]
