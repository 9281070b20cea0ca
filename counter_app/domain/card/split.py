"""Splits a scan into fields, in spite of scanners that send other separators or the same card twice."""

from __future__ import annotations

import re
from itertools import pairwise

from counter_app.domain.text import clean, half_width
from counter_app.i18n import _, plural
from counter_app.values import dataclass, pattern

FEWEST, MOST = 6, 11

# What other keyboard layouts and scanner settings send where the code has "|".
_OTHER_SEPARATORS = "¦｜∣ǀ│║\t;~^*#!$"
_SHOWN = {"\t": "Tab"}
_GLUED = pattern(r"(\|[0-9]{8})(?=[0-9]{12}\|)")
_AGAIN = pattern(r"(?=[0-9]{12}\|(?:[0-9]{9}|[0-9]{12})?\|[^0-9|]+\|)")
_SECOND = 13
"""The beginning of the second field, which may hold the same number."""
_SURE = 2
"""Fields of a scan that was broken off: its number was read whole."""
_BEGIN = pattern(r"\W*[0-9]{12}\|")
_EIGHT = pattern(r"[0-9]{4}|[0-9]{8}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Fields of the scan, cleaned; ``several`` when different cards stand in one text."""

    fields: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    several: bool = False


def split_scan(text: str) -> Split:
    """The fields of the one card in ``text``; empty fields are kept."""
    text, warnings = _unified(text)
    scans = list(dict.fromkeys(_scans(text)))
    fields = scans[0] if scans else ()
    if len(fields) > MOST:
        warnings.append(
            plural(
                "Mã QR có {count} phần, nhiều hơn thẻ căn cước; chỉ đọc 7 phần đầu.", len(fields)
            ).format(count=len(fields))
        )
    if _lacks_old_id(fields):
        fields = (fields[0], "", *fields[1:])
        warnings.append(_("Mã QR thiếu ô số CMND cũ; đối chiếu từng ô với thẻ."))
    return Split(fields=fields, warnings=tuple(warnings), several=len(scans) > 1)


def _unified(text: str) -> tuple[str, list[str]]:
    """``text`` with ``|`` for whatever separator the scanner sent, and what to say about it."""
    if text.count("|") >= FEWEST - 1:
        return text, []
    for separator in _OTHER_SEPARATORS:
        if text.count(separator) >= FEWEST - 1:
            warning = _(
                "Máy quét gửi “{separator}” thay cho dấu ngăn “|”; đặt máy quét về bàn phím US "
                "và đối chiếu từng ô với thẻ."
            ).format(separator=_SHOWN.get(separator, separator))
            return text.replace(separator, "|"), [warning]
    return text, []


def _scans(text: str) -> list[tuple[str, ...]]:
    """Each card in the text: a line that begins with a number begins a card, other lines continue it."""
    groups: list[str] = []
    for line in re.split("[\r\n]+", _GLUED.sub("\\1\n", text)):
        if not groups or _BEGIN.match(line):
            groups.append(line)
        elif line.strip():
            groups[-1] += " " + line
    scans = [
        tuple(clean(half_width(field)) for field in scan.split("|"))
        for group in groups
        for scan in _begun_again(group)
    ]
    return [scan for scan in scans if not any(_began(scan, other) for other in scans)]


def _begun_again(group: str) -> list[str]:
    """The scans in one line: behind a broken one another may begin, in the middle of a field."""
    starts = [at for found in _AGAIN.finditer(group) if (at := found.start()) > _SECOND]
    if not starts or not _BEGIN.match(group):
        return [group]
    return [group[begin:end] for begin, end in pairwise([0, *starts, len(group)])]


def _began(scan: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True if a scan is the beginning of another, broken off."""
    if len(scan) >= len(other) or scan[:-1] != other[: len(scan) - 1] or len(scan) < _SURE:
        return False
    return other[len(scan) - 1].startswith(scan[-1])


def _lacks_old_id(fields: tuple[str, ...]) -> bool:
    """True if a scanner swallowed the empty field of ``||``: the name stands second, birth third."""
    return (
        len(fields) >= FEWEST
        and any(char.isalpha() for char in fields[1])
        and _EIGHT.fullmatch(fields[2]) is not None
    )
