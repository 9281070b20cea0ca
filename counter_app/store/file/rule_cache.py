"""A cache of rules that seldom change: settings, officers, catalogue and calendar are kept until a rule changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from counter_app.store.file.database import Database

T = TypeVar("T")


class Kept:
    """Answers kept by name; forgotten when this or another connection changed a rule."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stamp: tuple[int, int] = (-1, -1)
        self._answers: dict[str, Any] = {}

    def get(self, name: str, read: Callable[[], T]) -> T:
        """The kept answer of ``read``, or a fresh one."""
        stamp = self._database.rules_stamp()
        if stamp != self._stamp:
            self._answers.clear()
            self._stamp = stamp
        if name not in self._answers:
            self._answers[name] = read()
        answer: T = self._answers[name]
        return answer
