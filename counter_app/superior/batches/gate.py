"""The gate: who may speak for which journal, asked of the manifest alone, before a batch is opened.

In order: strict manifest (``read_manifest``) → signature → a known key, not revoked, of this journal and office →
addressed to this superior. What fails for want of a known key is kept apart (``UnknownSenderError``), what is broken or
meant for somebody else is refused. A person may let in a batch of which nobody known has signed the manifest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.domain.closing.statement import key_text
from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.superior.batches import kept_batches
from counter_app.superior.batches.quarantine import Unknown
from counter_app.superior.book.known_keys import KeyState, KnownKey
from counter_app.sync.batch.manifest import SIGNED_SINCE, refused
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.reader import open_batch, read_manifest
from counter_app.sync.batch.signing import signer_of
from counter_app.system.office_keys import signed_by
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.quarantine import Quarantine
    from counter_app.superior.batches.trust import Trust
    from counter_app.superior.book.arrivals import Arrivals
    from counter_app.sync.batch.manifest import Manifest
    from counter_app.sync.batch.reader import Batch


class UnknownSenderError(BatchError):
    """Nobody known has signed this batch: it is kept apart, and counted nowhere."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(refused([]).message, [unknown.why])
        self.unknown = unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """The rights of a batch: ``office`` is the only number its journal may bear (empty: any); ``signed``: a known key
    answers for it.
    """

    office: str = ""
    signed: bool = False


class Gate:
    """Judges manifests of one import; ``tell`` is told what people should know of."""

    def __init__(
        self,
        arrivals: Arrivals,
        quarantine: Quarantine,
        trust: Trust,
        clock: Clock,
        tell: Callable[[str], None],
    ) -> None:
        self._arrivals = arrivals
        self._quarantine = quarantine
        self._trust = trust
        self._clock = clock
        self._tell = tell

    def admit(self, path: Path, manifest: Manifest, data: bytes) -> Admission:
        """The rights of the batch with this manifest. Errors: UnknownSenderError, BatchError."""
        self._require_open(manifest)
        self._require_signed(path, manifest, data)
        if self._trust.everyone:
            return Admission()
        self._require_not_dropped(data)
        if self._quarantine.let_in(data):
            return Admission()
        if not manifest.signer:
            raise self._unknown(manifest, data, problem(Code.UNSIGNED))
        key = self._key(manifest, data)
        self._require_ours(manifest)
        return Admission(office=key.office, signed=True)

    def _require_signed(self, path: Path, manifest: Manifest, data: bytes) -> None:
        """Requires that the key that a manifest names has signed it. Errors: BatchError."""
        if manifest.version < SIGNED_SINCE:
            return
        sign = kept_batches.signature_bytes(path)
        if not sign:
            name = kept_batches.signature_beside(path).name
            raise refused([problem(Code.INCOMPLETE, name=name)])
        signer_of(data, sign)

    def open(self, path: Path) -> tuple[Batch, Admission]:
        """A batch that passed every gate, and what it may do; close it after use. Errors: as ``admit``."""
        manifest, data = read_manifest(path)
        admission = self.admit(path, manifest, data)
        return self.opened(path, data), admission

    def opened(self, path: Path, data: bytes, *, judged: bool = True) -> Batch:
        """A batch that was admitted by the bytes of its manifest, opened and verified; with ``judged`` False its lines
        are judged as they are read (``Batch.lines``). Errors: BatchError.
        """
        keys = self._trust.keys
        batch = open_batch(path, keys.identity if keys else "", judged=judged)
        if batch.manifest_bytes != data:
            batch.close()
            raise refused([problem(Code.RENAMED)])
        return batch

    def _require_open(self, manifest: Manifest) -> None:
        """Errors: BatchError for a journal that people closed."""
        decided = self._arrivals.settlements.last(manifest.journal, "close", "open")
        if decided and decided.decision == "close":
            day = short_date(local_date(decided.at))
            raise refused([problem(Code.JOURNAL_CLOSED, day=day, by=decided.by)])

    def _require_not_dropped(self, data: bytes) -> None:
        dropped = self._quarantine.dropped(data)
        if dropped and dropped.decided_at:
            day = short_date(local_date(dropped.decided_at))
            raise refused([problem(Code.DROPPED, day=day, by=dropped.decided_by)])

    def _key(self, manifest: Manifest, data: bytes) -> KnownKey:
        """The known key that signed a manifest. Errors: UnknownSenderError."""
        key = self._arrivals.keys.of(manifest.signer) or self._rotated(manifest)
        if key is None:
            raise self._unknown(manifest, data, problem(Code.UNKNOWN_KEY))
        if not key.counts:
            why = problem(Code.REVOKED_KEY, letters=key.letters, office=key.office)
            raise self._unknown(manifest, data, why)
        if (key.journal, key.office) != (manifest.journal, manifest.office_number):
            why = problem(Code.OTHER_JOURNAL, letters=key.letters, office=key.office)
            raise self._unknown(manifest, data, why)
        return key

    def _unknown(self, manifest: Manifest, data: bytes, why: str) -> UnknownSenderError:
        return UnknownSenderError(
            Unknown(manifest=manifest, data=data, signer=manifest.signer, why=why)
        )

    def _rotated(self, manifest: Manifest) -> KnownKey | None:
        """A new key that the journal's key in force signed for: it is known from here on, and people are told."""
        before = self._arrivals.keys.in_force(manifest.journal)
        if not self._arrivals.keys.acts.may_sign:
            return None
        if before is None or before.public != manifest.former or not manifest.vouched:
            return None
        text = key_text(journal=manifest.journal, key=manifest.signer, before=before.public)
        if signed_by(bytes.fromhex(before.public), text.encode(), bytes.fromhex(manifest.vouched)):
            return self._replace(before, manifest.signer)
        return None

    def _replace(self, before: KnownKey, signer: str) -> KnownKey:
        now = self._clock.now()
        key = replace(
            before,
            public=signer,
            recipient="",
            former=before.public,
            enrolled_at=now,
            enrolled_by="",
            reason="",
            used_at=None,
        )
        ended = replace(before, state=KeyState.REPLACED, ended_at=now, reason=_("đổi khóa"))
        with self._arrivals.together():
            self._arrivals.keys.change(ended)
            self._arrivals.keys.add(key)
        self._tell(
            _(
                "Đơn vị {office} đổi khóa {before} thành {after}, khóa cũ đã ký nhận khóa mới. Nếu đơn vị không đổi, "
                "thu hồi ngay: superior keys revoke."
            ).format(office=key.office, before=before.letters, after=key.letters)
        )
        return key

    def _require_ours(self, manifest: Manifest) -> None:
        """Errors: BatchError for a batch that was sealed for others."""
        keys = self._trust.keys
        if keys is not None and manifest.sealed and keys.known.letters not in manifest.recipients:
            raise refused([problem(Code.SEALED, letters=", ".join(manifest.recipients))])
