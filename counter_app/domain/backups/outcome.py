"""The outcome of making copies in the places that an office named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.backups.place import BackupPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOutcome:
    """The outcome at one place: the copy made, or the reason why there is none; ``absent``: it is not plugged in.

    ``head`` is the code of the copy's last entry, ``cleared`` names old copies that went.
    """

    place: BackupPlace
    path: Path | None = None
    entries: int = 0
    head: str = ""
    absent: bool = False
    trouble: str = ""
    cleared: tuple[str, ...] = ()
