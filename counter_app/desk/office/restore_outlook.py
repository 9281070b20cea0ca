"""The losses of a restore, seen before anybody says yes: the acts after the copy, and those that batches hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.office.backup_notes import read_note
from counter_app.desk.office.leader_consent import Approval, second_person
from counter_app.desk.office.passwords import require_password
from counter_app.desk.office.restore_consent import Allowed
from counter_app.domain.dossier.events import DOSSIER_RECEIVED
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core.journal import Head
from counter_app.store.core.trouble import from_system
from counter_app.store.file.database import Database
from counter_app.sync.regained.making_whole import Lacking, in_part, lacking
from counter_app.sync.regained.own_batches import own_batches, reached, ways_back
from counter_app.sync.regained.regaining import known_signers
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.sync.batch.manifest import Manifest
    from counter_app.sync.regained.own_batches import WayBack
    from counter_app.system.key_ring import OfficeKeys

MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A copy beside the office as it is: ``entries`` in the copy, ``after`` acts of the office that it does not know.

    ``since`` and ``until`` are the days of those acts, ``received`` how many dossiers are among them, ``codes`` the
    last of these. ``regained`` of the acts stand in batches that follow the copy, ``in_part`` of them as figures alone.
    ``foreign``: the copy is of another
    office, or of a branch that was given up; then every act since the founding counts as lost.
    """

    entries: int
    after: int
    since: date | None = None
    until: date | None = None
    received: int = 0
    codes: tuple[str, ...] = ()
    regained: int = 0
    in_part: int = 0
    foreign: bool = False

    @property
    def lost(self) -> int:
        """Acts that nothing brings back."""
        return max(self.after - self.regained, 0)


class RestoreOutlook(Desk):
    """The questions asked before a restore."""

    def look(self, copy: Path, batches: Path | None = None) -> Outlook:
        """Compare a copy with the office. Errors: StoreError when it is none, or the folder cannot be read."""
        journal = self.store.journal
        head, name = self._end_of(copy)
        foreign = name != journal.name() or not journal.holds(head.seq, head.hash)
        first = 1 if foreign else head.seq + 1
        last = journal.head().seq
        entries = [entry for entry, _salt, _body in journal.walk(first, last)]
        codes = [entry.subject for entry in entries if entry.kind == DOSSIER_RECEIVED]
        days = [entry.local_date for entry in entries]
        regained, part = 0, 0
        if batches is not None and not foreign:
            regained, part = self._regained(batches, head.seq, last)
        return Outlook(
            entries=head.seq,
            after=len(entries),
            since=_day(min(days)) if days else None,
            until=_day(max(days)) if days else None,
            received=len(codes),
            codes=tuple(codes[-MOST_NAMED:]),
            regained=regained,
            in_part=part,
            foreign=foreign,
        )

    def lacking(self) -> Lacking:
        """The entries the office has in part since a restore, and the sticks that would bring the rest."""
        return lacking(self.store)

    def whole_in(self, folder: Path) -> int:
        """The number of entries here in part that the office's own batches in a folder hold whole.

        What a copy holds is proved when it is read; here it has to lie there. Errors: StoreError for the folder.
        """
        wanted = in_part(self.store.journal)
        ways = [way for way in ways_back(self._batches(folder)) if way.whole and _is_there(way)]
        return sum(any(way.reaches(seq) for way in ways) for seq in wanted)

    def keys_of(self, copy: Path) -> OfficeKeys | None:
        """The keys that open a copy of this office, of before a re-key too; None for a plain one while all is locked.

        Errors: StoreError for a copy that no key of the office opens.
        """
        return self.store.database.held.keys_of(copy)

    def allow(self, approval: Approval, own: str = "") -> Allowed:
        """The two people of a restore: where nobody else may consent, whoever restores types the ``own`` password.

        Errors: RuleError (field "own" where that is wrong); as ``second_person``.
        """
        officer = self.acting(Duty.RESTORE)
        said = second_person(self.store, officer, approval, Duty.RESTORE)
        if said.get("alone"):
            wrong = RuleError(
                _("Mật khẩu của người khôi phục chưa đúng. Gõ lại, để ý phím Caps Lock và bộ gõ."),
                field="own",
                rule="sign_in",
            )
            require_password(self.store, officer, own, wrong)
        return Allowed(actor=officer.login, said=said)

    def _end_of(self, copy: Path) -> tuple[Head, str]:
        """The last entry of a copy and the name of its journal, as its note says or else the file itself."""
        if not copy.is_file():
            raise StoreError(_("Không có tệp {path}. Chọn lại bản sao lưu.").format(path=copy))
        self.keys_of(
            copy
        )  # whatever its note says: one that is locked for us comes back here never
        note = read_note(copy)
        if note is not None:
            return Head(note.entries, bytes.fromhex(note.head)), note.journal
        database = Database.inspect(copy, self.store.clock, self.store.database.held)
        try:
            return database.journal.head(), database.journal.name()
        finally:
            database.close()

    def _regained(self, folder: Path, end: int, last: int) -> tuple[int, int]:
        """The number of acts after ``end`` in the office's own batches without a gap, and of those as figures alone.

        What a copy holds is proved by the restore itself; here it has to lie there, as long as it should be.
        """
        seq, part = reached(ways_back(self._batches(folder)), end, last, _is_there)
        return seq - end, part

    def _batches(self, folder: Path) -> list[tuple[Path, Manifest]]:
        """The office's own batches in a folder. Errors: StoreError."""
        held = self.store.database.held.keys
        signers = known_signers(self.store, ExchangeKeys.of(held.signing) if held else None)
        try:
            return own_batches(folder, self.store.journal.name(), signers)[0]
        except OSError as error:
            raise from_system(error, folder) from error


def _is_there(way: WayBack) -> bool:
    manifest = way.manifest.of_own() if way.own else way.manifest
    try:
        return way.path.with_name(manifest.payload_file).stat().st_size == manifest.payload_bytes
    except OSError:
        return False


def _day(text: str) -> date:
    return date.fromisoformat(text)
