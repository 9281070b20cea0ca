"""The looks of a cell that change its value: struck out, a share of a hundred, a code that became a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

PERCENT_FORMATS = frozenset({9, 10})
"""Numbers of the formats ``0%`` and ``0.00%`` in every workbook."""
OWN_FORMATS = 164
"""Numbers of formats from here on are the workbook's own."""
_CONDITION = pattern(r"\[[<>=]")
_MONEY = pattern(r"\[\$([^\]-]*)[^\]]*\]")
_UNSHOWN = pattern(r"_.|\*.|\[[^\]]*\]")
_WORDS = pattern(r'"([^"]*)"|\\(.)')
_PLACES = pattern(r"[#0?@a-zA-Z](?![^\0]*\0(?:[^\0]*\0[^\0]*\0)*[^\0]*$)")
_NUMBER = pattern(
    r"((?:\0[^\0]*\0|[ $€£¥₫])*)([#0?]+(?:,[#0?]+)*(?:\.[#0?]+)?)(,*)((?:\0[^\0]*\0|[ $€£¥₫đ])*)"
)
_SIX = pattern(r"0\.0{6}(?:_.)?")


@dataclass(frozen=True, slots=True)
class Look:
    """``six``: shown with six digits behind the point, as codes of procedures are.

    ``before`` and ``behind`` are words that the format shows around a number ("8 nghìn đồng"), ``divided`` what it
    divides it by first; ``words`` what it shows in place of one.
    """

    struck: bool = False
    percent: bool = False
    six: bool = False
    before: str = ""
    behind: str = ""
    divided: int = 1
    words: str = ""


PLAIN = Look()


def look_of(*, struck: bool, number: int, own: str) -> Look:
    """The look of a font and a format; ``own`` is the text of a format of the workbook's own."""
    look = Look(
        struck=struck,
        percent=number in PERCENT_FORMATS or "%" in own,
        six=_SIX.fullmatch(own) is not None,
    )
    shown = _literal(own.split(";", 1)[0])
    around = _NUMBER.fullmatch(shown)
    if around is None:
        words = shown.replace("\0", "").strip()
        return replace(look, words=words) if "\0" in shown and not _PLACES.search(shown) else look
    before, scale, behind = (around[name].replace("\0", "").strip() for name in (1, 3, 4))
    return replace(look, before=before, behind=behind, divided=1_000 ** len(scale))


def _literal(own: str) -> str:
    """A format with the words it shows between zero bytes, and without what only aligns, colours or fills."""
    if _CONDITION.search(own):
        return ""
    money = _MONEY.sub(lambda found: f'"{found[1]}"', own)
    plain = _UNSHOWN.sub("", money)
    return _WORDS.sub(lambda found: f"\0{found[1] or found[2]}\0", plain)


def cell_of(value: Any, look: Look) -> Cell:
    """The value as a person reads it."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, int | float):
        if look.percent:
            return f"{value * 100:.10g}%"
        if look.six:
            return f"{value:.6f}"
        return _with_words(value, look)
    return value if isinstance(value, date) else str(value)


def _with_words(value: float, look: Look) -> Cell:
    if look.words:
        return look.words
    if not (look.before or look.behind) or isinstance(value, bool):
        return value
    shown = value / look.divided
    number = str(int(shown)) if float(shown).is_integer() else f"{shown:.10g}"
    return f"{look.before} {number} {look.behind}".strip()
