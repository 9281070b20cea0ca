"""Opening, closing and copying the office's data file; one writer, one transaction per act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import CounterError, NumbersError, StoreError
from counter_app.i18n import _, mark
from counter_app.store.core import engine
from counter_app.store.core.journal import Journal
from counter_app.store.core.trouble import Kind, at_opening, make_room
from counter_app.store.file.believed_clock import moment_of
from counter_app.store.file.epochs import UNSURE_KEY
from counter_app.store.file.held_keys import HeldKeys
from counter_app.store.file.looks import WaitingLooks, take_along
from counter_app.store.file.opening import (
    bring_up_to_date,
    require_current,
    require_ours,
)
from counter_app.store.file.rule_cache import Kept
from counter_app.store.file.sealing import sealing
from counter_app.store.file.transaction import Transaction as Transaction
from counter_app.store.file.transaction import changes_rules as changes_rules
from counter_app.store.file.transaction import new_op as new_op
from counter_app.store.file.triggers import trigger_problems
from counter_app.system import files

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.domain.clock import Clock
    from counter_app.store.core.journal import Head
    from counter_app.store.file.migrations import Progress
    from counter_app.store.file.signed_head import HeadSigner

STEPS_BETWEEN_QUESTIONS = 50_000
"""Steps of SQLite's machine between two questions whether to stop: some thousandths of a second."""
NUMBERS_UNSURE = mark(
    "Chưa biết chắc những số nào đã cấp nên chỉ xem được. Mở Cài đặt (Ctrl+4), thẻ Dữ liệu, mục "
    "Số đã cấp, trả lời một lần."
)


class Database:
    """An open data file."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        clock: Clock,
        *,
        read_only: bool = False,
        held: HeldKeys | None = None,
    ) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self.held = held or HeldKeys(path)
        self.epoch, self.device = "", 1
        self.clock_confirmed, self.unsure = False, ""
        self.seen_at = ""  # moment (UTC) of the last act that the witness knows
        self.noted: Callable[[Transaction | None], None] | None = None
        self._file = files.identity(path)
        self._rules = 0
        self.stopped: Callable[[], bool] | None = None
        self.kept, self.looks = Kept(self), WaitingLooks()
        self.heads: HeadSigner | None = None
        self._connection: Connection | None = connection
        self._load_identity()

    @property
    def connection(self) -> Connection:
        """The open connection; one that a failing disk spoiled was closed, and is opened anew. Errors: StoreError."""
        if self._connection is None:
            self._connection = _opened_anew(self, self.stopped)
            try:
                self._load_identity()
            except engine.DatabaseError:
                self._drop()
                raise
            self.rules_changed()
        return self._connection

    @property
    def journal(self) -> Journal:
        """The journal of the file that is open now."""
        return Journal(self.connection)

    def _drop(self) -> None:
        """Close a connection that cannot be trusted; what it had begun is undone."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        progress: Progress | None = None,
        *,
        held: HeldKeys | None = None,
    ) -> Database:
        """Open an existing file, migrating an older one after copying it; ``progress`` is told how far that is.

        Errors: StoreError when it is no data file of ours, is newer than the program, or cannot be read.
        """
        _require_there(path)
        held = held or HeldKeys(path)
        if not files.may_write(path) or not files.may_write(path.parent):
            return cls(path, _opened_reading(path, held), clock, read_only=True, held=held)
        try:
            files.require_free(path)  # SQLite would open it for reading, and refuse each write
            # Looked at first: a foreign file must not even have its journal mode changed.
            key = held.key_for(path)
            connection = engine.connect(
                path, first=lambda opened: require_ours(opened, path), key=key
            )
            with _closed_when_refused(connection):
                bring_up_to_date(connection, path, progress, key=key)
                problems = trigger_problems(connection)
        except (OSError, engine.DatabaseError) as error:
            raise _at_opening(error, path) from error
        if problems:
            connection.close()
            raise _without_guard(path)
        engine.forbid_ddl(connection)
        return cls(path, connection, clock, held=held)

    @classmethod
    def inspect(cls, path: Path, clock: Clock, held: HeldKeys | None = None) -> Database:
        """Open a finished copy for reading without touching it or its folder; it must be of today's version.

        What stands beside it is not read. Errors: StoreError.
        """
        try:
            reading = engine.connect_untouched(path, (held or HeldKeys(path)).key_for(path))
            require_ours(reading, path)
            require_current(reading, path)
            return cls(path, reading, clock, read_only=True, held=held)
        except engine.DatabaseError as error:
            raise at_opening(error, path) from error

    @classmethod
    def create(
        cls, path: Path, clock: Clock, *, durable: bool = True, held: HeldKeys | None = None
    ) -> Database:
        """Make a new, empty file. Errors: StoreError when one is there already or the folder cannot be written."""
        if path.exists():
            raise StoreError(_("Đã có dữ liệu ở {path}. Chọn thư mục khác.").format(path=path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            key = held.key_for(path) if held else None
            connection = engine.connect(path, durable=durable, key=key)
            _make_tables(connection)
        except (OSError, engine.DatabaseError) as error:
            raise at_opening(error, path) from error
        engine.forbid_ddl(connection)
        return cls(path, connection, clock, held=held)

    def stop_when(self, stopped: Callable[[], bool] | None) -> None:
        """Interrupt statements of this connection soon after ``stopped()`` is true; None: none from now on."""
        self.stopped = stopped
        _let_ask(self._connection, stopped)

    def close(self) -> None:
        """Close the file; the WAL is folded in."""
        if self._connection is not None:
            self._connection.close()

    def rules_changed(self) -> None:
        """Forget what is kept of the rules."""
        self._rules += 1

    def rules_stamp(self) -> tuple[int, int]:
        """Changes when a rule may have changed, here or through another connection."""
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return int(version), self._rules

    def _load_identity(self) -> None:
        rows = dict(self.connection.execute("SELECT key, value FROM meta").fetchall())
        try:
            self.epoch, self.device = str(rows.get("epoch", "")), int(rows.get("device", "1"))
            self.unsure = rows.get(UNSURE_KEY, self.unsure)
        except (TypeError, ValueError) as error:
            raise engine.DiskError(Kind.DAMAGED, self.path) from error

    @contextmanager
    def jotting(self, *tables: str) -> Iterator[Connection]:
        """Write to tables that stay outside the journal (preferences, drafts, failed tries). Errors: StoreError."""
        _require_writable(self)
        if self.connection.in_transaction:  # kept or lost together with the act around it
            with sealing(self.connection, tables):
                yield self.connection
            return
        self._begin()
        try:
            _refuse_stranger(self, self._file)
            with sealing(self.connection, tables):
                yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            self._roll_back(error)
            raise

    def doubt(self, text: str) -> None:
        """From here on only read this file, also after a restart, until a new epoch begins."""
        self.unsure = text
        try:
            with self.jotting("meta") as connection:
                connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (UNSURE_KEY, text))
        except CounterError:
            return  # on a full disk: until it is closed, and the witness says it again

    @contextmanager
    def settling(self) -> Iterator[Transaction]:
        """Like ``transaction``, for the act that ends a doubt."""
        kept, self.unsure = self.unsure, ""
        try:
            with self.transaction() as tx:
                yield tx
        except BaseException:
            self.unsure = kept
            raise

    @property
    def writable(self) -> bool:
        """True if acts can be written: the folder lets us, and the numbers given are known."""
        return not self.read_only and not self.unsure

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Write one act: BEGIN IMMEDIATE, then everything or nothing.

        After an error at COMMIT the file is reopened and the act's own op_id looked up: what was written counts as
        written. Errors: StoreError when it was not, ClockError when the clock cannot be believed unasked.
        """
        _require_writable(self)
        if self.unsure:
            raise NumbersError(_(NUMBERS_UNSURE))
        self._begin()
        try:
            _refuse_stranger(self, self._file)
            head = self.journal.head()
            now, doubt = moment_of(self)
            tx = Transaction(self, now, head, flag=int(doubt))
            yield tx
            if tx.entries and self.held.keys is not None:
                _sign(self, tx.head)
        except BaseException as error:
            self._roll_back(error)
            raise
        self._commit(tx)

    def _begin(self) -> None:
        """Take the write lock. A file that was opened while the disk failed may only be read for ever: open it anew."""
        try:
            engine.begin(self.connection)
        except engine.DiskError as error:
            if error.kind.passing:
                raise
            self._drop()
            engine.begin(self.connection)

    def _roll_back(self, error: BaseException) -> None:
        """Undo the work begun; never raises: the first error is the one that is told."""
        if isinstance(error, engine.DiskError) and not error.kind.passing:
            self._drop()
        make_room(self.path.parent, error)
        self.rules_changed()
        try:
            if self._connection is not None:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._load_identity()
        except (engine.DatabaseError, StoreError):
            self._drop()

    def _commit(self, tx: Transaction) -> None:
        taken, along = take_along(self.connection, self.looks, tx.head)
        try:
            self.connection.execute("COMMIT")
        except engine.DatabaseError as error:
            self._drop()
            make_room(self.path.parent, error)
            if not _kept_after_all(self, tx):
                self.looks.put_back(taken)
                raise
        (self.looks.written if along else self.looks.put_back)(taken)
        if self.noted is not None:
            self.noted(tx)


def _sign(database: Database, head: Head) -> None:
    if database.heads is None:
        from counter_app.store.file.signed_head import HeadSigner

        database.heads = HeadSigner(database.held)
    database.heads.sign(database.connection, database.epoch, head)


def _at_opening(error: Exception, path: Path) -> StoreError:
    make_room(path.parent, error)
    return at_opening(error, path)


def _require_there(path: Path) -> None:
    if not path.is_file() and not engine.log_of(path).exists():
        raise StoreError(_("Chưa có dữ liệu ở {path}. Chạy thiết lập lần đầu.").format(path=path))


def _opened_reading(path: Path, held: HeldKeys) -> Connection:
    """A file in a folder that only lets us read, as it is. Errors: StoreError."""
    reading = engine.connect_reading(path, held.key_for(path))
    require_ours(reading, path)
    require_current(reading, path)
    return reading


@contextmanager
def _closed_when_refused(connection: Connection) -> Iterator[None]:
    """A connection that nobody gets is not left open."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _without_guard(path: Path) -> StoreError:
    return StoreError(
        _(
            "Cơ chế chống sửa nhật ký trong {path} đã bị thay đổi. Ngừng ghi và khôi phục từ bản sao lưu."
        ).format(path=path)
    )


def _make_tables(connection: Connection) -> None:
    from counter_app.store.file.migrations import migrate

    migrate(connection)


def _opened_anew(database: Database, stopped: Callable[[], bool] | None) -> Connection:
    if database.read_only:
        return engine.connect_reading(database.path, database.held.key_for(database.path))
    fresh = engine.connect(database.path, key=database.held.key_for(database.path))
    engine.forbid_ddl(fresh)
    _let_ask(fresh, stopped)
    return fresh


def _let_ask(connection: Connection | None, stopped: Callable[[], bool] | None) -> None:
    """Let a connection ask whether to stop, or not any more; none is there while it is to be opened anew."""
    if connection is not None:
        asked = None if stopped is None else lambda: int(stopped())
        connection.set_progress_handler(asked, STEPS_BETWEEN_QUESTIONS)


def _require_writable(database: Database) -> None:
    if database.read_only:
        raise StoreError(
            _(
                "Thư mục dữ liệu chỉ đọc được, không ghi được. Xem và in vẫn dùng được; báo người phụ trách máy."
            )
        )


def _refuse_stranger(database: Database, opened: tuple[int, int]) -> None:
    """Another file may stand in this one's place: what is written here then would be lost. Errors: StoreError."""
    row = database.connection.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone()
    if files.identity(database.path) == opened and (
        not database.epoch or row["value"] == database.epoch
    ):
        return
    raise StoreError(
        _(
            "Tệp dữ liệu {path} vừa được thay bằng tệp khác nên không ghi tiếp. Đóng chương trình rồi mở lại."
        ).format(path=database.path)
    )


def _kept_after_all(database: Database, tx: Transaction) -> bool:
    """True if the act is in the file although its COMMIT failed; False also when the file cannot be opened."""
    try:
        return bool(tx.entries) and database.journal.by_op(tx.entries[-1].op_id) is not None
    except (engine.DatabaseError, StoreError):
        return False
