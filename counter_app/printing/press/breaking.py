"""Breaking text into lines: nothing is cut off, words that belong together stay so where they fit on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from counter_app.domain.text import one_line
from counter_app.printing.press.binding import bound_words, parted_place
from counter_app.printing.press.fonts import Face, width
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face; a line may be broken between its bound words, unless ``whole`` text fits on a line.

    ``lead`` blanks stand before it.
    """

    text: str
    face: Face
    lead: float = 1.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line that is drawn in one go, ``x`` points right of the line's start."""

    x: float
    text: str
    face: Face


Line = tuple[Piece, ...]


@lru_cache(maxsize=4096)
def line_width(line: Line, size: float) -> float:
    """The reach of the line."""
    return line[-1].x + width(line[-1].text, line[-1].face, size) if line else 0.0


def break_text(text: str, face: Face, size: float, room: float) -> list[str]:
    """The lines of plain text in ``room`` points; a single empty line for no text."""
    return list(_broken(text, face, size, room))


@lru_cache(maxsize=1024)
def _broken(
    text: str, face: Face, size: float, room: float, *, title: bool = False
) -> tuple[str, ...]:
    """Names of procedures and heads of columns come again on every paper."""
    tidy = one_line(text)
    if width(tidy, face, size) <= room:
        return (tidy,)
    lines = break_runs([Run(tidy, face)], size, room, title=title)
    return tuple(" ".join(piece.text for piece in line) for line in lines)


def break_balanced(text: str, face: Face, size: float, room: float) -> list[str]:
    """As few lines as they take, all about equally long: for what stands centred, its compound words undivided."""

    before, place = parted_place(one_line(text))
    if before and width(place, face, size) > room:
        # Too long for one line: it begins on a line of its own, and what stands before it is not mixed with it.
        return [*break_balanced(before, face, size, room), *break_balanced(place, face, size, room)]

    def broken(within: float) -> list[str]:
        return list(_broken(text, face, size, within, title=True))

    lines = broken(room)
    longest = max(
        (width(part, face, size) for part in _parts(Run(text, face), size, room, title=True)),
        default=room,
    )
    low, high = max(room / len(lines), longest), room
    if low < high and len(broken(low)) == len(lines):
        return broken(low)
    while len(lines) > 1 and high - low > size / 4:
        middle = (low + high) / 2
        tried = broken(middle)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def break_runs(
    runs: Sequence[Run], size: float, room: float, hang: float = 0.0, *, title: bool = False
) -> list[Line]:
    """The lines of text in several faces; lines after the first start ``hang`` points further right."""
    breaker = _Breaker(size, room, hang)
    whole = [(one_line(run.text), run) for run in runs]
    reach = sum(
        width(text, run.face, size) + width(" ", run.face, size) * run.lead
        for text, run in whole
        if text
    )
    if reach <= room:  # most rows of a form are one line
        for text, run in whole:
            if text:
                breaker.add(text, run.face, run.lead)
        return breaker.finish()
    least = room - max(hang, 0.0)
    for run in runs:
        lead = run.lead
        for word in _parts(run, size, least, title=title):
            breaker.add(word, run.face, lead)
            lead = 1.0
    return breaker.finish()


def _parts(run: Run, size: float, room: float, *, title: bool) -> Iterator[str]:
    """The pieces that are set in one go: bound words where they fit on a line, else each word."""
    text = one_line(run.text)
    if run.whole and width(text, run.face, size) <= room:
        yield from filter(None, [text])
        return
    for bound in filter(None, bound_words(text, title=title)):
        if width(bound, run.face, size) <= room:
            yield bound
        else:
            yield from bound.split(" ")


class _Breaker:
    """Collects words into lines; neighbours in one face become one piece."""

    def __init__(self, size: float, room: float, hang: float) -> None:
        self._size, self._room, self._hang = size, room, hang
        self._lines: list[Line] = []
        self._pieces: list[Piece] = []
        self._end = 0.0

    def add(self, word: str, face: Face, lead: float) -> None:
        """Put the word on this line, or on the next one when it does not fit."""
        gap = width(" ", face, self._size) * lead if self._pieces else 0.0
        if self._end + gap + width(word, face, self._size) <= self._room:
            self._place(word, face, gap, joined=lead == 1)
            return
        if self._pieces:
            self._break()
        for part, last in _split(word, face, self._size, self._room - self._end):
            self._place(part, face, 0.0, joined=False)
            if not last:
                self._break()

    def _place(self, word: str, face: Face, gap: float, *, joined: bool) -> None:
        if gap and joined and self._pieces[-1].face is face:
            before = self._pieces[-1]
            self._pieces[-1] = Piece(before.x, f"{before.text} {word}", face)
        else:
            self._pieces.append(Piece(self._end + gap, word, face))
        self._end += gap + width(word, face, self._size)

    def _break(self) -> None:
        self._lines.append(tuple(self._pieces))
        self._pieces, self._end = [], self._hang

    def finish(self) -> list[Line]:
        """All lines; one empty line when there was no word."""
        if self._pieces or not self._lines:
            self._break()
        return self._lines


def _split(word: str, face: Face, size: float, room: float) -> Iterator[tuple[str, bool]]:
    """Parts of the word that fit into ``room``, each with whether it is the last one; best after a sign in it."""
    start = 0
    used = 0.0
    index = 0
    while index < len(word):
        step = width(word[index], face, size)
        if used + step > room and index > start:
            end = _after_sign(word, start, index)
            yield word[start:end], False
            start, index, used = end, end, 0.0
            continue
        used += step
        index += 1
    yield word[start:], True


def _after_sign(word: str, start: int, end: int) -> int:
    """The best division of an address of the network: after its last sign that fits."""
    signs = [at + 1 for at in range(start, end) if word[at] in "@./_-"]
    return signs[-1] if signs and signs[-1] - start > (end - start) / 3 else end
