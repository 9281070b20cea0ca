"""Office: the façade over everything that can be done without a screen. Real parts are built here and nowhere else.

Each group of verbs is loaded when it is first asked for, so that the sign-in costs no memory for work nobody does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import i18n, paths
from counter_app.desk.desk import Session
from counter_app.desk.groups import Desks as Desks
from counter_app.desk.system_clock import SystemClock as SystemClock
from counter_app.desk.system_clock import system_offset as system_offset
from counter_app.errors import DeviceError, StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system, named_place
from counter_app.store.file import data_folder
from counter_app.store.file.held_keys import HeldKeys, keyed
from counter_app.store.file.looks_alone import write_waiting
from counter_app.store.file.stopping import stopping
from counter_app.store.file.unfinished import outdated
from counter_app.store.file.witnessing import Witnessing
from counter_app.store.store import Store
from counter_app.system import files, key_ring
from counter_app.system.closed_folder import close_to_others
from counter_app.system.key_ring import OfficeKeys, new_keys
from counter_app.system.loaded import Loaded

if TYPE_CHECKING:
    from counter_app.desk.office.backup import Backup
    from counter_app.desk.office.founding import Founding
    from counter_app.desk.paper.prints import PrinterFor
    from counter_app.domain.clock import Clock
    from counter_app.domain.office.staff import Officer
    from counter_app.printing.devices.printer import Printer
    from counter_app.settings import OfficeSettings, Preferences
    from counter_app.store.file.checking import CheckResult
    from counter_app.store.file.outside import Outside
    from counter_app.superior_desk.decisions import JournalDecisions
    from counter_app.superior_desk.sender_keys import SenderKeys
    from counter_app.superior_desk.verbs import SuperiorDesk
    from counter_app.system.openers import Opener


Told = Callable[[int, int], None]
"""(done, total): how far work is."""
Asked = Callable[[], bool]
"""The question if work shall stop."""


def printer_from(wish: str) -> Printer:
    """The device behind "lp:QUEUE", "escpos:HOST:PORT" or "file:FOLDER". Errors: DeviceError for anything else."""
    from counter_app.printing.devices.choice import open_printer

    if not wish:
        raise DeviceError(
            _("Chưa chọn máy in. Mở Cài đặt (Ctrl+4), thẻ Máy này, rồi chọn một máy in.")
        )
    return open_printer(wish)


class Office(Desks):
    """One office at one counter: its store, who is signed in, and every verb in its group."""

    superior: Loaded[SuperiorDesk] = Loaded(
        "counter_app.superior_desk.verbs:SuperiorDesk", "store", "session", "data_dir"
    )
    """The superior's acts on the data other offices sent."""
    decisions: Loaded[JournalDecisions] = Loaded(
        "counter_app.superior_desk.decisions:JournalDecisions", "store", "session", "data_dir"
    )
    """Decisions of two people about another office's journal."""
    sender_keys: Loaded[SenderKeys] = Loaded(
        "counter_app.superior_desk.sender_keys:SenderKeys", "store", "session", "data_dir"
    )
    """The keys that count there, and the batches in quarantine."""

    def __init__(
        self, store: Store, *, session: Session, printer_for: PrinterFor, data_dir: Path
    ) -> None:
        self.store, self.session = store, session
        self.data_dir, self.printer_for = keyed(data_dir, store.database.held), printer_for
        self.closed = False
        self.cleared: tuple[str, ...] = ()
        self.opener: Opener | None = None
        self.witnessing: Witnessing | None = None

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        clock: Clock | None = None,
        officer: Officer | None = None,
        printer_for: PrinterFor = printer_from,
        who: str = "",
        keys: OfficeKeys | None = None,
    ) -> Office:
        """Open the office in a data folder, together with others; ``who`` tells them who has it open.

        ``keys`` are what was unlocked of its ring; without them it opens when its file is plain. Work left half done
        is finished or cleared first. Errors: StoreError when there is none, or none to be trusted.
        """
        clock = clock or SystemClock()
        held = HeldKeys(paths.database_path(data_dir), keys)
        cleared = _made_ready(data_dir, clock, held)
        opener = data_folder.share(data_dir, who or _("một lệnh"), clock.now())
        try:
            session = Session(officer)
            store = Store.open(paths.database_path(data_dir), clock, held=held)
            office = cls(store, session=session, printer_for=printer_for, data_dir=data_dir)
            office.cleared, office.opener = cleared, opener
            office.use_language()
            office.watch_numbers()
        except BaseException:
            opener.close()
            raise
        return office

    @classmethod
    def found(
        cls,
        data_dir: Path,
        founding: Founding,
        *,
        clock: Clock | None = None,
        officer: Officer | None = None,
        printer_for: PrinterFor = printer_from,
        encrypted: bool = False,
    ) -> Office:
        """Set up a new office in an empty data folder; it is there whole or not at all.

        ``encrypted``: nobody reads its file without a password, the recovery sheet or this computer's keystore.
        Errors: StoreError when there is an office already, or another set-up is under way; RuleError for wrong facts.
        """
        keys = new_keys(encrypted=encrypted)
        _set_up(data_dir, founding, clock := clock or SystemClock(), keys)
        return cls.open(data_dir, clock=clock, officer=officer, printer_for=printer_for, keys=keys)

    @staticmethod
    def exists(data_dir: Path) -> bool:
        """True if a folder holds an office set up to the end. Errors: StoreError when only traces of one lie there."""
        return data_folder.holds_office(data_dir)

    @staticmethod
    def outdated(data_dir: Path, keys: OfficeKeys | None = None) -> bool:
        """True if opening the office will first make its tables anew, which takes minutes on a large file.

        Of an encrypted file nothing is known without its ``keys``: no.
        """
        return _is_outdated(HeldKeys(paths.database_path(data_dir), keys))

    @staticmethod
    def locked(data_dir: Path) -> bool:
        """True if the office's file is encrypted and opens with keys alone.

        Asked before anybody's password: an exchange of file and ring that was cut short is finished first, else the
        ring of before would be unlocked for the file of after. Errors: StoreError.
        """
        data_folder.finish_swap(data_dir)
        return bool(key_ring.file_key_id(paths.database_path(data_dir))) and (
            HeldKeys(paths.database_path(data_dir)).ring() is not None
        )

    def use_language(self) -> None:
        """Speak this computer's language."""
        i18n.use_language(self.preferences.language, paths.resources_dir() / "locale")

    @property
    def settings(self) -> OfficeSettings:
        """The office's settings."""
        return self.store.settings.office()

    @property
    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self.store.settings.preferences()

    @property
    def keys(self) -> OfficeKeys | None:
        """The keys this process has unlocked of the office's key ring; None before anybody's password."""
        return self.store.database.held.keys

    @property
    def data_file(self) -> Path:
        """The place of the data."""
        return self.store.database.path

    @property
    def writable(self) -> bool:
        """True if anything can be written down now."""
        return self.store.database.writable

    def now(self) -> datetime:
        """The present moment by the office's clock."""
        return self.store.clock.now()

    def changed_elsewhere(self) -> bool:
        """True if another window or a command wrote since this was last asked."""
        return self.store.changed_elsewhere()

    def check(self, progress: Told | None = None, cancelled: Asked | None = None) -> CheckResult:
        """Prove the data file, and compare it with its witness; ``progress`` is told how much of how much is read.

        Errors: Cancelled.
        """
        return self.store.check(progress, cancelled, self.outside())

    def outside(self) -> Outside:
        """The files outside the data file that know its journal."""
        return Witnessing(self.store.database, self.witness_folders()).outside()

    def backup(
        self, folder: Path, progress: Told | None = None, cancelled: Asked | None = None
    ) -> Backup:
        """Copy the data into a folder and prove the copy. Errors: StoreError; Cancelled, and no copy is left."""
        from counter_app.desk.office.backup import backup

        self.access.backed_up(str(folder))
        return backup(self.store, folder, progress, cancelled)

    def stopping_when(self, cancelled: Callable[[], bool]) -> AbstractContextManager[None]:
        """Within it what is asked of the data ends soon after ``cancelled()`` is true. Errors: Cancelled then."""
        return stopping(self.store.database, cancelled)

    def disk_trouble(self, error: OSError) -> StoreError:
        """The refusal of a disk, in one sentence with the one next step."""
        return from_system(error, named_place(error, self.data_dir))

    @contextmanager
    def twin(self) -> Iterator[Office]:
        """The same office over a connection of its own, for a worker thread."""
        store, session = self.store.twin(), self.session.twin()
        twin = Office(store, session=session, printer_for=self.printer_for, data_dir=self.data_dir)
        witnessing = Witnessing(store.database, twin.witness_folders())
        witnessing.attach()
        try:
            yield twin
        finally:
            witnessing.settle()
            store.close()

    def own_places(self) -> tuple[Path, ...]:
        """Folders and files of the program's own: nothing is handed out into them."""
        return (self.data_dir, *self.witness_folders())

    def confirm_clock(self) -> None:
        """The officer says the computer's clock is right although it does not go with the last event."""
        self.store.database.clock_confirmed = True

    def leave(self) -> None:
        """Close the data file behind whoever sat here, who is signed out."""
        if not self.closed:
            self.seat.sign_out()
        self.close()

    def close(self) -> None:
        """Close the data file; looks that wait are written first."""
        self.closed = True
        write_waiting(self.store.database)
        if self.witnessing is not None:
            self.witnessing.settle()
        self.store.close()
        if self.opener is not None:
            self.opener.close()

    def watch_numbers(self) -> None:
        """Compare the file with its witness where the preferences say, and add every act from here on."""
        self.witnessing = Witnessing(self.store.database, self.witness_folders())
        self.witnessing.begin()

    def witness_folders(self) -> list[Path]:
        """The places in which this office's numbers are witnessed."""
        return data_folder.witness_folders(self.data_dir, self.preferences.witness_dir)


def bring_up_to_date(
    data_dir: Path,
    progress: Told | None = None,
    cancelled: Asked | None = None,
    *,
    clock: Clock | None = None,
    keys: OfficeKeys | None = None,
) -> None:
    """Make the tables of an earlier version anew, a copy of the file being kept; ``progress`` is told how far.

    Errors: StoreError; Cancelled, and the file is as it was.
    """
    from counter_app.store.file.stopping import stopped_as_asked

    def told(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise stopped_as_asked()
        if progress is not None:
            progress(done, total)

    held = HeldKeys(paths.database_path(data_dir), keys)
    _made_ready(data_dir, clock or SystemClock(), held, told)


def _made_ready(
    data_dir: Path, clock: Clock, held: HeldKeys, progress: Told | None = None
) -> tuple[str, ...]:
    """Finish or clear what was left half done, and make the tables of an older version anew; what was cleared."""
    path = paths.database_path(data_dir)
    cleared = data_folder.make_ready(data_dir)
    if not path.is_file():
        data_folder.require_no_traces(data_dir)
    elif _is_outdated(held) and files.may_write(data_dir):
        with data_folder.alone(data_dir):
            Store.open(path, clock, progress, held=held).close()
    return cleared


def _is_outdated(held: HeldKeys) -> bool:
    if not held.data_file.is_file():
        return False
    try:
        return outdated(held.data_file, held.key_for(held.data_file))
    except StoreError:  # told when it is opened
        return False


def _set_up(data_dir: Path, founding: Founding, clock: Clock, keys: OfficeKeys) -> None:
    """Found the office while nobody else does."""
    from counter_app.desk.office.founding import found

    path = paths.database_path(data_dir)
    held = HeldKeys(path, keys)
    _require_none(data_dir)
    with data_folder.alone(data_dir):
        _require_none(data_dir)  # another set-up may have been first
        data_folder.sweep_unfinished(path)
        close_to_others(data_dir)
        with (
            data_folder.new_file(path) as fresh,
            closing(Store.create(fresh, clock, held=held)) as store,
        ):
            found(store, founding, paths.resources_dir())


def _require_none(data_dir: Path) -> None:
    if Office.exists(data_dir):
        path = paths.database_path(data_dir)
        raise StoreError(_("Đã có dữ liệu ở {path}. Chọn thư mục khác.").format(path=path))
