"""Digests of the rows of the book of arrivals: ``check`` finds one that was changed behind the program's back.

Each row has its own, written by the statement that writes the row: triggers that only this program's connections have.
What else stands in the file than its steps make (a trigger, a view, a table) is named, and nothing is taken in then.
Acts about keys prove themselves (``key_acts``).
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _, mark, plural
from counter_app.store.core import engine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE book_seal(
  of_table TEXT NOT NULL, of_row TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(of_table, of_row)
) STRICT, WITHOUT ROWID
"""
SEALED = {
    "arrival": (
        "id", "at_utc", "name", "sha256", "journal", "from_seq", "to_seq", "outcome", "detail", "head", "fork_seq",
        "fork_hash", "by", "manifest_sha256", "app",
    ),
    "settlement": (
        "id", "at_utc", "journal", "decision", "by", "reason", "cut", "ours_seq", "ours_head", "theirs_seq",
        "theirs_head", "kept_file", "until", "done", "last_arrival",
    ),
    "rejected": ("journal", "hash", "settlement"),
    "quarantined": (
        "number", "sha256", "at", "name", "journal", "office", "signer", "from_seq", "to_seq", "bytes", "why", "state",
        "decided_at", "decided_by", "reason",
    ),
    "post": ("id", "at_utc", "kind", "journal", "office", "number", "name", "sha256", "place", "by"),
    "key_use": ("public", "used_at"),
    "operation": ("op_id", "at_utc", "verb", "answer"),
    "sender": (
        "journal", "office", "name", "device", "seq", "last_day", "superior", "sample", "epochs", "restored", "trouble",
        "stamp",
    ),
}  # fmt: skip
"""Every table that people's decisions and an office's standing rest on, with its columns."""
_KEYS = {"rejected": 2}
"""The number of first columns that name a row; one, where none is given."""
_WORDS = {
    "arrival": mark("lượt nhận gói"),
    "settlement": mark("quyết định"),
    "rejected": mark("nhánh đã bỏ"),
    "quarantined": mark("gói cách ly"),
    "post": mark("giấy báo nhận, gói gửi xuống"),
    "key_use": mark("lần dùng khóa"),
    "operation": mark("câu trả lời đã gửi"),
    "sender": mark("đơn vị gửi"),
}
_MOST_NAMED = 5
_FUNCTION = "book_digest"


def keep_sealed(db: Connection) -> None:
    """From here on every row that this connection writes is sealed with it. Errors: StoreError."""
    _count_digests(db)
    db.executescript(_script())


def seal_everything(db: Connection) -> None:
    """Seal every row as it is: once, as a book gets its seals, within the transaction that makes their table."""
    _count_digests(db)
    for table in SEALED:
        db.execute(f"INSERT INTO book_seal SELECT '{table}', {_facts(table)} FROM {table}")  # noqa: S608 - own names


def seal_problems(db: Connection) -> list[str]:
    """Rows that are not as they were written, vanished, or that nobody of ours wrote; a sentence for each table."""
    _count_digests(db)
    problems = []
    for table in SEALED:
        rows = db.execute(f"SELECT {_facts(table)} FROM {table}").fetchall()  # noqa: S608 - own names
        asked = "SELECT of_row, digest FROM book_seal WHERE of_table = ?"
        found = dict(map(tuple, rows))
        sealed = dict(map(tuple, db.execute(asked, (table,)).fetchall()))
        wrong = sorted(
            (row for row in found.keys() | sealed.keys() if found.get(row) != sealed.get(row)),
            key=lambda row: (len(row), row),
        )
        if wrong:
            problems.append(_told(table, wrong))
    return problems


def foreign_objects(db: Connection, steps: Sequence[str]) -> list[str]:
    """Names of what stands in a file and its ``steps`` did not make so."""
    own = _made_by(tuple(steps))
    return [f"{kind} {name}" for kind, name, text in _objects(db) if (kind, name, text) not in own]


def require_own(db: Connection, steps: Sequence[str]) -> None:
    """Errors: StoreError where there is more in a file than its ``steps`` made."""
    if found := foreign_objects(db, steps):
        raise StoreError(foreign_text(found))


def foreign_text(names: Sequence[str]) -> str:
    """The sentence about a file with foreign parts."""
    return _(
        "Sổ nhận gói dữ liệu có phần không do chương trình tạo ({names}), không nhận gói nào. Đưa bản sao lưu về: "
        "superior put-back."
    ).format(names=", ".join(names))


def _told(table: str, wrong: list[str]) -> str:
    named = ", ".join(wrong[:_MOST_NAMED]) + (" …" if len(wrong) > _MOST_NAMED else "")
    text = plural(
        "Sổ nhận gói dữ liệu đã bị sửa bằng tay: bảng {table} ({words}), {count} dòng: {rows}.",
        len(wrong),
    )
    return text.format(table=table, words=_(_WORDS[table]), count=len(wrong), rows=named)


def _count_digests(db: Connection) -> None:
    db.create_function(_FUNCTION, 1, _digest, deterministic=True)


def _digest(row: str) -> str:
    return hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()


def _name(table: str, of: str = "") -> str:
    """The name of a row, as SQL."""
    key = SEALED[table][: _KEYS.get(table, 1)]
    return " || ' ' || ".join(f'CAST({of}"{name}" AS TEXT)' for name in key)


def _facts(table: str, of: str = "") -> str:
    """A row's name and digest, as SQL."""
    columns = ", ".join(f'{of}"{name}"' for name in SEALED[table])
    return f"{_name(table, of)}, {_FUNCTION}(json_array({columns}))"


@cache
def _script() -> str:
    return "".join(map(_triggers, SEALED))


def _triggers(table: str) -> str:
    put = f"INSERT OR REPLACE INTO book_seal VALUES('{table}', {_facts(table, 'NEW.')});"
    drop = f"DELETE FROM book_seal WHERE of_table = '{table}' AND of_row = {_name(table, 'OLD.')};"  # noqa: S608 - own names
    acts = {"INSERT": put, "UPDATE": drop + put, "DELETE": drop}
    return "".join(
        f"CREATE TEMP TRIGGER seal_{table}_{act} AFTER {act} ON main.{table} BEGIN {does} END;"
        for act, does in acts.items()
    )


def _objects(db: Connection) -> list[tuple[str, str, str]]:
    asked = "SELECT type, name, sql FROM main.sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1, 2"
    return [(str(kind), str(name), str(text)) for kind, name, text in map(tuple, db.execute(asked))]


@cache
def _made_by(steps: tuple[str, ...]) -> frozenset[tuple[str, str, str]]:
    """The parts that the steps make of an empty file."""
    db = engine.connect_aside()
    try:
        for step in steps:
            for statement in step.strip().split(";\n"):
                db.execute(statement)
        return frozenset(_objects(db))
    finally:
        db.close()
