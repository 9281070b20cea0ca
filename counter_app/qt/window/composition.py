"""The underlined text of an input method, told as the keys that would have made it.

Unikey in ibus or fcitx and the Vietnamese keyboards of Windows keep the word being typed to themselves: a key that they
swallow for an accent leaves no Backspace, only another word. Told as Backspaces and letters it is read as Unikey's own
way of typing is.
"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.domain.dossier.typed_keys import BACK
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One character at the cursor; ``own`` when the input method still holds it."""

    char: str
    own: bool


class Composition:
    """The word that an input method holds for one widget, with keys that passed it by meanwhile."""

    def __init__(self, held: str = "") -> None:
        self._letters = [Letter(char, own=True) for char in held]
        self._gone = False

    @property
    def text(self) -> str:
        """The text at the cursor that is not yet the widget's."""
        return "".join(letter.char for letter in self._letters if letter.own)

    def settled(self) -> Iterator[tuple[str, str]]:
        """The keys that take away what the input method no longer shows and has not given."""
        if self._gone:
            self._gone = False
            yield from self._become("", "")

    def passed_by(self, char: str) -> None:
        """Note a key that reached the widget while a word is held."""
        if self._letters:
            self._letters.append(Letter(char, own=False))

    def changed(self, held: str, given: str, taken_back: int = 0) -> Iterator[tuple[str, str]]:
        """The keys that make what the input method now holds and gives of what it held, each with the text held before.

        ``taken_back`` characters of the widget itself are replaced. What is no longer shown may still be given by the
        next event: some hide a word before they give it.
        """
        for _back in range(taken_back):
            yield BACK, ""
        if not held and not given:
            self._gone = bool(self._letters)
            return
        if given:
            self._gone = False
        yield from self.settled()
        yield from self._become(given, held)

    def _become(self, given: str, held: str) -> Iterator[tuple[str, str]]:
        old = [place for place, letter in enumerate(self._letters) if letter.own]
        new = given + held
        same = 0
        while same < min(len(old), len(new)) and self._letters[old[same]].char == new[same]:
            same += 1
        passed: list[list[str]] = []
        if same < len(old):
            gone = self._letters[old[same] :]
            passed = _passed(gone)
            for _letter in gone:
                yield BACK, self.text
                self._letters.pop()
        for at, char in enumerate(new[same:]):
            yield char, self.text
            self._letters.append(Letter(char, own=True))
            for between in passed[at] if at < len(passed) else []:
                yield between, self.text
                self._letters.append(Letter(between, own=False))
        for rest in passed[len(new) - same :]:
            yield from ((between, self.text) for between in rest)
        self._letters = [Letter(char, own=True) for char in held]


def _passed(letters: list[Letter]) -> list[list[str]]:
    """For each letter that the input method holds, the keys that passed by behind it."""
    found: list[list[str]] = []
    for letter in letters:
        if letter.own:
            found.append([])
        else:
            found[-1].append(letter.char)
    return found
