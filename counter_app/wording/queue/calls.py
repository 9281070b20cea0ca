"""Calls as they are spoken, and the rule by which they come, in Vietnamese for everybody who waits."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.i18n import plural
from counter_app.wording.paper.amounts import DIGITS

_DIGIT_CLIPS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
_LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "đê", "E": "e", "F": "ép phờ", "G": "giê", "H": "hát", "I": "i",
    "J": "di", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ",
    "S": "sờ", "T": "tê", "U": "u", "V": "vê", "W": "vê kép", "X": "ích xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip
"""D as in "vitamin D": the school's "dê" cannot be told from G's "giê" by ear."""
_INVITE, _TO_COUNTER = "moi-so", "den-quay-so"
_TEN, _TENS, _ONE, _FOUR, _FIVE = "muoi-10", "muoi-20", "mot-21", "tu-24", "lam-15"
_LARGEST = 99
SPOKEN: Mapping[str, str] = MappingProxyType(
    {
        _INVITE: "mời số",
        _TO_COUNTER: "đến quầy số",
        **dict(zip(_DIGIT_CLIPS, DIGITS, strict=True)),
        _TEN: "mười",
        _TENS: "mươi",
        _ONE: "mốt",
        _FOUR: "tư",
        _FIVE: "lăm",
        **{f"chu-{letter.lower()}": name for letter, name in _LETTERS.items()},
    }
)
"""Clip of ``resources/voice`` → what is heard in it. Names are ASCII: they are files on any system."""


def call_clips(label: str, counter: str) -> tuple[str, ...]:
    """The clips of a call in their order; empty where a sign has no clip, since half a number calls the wrong person.

    A ticket's number is read digit by digit with its zeros, a counter's as a number: ``A001`` at 12 is "a không không
    một … mười hai".
    """
    number, desk = _spelled(label), _counter(counter)
    return (_INVITE, *number, _TO_COUNTER, *desk) if number and desk else ()


def call_sentence(label: str, counter: str) -> str:
    """The call in words: ``Mời số A không không một đến quầy số một.``; empty where it cannot be spoken."""
    words = [
        clip[-1].upper() if clip.startswith("chu-") else SPOKEN[clip]
        for clip in call_clips(label, counter)
    ]
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _spelled(text: str) -> tuple[str, ...]:
    clips = tuple(
        sign if sign in _DIGIT_CLIPS else f"chu-{sign.lower()}" for sign in text.strip().upper()
    )
    return clips if all(clip in SPOKEN for clip in clips) else ()


def _counter(counter: str) -> tuple[str, ...]:
    text = counter.strip()
    if not (text.isascii() and text.isdigit()) or text.startswith("0") or int(text) > _LARGEST:
        return _spelled(text)
    tens, ones = divmod(int(text), 10)
    if tens == 0:
        return (_DIGIT_CLIPS[ones],)
    head = (_TEN,) if tens == 1 else (_DIGIT_CLIPS[tens], _TENS)
    return (*head, *_ones_behind(tens, ones))


def _ones_behind(tens: int, ones: int) -> tuple[str, ...]:
    """Ones behind tens have words of their own: mười lăm, hai mươi mốt, hai mươi tư."""
    if ones == 0:
        return ()
    if ones == 5:
        return (_FIVE,)
    own = {1: _ONE, 4: _FOUR} if tens > 1 else {}
    return (own.get(ones, _DIGIT_CLIPS[ones]),)


def fair_rule(priority_run: int) -> str:
    """The rule by which ordinary numbers and those with priority are called."""
    return plural("Sau {count} số ưu tiên gọi 1 số thường.", priority_run).format(
        count=priority_run
    )
