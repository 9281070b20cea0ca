"""The summary of an import: batches taken, waiting and refused, and senders put aside."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from counter_app.i18n import _
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A batch that changed something: its file name, its office, how many entries were new.

    Of ``completed`` only figures had been here, and all of it is now.
    """

    name: str
    office: str
    entries: int
    completed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A batch that waits: the first and last entry number that are missing before it."""

    name: str
    office: str
    missing_from: int
    missing_to: int
    why: str = ""

    @property
    def reason(self) -> str:
        """The missing part, as a sentence; ``why`` where it is said already."""
        if self.why:
            return self.why
        return _(
            "Thiếu các lượt ghi {first}–{last} của đơn vị {office}; đã giữ gói này, chờ gói thiếu."
        ).format(first=self.missing_from, last=self.missing_to, office=self.office)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A batch in quarantine: its number there, its file name, the office it claims to be of, and why."""

    number: int
    name: str
    office: str
    reason: str


@dataclass(kw_only=True)
class ImportSummary:
    """The outcome of an import.

    ``refused`` pairs a file name with its problems; ``quarantined`` batches are kept and counted nowhere until a
    person decides; ``incomplete`` are payloads whose manifest was never written (a stick pulled while writing);
    ``aside`` pairs a sender's file with why it is not counted; ``journals`` are those of which a batch was met, with
    the office each claims; ``acknowledged`` are acknowledgements that were written; ``notes`` are worth reading but
    stop nothing; ``sealed``: how many reports under seal lie beside the batches, opened by whoever asks for them;
    ``nothing``: the folder holds no batch, nor a part of one.
    """

    imported: list[Taken] = field(default_factory=list)
    already_known: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    quarantined: list[Apart] = field(default_factory=list)
    refused: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    journals: dict[str, str] = field(default_factory=dict)
    acknowledged: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sealed: int = 0
    nothing: bool = False

    @property
    def entries(self) -> int:
        """Entries that were new."""
        return sum(item.entries for item in self.imported)
