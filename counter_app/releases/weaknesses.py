"""Known weaknesses of what this program is built of, from a file that each release carries. Format: docs/security.md.

An office has no network to ask: the file tells the day on which somebody asked, and which versions were looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from counter_app.values import dataclass

OLD_DAYS = 90
"""From this age on a list says little: weaknesses are found every week."""


@dataclass
class Part:
    """A package the program carries."""

    kind: str
    name: str
    version: str
    licence: str


@dataclass
class Weakness:
    """One known weakness of a package; ``fixed`` is the first version without it, "" while there is none."""

    id: str
    package: str
    version: str
    fixed: str
    says: str


@dataclass
class Knowledge:
    """The knowledge about the parts of this program.

    ``looked``: the day the list is of, None where nobody looked or the list cannot be read. ``unlooked``: parts from
    the package index of whose version nobody has looked. ``parts`` are empty for a program run from its sources.
    """

    looked: date | None
    source: str
    weaknesses: tuple[Weakness, ...]
    parts: tuple[Part, ...]
    unlooked: tuple[Part, ...]

    def age(self, today: date) -> int:
        """The age of the list in days; 0 for one from days to come."""
        return max((today - self.looked).days, 0) if self.looked else 0


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def knowledge(resources: Path) -> Knowledge:
    """The content of the shipped files; a file that is gone or garbled counts as a list that nobody made."""
    parts = tuple(_part(item) for item in _read(resources / "release" / "parts.json") or ())
    try:
        return _known(_read(resources / "release" / "weaknesses.json") or {}, parts)
    except (ValueError, TypeError, KeyError, AttributeError):
        return _known({}, parts)


def _part(item: Mapping[str, str]) -> Part:
    return Part(
        kind=item["kind"], name=item["name"], version=item["version"], licence=item["licence"]
    )


def _known(found: Mapping[str, Any], parts: tuple[Part, ...]) -> Knowledge:
    looked_at = dict(found.get("packages", {}))
    carried = {part.name: part.version for part in parts}
    told = (
        Weakness(
            id=item["id"],
            package=item["package"],
            version=item["version"],
            fixed=item.get("fixed", ""),
            says=item.get("says", ""),
        )
        for item in found.get("weaknesses", ())
    )
    return Knowledge(
        looked=date.fromisoformat(found["looked"]) if found.get("looked") else None,
        source=str(found.get("source", "")),
        weaknesses=tuple(
            item for item in told if not parts or carried.get(item.package) == item.version
        ),
        parts=parts,
        unlooked=tuple(
            part
            for part in parts
            if part.kind == "pypi" and looked_at.get(part.name) != part.version
        ),
    )
