"""The signs a scanner sends around a card's text: an AIM identifier, signs of its own, the same card again."""

from __future__ import annotations

from counter_app.values import pattern

_AIM = pattern(r"\][A-Za-z][0-9](?=\s*(?:\\[0-9]{6})?[0-9]{12}[^0-9])")
_TABLE = pattern(r"\\[0-9]{6}(?=[0-9]{12}[^0-9])")
"""The table of letters of a QR code, as scanners send it that send identifiers (AIM ECI): ``\\000026`` is UTF-8."""
_OWN_SIGNS = pattern(r"[^0-9|]{1,8}(?=[0-9]{12}[^0-9A-Za-z])")
_BEHIND_DATE = pattern(r"(\|[0-9]{2}/?[0-9]{2}/?[0-9]{4})[^0-9|]{1,4}(?=[\r\n]|$)")
_SIGNS_BETWEEN = pattern(r"(\|[0-9]{8})[^0-9|\r\n]{1,8}(?=[0-9]{12}\|)")
_SHORTEST_TEXT = 5
"""So many bars stand in a card; what has fewer is no card and is told as it came."""


def without_frame(text: str) -> str:
    """The text of the card alone; what cannot be told from the card stays."""
    bare = _TABLE.sub("", _AIM.sub("\n", text)).lstrip("\n")
    bare = _SIGNS_BETWEEN.sub("\\1\n", bare)
    own = _OWN_SIGNS.match(bare)
    if own is not None:
        bare = bare[own.end() :]
    return _BEHIND_DATE.sub("\\1", bare) if bare.count("|") > _SHORTEST_TEXT else bare
