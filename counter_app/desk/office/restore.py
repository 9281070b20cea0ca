"""Coming back from a copy: a new file made aside from the copy's journal, put in the place of the data in one step."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.desk.office.restore_consent import NOBODY, Consent
from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.i18n import _, plural
from counter_app.store.core.trouble import from_system
from counter_app.store.file import data_folder, swap
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.erasing_again import erase_again
from counter_app.store.file.held_keys import HeldKeys
from counter_app.store.file.predecessor import known_of, last_look
from counter_app.store.file.rebuilding import rebuilt_from
from counter_app.store.file.witnessing import highest
from counter_app.store.store import Store
from counter_app.sync.regained.making_whole import in_part, whole_payloads
from counter_app.sync.regained.regaining import Regained, regain, signers_of
from counter_app.system import key_ring
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from counter_app.domain.clock import Clock
    from counter_app.store.core.journal import Head, Journal
    from counter_app.store.file.checking import Progress
    from counter_app.store.file.database import Database
    from counter_app.store.file.predecessor import Known
    from counter_app.store.file.transaction import Transaction
    from counter_app.sync.regained.making_whole import Payload
    from counter_app.system.key_ring import OfficeKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The state after a restore: the last entry's number, the code of the chain's head, the place of the replaced file.

    ``erased`` counts erasures by law made since the copy and done again; ``erasures_unsure``: nobody can say if there
    were any, which stands in the list of copies to be destroyed until a leader settles it.
    ``unsure``: nobody can say which numbers were given after the copy was made; the office is only read until a person
    answers. ``regained`` counts acts that batches on hand brought back; ``notes`` are worth reading.
    """

    path: Path
    entries: int
    head: str
    aside: Path | None
    unsure: bool
    regained: int = 0
    erased: int = 0
    erasures_unsure: bool = False
    notes: tuple[str, ...] = ()


def restore(
    source: Path,
    data_dir: Path,
    clock: Clock,
    *,
    batches: Path | None = None,
    witness: Path | None = None,
    progress: Progress | None = None,
    keys: OfficeKeys | None = None,
    consent: Consent | None = None,
    completing: bool = False,
) -> Restored:
    """Put what a copy says in the place of the data; the file it replaces is set aside, never deleted.

    Everything is made anew from the copy's journal, which must prove itself; ``batches`` is a folder whose batches
    bring back acts that came after the copy, ``witness`` one more folder to ask for numbers; ``keys`` are what was
    unlocked of the copy's ring, which comes along. A new epoch begins. When
    the replaced file is whole, numbers go on above those it had given; else a person must say the last ones before
    anything is written. ``consent`` is asked of the office as the copy has it, and names who restores; without it the
    program itself does. ``completing``: the copy is the file in place, and nothing is done unless ``batches`` hold
    whole what it holds in part. Errors: what ``consent`` refuses with; RuleError (field "batches") where they do not;
    StoreError when the copy does not prove itself, somebody has the office open, or the disk fails: the old office or
    the new one stands then, whole.
    """
    if not source.is_file():
        raise StoreError(_("Không có tệp {path}. Chọn lại bản sao lưu.").format(path=source))
    path = paths.database_path(data_dir)
    data_folder.make_ready(data_dir)
    if not path.exists():
        data_folder.require_uncarried(data_dir)
    with data_folder.alone(data_dir):
        incoming = path.with_name(path.name + data_folder.INCOMING)
        data_folder.drop(incoming)
        whole = _Whole(batches, keys, required=completing)
        further = (batches, witness)
        try:
            made = _make(source, incoming, path, clock, further, keys, progress, consent, whole)
            aside = swap.swap(path, incoming, clock.now())
        except OSError as error:
            raise from_system(error, path) from error
        finally:
            if not swap.note_of(path).exists():
                with suppress(OSError):
                    data_folder.drop(incoming)
    return Restored(
        path=path,
        entries=made.head.seq,
        head=made.head.code,
        aside=aside,
        unsure=made.unsure,
        regained=made.regained.entries,
        erased=made.erased,
        erasures_unsure=made.erasures_unsure,
        notes=made.notes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    head: Head
    unsure: bool
    regained: Regained
    erased: int
    erasures_unsure: bool
    notes: tuple[str, ...]


def _erased_again(
    database: Database, tx: Transaction, known: Known, actor: str, copied_at: str
) -> int:
    """Erase again the data the law had erased since the copy; the moment is not known where no witness tells of it."""
    since = "" if known.told_of_erasures else copied_at
    return erase_again(database, tx, known.erasures, actor=actor, unknown_since=since)


def _make(
    source: Path,
    incoming: Path,
    path: Path,
    clock: Clock,
    further: tuple[Path | None, Path | None],
    keys: OfficeKeys | None,
    progress: Progress | None,
    consent: Consent | None,
    whole: _Whole,
) -> _Made:
    ringed = held_of_copy(source, path.parent, keys)
    made_with = HeldKeys(incoming, keys if (key := ringed.key_for(source)) is not None else None)
    database = rebuilt_from(
        source, incoming, clock, progress, key=key, held=made_with, bring=whole.bring
    )
    try:
        _bring_ring(ringed, path, made_with)
        store, journal = Store(database), database.journal.name()
        allowed = consent(store) if consent is not None else NOBODY
        regained, known = _regained(store, further[0], keys), known_of(path, journal, keys)
        for folder in _witnesses(store, path, further[1]):
            known.ask(folder, database)
        database.clock_confirmed, copied = True, database.journal.head()
        with database.transaction() as tx:
            begin_epoch(
                database,
                tx,
                device=known.device if known.sure else database.device,
                reason="restored",
                actor=allowed.actor,
                counters=highest(known.counters, regained.counters),
                beyond=known.beyond,
                consent=allowed.said,
                in_part=regained.in_part,
                regained=regained.span,
            )
            erased = _erased_again(database, tx, known, allowed.actor, copied.at_utc)
        _doubted(database, known)
        return _Made(
            head=database.journal.head(),
            unsure=not known.sure,
            regained=regained,
            erased=erased,
            erasures_unsure=not known.told_of_erasures,
            notes=(*whole.notes(), *regained.notes, *_looks_left(known, database)),
        )
    finally:
        database.close()


class _Whole:
    """Asks sticks for what a copy holds in part, and says what came of it."""

    def __init__(self, folder: Path | None, keys: OfficeKeys | None, *, required: bool) -> None:
        self._folder, self._keys, self._required = folder, keys, required
        self._wanted = self._came = 0

    def bring(self, journal: Journal) -> Mapping[int, Payload]:
        """Number → payload of the entries that come whole now.

        Errors: RuleError where something has to come and nothing does; OSError when sticks cannot be listed.
        """
        self._wanted = len(in_part(journal))
        found: Mapping[int, Payload] = {}
        if self._folder is not None and self._wanted:
            keys = ExchangeKeys.of(self._keys.signing) if self._keys else None
            found = whole_payloads(journal, self._folder, signers_of(journal, keys), keys)
        self._came = len(found)
        if self._required and not found:
            raise RuleError(_nothing_whole(), field="batches", rule="nothing")
        return found

    def notes(self) -> tuple[str, ...]:
        """A sentence where there was something to complete."""
        if self._folder is None or not self._wanted:
            return ()
        if not self._came:
            return (_nothing_whole(),)
        text = plural("Đã làm đủ {count} lượt ghi trước chỉ có số liệu.", self._came)
        return (text.format(count=self._came),)


def _doubted(database: Database, known: Known) -> None:
    """The doubt where nobody can say which numbers were given: a person has to."""
    if not known.sure:
        database.doubt(known.doubt().to_text())


def _nothing_whole() -> str:
    return _("USB này không có phần còn thiếu của các lượt ghi trước. Tìm USB khác.")


def _bring_ring(ringed: HeldKeys, path: Path, made_with: HeldKeys) -> None:
    """Let the copy's ring come along, unless it is the office's own."""
    if (ring := ringed.ring()) is not None and ringed.ring_path != key_ring.ring_path(path):
        key_ring.write(made_with.ring_path, ring, twice=False)


def _witnesses(store: Store, path: Path, named: Path | None) -> list[Path]:
    chosen = store.settings.preferences().witness_dir
    return [*data_folder.witness_folders(path.parent, chosen), *([named] if named else [])]


def copy_is_locked(source: Path, data_dir: Path) -> bool:
    """True if a copy is encrypted and comes back by keys alone. Errors: StoreError for a spoiled ring."""
    try:
        held_of_copy(source, data_dir).key_for(source)
    except LockedError:
        return True
    return False


def held_of_copy(source: Path, data_dir: Path, keys: OfficeKeys | None = None) -> HeldKeys:
    """The ring that opens a copy: the one beside it, or the office's own where the copy came without.

    ``unlock`` it with a password as of when the copy was made. Errors: StoreError for a ring that cannot be read.
    """
    beside = HeldKeys(source, keys)
    if beside.ring() is not None:
        return beside
    own = HeldKeys(paths.database_path(data_dir), keys)
    wanted = key_ring.file_key_id(source)
    ring = own.ring() if wanted else None
    return own if ring is not None and wanted and ring.knows(wanted) else beside


def _looks_left(known: Known, database: Database) -> tuple[str, ...]:
    """The access book's lines since the copy stay in the replaced file: their chain hangs on its journal."""
    if (count := known.looks - last_look(database.connection)) <= 0:
        return ()
    text = plural(
        "{count} lượt xem dữ liệu sau bản sao lưu chỉ còn trong dữ liệu cũ giữ riêng, không vào sổ truy cập.",
        count,
    )
    return (text.format(count=count),)


def _regained(store: Store, batches: Path | None, keys: OfficeKeys | None) -> Regained:
    if batches is None:
        return Regained()
    return regain(store, batches, ExchangeKeys.of(keys.signing) if keys else None)
