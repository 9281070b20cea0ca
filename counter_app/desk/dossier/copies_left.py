"""The copies an erasure by law does not reach: batches that were sent, papers handed out, copies of the data file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.office.health import MachineHealth
from counter_app.domain.clock import local_text
from counter_app.domain.journal.erased_copies import CopyKind, CopyLeft
from counter_app.domain.requests.events import COPIES_LISTED, CopiesListed
from counter_app.store.file.opening import SAFETY_MARK
from counter_app.store.file.swap import ASIDE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counter_app.desk.act import OfficeAct
    from counter_app.store.core.journal import Entry

_ASIDE = (f"*{SAFETY_MARK}*", f"*{ASIDE_MARK}*")
_HANDED = ("printed", "handed_over", "void")


class CopiesLeft(Desk):
    """Lists where data of a dossier still lies after its erasure."""

    def of(self, code: str) -> tuple[CopyLeft, ...]:
        """Everything outside the data file that may tell of the people of a dossier, the latest first of each kind."""
        subject = self.dossier(code).code
        return self.of_entries(
            subject, [entry.seq for entry, _said in self.store.journal.of(subject)]
        )

    def of_entries(self, subject: str, entries: list[int]) -> tuple[CopyLeft, ...]:
        """Everything outside the data file that may tell what entries of the journal said, and papers of a subject."""
        first, last = (min(entries), max(entries)) if entries else (0, 0)
        batches = [
            CopyLeft(kind=CopyKind.BATCH, name=batch.name, where=batch.volume, at=batch.written_at)
            for batch in self.store.closings.batches(most=100_000)
            if batch.from_seq <= last and batch.to_seq >= first
        ]
        papers = [
            CopyLeft(kind=CopyKind.PAPER, name=job.document, where=job.subject, at=job.issued_at)
            for job in reversed(self.store.prints.of(subject))
            if job.state in _HANDED
        ]
        return (*batches, *papers, *self.files())

    def record(self, act: OfficeAct, erased: Entry, copies: Iterable[CopyLeft]) -> None:
        """Write the list down for a leader to tick, beside the entry that erased; nothing where nothing is left.

        What the same act listed already, as every erasure of a person's dossiers finds the same folders, stands once.
        """
        now = local_text(act.now)
        told = {
            (item.kind, item.name, item.where)
            for item in self.store.requests.copies()
            if local_text(item.listed_at) == now
        }
        left = [
            [item.kind.value, item.name, item.where, local_text(item.at) if item.at else ""]
            for item in copies
            if (item.kind, item.name, item.where) not in told
        ]
        if left:
            payload = CopiesListed(at=now, erased=erased.seq, copies_left=left)
            act.record(COPIES_LISTED, erased.subject, payload)

    def files(self) -> list[CopyLeft]:
        """Files beside the data by name; a folder of backups, which may be far away, as a whole."""
        data, folders = self.group(MachineHealth).folders()
        folders += tuple(map(Path, self.store.backups.plan().folders))
        found = {path for pattern in _ASIDE for path in data.glob(pattern)}
        latest = sorted(found, key=lambda path: path.name, reverse=True)
        return [
            *(CopyLeft(kind=CopyKind.FILE, name=path.name, where=str(data)) for path in latest),
            *(
                CopyLeft(kind=CopyKind.FOLDER, name=folder.name or str(folder), where=str(folder))
                for folder in dict.fromkeys(folders)
                if folder != data
            ),
        ]
