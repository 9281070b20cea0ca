"""Copies of what an erasure by law took out of the data file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from counter_app.values import dataclass


class CopyKind(StrEnum):
    """The kinds of copies."""

    BATCH = "batch"
    PAPER = "paper"
    FILE = "file"
    FOLDER = "folder"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLeft:
    """One copy: a batch by its name and stick, a paper by its document and subject, a file or folder by its name.

    UNKNOWN stands for what a restore could not find out: which erasures came after the copy it came back from.
    """

    kind: CopyKind
    name: str
    where: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyListed(CopyLeft):
    """A copy in the list of an erasure: its place in list ``listed`` (from 0), and who said that it is destroyed.

    ``erased`` is the erasure's number in the journal, ``subject`` what it was about.
    """

    listed: int
    place: int
    erased: int
    subject: str
    listed_at: datetime
    reached_at: datetime | None = None
    reached_by: str = ""
    reason: str = ""
