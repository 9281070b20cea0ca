"""A pasted text cut into what its labels name and what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from counter_app.domain.followups.pasted_labels import CODE, FACTS, LABELS, MOMENTS, NAMES
from counter_app.domain.followups.pasted_moments import Moment, stamp_at
from counter_app.domain.official.codes import looks_official, read_official
from counter_app.domain.text import clean_lines, half_width, unmarked
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

_CODE = pattern(
    r"[0-9A-Za-z]{2,3}(?:\.[0-9A-Za-z]{1,4}){1,4} ?[‐‑‒–—―−_-] ?[0-9]{6} ?[‐‑‒–—―−_-] ?[0-9]{4,12}(?![\w.]*\w)"
)
_ENDED = pattern(r" ?[:=|]+ ?")
"""The signs between a label and its value."""
_BEGUN = pattern(r"(?:[\W_]|\d{1,3}[.)] )*")
"""Bullets and numbers before a label or a code at the beginning of a line."""
_CALLED = pattern(r"(?:hồ sơ|mã số|mã|số|hs)(?: (?:số|mã))? ?:? ?", re.IGNORECASE)
"""The words before a code that begins a line: "Hồ sơ H57… của bà …"."""
_GAP = pattern(r"(?<=[^\s:=|;,.]) {3,}(?=\S)")
"""Columns that were parted by blanks."""
_PARTING = ";|,.•·–—-/()"
"""Signs that end what stood before."""
_RULE = pattern(r"[-=_*~–—.• ]{3,}")
_FURTHER = pattern(r"[;|•] ?(?=[^;|•:]{1,40}:)")
"""The beginning of a label that nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A fact and its value; or words (``fact`` empty); or a blank line (``is_break``).

    ``shown`` is how it stood in the text; ``doubt`` a sentence about what is wrong with it.
    """

    fact: str = ""
    value: str | Moment = ""
    shown: str = ""
    doubt: str = ""
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label in a line: what it names, where it begins, where its value does."""

    fact: str
    start: int
    label_end: int
    value_start: int


def tokens(text: str) -> list[Token]:
    """Everything a text says, in its order."""
    lines = clean_lines(_GAP.sub(" | ", half_width(text).replace("\t", " | "))).split("\n")
    found: list[Token] = []
    heads: list[str] = []
    open_mark = ""
    for line in lines:
        heads = _heads(line) or heads
        if heads and len(_cells(line)) == len(heads):
            found += _of_row(heads, _cells(line))
            continue
        heads = []
        if not line or _RULE.fullmatch(line):
            if not open_mark:
                found.append(Token(is_break=True))
            continue
        marks = _marks(line)
        if open_mark and not marks:
            found += _valued(LABELS[_plain(open_mark)], open_mark, line)
            open_mark = ""
            continue
        said, open_mark = _of_line(line, marks)
        found += said
    return found


def _of_line(line: str, marks: list[_Mark]) -> tuple[list[Token], str]:
    """The tokens of a line, and the label at its end whose value is still to come."""
    if not marks:
        return list(_loose(line)), ""
    found = list(_loose(line[: marks[0].start]))
    ends = [*(mark.start for mark in marks[1:]), len(line)]
    for mark, end in zip(marks, ends, strict=True):
        label, value = line[mark.start : mark.label_end], line[mark.value_start : end]
        if _bare(value):
            found += _valued(mark.fact, label, value)
        elif mark is marks[-1]:
            return found, label
    return found, ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _heads(line: str) -> list[str]:
    """The heads of a table: cells of which the code and another one are labels; empty for any other line."""
    cells = _cells(line)
    facts = [LABELS.get(_plain(cell), "") for cell in cells]
    known = [fact for fact in facts if fact]
    values = any(map(_CODE.search, cells))
    return cells if CODE in known and len(known) > 1 and all(cells) and not values else []


def _of_row(heads: list[str], cells: list[str]) -> Iterator[Token]:
    """A row under its heads; the heads themselves only part the rows."""
    yield Token(is_break=True)
    if cells == heads:
        return
    for head, cell in zip(heads, cells, strict=True):
        fact = LABELS.get(_plain(head), "")
        if fact and _bare(cell):
            yield from _valued(fact, head, cell)
        elif _bare(cell):
            yield Token(shown=f"{head}: {cell}")


def _loose(text: str) -> Iterator[Token]:
    """Words without a label; a whole code that begins them is one all the same."""
    begun = _BEGUN.match(text)
    start = begun.end() if begun else 0
    called = _CALLED.match(text, start)
    code = _CODE.match(text, called.end() if called else start)
    if code is not None and looks_official(code[0]):
        yield Token(fact=CODE, value=read_official(code[0]), shown=code[0])
        text = text[code.end() :]
    if _bare(text):
        yield Token(shown=_bare(text))


def _valued(fact: str, label: str, text: str) -> Iterator[Token]:
    """The value behind a label: its fact, and words where more stands there or it cannot be read."""
    if fact == CODE:
        yield from _code(label, text)
    elif fact in MOMENTS:
        yield from _moment(fact, label, text)
    else:
        further = _FURTHER.search(text)
        value = _bare(text[: further.start()] if further else text)
        whole = f"{label}: {value}"
        if value and not (fact in NAMES and ":" in value):
            yield Token(fact=fact, value=value, shown=whole)
        elif value:
            yield Token(shown=whole)
        if further:
            yield Token(shown=_bare(text[further.end() :]))


def _code(label: str, text: str) -> Iterator[Token]:
    begun = _BEGUN.match(text)
    found = _CODE.match(text, begun.end() if begun else 0)
    if found is None or not looks_official(found[0]):
        yield Token(
            shown=f"{label}: {_bare(text)}",
            doubt=_("{label}: “{text}” không phải mã của hệ thống chính thức.").format(
                label=_(FACTS[CODE]), text=_bare(text)[:60]
            ),
        )
        return
    yield Token(fact=CODE, value=read_official(found[0]), shown=f"{label}: {found[0]}")
    if _bare(text[found.end() :]):
        yield Token(shown=_bare(text[found.end() :]))


def _moment(fact: str, label: str, text: str) -> Iterator[Token]:
    text = text.strip()
    stamp = stamp_at(_plain(text))
    if stamp is None or stamp.at is None:
        asked = (
            _("{label}: không đọc được “{text}”.")
            if stamp is None
            else _("{label}: “{text}” không có trong lịch.")
        )
        shown = _bare(text[: stamp.end] if stamp else text)
        yield Token(
            shown=f"{label}: {_bare(text)}",
            doubt=asked.format(label=_(FACTS[fact]), text=shown[:60]),
        )
        return
    yield Token(fact=fact, value=stamp.at, shown=f"{label}: {_bare(text[: stamp.end])}")
    if _bare(text[stamp.end :]):
        yield Token(shown=_bare(text[stamp.end :]))


def _marks(line: str) -> list[_Mark]:
    """The labels of a line that begin something."""
    plain, free = _plain(line), 0
    found: list[_Mark] = []
    for match in _labels().finditer(plain):
        mark = _mark(plain, match, LABELS[match[0]])
        if mark is not None and _begins(line, mark, free, found):
            found.append(mark)
            free = _typed_end(mark, plain)
    return found


def _mark(plain: str, match: re.Match[str], fact: str) -> _Mark | None:
    """A label with its value: behind a sign, at the end of the line, or at once where its shape tells what it is."""
    ended = _ENDED.match(plain, match.end())
    if ended is not None:
        return _Mark(fact, match.start(), match.end(), ended.end())
    rest = plain[match.end() :]
    typed = rest.startswith(" ") and (
        (fact == CODE and _CODE.match(rest, 1)) or (fact in MOMENTS and stamp_at(rest[1:]))
    )
    alone = not rest.strip() and _BEGUN.fullmatch(plain[: match.start()])
    if typed or alone:
        return _Mark(fact, match.start(), match.end(), match.end())
    return None


def _begins(line: str, mark: _Mark, free: int, before: list[_Mark]) -> bool:
    """True if a label stands where one can: first, behind a sign or a value that is over, or in capitals in a row."""
    ahead = line[free : mark.start] if before else line[: mark.start]
    if _BEGUN.fullmatch(ahead) or (ahead.rstrip() and ahead.rstrip()[-1] in _PARTING):
        return True
    return bool(before) and line[mark.start].isupper()


def _typed_end(mark: _Mark, plain: str) -> int:
    """The end of a value that its shape tells; else its beginning, which ends nothing."""
    rest = plain[mark.value_start :].lstrip()
    at = len(plain) - len(rest)
    if mark.fact == CODE and (code := _CODE.match(rest)):
        return at + code.end()
    if mark.fact in MOMENTS and (stamp := stamp_at(rest)):
        return at + stamp.end
    return mark.value_start


@cache
def _labels() -> re.Pattern[str]:
    longest_first = sorted(LABELS, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _plain(text: str) -> str:
    """Small letters without accents, each where it stood."""
    return "".join(letter if len(letter) == 1 else char for char, letter in _each(text))


def _each(text: str) -> Iterator[tuple[str, str]]:
    return ((char, unmarked(char)) for char in text)


def _bare(text: str) -> str:
    """A value without the signs that part it from its neighbours; empty where nothing but signs stands."""
    stripped = text.strip(" ;|,•·")
    return stripped if any(map(str.isalnum, stripped)) else ""
