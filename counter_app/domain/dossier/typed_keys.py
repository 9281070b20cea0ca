"""The keys behind a Vietnamese typing method's rewriting: Unikey and EVKey swallow a key and send others for it.

They stand before the program as a keyboard does: k Backspaces, then the letters as they are to be; some send U+202F
first and take it back. With VNI typing a digit behind a vowel is a tone: the first digits of a scan are swallowed
while the word before it changes. The change in the word names the key: the tone or the mark that came, or went.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from counter_app.values import dataclass

BACK = "\b"
EMPTY = "\u202f"
"""Typed and taken back by methods that work around a browser's suggestions."""
_MOST_READINGS = 64
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_MARKS = "\u0302\u031b\u0306"
_STROKE = "đ"


class Method(StrEnum):
    """The way accents are typed: by digits, or by letters."""

    VNI = "vni"
    TELEX = "telex"


_TONE_KEYS = {Method.VNI: "12345", Method.TELEX: "sfrxj"}
_MARK_KEYS = {Method.VNI: "678", Method.TELEX: " ww"}
_STROKE_KEY = {Method.VNI: "9", Method.TELEX: "d"}
_NO_TONE_KEY = {Method.VNI: "0", Method.TELEX: "z"}


@dataclass(frozen=True, slots=True)
class Key:
    """A character that was meant, and the event with which it arrived; -1 for what stood there before."""

    char: str
    event: int


def shown(before: str, events: Sequence[str]) -> list[Key]:
    """The text before the cursor after ``events``: characters, and BACK for each Backspace."""
    text = [Key(char, -1) for char in before]
    for at, event in enumerate(events):
        if event != BACK:
            text.append(Key(event, at))
        elif text:
            text.pop()
    return text


def meant(before: str, events: Sequence[str], method: Method) -> list[list[Key]]:
    """The keys that a method may have rewritten into ``events``; nothing when it cannot have done so.

    Several readings where an accent that went may be a key that takes it off, or the same accent typed twice.
    """
    readings: list[tuple[int, list[str], list[Key]]] = [(0, list(before), [])]
    done: list[list[Key]] = []
    while readings:
        at, word, keys = readings.pop()
        if at == len(events):
            done.append(keys)
        elif events[at] in {BACK, EMPTY}:
            readings += _rewritten(events, at, word, keys, method)
        else:
            readings.append((at + 1, [*word, events[at]], [*keys, Key(events[at], at)]))
        if len(readings) + len(done) > _MOST_READINGS:
            return []
    return done


def _rewritten(
    events: Sequence[str], begin: int, word: list[str], keys: list[Key], method: Method
) -> Iterator[tuple[int, list[str], list[Key]]]:
    """The ways to go on behind one group of Backspaces and letters."""
    at, taken_back = begin, 0
    if events[at] == EMPTY:
        at, taken_back = at + 1, 1
    count = 0
    while at < len(events) and events[at] == BACK:
        at, count = at + 1, count + 1
    count -= taken_back
    if not 0 < count <= len(word) or at + count > len(events):
        return
    restored = _restored(events, at, count, word, keys)
    if restored is not None:
        yield restored, [*word[:-count], *events[at:restored]], keys
    letters = list(events[at : at + count])
    end = at + count
    after = [*word[:-count], *letters]
    if restored is None and _moved(_last_word(word), _last_word(after)):
        yield end, after, keys
        return
    key = _key_of(_last_word(word), _last_word(after), method)
    if key and key != _NO_TONE_KEY[method]:
        yield end, after, [*keys, Key(key.upper() if word[-1].isupper() else key, begin)]
        return
    gone = _gone(_last_word(word), _last_word(after), method)
    if end < len(events) and events[end].lower() in gone:
        typed = events[end]
        yield end + 1, [*after, typed], [*keys, Key(typed, begin)]
    if key:
        yield end, after, [*keys, Key(key, begin)]


def _moved(before: str, after: str) -> bool:
    """True if nothing changed but the place of a tone, which follows the word as it grows: ``hòa``, ``hoài``."""
    return _bare(before) == _bare(after) and _parts(before) == _parts(after)


def _restored(
    events: Sequence[str], at: int, count: int, word: list[str], keys: list[Key]
) -> int | None:
    """The end of a group that gives back the keys of a word as typed; None for others.

    Methods do so behind what is no Vietnamese word.
    """
    typed = _run([key.char for key in keys])
    given = _run(events[at:], first=True)
    new = _run([*word[:-count], *given])
    before = len(new) - len(typed)
    whole = bool(typed) and len(given) >= count and before >= 0 and new.endswith(typed)
    return at + len(given) if whole and _bare(new[:before]) == _bare(_run(word)[:before]) else None


def _run(chars: Sequence[str], *, first: bool = False) -> str:
    """The letters and digits without a break at the end, or at the beginning."""
    found = ""
    for char in chars if first else reversed(chars):
        if not char.isalnum():
            break
        found += char
    return found if first else found[::-1]


def _last_word(text: Sequence[str]) -> str:
    """The letters at the end of the text, composed."""
    start = len(text)
    while start and (text[start - 1].isalpha() or unicodedata.category(text[start - 1]) == "Mn"):
        start -= 1
    return unicodedata.normalize("NFC", "".join(text[start:]))


def _key_of(before: str, after: str, method: Method) -> str:
    """The key that makes ``after`` of ``before``; empty when none does."""
    old, new = _parts(before), _parts(after)
    if _bare(before) != _bare(after):
        return ""
    came = new - old
    for mark, key in zip(_MARKS, _MARK_KEYS[method], strict=True):
        if came[mark]:
            return _doubled(before, after) if key == " " else key
    if came[_STROKE]:
        return _STROKE_KEY[method]
    for tone, key in zip(_TONES, _TONE_KEYS[method], strict=True):
        if came[tone]:
            return key
    tones = {part for part in old - new if part in _TONES}
    return _NO_TONE_KEY[method] if tones and not any(part in _TONES for part in new) else ""


def _gone(before: str, after: str, method: Method) -> str:
    """The keys that, typed again, take off what went from the word and then stand there themselves."""
    if _bare(before) != _bare(after):
        return ""
    went = _parts(before) - _parts(after)
    keys = [key for tone, key in zip(_TONES, _TONE_KEYS[method], strict=True) if went[tone]]
    for mark, key in zip(_MARKS, _MARK_KEYS[method], strict=True):
        if went[mark]:
            keys.append(_doubled(after, before) if key == " " else key)
    return "".join([*keys, _STROKE_KEY[method] * bool(went[_STROKE])])


def _doubled(plain: str, roofed: str) -> str:
    """The letter that was typed twice for its roof: a, e or o."""
    pairs = zip(_bare(plain), _letters(plain), _letters(roofed), strict=True)
    changed = [base for base, one, other in pairs if ("\u0302" in other) and "\u0302" not in one]
    return changed[-1] if changed else ""


def _letters(word: str) -> list[str]:
    return [unicodedata.normalize("NFD", char) for char in word.lower()]


def _bare(word: str) -> str:
    return "".join(letter[0] for letter in _letters(word)).replace(_STROKE, "d")


def _parts(word: str) -> Counter[str]:
    """The tones and marks in a word, and đ."""
    return Counter(
        part
        for letter in _letters(word)
        for part in letter
        if part in _TONES or part in _MARKS or part == _STROKE
    )
