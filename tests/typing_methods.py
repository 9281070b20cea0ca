"""Unikey and EVKey as the program meets them: a keyboard that swallows a key and sends Backspaces and letters for it.

They keep their own copy of the word being typed. Rules of VNI and Telex as taught: a tone goes to its vowel, typed
twice it is taken off and the key stands there; a word with a sign in it is given up.
"""

from __future__ import annotations

import unicodedata

from counter_app.domain.dossier.typed_keys import BACK, EMPTY
from counter_app.domain.text import place_tone

_TONES = {"vni": dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
          "telex": dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))}  # fmt: skip
_ROOF, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_VOWELS = "aeiouy"


class Typist:
    """One keyboard with a method on; ``empty`` types U+202F before it takes letters back."""

    def __init__(self, method: str = "", *, empty: bool = False) -> None:
        self.method, self.empty = method, empty
        self.word, self.given_up = "", False

    def type(self, text: str) -> list[str]:
        """The events that arrive for keys, BACK among them."""
        return [event for key in text for event in self.press(key)]

    def press(self, key: str) -> list[str]:
        """The events for one key."""
        if not self.method or not key.isascii():
            self.word, self.given_up = (
                "",
                False,
            )  # a letter sent by its code passes, and breaks the word
            return [key]
        if not key.isalnum():
            self.word, self.given_up = "", False
            return [key]
        changed = None if self.given_up else self._changed(key)
        if changed is None:
            self.word += key
            self.given_up = self.given_up or key.isdigit()
            return [key]
        return self._sent(changed)

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
        placed = place_tone((bare[: at[0] + 1] + tone + bare[at[0] + 1 :]).lower())
        composed = unicodedata.normalize("NFC", placed)
        if len(composed) != len(bare):
            return None
        return "".join(
            new.upper() if old.isupper() else new for old, new in zip(bare, composed, strict=True)
        )

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
            return self.word[:at] + new + self.word[at + 1 :] + (key if undone else "")
        return None


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
