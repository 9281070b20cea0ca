"""Superiors that are weak in one place each: schedules that do not notice them prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counter_app.superior.batches.gate import Admission, Gate
from counter_app.superior.book.known_keys import KnownKey
from counter_app.superior.senders.sender import Sender
from counter_app.sync.batch.strict_json import parse_canonical
from tests.overruling import weak

Played = Callable[[int], list[str]]
"""The number of a schedule → what was wrong with it."""
TRIES = 40
"""So many schedules may pass before a weak place counts as unnoticed."""
APART = 10_000
"""Between the numbers of one weak place and the next."""


def _admitting(_gate: Gate, _path: object, manifest: Any, data: bytes) -> Admission:
    parse_canonical(data[:-1])
    return Admission(office=manifest.office_number, signed=True)


def _believing(*_arguments: object) -> bool:
    return True


def _passing_over(*_arguments: object) -> None:
    """Nothing is compared."""


WEAK: tuple[tuple[str, object, str, Any], ...] = (
    ("a gate that lets everybody in", Gate, "admit", _admitting),
    ("an acknowledgement of what is not here", Sender, "holds", _believing),
    ("a known number that is not compared", Sender, "_require_known", _passing_over),
    ("a key that counts although it was revoked", KnownKey, "counts", property(_believing)),
)
"""Name, place, attribute, and what stands there instead."""


def noticed(played: Played, planted: tuple[str, object, str, Any], seed: int) -> bool:
    """Whether one of some schedules from ``seed`` on finds something wrong."""
    _name, place, attribute, value = planted
    with weak(place, attribute, value):
        return any(played(seed + at) for at in range(TRIES))


def canaries(played: Played, seed: int) -> dict[str, bool]:
    """Whether schedules notice a superior that is weak in one place."""
    return {
        planted[0]: noticed(played, planted, seed + APART * (number + 1))
        for number, planted in enumerate(WEAK)
    }
