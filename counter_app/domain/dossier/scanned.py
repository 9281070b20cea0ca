"""Reads the code of a dossier out of whatever a scanner, a hand or the clipboard gave.

A scanner is a keyboard. It may send an AIM identifier first (``]C1``, ``]Q3``), Code 39's stars, signs of its own
before or behind, two receipts in one; with Caps Lock or another keyboard layout it types other characters for digits.
What is a receipt is told by its check digit and its day, not by what stands around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import combinations

from counter_app.domain.dossier.codes import DossierCode, build, parse_barcode, parse_code
from counter_app.domain.text import clean, tone_behind
from counter_app.values import dataclass, pattern

LONGEST = 400
"""More characters than any scan of receipts; what comes behind is not looked at."""
_MOST_READINGS = 200
_AIM = pattern(r"\][A-Za-z][0-9A-Za-z]")
_RUN = pattern("[0-9]{18,}")
_SIZES = (20, 18)
_LONGEST_TRAIL = 60
_AIM_SHAPE = pattern(r"(?:\][A-Za-z][0-9A-Za-z]|[ưƯ][A-Za-z][0-9])(?=[0-9]{18})")
"""An identifier; where ] is typed through Telex, ư stands for it, though not the one of ``Hưng``."""
_AIM_CUT = pattern(r"(?<![0-9A-Za-z])[A-Za-z][0-9](?=(?:[0-9]{18}|[0-9]{20})(?![0-9]))")
"""The rest of an identifier whose ] became another letter."""
_LAST_RUN = pattern(r"(?<![0-9])([0-9]{18,})[^0-9]{0,8}$")
_MISREAD = pattern(
    r"(?:\][A-Za-z][0-9]|[^0-9\s]{0,4})(?P<digits>[0-9]{18}|[0-9]{20})(?:(?:[^0-9]{0,4}|[^0-9]{0,2}\][A-Za-z][0-9])(?P=digits))?[^0-9]{0,4}"
)
_OWN_SIGNS = "\x00*~#;\x1d"
_MAYBE_DIGIT = frozenset(
    "0123456789đăâêôĐĂÂÊÔ\u0300\u0309\u0303\u0301\u0323)!@#$%^&*(àáạãả&é\"'(-è_ç"
)
_DAMAGED = pattern(r"[^0-9|]{0,4}(?:[0-9]{18}|[0-9]{20})[^0-9|]{0,4}")
# Keys of the Vietnamese layout of Windows that stand where a US layout has digits.
_VIETNAMESE = str.maketrans("đăâêô\u0300\u0309\u0303\u0301\u0323", "0123456789")
# The row of digits of a US layout with Shift held, and that of a French one without.
_SHIFTED = str.maketrans(")!@#$%^&*(", "0123456789")
_FRENCH = str.maketrans("à&é\"'(-è_ç", "0123456789")
_DIGITS = frozenset("0123456789")
_BREAK = "\n"
_DOT = "\u0323"
_ZEROS = str.maketrans("OQILĐ", "00110")
_DIGIT = "[0-9OQIL]"
_APART = r"[\s.\-–—_/]{0,3}"
_PRINTED = pattern(
    rf"(?<![0-9A-Z])T\s?({_DIGIT}{{5}}){_APART}({_DIGIT}{{6}}){_APART}({_DIGIT}{{2}})({_DIGIT}{{4,6}})(?![0-9A-Z])"
)
_WITHOUT_T = pattern(
    rf"(?<![0-9A-Z.])({_DIGIT}{{5}})[.\-–—]({_DIGIT}{{6}})[.\-–—]({_DIGIT}{{2}})({_DIGIT}{{4,6}})(?![0-9A-Z])"
)
_SHORT = pattern(rf"({_DIGIT}{{6}})[.\-–— ]({_DIGIT}{{2}})({_DIGIT}{{4,6}})")


def read_code(text: str, office: str = "") -> DossierCode | None:
    """The one code in ``text``, printed or scanned; None when there is none, or different ones.

    ``office`` completes a code written without its office ("261128-010001").
    """
    plain = _plain(text)
    exact = parse_code(plain) or parse_barcode(plain)
    if exact is not None:
        return exact
    found = {code.text: code for code in _printed(plain, office) or _scanned(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def scanned_codes(text: str) -> tuple[DossierCode, ...]:
    """The receipts in a scan, in their order, each once."""
    return tuple({code.text: code for code in _scanned(text)}.values())


@dataclass(frozen=True, slots=True)
class Trail:
    """Receipts at the end of what was typed, and where in it they begin."""

    start: int
    codes: tuple[DossierCode, ...]


def trailing_codes(chars: Sequence[str]) -> Trail | None:
    """The receipts with which ``chars`` end, whatever stands before them and a few signs behind; None without any."""
    if sum(map(_MAYBE_DIGIT.__contains__, chars[-_LONGEST_TRAIL:])) < _SIZES[-1]:
        return None
    for layout in ({}, _VIETNAMESE, _SHIFTED, _FRENCH):
        found = _trail(
            [(part, at) for at, char in enumerate(chars) for part in _keys(char, layout)]
        )
        if found is not None:
            return found
    return None


def misread_digits(chars: Sequence[str]) -> str:
    """The digits of a receipt that was misread, when ``chars`` are that scan alone, once or twice; else empty."""
    found = _MISREAD.fullmatch("".join(chars))
    return found["digits"] if found else ""


def looks_scanned(text: str) -> bool:
    """True if ``text`` has the shape of a receipt's barcode, right or damaged, whatever the scanner put around it."""
    return any(_DAMAGED.fullmatch(reading) for reading in _readings(text))


def layout_digits(text: str) -> str:
    """``text`` with the digits meant where the Vietnamese layout of Windows typed letters (``đđăđ``)."""
    return "".join(map(tone_behind, text.lower())).translate(_VIETNAMESE)


def _plain(text: str) -> str:
    return clean(unicodedata.normalize("NFKC", text[:LONGEST]))


def _keys(char: str, layout: Mapping[int, str | int]) -> str:
    """The digits meant by one character that arrived, or the character.

    A digit ends what another layout typed: there the key of a digit gives none. Without this a dash, which is a 6 of a
    French layout, made one of ten codes with dashes the receipt of another office.
    """
    if layout and char in _DIGITS:
        return _BREAK
    parts = tone_behind(char.lower()) if layout is _VIETNAMESE else char.lower()
    return parts.translate(layout)


def _trail(keys: list[tuple[str, int]]) -> Trail | None:
    """The receipts at the end, back to the first; between two of them only a scanner's own signs."""
    text = _AIM_SHAPE.sub(
        lambda aim: "\x00" * len(aim.group()), "".join(part for part, _at in keys)
    )
    codes: list[DossierCode] = []
    begin = end = len(text)
    while (run := _LAST_RUN.search(text, 0, end)) is not None:
        digits = run[1]
        for start in range(len(digits) - _SIZES[-1] + 1):
            found = _whole(digits[start:])
            if found:
                codes = found + codes
                begin = end = run.start(1) + start
                break
        else:
            break
    if not codes:
        return None
    while begin and text[begin - 1] in _OWN_SIGNS:
        begin -= 1
    return Trail(keys[begin][1], tuple({code.text: code for code in codes}.values()))


def _readings(text: str) -> list[str]:
    """The texts that may have been meant: as it came, and through each layout; without identifiers and blanks."""
    bare = _AIM_CUT.sub("\n", _AIM.sub("\n", _plain(text))).replace(" ", "")
    if _DIGITS & set(bare) or not re.search(r"[^\x00-\x7f]|[)!@#$%^&*(\"'_]", bare):
        return [bare]
    return [
        bare,
        *_layout_readings(text[:LONGEST]),
        bare.translate(_SHIFTED),
        bare.lower().translate(_FRENCH),
    ]


def _layout_readings(text: str) -> list[str]:
    """The digits meant by the keys of the Vietnamese layout.

    Its dot below (9) sorts before the other tones once a text is normalised. Then every place that it may have had in
    its run of tones is a reading, and the check digit tells which is right.
    """
    bare = _AIM.sub("\n", "".join(char for char in text if not char.isspace()))
    if unicodedata.normalize("NFC", bare) != bare:
        return [layout_digits(bare)]
    parts = re.split(
        f"({_DOT}+[\u0300\u0309\u0303\u0301]+)", "".join(map(tone_behind, bare.lower()))
    )
    readings = [""]
    for at, part in enumerate(parts):
        ways = _placed(part) if at % 2 else [part]
        readings = [reading + way for reading in readings for way in ways]
        if len(readings) > _MOST_READINGS:
            return [layout_digits(bare)]
    return [reading.translate(_VIETNAMESE) for reading in readings]


def _placed(run: str) -> list[str]:
    """The run of tones with its dots below at every place; the order of the others stays."""
    others = run.lstrip(_DOT)
    return [
        "".join(_DOT if at in chosen else rest.pop(0) for at in range(len(run)))
        for chosen in map(set, combinations(range(len(run)), len(run) - len(others)))
        for rest in [list(others)]
    ]


def _scanned(text: str) -> list[DossierCode]:
    """The receipts that make up a run of digits; of several readings of one scan only one may be right."""
    ways = (
        tuple(code for run in _RUN.findall(way) for code in _whole(run)) for way in _readings(text)
    )
    found = {codes for codes in ways if codes}
    return list(found.pop()) if len(found) == 1 else []


def _whole(run: str) -> list[DossierCode]:
    """The receipts of which a run is made; nothing when some digit is left over."""
    made: dict[int, list[DossierCode]] = {0: []}
    for end in range(_SIZES[-1], len(run) + 1):
        for size in _SIZES:
            before = made.get(end - size)
            code = parse_barcode(run[end - size : end]) if before is not None else None
            if before is not None and code is not None:
                made[end] = [*before, code]
                break
    return made.get(len(run), [])


def _printed(plain: str, office: str) -> list[DossierCode]:
    upper = plain.upper()
    found = [
        build(*(part.translate(_ZEROS) for part in match.groups()))
        for pattern in (_PRINTED, _WITHOUT_T)
        for match in pattern.finditer(upper)
    ]
    short = _SHORT.fullmatch(upper.split(":")[-1].strip()) if office else None
    if short is not None:
        found.append(build(office, *(part.translate(_ZEROS) for part in short.groups())))
    return [code for code in found if code is not None]
