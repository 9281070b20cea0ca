"""The superior's own small store: what arrived when, under which hash, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.errors import LockedError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind, at_opening, from_system, make_room
from counter_app.store.file.opening import copy_into
from counter_app.superior.book import book_seals
from counter_app.superior.book.book_schema import STEPS, VERSION
from counter_app.superior.book.copy_keys import held_in, key_of
from counter_app.superior.book.folder import importing
from counter_app.superior.book.known_keys import KnownKeys
from counter_app.superior.book.operations import Operations
from counter_app.superior.book.posts import Posts
from counter_app.superior.book.putting_back import go_on
from counter_app.superior.book.quarantine_list import QuarantineList
from counter_app.superior.book.register import Register
from counter_app.superior.book.settlements import Settlements
from counter_app.system import files
from counter_app.values import dataclass

DATABASE_NAME = "cap-tren.db"
APPLICATION_ID = 0x51_4D_43_53  # "QMCS"
_PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One batch as it came in; ``outcome`` is imported, held, refused or quarantined, ``detail`` the problems, a line
    each; ``by`` is who imported, ``manifest_sha256`` names the batch's manifest by its bytes, ``app`` is the program
    that wrote it, as its signer says.

    ``journal`` is empty and the numbers are 0 when the manifest could not be read. ``head`` is the chain's hash at its
    end; of a batch of another branch, ``fork_seq`` and ``fork_hash`` name its first entry that differs from ours.
    """

    at: datetime
    name: str
    sha256: str
    journal: str
    from_seq: int
    to_seq: int
    outcome: str
    detail: str
    head: str = ""
    fork_seq: int = 0
    fork_hash: str = ""
    by: str = ""
    manifest_sha256: str = ""
    app: str = ""


class Arrivals:
    """The book of arrivals; open it with ``with``."""

    def __init__(self, folder: Path) -> None:
        path = folder / DATABASE_NAME
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.went_on = go_on(folder)
            self._db = engine.connect(path, key=key_of(folder, path))
        except (OSError, engine.DatabaseError) as error:
            raise _at_opening(error, path) from error
        try:
            self._prepare()
        except BaseException as error:
            self._db.close()
            if isinstance(error, engine.DatabaseError):
                raise _at_opening(error, path) from error
            raise
        self._file = files.identity(path)
        self.register = Register(self._db)
        self.settlements = Settlements(self._db)
        self.keys = KnownKeys(self._db, held_in(folder))
        self.quarantine = QuarantineList(self._db)
        self.posts = Posts(self._db)
        self.operations = Operations(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close; a disk that failed meanwhile becomes a sentence. Errors: StoreError."""
        self.close()
        if error is not None:
            make_room(self._folder, error)
        if isinstance(error, OSError):
            raise from_system(error, self._folder) from error
        if isinstance(error, engine.DatabaseError) and not isinstance(error, StoreError):
            raise _at_opening(error, self._folder / DATABASE_NAME) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _prepare(self) -> None:
        if self._version() != VERSION:
            self._upgrade()
        book_seals.keep_sealed(self._db)

    def _upgrade(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        wanted = STEPS[self._version() :]  # asked again: somebody else may have been first
        for step in wanted:
            for statement in step.strip().split(";\n"):
                self._db.execute(statement)
        if book_seals.SCHEMA in wanted:
            book_seals.seal_everything(self._db)
        self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        self._db.execute("COMMIT")

    def _version(self) -> int:
        """The version of the book; 0 for a new file. Errors: StoreError for a foreign or newer one."""
        found = self._db.execute("PRAGMA application_id").fetchone()[0]
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if (found == APPLICATION_ID and version <= VERSION) or not (found or version):
            return version
        raise StoreError(
            _("Dữ liệu cấp trên do phiên bản khác tạo ra. Cập nhật chương trình rồi mở lại.")
        )

    def damage(self) -> list[str]:
        """The damage SQLite finds in the book; a sentence each."""
        rows = self._db.execute("PRAGMA integrity_check").fetchall()
        return [f"{DATABASE_NAME}: {said}" for (said,) in rows if said != "ok"]

    def edits(self) -> list[str]:
        """The changes somebody made to the book behind the program's back; a sentence each."""
        foreign = book_seals.foreign_objects(self._db, STEPS)
        told = [book_seals.foreign_text(foreign)] if foreign else []
        return told + book_seals.seal_problems(self._db)

    def copy_into(self, target: Path) -> None:
        """Copy the book into a new file. Errors: StoreError."""
        copy_into(self._db, target)

    @classmethod
    def open_known(cls, folder: Path) -> Self | None:
        """The book where there is one that can be opened; a report goes on without it. Errors: LockedError."""
        if not (folder / DATABASE_NAME).is_file():
            return None
        try:
            return cls(folder)
        except LockedError:
            raise
        except StoreError:
            return None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Within it everything noted is written at once."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a failing disk may have ended it
                with suppress(engine.DatabaseError):
                    self._db.execute("ROLLBACK")
            raise

    def note(self, arrival: Arrival) -> None:
        """Write one line; the same refusal or hold of the same bytes is written once."""
        self._db.execute(
            f"INSERT INTO arrival({', '.join(_COLUMNS)}) SELECT {', '.join(f':{name}' for name in _COLUMNS)} "  # noqa: S608 - own names
            "WHERE NOT EXISTS(SELECT 1 FROM arrival WHERE name = :name AND sha256 = :sha256 AND outcome = :outcome "
            "AND detail = :detail AND manifest_sha256 = :manifest_sha256)",
            {**asdict(arrival), "at_utc": utc_text(arrival.at)},
        )

    def of_journal(self, journal: str, *, most: int = 1_000) -> list[Arrival]:
        """Arrivals of one journal, latest first."""
        rows = self._db.execute(
            f"{_QUESTION} WHERE journal = ? ORDER BY id DESC LIMIT ?", (journal, most)
        ).fetchall()
        return [_arrival(row) for row in rows]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it no other import runs on this folder; a second one waits, and gives up after a while.

        Errors: StoreError when the other one takes too long, another book stands in this one's place, or there is more
        in it than the program made.
        """
        with importing(self._folder):
            if files.identity(self._folder / DATABASE_NAME) != self._file:
                raise StoreError(_("Sổ nhận gói dữ liệu vừa được thay. Chờ giây lát rồi làm lại."))
            book_seals.require_own(self._db, STEPS)
            yield

    def latest(self, *, most: int = 100) -> list[Arrival]:
        """Arrivals, latest first."""
        rows = self._db.execute(f"{_QUESTION} ORDER BY id DESC LIMIT ?", (most,)).fetchall()
        return [_arrival(row) for row in rows]

    def last_taken(self) -> dict[str, datetime]:
        """Journal → when a batch of it was taken in last."""
        rows = self._db.execute(
            "SELECT journal, max(at_utc) FROM arrival WHERE outcome = 'imported' GROUP BY journal"
        ).fetchall()
        return {journal: from_utc_text(at) for journal, at in rows}

    def versions(self) -> dict[str, str]:
        """Journal → the program that wrote the batch taken in last, as its signer says; left out where nobody said."""
        rows = self._db.execute(
            "SELECT journal, app, max(id) FROM arrival WHERE outcome = 'imported' AND app <> '' GROUP BY journal"
        ).fetchall()
        return {journal: app for journal, app, _last in rows}

    def taken_between(self, first: datetime, last: datetime) -> dict[str, int]:
        """Journal → how many batches of it were taken in from one moment until before another."""
        rows = self._db.execute(
            "SELECT journal, count(*) FROM arrival WHERE outcome = 'imported' AND at_utc >= ? AND at_utc < ? "
            "GROUP BY journal",
            (utc_text(first), utc_text(last)),
        ).fetchall()
        return dict(map(tuple, rows))

    def refused_since(self) -> dict[str, int]:
        """Journal → batches refused since one of it was taken in, those of other branches left out."""
        rows = self._db.execute(
            "SELECT journal, count(*) FROM arrival a WHERE outcome = 'refused' AND fork_hash = '' AND journal <> '' "
            "AND id > (SELECT coalesce(max(id), 0) FROM arrival b WHERE b.journal = a.journal "
            "AND b.outcome = 'imported') GROUP BY journal"
        ).fetchall()
        return dict(map(tuple, rows))

    def undecided(self, journal: str = "") -> list[Arrival]:
        """Refused batches of other branches, of one journal or of all, that came after the last decision about it."""
        rows = self._db.execute(
            f"{_QUESTION} WHERE ? IN ('', journal) AND fork_hash <> '' AND NOT EXISTS(SELECT 1 FROM settlement s "  # noqa: S608 - own names
            "WHERE s.journal = arrival.journal AND s.decision IN ('keep', 'take', 'rekey') AND s.done = 1 "
            "AND s.last_arrival >= arrival.id) ORDER BY id",
            (journal,),
        ).fetchall()
        return [_arrival(row) for row in rows]


def _at_opening(error: Exception, path: Path) -> StoreError:
    """As ``at_opening``; from a damaged book only a copy of the superior's leads back, not one of the office's.

    On a full disk room is made.
    """
    make_room(path.parent, error)
    told = at_opening(error, path)
    if getattr(told, "kind", None) is not Kind.DAMAGED:
        return told
    text = _(
        "Sổ nhận gói dữ liệu {path} không đọc được: tệp hỏng hoặc ổ đĩa đọc lỗi. Kiểm tra ổ đĩa, rồi đưa bản sao lưu "
        "của cấp trên về: superior put-back."
    )
    return StoreError(text.format(path=path))


_COLUMNS = tuple("at_utc" if item.name == "at" else item.name for item in fields(Arrival))
_QUESTION = f"SELECT {', '.join(_COLUMNS)} FROM arrival"  # noqa: S608 - own names


def _arrival(row: tuple[Any, ...]) -> Arrival:
    names = [item.name for item in fields(Arrival)]
    found = dict(zip(names, row, strict=True))
    return Arrival(**{**found, "at": from_utc_text(found["at"])})
