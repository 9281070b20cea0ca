"""The two places an office names for its copies, and what is remembered of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Self

from counter_app.values import dataclass

MOST_PLACES = 2
MOST_FOLDERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace:
    """A folder for copies, told apart by its volume where that has a serial, whatever letter or path it has today.

    ``inside`` is the folder within that volume, with ``/``. ``apart``: on another volume than the data when it was
    named. ``proved_on`` is the day of the last copy that proved itself there, ``entries`` its last entry.
    """

    folder: str
    serial: str = ""
    label: str = ""
    inside: str = ""
    apart: bool = False
    proved_on: date | None = None
    entries: int = 0

    def proved(self, day: date, entries: int) -> BackupPlace:
        """With a copy that proved itself now."""
        return replace(self, proved_on=day, entries=entries)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "folder": self.folder,
            "serial": self.serial,
            "label": self.label,
            "inside": self.inside,
            "apart": self.apart,
            "proved_on": self.proved_on.isoformat() if self.proved_on else "",
            "entries": self.entries,
        }

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: ValueError, KeyError, TypeError for anything else."""
        return cls(
            folder=str(said["folder"]),
            serial=str(said["serial"]),
            label=str(said["label"]),
            inside=str(said["inside"]),
            apart=bool(said["apart"]),
            proved_on=date.fromisoformat(said["proved_on"]) if said["proved_on"] else None,
            entries=int(said["entries"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A rehearsal of the worst day: a copy restored aside, compared, and worked in.

    ``receipt`` is the code of the receipt that was printed there; ``problems`` is what did not go as it must.
    """

    at: datetime
    seconds: float
    copy: str
    entries: int
    receipt: str = ""
    problems: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True if the office could have gone on from this copy."""
        return not self.problems and bool(self.receipt)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "at": self.at.isoformat(),
            "seconds": self.seconds,
            "copy": self.copy,
            "entries": self.entries,
            "receipt": self.receipt,
            "problems": list(self.problems),
        }

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: ValueError, KeyError, TypeError for anything else."""
        return cls(
            at=datetime.fromisoformat(said["at"]),
            seconds=float(said["seconds"]),
            copy=str(said["copy"]),
            entries=int(said["entries"]),
            receipt=str(said["receipt"]),
            problems=tuple(str(item) for item in said["problems"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """The plan of copies this computer remembers: the places, the last rehearsal, and every folder that has had a copy:
    what is erased by law still stands there, whatever places are named today.
    """

    places: tuple[BackupPlace, ...] = ()
    drill: Drill | None = None
    folders: tuple[str, ...] = ()

    def copied_to(self, *folders: str) -> BackupPlan:
        """With folders that have had a copy."""
        known = dict.fromkeys((*self.folders, *folders))
        return replace(self, folders=tuple(known)[-MOST_FOLDERS:])

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "places": [place.to_dict() for place in self.places],
            "drill": self.drill.to_dict() if self.drill else None,
            "folders": list(self.folders),
        }

    @classmethod
    def from_dict(cls, said: Any) -> Self:
        """Read back; what cannot be read names no place: then somebody is asked again."""
        try:
            return cls(
                places=tuple(map(BackupPlace.from_dict, said["places"]))[:MOST_PLACES],
                drill=Drill.from_dict(said["drill"]) if said["drill"] else None,
                folders=tuple(map(str, said.get("folders", ()))),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()
