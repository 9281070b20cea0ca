"""``override`` for the window: no error leaves a method that Qt calls.

Shiboken keeps an error that leaves an override until its Python caller is reached, and does not survive it: up to
Python 3.11 one raised by C code (a widget that is gone, a wrong type) ends the process, and so may a second one in the
same call, whatever it is. So it goes to ``sys.excepthook``, as that of a slot does, and Qt gets the answer of its own
class. ``typing_extensions`` is not loaded: it takes 5 ms from the first paint.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """The method, watched; signals still see how many values it takes."""
        code = method.__code__
        plain = (
            method.__defaults__ is None and not code.co_kwonlyargcount and not code.co_flags & 12
        )
        watched = {1: _of_none, 2: _of_one}.get(code.co_argcount if plain else 0, _of_any)(method)
        for name in ("__doc__", "__name__", "__qualname__", "__module__"):
            setattr(watched, name, getattr(method, name))
        watched.__wrapped__ = method
        return watched

    def _of_none(method):
        def watched(self):
            try:
                return method(self)
            except Exception as error:
                return _answer(self, method.__name__, (), {}, error)

        return watched

    def _of_one(method):
        def watched(self, one):
            try:
                return method(self, one)
            except Exception as error:
                return _answer(self, method.__name__, (one,), {}, error)

        return watched

    def _of_any(method):
        def watched(self, *given, **named):
            try:
                return method(self, *given, **named)
            except Exception as error:
                return _answer(self, method.__name__, given, named, error)

        return watched

    def _answer(self, name, given, named, error):
        """The answer of Qt's class, with the error told; the error alone where only our classes have such a method."""
        own = next(
            (item for item in type(self).__mro__ if _is_qts(item) and name in vars(item)), None
        )
        if own is None:
            raise error
        sys.excepthook(type(error), error, error.__traceback__)
        if name in ANSWERS:
            return ANSWERS[name]
        try:
            return getattr(own, name)(self, *given, **named)
        except Exception:  # a method that Qt leaves to us, or an object that is gone
            return None

    def _is_qts(item):
        return item.__module__.startswith("PySide6.")


ANSWERS = {"rowCount": 0, "columnCount": 0, "run": None}
"""The answers where Qt has none of its own; a thread's own ``run`` would not end."""

__all__ = ["override"]
