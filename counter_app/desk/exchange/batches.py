"""Batches after they were written: the receiver, the superior's answer, and any of them once more."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import local_text
from counter_app.domain.exchange.events import (
    BATCH_HANDED,
    BATCHES_ACKNOWLEDGED,
    BatchesAcknowledged,
    BatchHanded,
)
from counter_app.domain.exchange.standing import BatchState
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import BatchError, RuleError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system
from counter_app.store.read.closings import WrittenBatch
from counter_app.store.read.exchange import StandingBatch
from counter_app.sync.letters.acknowledgement import (
    is_acknowledgement,
    parse_acknowledgement,
    read_acknowledgement,
)
from counter_app.system.incoming import read_regular
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.desk.act import OfficeAct
    from counter_app.store.read.begun_batches import BegunBatch
    from counter_app.sync.letters.acknowledgement import Acknowledgement

LONGEST_NAME = 200
MOST_FILES = 20_000
MOST_FOLDERS_DEEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementsRead:
    """The acknowledgements on a stick: how many were new, the last entry the superior has everything up to, and
    sentences about those that count for nothing.
    """

    new: int
    seq: int
    notes: tuple[str, ...]


class SentBatches(Desk):
    """Follows batches from the stick to the superior's word."""

    def standing(self, *, most: int = 60) -> list[StandingBatch]:
        """Batches, latest first, with where each stands; before them those that were begun and not finished."""
        return [
            *map(_begun, self.store.begun_batches.every()),
            *self.store.exchange.standing(most=most),
        ]

    def hand_over(self, number: int, to: str, *, op_id: str = "") -> Done[int]:
        """Write down who took a batch away; said again, the later word holds.

        Errors: RuleError (field "to") without a name, (field "number") for a batch that was never written.
        """
        act = self.act(Duty.EXPORT, op_id, BATCH_HANDED)
        name = clean(to)
        if not name or len(name) > LONGEST_NAME:
            raise RuleError(
                _("Chưa ghi tên người nhận USB. Ghi họ tên người mang đi rồi lưu."), field="to"
            )
        with act:
            if act.known is None:
                self._require_written(number)
                payload = BatchHanded(number=number, to=name, at=local_text(act.now))
                act.record(BATCH_HANDED, f"batch:{number}", payload)
        return act.done(int(act.payload["number"]), Noun.BATCH)

    def _require_written(self, number: int) -> None:
        if not any(item.number == number for item in self.store.closings.batches(most=-1)):
            raise RuleError(
                _("Không có gói số {number}. Xem lại danh sách gói dữ liệu đã xuất.").format(
                    number=number
                ),
                field="number",
            )

    def read_acknowledgements(self, folder: Path, *, op_id: str = "") -> Done[AcknowledgementsRead]:
        """Take in every acknowledgement of this journal in a folder: signed by the superior's key, and true.

        Errors: RuleError (rule "no_key") before the superior's key is known; StoreError for a folder that cannot be
        read. What counts for nothing is named in ``notes``, and nothing of it is kept.
        """
        act = self.act(Duty.EXPORT, op_id, BATCHES_ACKNOWLEDGED)
        superior = self.store.exchange.superior()
        if superior is None:
            raise RuleError(
                _(
                    "Chưa có khóa của cấp trên nên chưa kiểm được giấy báo nhận. Nhập thẻ khóa của cấp trên trước."
                ),
                rule="no_key",
            )
        notes: list[str] = []
        found = list(self._acknowledgements(folder, bytes.fromhex(superior.public), notes))
        new = 0
        with act:
            if act.known is None:
                kept, latest = self._kept()
                for said, digest in sorted(found, key=lambda item: _age(item[0])):
                    if digest not in kept and self._is_true(said, notes):
                        kept.add(digest)
                        _record(act, said, digest, stale=_is_older(said, latest, notes))
                        latest = max(latest, (said.written_at, said.seq))
                        new += 1
        if act.known is not None:
            new = len(self.store.journal.together(act.known))
        reached = max((item.seq for item in self.store.exchange.acknowledged()), default=0)
        read = AcknowledgementsRead(new=new, seq=reached, notes=tuple(notes))
        return Done(read, frozenset({Noun.BATCH}) if new else frozenset())

    def _kept(self) -> tuple[set[str], tuple[str, int]]:
        """The files taken in, and when the latest was written, up to which entry."""
        kept = [said for _entry, said in self.store.journal.of(_SUBJECT)]
        ages = [(str(said["written_at"]), int(said["seq"])) for said in kept]
        return {str(said["file"]) for said in kept}, max(ages, default=("", 0))

    def _acknowledgements(
        self, folder: Path, public: bytes, notes: list[str]
    ) -> Iterator[tuple[Acknowledgement, str]]:
        """Those of this journal that the superior signed, each with the SHA-256 of its file."""
        own = self.store.journal.name()
        for path in _named(folder):
            try:
                if parse_acknowledgement(read_regular(path, 2**20), path.name).journal != own:
                    continue  # another office's, on the same stick
                said = read_acknowledgement(path, public)
            except (BatchError, OSError) as error:
                notes.append(error.message if isinstance(error, BatchError) else path.name)
                continue
            yield said, hashlib.sha256(said.to_bytes()).hexdigest()

    def _is_true(self, said: Acknowledgement, notes: list[str]) -> bool:
        """True if the journal has the entry that is acknowledged, with the hash that is named."""
        if self.store.journal.holds(said.seq, bytes.fromhex(said.head)):
            return True
        notes.append(
            _(
                "CẤP TRÊN GIỮ NHẬT KÝ KHÁC: giấy báo nhận ngày {day} ghi đã nhận đến lượt ghi số {seq}, nhưng máy này "
                "không có lượt ghi đó. Tạm ngừng tiếp nhận trên máy này; gọi cấp trên, rồi kiểm tra dữ liệu."
            ).format(day=said.written_at[:10], seq=said.seq)
        )
        return False


def _begun(item: BegunBatch) -> StandingBatch:
    """A batch of which nobody knows more than that it was begun."""
    batch = WrittenBatch(
        number=item.number,
        from_seq=item.from_seq,
        to_seq=item.to_seq,
        head=b"",
        sha256="",
        name="",
        volume=item.volume,
        written_at=item.at,
        officer=item.officer,
        again=item.again,
    )
    return StandingBatch(batch=batch, state=BatchState.BEGUN)


_SUBJECT = "superior:acknowledged"


def _age(said: Acknowledgement) -> tuple[int, str]:
    return said.seq, said.written_at


def _is_older(said: Acknowledgement, latest: tuple[str, int], notes: list[str]) -> bool:
    """True if an acknowledgement was written before one that is known, and tells of no entry beyond it.

    Somebody who digs it up would have a refused batch wait again, as it did when it was written.
    """
    older = said.written_at < latest[0] and said.seq <= latest[1]
    if older:
        notes.append(
            _(
                "Giấy báo nhận ngày {day} cũ hơn giấy đã có nên không đổi tình trạng gói nào. Chờ giấy mới."
            ).format(day=said.written_at[:10])
        )
    return older


def _record(act: OfficeAct, said: Acknowledgement, digest: str, *, stale: bool) -> None:
    payload = BatchesAcknowledged(
        superior=said.superior_public,
        seq=said.seq,
        head=said.head,
        written_at=said.written_at,
        at=local_text(act.now),
        batches=[]
        if stale
        else [[item.sha256, item.outcome.value, *item.why] for item in said.batches],
        file=digest,
    )
    act.record(BATCHES_ACKNOWLEDGED, _SUBJECT, payload)


def _named(folder: Path) -> list[Path]:
    """Files with an acknowledgement's name, in folders a few levels deep. Errors: StoreError."""
    found, level, left = list[Path](), [folder], MOST_FILES
    for depth in range(MOST_FOLDERS_DEEP):
        below: list[Path] = []
        for place in level:
            try:
                entries = sorted(place.iterdir())
            except OSError as error:
                if depth == 0:
                    raise from_system(error, folder) from error
                continue
            left -= len(entries)
            if left < 0:
                return found
            found += [path for path in entries if is_acknowledgement(path.name)]
            below += [path for path in entries if path.is_dir() and not path.is_symlink()]
        level = below
    return found
