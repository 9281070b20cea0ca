"""The three kinds of trouble a user may meet; anything else is a bug.

Raise these, never return ``(ok, message)``. The message is Vietnamese, says what happened and one next step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class CounterError(Exception):
    """Base of every error whose message may be shown to a user as it stands."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class RuleError(CounterError):
    """The user can mend this: a missing field, an illegal move, a refused date.

    ``field`` names the input it belongs beside (a key of the form) or is empty;
    ``rule`` is a short stable name of the rule that refused; ``place`` counts from 1 which of several forms sent
    together it is about, 0 where there is one.
    """

    def __init__(self, message: str, *, field: str = "", rule: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.rule = rule or "rule"
        self.place = 0


@contextmanager
def in_place(place: int) -> Iterator[None]:
    """A refusal in here is about the form of this ``place`` among several."""
    try:
        yield
    except RuleError as error:
        error.place = error.place or place
        raise


class ClockError(RuleError):
    """The computer's clock does not go with the last event in the journal; papers might be dated wrongly."""

    def __init__(self, message: str, *, rule: str = "clock_behind") -> None:
        super().__init__(message, rule=rule)


class NumbersError(RuleError):
    """Nobody can say which numbers were given; until a person reads them from paper nothing is written."""

    def __init__(self, message: str) -> None:
        super().__init__(message, rule="numbers_unsure")


class DeviceError(CounterError):
    """Printer, scanner or stick failed; nothing in the journal is lost and the act can be tried again."""

    def __init__(self, message: str, *, device: str = "") -> None:
        super().__init__(message)
        self.device = device


class StoreError(CounterError):
    """The data file cannot be trusted or written; stop writing and explain."""


class LockedError(StoreError):
    """The data file is encrypted and nobody has unlocked its keys in this process; a password opens it."""


class BatchError(CounterError):
    """A batch is refused; ``problems`` lists everything wrong with it, one sentence each."""

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Cancelled(CounterError):  # noqa: N818 - it is no error, it is what the user asked for
    """The user stopped a long job; it took back what it had half made."""
