"""A status as it is shown: a word, a tone and an icon."""

from __future__ import annotations

from counter_app.values import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A word, the colour token it is drawn in and the icon beside it (names of theme and resources/icons)."""

    text: str
    tone: str = "ink"
    icon: str = ""
