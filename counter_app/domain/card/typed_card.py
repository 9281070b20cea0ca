"""A card in what keys left behind, with the keys that a typing method swallowed given back."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.dossier.typed_keys import BACK, EMPTY, Key, Method, meant
from counter_app.values import dataclass, pattern

FEWEST_BARS = 5
_BEGIN = pattern(r"(?:\][A-Za-z][0-9])?[0-9]{12}\|")
_ANY_BEGIN = pattern(r"[^\s|]{1,24}\|")
_DIGIT_IN_WORD = pattern(r"[^\W\d_][0-9]|[0-9][^\W\d_]")
_NAME = 2
"""The place of the name in a card: after the number and the old one."""


@dataclass(frozen=True, slots=True)
class TypedCard:
    """The card's text and the event it begins with; ``text`` empty when what was swallowed cannot be told."""

    start: int
    text: str


def typed_card(before: str, events: Sequence[str]) -> TypedCard | None:
    """The card among ``events``, None when there is none."""
    if events.count("|") < FEWEST_BARS:
        return None
    if BACK not in events and EMPTY not in events:
        return _cut([Key(char, at) for at, char in enumerate(events)])
    found = [
        card
        for method in (Method.TELEX, Method.VNI)
        for keys in meant(before, events, method)
        if (card := _cut(keys)) is not None and _sound(card.text)
    ]
    if len({card.text for card in found}) == 1:
        return found[0]
    return TypedCard(found[0].start if found else _first_bar(events), "")


def rewritten(events: Sequence[str]) -> bool:
    """True if a typing method took letters back while these events came."""
    return BACK in events or EMPTY in events


def _cut(keys: Sequence[Key]) -> TypedCard | None:
    text = "".join(key.char for key in keys)
    begin = _BEGIN.search(text) or _ANY_BEGIN.search(text)
    return TypedCard(keys[begin.start()].event, text[begin.start() :]) if begin else None


def _sound(text: str) -> bool:
    """True if number and name are what keys can have meant: twelve digits, and no digit inside the name."""
    fields = text.split("|")
    return bool(_BEGIN.match(text)) and not _DIGIT_IN_WORD.search(fields[_NAME])


def _first_bar(events: Sequence[str]) -> int:
    return max(0, list(events).index("|") - 14)
