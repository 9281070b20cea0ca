"""Copies of what an erasure by law took out of the data file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from counter_app.values import dataclass


class CopyKind(StrEnum):
    """What a copy is."""

    BATCH = "batch"
    PAPER = "paper"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLeft:
    """One copy: a batch by its name and stick, a paper by its document and subject, a file or folder by its name."""

    kind: CopyKind
    name: str
    where: str
    at: datetime | None = None
