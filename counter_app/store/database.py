"""Opening, closing and copying the office's data file; one writer, one transaction per act."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import Clock, from_utc_text, local_date, utc_text
from counter_app.domain.journal_fields import recordable_text
from counter_app.errors import ClockError, CounterError, StoreError
from counter_app.i18n import _
from counter_app.store import engine
from counter_app.store.checking import trigger_problems
from counter_app.store.journal import Entry, Head, Journal, payload_text
from counter_app.store.kept import Kept
from counter_app.store.migrations import migrate
from counter_app.store.opening import bring_up_to_date, require_current, require_ours
from counter_app.store.projection import project

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Connection

_DAILY_KINDS = (
    *(
        "dossier.",
        "paper.",
        "ticket.",
        "batch.",
        "day.",
        "handover.",
        "certification.",
        "question.",
    ),
    *("fee.", "report.", "posting.", "officer.signed_in"),
)
"""Kinds of events that change no rule: settings, staff, catalogue and calendar stay as they are."""

STEPS_BETWEEN_QUESTIONS = 50_000
"""Steps of SQLite's machine between two questions whether to stop: some thousandths of a second."""
CLOCK_TOLERANCE_SECONDS = 120
"""How far the clock may stand before the last event without asking."""


def changes_rules(kind: str) -> bool:
    """Whether an event may change settings, staff, catalogue or calendar, so that what is kept of them is stale."""
    return not kind.startswith(_DAILY_KINDS)


def new_op() -> str:
    """A fresh operation id; minted when a command is built, so that a retry finds its first try."""
    return secrets.token_hex(16)


class Transaction:
    """One act being written: every event recorded in it is committed together or not at all."""

    def __init__(self, database: Database, now: datetime, head: Head, *, flagged: bool) -> None:
        self._database = database
        self._head = head
        self._flag = int(flagged)
        self.now = now
        self.entries: list[Entry] = []

    def record(
        self, kind: str, subject: str, payload: dict[str, Any], *, actor: str, op_id: str = ""
    ) -> Entry:
        """Append an event and project it; the returned entry carries its number.

        Errors: RuleError, before anything is written, for what no superior could take (``domain.journal_fields``).
        """
        database = self._database
        fields = (
            database.epoch,
            database.device,
            op_id or new_op(),
            kind,
            subject,
            actor,
            utc_text(self.now),
            local_date(self.now).isoformat(),
            self._flag,
        )
        body = recordable_text(fields, payload, payload_text)
        entry = database.journal.append(fields, body, self._head)
        self._head = Head(entry.seq, entry.hash, entry.at_utc)
        project(database.connection, entry, payload)
        if changes_rules(kind):
            database.rules_changed()
        self.entries.append(entry)
        return entry

    def head_hash(self) -> bytes:
        """The chain's hash after what this act has recorded so far."""
        return self._head.hash

    def next_number(self, name: str, period: str) -> int:
        """The next number of a series, under the write lock; taken once the event that carries it is recorded."""
        row = self._database.connection.execute(
            "SELECT last FROM counter WHERE name = ? AND period = ?", (name, period)
        ).fetchone()
        return int(row[0]) + 1 if row else 1


class Database:
    """An open data file."""

    def __init__(
        self, path: Path, connection: Connection, clock: Clock, *, read_only: bool = False
    ) -> None:
        self.path = path
        self.connection = connection
        self.clock = clock
        self.read_only = read_only
        self.journal = Journal(connection)
        self.epoch = ""
        self.device = 1
        self.clock_confirmed = False
        self._rules = 0
        self.kept = Kept(self)
        self._load_identity()

    @classmethod
    def open(cls, path: Path, clock: Clock) -> Database:
        """Open an existing file, migrating an older one after copying it.

        Errors: StoreError when it is no data file of ours, is newer than the program, or cannot be read.
        """
        if not path.is_file():
            raise StoreError(
                _("Chưa có dữ liệu ở {path}. Chạy thiết lập lần đầu.").format(path=path)
            )
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            reading = engine.connect_reading(path)
            require_ours(reading, path)
            require_current(reading, path)
            return cls(path, reading, clock, read_only=True)
        try:
            # Looked at first: a foreign file must not even have its journal mode changed.
            connection = engine.connect(path, first=lambda opened: require_ours(opened, path))
            bring_up_to_date(connection, path)
            problems = trigger_problems(connection)
        except engine.DatabaseError as error:
            raise _unreadable(path, error) from error
        if problems:
            connection.close()
            raise StoreError(
                _(
                    "Cơ chế chống sửa nhật ký trong {path} đã bị thay đổi. Ngừng ghi và khôi phục từ bản sao lưu."
                ).format(path=path)
            )
        engine.forbid_ddl(connection)
        return cls(path, connection, clock)

    @classmethod
    def create(cls, path: Path, clock: Clock, *, durable: bool = True) -> Database:
        """Make a new, empty file. Errors: StoreError when one is there already or the folder cannot be written."""
        if path.exists():
            raise StoreError(_("Đã có dữ liệu ở {path}; không ghi đè.").format(path=path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = engine.connect(path, durable=durable)
            migrate(connection)
        except (OSError, engine.DatabaseError) as error:
            raise StoreError(
                _("Không tạo được dữ liệu ở {path}: {detail}. Chọn thư mục khác ghi được.").format(
                    path=path, detail=error
                )
            ) from error
        engine.forbid_ddl(connection)
        return cls(path, connection, clock)

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """Interrupt statements of this connection soon after ``stopped()`` is true."""
        self.connection.set_progress_handler(lambda: int(stopped()), STEPS_BETWEEN_QUESTIONS)

    def close(self) -> None:
        """Close the file; the WAL is folded in."""
        self.connection.close()

    def rules_changed(self) -> None:
        """Forget what is kept of the rules."""
        self._rules += 1

    def rules_stamp(self) -> tuple[int, int]:
        """Changes when a rule may have changed, here or through another connection."""
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return int(version), self._rules

    def _load_identity(self) -> None:
        rows = dict(self.connection.execute("SELECT key, value FROM meta").fetchall())
        self.epoch = rows.get("epoch", "")
        self.device = int(rows.get("device", "1"))

    @contextmanager
    def jotting(self) -> Iterator[Connection]:
        """Write what stays outside the journal (preferences, drafts, failed tries). Errors: StoreError."""
        self._refuse_writing()
        try:
            yield self.connection
        except engine.DatabaseError as error:
            raise _unwritable(error) from error

    def drop_payloads(self, seqs: list[int]) -> None:
        """Remove payloads that an erasure event just named; the trigger refuses any other.

        The search index is written anew, because a name taken out of it stays readable in its old pages until then.
        """
        self.connection.executemany("DELETE FROM payload WHERE seq = ?", [(seq,) for seq in seqs])
        self.connection.execute("INSERT INTO dossier_search(dossier_search) VALUES('optimize')")

    def counters(self) -> list[tuple[str, str, int]]:
        """Every number series with the last number given."""
        rows = self.connection.execute("SELECT name, period, last FROM counter").fetchall()
        return [(row[0], row[1], row[2]) for row in rows]

    def begin_epoch(
        self,
        tx: Transaction,
        *,
        device: int,
        reason: str,
        actor: str,
        counters: Sequence[tuple[str, str, int]] = (),
    ) -> None:
        """Mint an epoch, so that no other copy of this file can continue the same chain unnoticed.

        ``counters`` are numbers that were already given elsewhere and must never be given again.
        """
        head = self.journal.head()
        self.epoch, self.device = secrets.token_hex(8), device
        for key, value in (("epoch", self.epoch), ("device", str(device))):
            self.connection.execute(
                "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
        payload = {
            "epoch": self.epoch,
            "reason": reason,
            "previous_seq": head.seq,
            "previous_head": head.hash.hex(),
            "counters": [list(item) for item in counters],
        }
        tx.record("epoch.began", f"epoch:{self.epoch}", payload, actor=actor)

    def _refuse_writing(self) -> None:
        if self.read_only:
            raise StoreError(
                _(
                    "Thư mục dữ liệu chỉ đọc được, không ghi được. Xem và in vẫn dùng được; báo người phụ trách máy."
                )
            )

    def _moment(self, last: str) -> tuple[datetime, bool]:
        now = self.clock.now()
        behind = bool(last) and _seconds_behind(utc_text(now), last) > CLOCK_TOLERANCE_SECONDS
        if behind and not self.clock_confirmed:
            raise ClockError(
                _(
                    "Đồng hồ máy ({now}) chậm hơn lần ghi cuối ({last}). Chỉnh lại giờ, hoặc xác nhận giờ này là đúng."
                ).format(now=f"{now:%d/%m/%Y %H:%M}", last=_local(last))
            )
        return now, behind

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Write one act: BEGIN IMMEDIATE, then everything or nothing.

        After an error at COMMIT the file is reopened and the act's own op_id looked up: what was written counts as
        written. Errors: StoreError when it was not, ClockError when the clock stands before the last event.
        """
        self._refuse_writing()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except engine.DatabaseError as error:
            raise _unwritable(error) from error
        try:
            head = self.journal.head()
            now, flagged = self._moment(head.at_utc)
            tx = Transaction(self, now, head, flagged=flagged)
            yield tx
        except BaseException as error:
            self._roll_back()
            if isinstance(error, engine.DatabaseError) and not isinstance(
                error, engine.IntegrityError
            ):
                raise _unwritable(error) from error
            raise
        self._commit(tx)

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        self.rules_changed()
        self._load_identity()

    def _commit(self, tx: Transaction) -> None:
        try:
            self.connection.execute("COMMIT")
        except engine.DatabaseError as error:
            if not self._kept_after_all(tx):
                raise _unwritable(error) from error

    def _kept_after_all(self, tx: Transaction) -> bool:
        """Whether the act is in the file although its COMMIT failed; False also when the file cannot be opened."""
        try:
            self._reopen()
            return bool(tx.entries) and self.journal.by_op(tx.entries[-1].op_id) is not None
        except engine.DatabaseError:
            with suppress(engine.DatabaseError):
                self._roll_back()
            return False

    def _reopen(self) -> None:
        fresh = engine.connect(self.path)
        self.connection.close()
        self.connection = fresh
        engine.forbid_ddl(self.connection)
        self.journal = Journal(self.connection)
        self.rules_changed()
        self._load_identity()

    def backup_to(self, target: Path) -> None:
        """Copy the whole database into a new file that is complete on disk when this returns.

        Errors: StoreError when the target exists or cannot be written; nothing half-made is left.
        """
        if target.exists():
            raise StoreError(_("Đã có tệp {path}; không ghi đè.").format(path=target))
        partial = target.with_name(target.name + ".dang-ghi")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            partial.unlink(missing_ok=True)
            self._copy_into(partial)
            with partial.open("rb") as written:
                os.fsync(written.fileno())
            partial.rename(target)
        except (OSError, engine.DatabaseError) as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise StoreError(
                _("Không sao lưu được ra {path}: {detail}. Kiểm tra chỗ trống rồi thử lại.").format(
                    path=target, detail=error
                )
            ) from error

    def _copy_into(self, target: Path) -> None:
        engine.allow_ddl(self.connection)
        try:
            self.connection.execute("PRAGMA query_only = OFF")  # the copy is written, not the file
            self.connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            if self.read_only:
                self.connection.execute("PRAGMA query_only = ON")
            engine.forbid_ddl(self.connection)


def _seconds_behind(now: str, last: str) -> float:
    return (from_utc_text(last) - from_utc_text(now)).total_seconds()


def _local(utc: str) -> str:
    return f"{from_utc_text(utc):%d/%m/%Y %H:%M}"


def _unreadable(path: Path, error: Exception) -> CounterError:
    return StoreError(
        _(
            "Không đọc được dữ liệu ở {path} ({detail}). Không ghi gì thêm; khôi phục từ bản sao lưu gần nhất."
        ).format(path=path, detail=error)
    )


def _unwritable(error: Exception) -> CounterError:
    if "full" in str(error):
        return StoreError(_("Ổ đĩa đầy nên chưa lưu được. Xóa bớt tệp không cần rồi bấm lưu lại."))
    if "locked" in str(error) or "busy" in str(error):
        return StoreError(_("Dữ liệu đang được cửa sổ khác ghi. Chờ vài giây rồi bấm lưu lại."))
    return StoreError(
        _("Chưa lưu được: {detail}. Thử lại; nếu vẫn lỗi, khởi động lại chương trình.").format(
            detail=error
        )
    )
