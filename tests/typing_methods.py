"""Unikey and EVKey as the program meets them: a keyboard that swallows a key and sends Backspaces and letters for it.

They keep their own copy of the word being typed. Rules of VNI and Telex as taught: a tone goes to its vowel and moves
on while the word grows, typed twice it is taken off and the key stands there; a word with a sign in it is given up.
What is no Vietnamese word gets its keys back, where the method looks for that (Unikey does unless told otherwise).
``tests/qt/test_on_linux_typing_methods.py`` compares these rules with Unikey's own engine.
"""

from __future__ import annotations

import unicodedata

from counter_app.domain.dossier.typed_keys import BACK, EMPTY
from counter_app.domain.lettering.syllables import is_bare_syllable, is_syllable
from counter_app.domain.text import place_tone

_TONES = {"vni": dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
          "telex": dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))}  # fmt: skip
_ROOF, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_VOWELS = "aeiouy"


class Typist:
    """One keyboard with a method on.

    ``empty`` types U+202F before it takes letters back; ``spelled`` gives back the keys of what is no Vietnamese word.
    """

    def __init__(self, method: str = "", *, empty: bool = False, spelled: bool = False) -> None:
        self.method, self.empty, self.spelled = method, empty, spelled
        self.word, self.keys, self.given_up = "", "", False

    def type(self, text: str) -> list[str]:
        """The events that arrive for keys, BACK among them."""
        return [event for key in text for event in self.press(key)]

    def press(self, key: str) -> list[str]:
        """The events for one key."""
        if not self.method or not key.isascii():
            self._forget()  # a letter sent by its code passes, and breaks the word
            return [key]
        if not key.isalnum():
            return [*self.end(), key]
        self.keys += key
        passes = self.given_up or (self.spelled and not _may_begin(self.word))
        changed = None if passes else self._changed(key)
        if changed is None:
            self.given_up = self.given_up or key.isdigit()
            changed = _with_tone_moved(self.word + key)
        return self._sent(changed)

    def end(self) -> list[str]:
        """The events at the end of a word, before the key that ends it."""
        events: list[str] = []
        if self.spelled and self.word != self.keys and not _is_word(self.word):
            events = self._sent(self.keys)
        self._forget()
        return events

    def _forget(self) -> None:
        self.word, self.keys, self.given_up = "", "", False

    def _sent(self, changed: str) -> list[str]:
        same = 0
        while same < min(len(changed), len(self.word)) and changed[same] == self.word[same]:
            same += 1
        back, letters = len(self.word) - same, list(changed[same:])
        self.word = changed
        if not back:
            return letters
        return ([EMPTY] if self.empty else []) + [BACK] * (back + self.empty) + letters

    def _changed(self, key: str) -> str | None:
        """The word with the key's accent; None when the key is only a letter or digit of it."""
        small = key.lower()
        if small in _TONES[self.method]:
            return self._toned(_TONES[self.method][small], key)
        if small == {"vni": "0", "telex": "z"}[self.method]:
            bare = _without_tone(self.word)
            return bare if bare != self.word else None
        return self._marked(small, key)

    def _toned(self, tone: str, key: str) -> str | None:
        bare = _without_tone(self.word)
        at = [place for place, char in enumerate(bare) if _base(char) in _VOWELS]
        if not at:
            return None
        if tone in unicodedata.normalize("NFD", self.word):
            self.given_up = True
            return bare + key
        toned = unicodedata.normalize("NFC", bare[: at[0] + 1] + tone + bare[at[0] + 1 :])
        return _with_tone_moved(toned) if len(toned) == len(bare) else None

    def _marked(self, small: str, key: str) -> str | None:
        wanted = (
            {"6": ("aeo", _ROOF), "7": ("ou", _HORN), "8": ("a", _BREVE), "9": ("d", "")}
            if self.method == "vni"
            else {
                "a": ("a", _ROOF),
                "e": ("e", _ROOF),
                "o": ("o", _ROOF),
                "w": ("oua", ""),
                "d": ("d", ""),
            }
        ).get(small)
        if wanted is None:
            return None
        bases, mark = wanted
        for at in range(len(self.word) - 1, -1, -1):
            base = _base(self.word[at])
            if base not in bases:
                continue
            if base == "d":
                if at:
                    continue
                new = "đ" if self.word[at].lower() == "d" else "d"
            else:
                new = _with_mark(self.word[at].lower(), mark or (_BREVE if base == "a" else _HORN))
            undone = new == _with_mark(self.word[at].lower(), "") if base != "d" else new == "d"
            new = new.upper() if self.word[at].isupper() else new
            self.given_up = undone
            marked = self.word[:at] + new + self.word[at + 1 :]
            return marked + key if undone else _with_tone_moved(marked)
        return None


def _with_tone_moved(word: str) -> str:
    """The word with its tone where it belongs now that the word is longer."""
    placed = unicodedata.normalize("NFC", place_tone(word.lower()))
    if len(placed) != len(word):
        return word
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(word, placed, strict=True)
    )


def _is_word(word: str) -> bool:
    """Whether Unikey takes a word for Vietnamese; it knows Đắk and no Lắk, and lets Niê pass, and digits."""
    small = unicodedata.normalize("NFC", word.lower())
    if small.endswith("k"):
        return small in {"đăk", "đắk"}
    return is_syllable(small) or small.endswith("iê") or not small.isalpha()


def _may_begin(word: str) -> bool:
    """Whether Vietnamese words begin with these consonants."""
    onset = ""
    for base in map(_base, word):
        if base in _VOWELS:
            break
        onset += base
    onset = "qu" if onset == "q" else onset
    return any(is_bare_syllable(onset + vowel) for vowel in _VOWELS)


def _base(char: str) -> str:
    base = unicodedata.normalize("NFD", char.lower())[0]
    return "d" if base == "đ" else base


def _with_mark(char: str, mark: str) -> str:
    """The letter with this mark instead of another; without it when it had it."""
    parts = unicodedata.normalize("NFD", char)
    kept = "".join(part for part in parts[1:] if part not in (_ROOF, _HORN, _BREVE))
    had = mark and mark in parts
    return unicodedata.normalize("NFC", parts[0] + ("" if had else mark) + kept)


def _without_tone(word: str) -> str:
    tones = set(_TONES["vni"].values())
    parts = (part for part in unicodedata.normalize("NFD", word) if part not in tones)
    return unicodedata.normalize("NFC", "".join(parts))
