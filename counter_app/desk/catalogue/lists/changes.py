"""The differences between two readings of a procedure, in the words of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.fields import WRITERS
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.i18n import _
from counter_app.wording.catalogue.listing import cell_words, field_title

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure

_MOST = 60
"""Letters of one value; the whole of it stands in the catalogue."""


def told_changes(before: Procedure, now: Procedure, sectors: Mapping[str, str]) -> list[str]:
    """A text for each value that differs: ``Kết quả: Giấy → Giấy xác nhận``; ``sectors`` are names by key."""
    told = []
    for name, write in WRITERS.items():
        old, new = cell_words(write(before)), cell_words(write(now))
        if old == new or name is ListField.VALID_FROM:
            continue
        if name is ListField.SECTOR:
            old, new = sectors.get(old, old), sectors.get(new, new)
        first, second = apart(old, new)
        told.append(f"{field_title(name)}: {shortened(first)} → {shortened(second)}")
    if before.cases != now.cases:
        told.append(_("Trường hợp: {count}").format(count=len(now.cases)))
    return told


def apart(old: str, new: str) -> tuple[str, str]:
    """Two readings of a text without the lines that both have."""
    first, second = old.split("\n"), new.split("\n")
    return (
        "\n".join(line for line in first if line not in second),
        "\n".join(line for line in second if line not in first),
    )


def shortened(text: str, most: int = _MOST) -> str:
    """A value on one line, not too long; ``…`` for one that says nothing."""
    line = " / ".join(text.split("\n")) or "…"
    return line if len(line) <= most else line[: most - 1] + "…"
