"""Signers, prints and locks of the books of certifications, read back.

Every morning asks which books there are; what a line of one is, is loaded with the first.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text
from counter_app.store.file.reading import Reading

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.domain.certification.authority import Authorisation
    from counter_app.domain.certification.book_volumes import BookLock, BookPrint
    from counter_app.domain.certification.books import Certification
    from counter_app.store.read.certification import Certifications


class CertificationVolumes(Reading):
    """Reads authorisations, printed months and locks."""

    def authorisations(self) -> list[Authorisation]:
        """Every authorisation ever given, those that begin last first."""
        rows = self.rows("SELECT * FROM certification_authority ORDER BY since DESC, seq DESC")
        return [_authorisation(row) for row in rows]

    def last_signed(self, login: str, since: date) -> date | None:
        """The last day from ``since`` on of which something stands in a book with this signer."""
        row = self.one(
            "SELECT max(day) AS day FROM certification WHERE signer = ? AND day >= ?",
            (login, since.isoformat()),
        )
        return date.fromisoformat(row["day"]) if row and row["day"] else None

    def prints(self, book: str) -> list[BookPrint]:
        """The prints of a book with its year, in the order of its pages."""
        rows = self.rows("SELECT * FROM book_print WHERE book = ? ORDER BY seq", (book,))
        return [_print(row) for row in rows]

    def print(self, seq: int) -> BookPrint | None:
        """One printed month."""
        row = self.one("SELECT * FROM book_print WHERE seq = ?", (seq,))
        return _print(row) if row else None

    def lock(self, book: str) -> BookLock | None:
        """The way a book with its year was locked; None while it is open."""
        row = self.one("SELECT * FROM book_lock WHERE book = ?", (book,))
        return _lock(row) if row else None

    def books(self) -> list[str]:
        """Every book with its year that has an entry, by name: looked up one after another, however long they are."""
        rows = self.rows(
            "WITH RECURSIVE known(book) AS (SELECT min(book) FROM certification UNION ALL "
            "SELECT (SELECT min(book) FROM certification WHERE book > known.book) FROM known "
            "WHERE known.book IS NOT NULL) SELECT book FROM known WHERE book IS NOT NULL"
        )
        return [row["book"] for row in rows]

    def lines(self, book: str, first: int, last: int, *, upto: int) -> list[Certification]:
        """A book's lines from number to number as entry ``upto`` of the journal left them."""
        return self._lines().numbered(book, first, last, upto=upto)

    def unprinted(self, book: str, last: date, *, after: int) -> list[Certification]:
        """Lines above number ``after`` up to the highest that is dated ``last`` or earlier, void ones among them."""
        row = self.one(
            "SELECT max(number) AS number FROM certification WHERE book = ? AND number > ? AND day <= ?",
            (book, after, last.isoformat()),
        )
        if row is None or row["number"] is None:
            return []
        return self._lines().numbered(book, after + 1, int(row["number"]))

    def _lines(self) -> Certifications:
        from counter_app.store.read.certification import Certifications

        return Certifications(self._database)

    def voided_after(
        self, book: str, printed: BookPrint, upto: int | None = None
    ) -> list[Certification]:
        """Lines of a printed month that were made void after it was printed, up to an entry of the journal."""
        rows = self.rows(
            "SELECT id FROM certification WHERE book = ? AND number BETWEEN ? AND ? AND voided_seq > ? "
            "AND voided_seq <= ? ORDER BY number",
            (
                book, printed.first_number, printed.last_number, printed.upto,
                upto if upto is not None else 2**62,
            ),
        )  # fmt: skip
        reader = self._lines()
        return [item for row in rows if (item := reader.get(row["id"])) is not None]

    def erased_after(self, book: str, printed: BookPrint) -> list[int]:
        """Numbers of a printed month whose names were erased by law after it was printed."""
        rows = self.rows(
            "SELECT c.number FROM certification c JOIN erasure e ON e.seq = c.id WHERE c.book = ? "
            "AND c.number BETWEEN ? AND ? AND e.by_seq > ? ORDER BY c.number",
            (book, printed.first_number, printed.last_number, printed.upto),
        )
        return [row["number"] for row in rows]

    def erased_since(self, book: str, seq: int) -> bool:
        """True if names of any line of a book were erased by law after an entry of the journal."""
        found = self.one(
            "SELECT 1 FROM certification c JOIN erasure e ON e.seq = c.id WHERE c.book = ? AND e.by_seq > ? LIMIT 1",
            (book, seq),
        )
        return found is not None

    def months(self, book: str) -> dict[int, tuple[int, int, int]]:
        """Month → how many entries, their first and their last number."""
        rows = self.rows(
            "SELECT CAST(substr(day, 6, 2) AS INTEGER) AS month, count(*) AS entries, min(number) AS first, "
            "max(number) AS last FROM certification WHERE book = ? GROUP BY month",
            (book,),
        )
        return {row["month"]: (row["entries"], row["first"], row["last"]) for row in rows}

    def after_lock(self, first: date, last: date) -> list[tuple[date, Certification, bool]]:
        """The lines a leader let into locked books in a period: the day, the line, a mark if it was made void.

        A line entered late and made void later still is told twice.
        """
        rows = self.rows(
            "SELECT day AS told, id, 0 AS void FROM certification WHERE approved_by <> '' "
            "AND day BETWEEN :first AND :last UNION ALL SELECT voided_day, id, 1 "
            "FROM certification WHERE void_approved_by <> '' AND voided_day BETWEEN :first AND :last "
            "ORDER BY told, id, void",
            {"first": first.isoformat(), "last": last.isoformat()},
        )
        reader = self._lines()
        return [
            (date.fromisoformat(row["told"]), item, bool(row["void"]))
            for row in rows
            if (item := reader.get(row["id"])) is not None
        ]


def _authorisation(row: Row) -> Authorisation:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    from counter_app.domain.certification.authority import Authorisation, Capacity

    return Authorisation(
        id=row["seq"],
        officer=row["signer"],
        capacity=Capacity(row["capacity"]),
        position=row["position"],
        number=row["document_no"],
        issued_on=day("document_day"),
        since=date.fromisoformat(row["since"]),
        until=day("until"),
        books=tuple(filter(None, row["kinds"].split(","))),
    )


def _print(row: Row) -> BookPrint:
    from counter_app.domain.certification.book_volumes import BookPrint

    names = "book month officer first_page last_page first_number last_number upto sha256 program"
    facts = {name: row[name] for name in names.split()}
    said = json.loads(row["said"])
    return BookPrint(id=row["seq"], at=from_local_text(row["at"]), said=said, **facts)


def _lock(row: Row) -> BookLock:
    from counter_app.domain.certification.book_volumes import BookLock

    names = "book officer first_number last_number entries voided last_page upto approved_by"
    facts = {name: row[name] for name in names.split()}
    said = json.loads(row["said"])
    return BookLock(id=row["seq"], at=from_local_text(row["at"]), said=said, **facts)
