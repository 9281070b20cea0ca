"""The way people write the name of a place: with its kind or without, in short, with accents or none."""

from __future__ import annotations

import re

from counter_app.domain.text import exact_key, fold
from counter_app.values import dataclass, pattern

_KINDS = {
    "tinh": "tinh", "t": "tinh", "thanh pho": "thanh pho", "tp": "thanh pho", "quan": "quan", "q": "quan",
    "huyen": "huyen", "h": "huyen", "thi xa": "thi xa", "tx": "thi xa", "thi tran": "thi tran", "tt": "thi tran",
    "xa": "xa", "x": "xa", "phuong": "phuong", "p": "phuong", "dac khu": "dac khu",
}  # fmt: skip
"""The beginnings of names, folded → the kind each means."""
DISTRICTS = frozenset({"quan", "huyen", "thi xa", "thanh pho"})
COMMUNES = frozenset({"xa", "phuong", "thi tran"})
"""Kinds of what was a district, and of what is or was a commune."""
_GLUED = pattern(r"^(TP|TX|TT|[PQXHT])(?:\s*\.\s*|(?<=[PQ])(?=\d))", re.IGNORECASE)
_SEPARATORS = pattern(r"\s*[,;\t\n\u2028]\s*|\s+[-–]\s+")
_IN_SHORT = pattern(r"^(?:TP\s*\.?\s*)?HCM$", re.IGNORECASE)
_WHOLE = "Thành phố Hồ Chí Minh"
"""The one place that everybody writes by its letters."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name apart from its kind; ``kind`` "" where none was written. ``exact`` keeps the accents, "" none."""

    kind: str
    key: str
    exact: str

    def fits(self, other: Name) -> bool:
        """True if both may mean the same: the name, and the kind where both have one."""
        return self.key == other.key and (
            not self.kind or not other.kind or self.kind == other.kind
        )


def name_of(text: str, *, exact: bool = True) -> Name:
    """A part of an address, or a name of the list, taken apart. A number is all there is of some names: "Quận 1".

    Not ``exact``: its accents say nothing, and are left out.
    """
    spaced = _GLUED.sub(lambda found: f"{found[1]} ", _IN_SHORT.sub(_WHOLE, text.strip()))
    folded, accents = fold(spaced).split(), exact_key(spaced).split() if exact else []
    for words in (2, 1):
        kind = _KINDS.get(" ".join(folded[:words]))
        if kind and len(folded) > words:
            key, spelled = " ".join(folded[words:]), " ".join(accents[words:])
            return Name(kind, _number(key), _number(spelled))
    return Name("", " ".join(folded), " ".join(accents))


def _number(text: str) -> str:
    """``Phường 01`` and ``Phường 1`` are one."""
    return text.lstrip("0") or text if text.isdigit() else text


def parted(address: str) -> list[str]:
    """The parts of an address, the smallest place first."""
    return [part for part in _SEPARATORS.split(address.strip(" ,;.")) if part]


def in_text(name: str) -> str:
    """A name of the list as it stands within an address: its kind in small letters."""
    for kind in (
        "Thành phố",
        "Thị trấn",
        "Thị xã",
        "Đặc khu",
        "Phường",
        "Huyện",
        "Quận",
        "Tỉnh",
        "Xã",
    ):
        if name.startswith(f"{kind} "):
            return f"{kind.lower()}{name[len(kind) :]}"
    return name
