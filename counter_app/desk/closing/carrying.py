"""Carrying slices of the journal to a medium, one person at a time, and letting the journal know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.clock import local_text
from counter_app.domain.closing.events import BATCH_EXPORTED, BatchExported
from counter_app.domain.office.events import OFFICE_KEYED
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system
from counter_app.store.read.begun_batches import BegunBatch
from counter_app.system import openers
from counter_app.system.locks import FileLock

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.office.staff import Officer
    from counter_app.sync.batch.writer import WrittenFiles
    from counter_app.sync.stick.volumes import Target
    from counter_app.system.office_keys import OfficeKeys

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class Carrying(Desk):
    """The common parts of writing new batches and earlier ones: parts of verbs, and no verb by itself."""

    def told_keys(self, officer: Officer) -> OfficeKeys | None:
        """The keys closings are signed with, once the journal knows whose they are; None while nothing is unlocked."""
        keys = self.store.database.held.keys
        if keys is not None:
            from counter_app.desk.closing.day_signature import tell_key

            with self.act_by(officer, "", OFFICE_KEYED) as act:
                tell_key(self.store, act, keys)
        return keys

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it no other window carries a batch away: two at once would give one number to two batches."""
        folder = self.store.database.path.parent / openers.FOLDER
        lock = FileLock(folder / "xuat-usb")
        try:
            folder.mkdir(exist_ok=True)
            taken = lock.take()
        except OSError as error:
            raise from_system(error, folder) from error
        if not taken:
            raise RuleError(_("Cửa sổ khác đang xuất ra USB. Chờ xong rồi xuất lại."))
        with lock:
            yield

    def carry(
        self,
        part: tuple[int, int],
        beside: list[tuple[str, bytes]],
        target: Path | Target,
        progress: Progress | None,
        cancelled: Cancelled,
        by: str,
        again: int | None = None,
    ) -> WrittenFiles:
        """Write one slice of the journal as the next batch, with files beside it.

        That it was begun is known before anything lies on the medium, until it was read back or all of it was taken
        back again (``by``: an officer's login; ``again`` as in ``BatchExported``).
        """
        begun = BegunBatch(
            number=self.next_batch(),
            from_seq=part[0],
            to_seq=part[1],
            volume=_name_of(target),
            at=self.now(),
            officer=by,
            again=again,
        )
        self.store.begun_batches.keep(begun)
        left: list[Path] = []
        try:
            return self._write(begun, beside, target, progress, cancelled, left)
        except Exception:
            if not left:
                self.store.begun_batches.forget(begun)
            raise

    def _write(
        self,
        begun: BegunBatch,
        beside: list[tuple[str, bytes]],
        target: Path | Target,
        progress: Progress | None,
        cancelled: Cancelled,
        left: list[Path],
    ) -> WrittenFiles:
        from counter_app.desk.closing.letters import envelope
        from counter_app.desk.closing.stick_note import stick_note
        from counter_app.sync.batch.writer import write_batch

        return write_batch(
            self.store,
            from_seq=begun.from_seq,
            to_seq=begun.to_seq,
            number=begun.number,
            target=target,
            settings=self.settings,
            envelope=envelope(self.store),
            extra_files=[stick_note(self.settings), *beside],
            progress=progress,
            cancelled=cancelled,
            left=left,
        )

    def next_batch(self) -> int:
        """Above every number given so far, also by a file that a restore put aside."""
        given = [last for name, _period, last in self.store.numbers.all() if name == "batch"]
        return max(given, default=0) + 1

    def note(
        self, written: WrittenFiles, act: OfficeAct, op_id: str, again: int | None = None
    ) -> None:
        """Let the journal know of a batch that was read back; ``again`` as in ``BatchExported``."""
        with act:
            act.sent(op_id)
            payload: BatchExported = {
                "number": written.number,
                "from_seq": written.from_seq,
                "to_seq": written.to_seq,
                "head": written.head.hex(),
                "sha256": written.sha256,
                "name": written.name,
                "volume": written.volume,
                "at": local_text(act.now),
                "manifest": written.digest,
                "content": written.content.value,
                "sealed": list(written.sealed),
            }
            if again is not None:
                payload["again"] = again
            if written.own is not None:
                payload["own"] = written.own.name
            act.record(BATCH_EXPORTED, f"batch:{written.number}", payload)
        self.store.begun_batches.finished(written.from_seq, written.to_seq)


def _name_of(target: Path | Target) -> str:
    if isinstance(target, Path):
        return str(target)
    return target.volume.name if target.volume and not target.note else str(target.folder)
