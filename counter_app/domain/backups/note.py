"""The note beside a copy that proved itself; it travels with the copy and is read on any computer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Self

from counter_app.values import dataclass, pattern

_DIGEST = pattern("[0-9a-f]{64}")
_MOST = 4_000
"""Letters of a note; more is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupNote:
    """A proof: of which file, of which journal up to which entry, when, by which version, on which volume.

    ``name`` is the file's at that time, ``size`` its bytes, ``digest`` their SHA-256, ``head`` the hash of its end
    (both 64 hexadecimal digits). ``made_at`` and ``proved_at`` are local moments by the office's clock.
    """

    name: str
    journal: str
    entries: int
    head: str
    size: int
    digest: str
    made_at: datetime
    proved_at: datetime
    version: str
    volume: str = ""

    def to_text(self) -> str:
        """As it stands beside the copy: JSON, one value a line."""
        said = {
            "name": self.name,
            "journal": self.journal,
            "entries": self.entries,
            "head": self.head,
            "size": self.size,
            "sha256": self.digest,
            "made_at": self.made_at.isoformat(),
            "proved_at": self.proved_at.isoformat(),
            "version": self.version,
            "volume": self.volume,
        }
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The inverse of ``to_text``. Errors: ValueError for anything else."""
        if len(text) > _MOST:
            raise ValueError(len(text))
        said = json.loads(text)
        if not isinstance(said, dict):
            raise ValueError(type(said))
        note = cls(
            name=_text(said, "name"),
            journal=_text(said, "journal"),
            entries=_count(said, "entries"),
            head=_text(said, "head"),
            size=_count(said, "size"),
            version=_text(said, "version"),
            volume=_text(said, "volume"),
            digest=_text(said, "sha256"),
            made_at=_moment(said, "made_at"),
            proved_at=_moment(said, "proved_at"),
        )
        if not _DIGEST.fullmatch(note.head) or not _DIGEST.fullmatch(note.digest):
            raise ValueError(note.head)
        return note


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise ValueError(name)
    return value


def _count(said: dict[str, Any], name: str) -> int:
    value = said.get(name)
    if type(value) is not int or value < 0:
        raise ValueError(name)
    return value


def _moment(said: dict[str, Any], name: str) -> datetime:
    moment = datetime.fromisoformat(_text(said, name))
    if moment.tzinfo is None:
        raise ValueError(name)
    return moment
