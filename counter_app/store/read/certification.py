"""Certifications read back: the books, the last ones, and what they came to by procedure and by signer."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.certification.books import Certification, Document, SigningAs
from counter_app.domain.clock import from_local_text
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationTally:
    """The tally of one procedure or signer in a period: its end's standing, and ``voided`` of the same period apart."""

    count: int
    pages: int
    copies: int
    fee: int
    voided: int
    voided_fee: int


_FIGURES = tuple(field.name for field in fields(CertificationTally))


class Certifications(Reading):
    """Reads the books of certifications."""

    def get(self, certification: int) -> Certification | None:
        """One line of a book."""
        return next(iter(self._where("id = ?", certification)), None)

    def by_number(self, book: str, number: int) -> Certification | None:
        """A line by its number; ``book`` with its year."""
        return next(iter(self._where("book = ? AND number = ?", book, number)), None)

    def named(self, names: Iterable[str]) -> list[Certification]:
        """Lines of the books for somebody with one of these names, letter by letter; it may be a namesake."""
        return [
            item
            for name in dict.fromkeys(names)
            for item in self._where("applicant = ? ORDER BY id", name)
        ]

    def of_visit(self, visit: int) -> list[Certification]:
        """Everything certified in one visit, in order."""
        return self._where("visit = ? ORDER BY id", visit)

    def last(self, day: date, *, most: int = 10) -> list[Certification]:
        """A day's latest ones, latest first."""
        return self._where("day = ? ORDER BY id DESC LIMIT ?", day.isoformat(), most)

    def between(self, first: date, last: date) -> list[Certification]:
        """The books of a period, both days included, in the order of books and numbers; void ones are among them."""
        days = (first.isoformat(), last.isoformat())
        return self._where("day BETWEEN ? AND ? ORDER BY book, number", *days)

    def numbered(
        self, book: str, first: int, last: int, *, upto: int | None = None
    ) -> list[Certification]:
        """A book's lines from number to number; with ``upto`` as that entry of the journal left them."""
        found = self._where(
            "book = ? AND number BETWEEN ? AND ? ORDER BY number", book, first, last
        )
        if upto is None:
            return found
        return [item.before(upto) for item in found if item.id <= upto]

    def volume(self, book: str) -> int:
        """The volume a book was written in last; 1 for a new one."""
        row = self.one(
            "SELECT volume FROM certification WHERE book = ? ORDER BY number DESC LIMIT 1", (book,)
        )
        return int(row["volume"]) if row else 1

    def last_number(self, series: str, year: str) -> int:
        """The number given last in a series of a year; 0 before the first."""
        row = self.one("SELECT last FROM counter WHERE name = ? AND period = ?", (series, year))
        return int(row["last"]) if row else 0

    def tallies(self, first: date, last: date) -> dict[str, CertificationTally]:
        """The tallies by procedure, as of the end of ``last``: numbers made void later still count."""
        return self._tallies("procedure_code", first, last)

    def tallies_by_signer(self, first: date, last: date) -> dict[str, CertificationTally]:
        """The same by who signed (login); one key is empty where no signer was written down."""
        return self._tallies("signer", first, last)

    def _tallies(self, by: str, first: date, last: date) -> dict[str, CertificationTally]:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        rows = self.rows(
            f"SELECT {by} AS key, sum(1 - void) AS count, sum(iif(void, 0, pages)) AS pages, "
            "sum(iif(void, 0, copies)) AS copies, sum(iif(void, 0, fee)) AS fee, sum(void) AS voided, "
            "sum(iif(void, fee, 0)) AS voided_fee FROM (SELECT *, "
            "voided_day IS NOT NULL AND voided_day <= :last AS void FROM certification "
            f"WHERE day BETWEEN :first AND :last) GROUP BY {by} ORDER BY {by}",
            days,
        )
        return {
            row["key"]: CertificationTally(**{name: row[name] for name in _FIGURES}) for row in rows
        }

    def _where(self, condition: str, *values: str | int) -> list[Certification]:
        rows = self.rows(
            f"SELECT * FROM certification WHERE {condition}",
            values,
        )
        return [_certification(row) for row in rows]


def _certification(row: Row) -> Certification:
    return Certification(
        id=row["id"],
        visit=row["visit"],
        at=from_local_text(row["at"]),
        procedure=row["procedure_code"],
        sector=row["sector"],
        applicant=row["applicant"],
        document=Document(title=row["title"], pages=row["pages"], copies=row["copies"]),
        fee=row["fee"],
        book=row["book"],
        volume=row["volume"],
        number=row["number"],
        signer=row["signer"],
        officer=row["officer"],
        note=row["note"],
        voided_at=from_local_text(row["voided_at"]) if row["voided_at"] else None,
        void_reason=row["void_reason"],
        signing=SigningAs(
            capacity=row["capacity"], position=row["position"], document=row["document_cited"]
        ),
        after_lock=row["after_lock"],
        approved_by=row["approved_by"],
        voided_seq=row["voided_seq"] or 0,
        void_approved_by=row["void_approved_by"],
    )
