"""The way one officer wants a list shown: widths drawn by hand, columns asked for or left out; and the first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Self

from counter_app.values import dataclass

NARROWEST, WIDEST = 24, 2_000
MOST_COLUMNS, LONGEST_TITLE = 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The look of a list by column title: ``widths`` in pixels at 100 % text, ``hidden`` ones, ``shown`` extra ones."""

    widths: Mapping[str, int] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "widths": dict(self.widths),
            "shown": list(self.shown),
            "hidden": list(self.hidden),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back; what is no width and no title is passed over: a list is shown whatever was kept of it."""
        widths = data.get("widths")
        return cls(
            widths={
                title: min(max(width, NARROWEST), WIDEST)
                for title, width in (widths.items() if isinstance(widths, Mapping) else ())
                if _is_title(title) and isinstance(width, int)
            },
            shown=_titles(data.get("shown")),
            hidden=_titles(data.get("hidden")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The choice of the first page: the own dossiers only or the office's, and its figures by officer and sector."""

    own: bool
    figures: bool


def _is_title(title: object) -> bool:
    return isinstance(title, str) and 0 < len(title) <= LONGEST_TITLE


def _titles(found: object) -> tuple[str, ...]:
    if not isinstance(found, list | tuple):
        return ()
    return tuple(title for title in found if _is_title(title))[:MOST_COLUMNS]
