"""Fees taken in and given back, read by matter and by period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text
from counter_app.domain.fees.payments import FeeEntry, FeeKind
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row


WAIVER_UNDONE = """iif(kind = 'waived' AND amount = 0, coalesce(
    (SELECT body ->> '$.undone_seq' FROM payload WHERE payload.seq = fee_entry.seq),
    (SELECT residue ->> '$.undone_seq' FROM erasure WHERE erasure.seq = fee_entry.seq), 0), 0)"""
"""The entry whose waiver a row of ``fee_entry`` takes back, as its event says or what an erasure left of it; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTotal:
    """The total of one sector, officer and day: đồng taken in and given back, and in how many entries."""

    sector: str
    officer: str
    day: date
    collected: int
    refunded: int
    payments: int
    refunds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptUse:
    """The place an official receipt number was written down at: a dossier's code, or the first number of a visit."""

    seq: int
    dossier: int | None
    visit: int | None
    code: str
    payer: str


class Fees(Reading):
    """Reads what was collected and refunded; entries never change, so every sum is as of its own last day."""

    def of_dossier(self, dossier: int) -> tuple[FeeEntry, ...]:
        """A dossier's payments and refunds, oldest first."""
        return self._of("dossier", dossier)

    def of_certification(self, certification: int) -> tuple[FeeEntry, ...]:
        """A certification's payments and refunds, oldest first."""
        return self._of("certification", certification)

    def get(self, seq: int) -> FeeEntry | None:
        """One payment or refund."""
        return next(iter(self._of("seq", seq)), None)

    def totals(self, first: date, last: date) -> list[FeeTotal]:
        """The totals from ``first`` to ``last``, both included, by day, sector and officer (login)."""
        rows = self.rows(
            "SELECT sector, officer, day, sum(iif(kind = 'collected', amount, 0)) AS collected, "
            "sum(iif(kind = 'refunded', amount, 0)) AS refunded, sum(kind = 'collected') AS payments, "
            "sum(kind = 'refunded') AS refunds "
            "FROM fee_entry WHERE day BETWEEN ? AND ? GROUP BY day, sector, officer ORDER BY day, sector, officer",
            (first.isoformat(), last.isoformat()),
        )
        return [
            FeeTotal(
                sector=row["sector"],
                officer=row["officer"],
                day=date.fromisoformat(row["day"]),
                collected=row["collected"],
                refunded=row["refunded"],
                payments=row["payments"],
                refunds=row["refunds"],
            )
            for row in rows
        ]

    def receipt_uses(self, receipt_no: str, day: date) -> list[ReceiptUse]:
        """Every payment on ``day`` under an official receipt number, oldest first."""
        rows = self.rows(
            "SELECT f.seq, f.dossier, iif(f.dossier IS NULL, c.visit, d.visit) AS visit, "
            "coalesce(d.code, '') AS code, coalesce(d.names, c.applicant, '') AS payer "
            "FROM fee_entry f LEFT JOIN dossier d ON d.id = f.dossier "
            "LEFT JOIN certification c ON c.id = f.certification "
            "WHERE f.kind = 'collected' AND f.receipt_no = ? AND f.day = ? ORDER BY f.seq",
            (receipt_no, day.isoformat()),
        )
        return [
            ReceiptUse(
                seq=row["seq"],
                dossier=row["dossier"],
                visit=row["visit"],
                code=row["code"],
                payer=row["payer"].split("\n")[0],
            )
            for row in rows
        ]

    def _of(self, column: str, value: int) -> tuple[FeeEntry, ...]:
        rows = self.rows(
            f"SELECT *, {WAIVER_UNDONE} AS undone FROM fee_entry WHERE {column} = ? ORDER BY seq",
            (value,),
        )
        return tuple(_entry(row) for row in rows)


def _entry(row: Row) -> FeeEntry:
    return FeeEntry(
        seq=row["seq"],
        kind=FeeKind(row["kind"]),
        amount=row["amount"],
        at=from_local_text(row["at"]),
        officer=row["officer"],
        sector=row["sector"],
        dossier=row["dossier"],
        certification=row["certification"],
        receipt_no=row["receipt_no"],
        method=row["method"],
        reason=row["reason"],
        ground=row["ground"],
        undone=row["undone"],
    )
