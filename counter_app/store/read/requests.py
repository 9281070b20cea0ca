"""Citizens' requests about their own data read back, and the copies that erasures did not reach."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text, local_text
from counter_app.store.file.reading import Reading

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.domain.journal.erased_copies import CopyListed
    from counter_app.domain.requests.request import DataRequest

_ALL = "SELECT * FROM data_request"
_OPEN = "answered_at IS NULL AND voided_at IS NULL"


class DataRequests(Reading):
    """Reads the register."""

    def get(self, request: int) -> DataRequest | None:
        """One request."""
        return next(iter(self._list("id = ?", request)), None)

    def numbered(self, number: int, year: str) -> DataRequest | None:
        """The request with a number of a year."""
        return next(iter(self._list("number = ? AND year = ?", number, year)), None)

    def open(self, *, most: int) -> list[DataRequest]:
        """The requests that still have to be answered, the earliest due first."""
        return self._list(f"{_OPEN} ORDER BY answer_due, id LIMIT ?", most)

    def between(self, first: date, last: date) -> list[DataRequest]:
        """The requests from ``first`` to ``last``, both included, in their order."""
        return self._list("day BETWEEN ? AND ? ORDER BY id", first.isoformat(), last.isoformat())

    def latest(self, *, most: int) -> list[DataRequest]:
        """The register from its end."""
        return self._list("1 ORDER BY id DESC LIMIT ?", most)

    def named(self, name: str, id_no: str) -> list[DataRequest]:
        """Requests of or about a person, by the number of the identity paper, by name where there is none."""
        if id_no:
            return self._list("id_no = ? ORDER BY id", id_no)
        return self._list("(name = ?1 OR asker = ?1) AND ?1 <> '' ORDER BY id", name)

    def counts(self, now: datetime) -> dict[str, int]:
        """The number of "requests_open" and "requests_late", and of "copies_left" that are to be destroyed."""
        late = f"SELECT count(*) FROM data_request WHERE {_OPEN} AND answer_due < ?"
        return {
            "requests_open": int(self.value(f"SELECT count(*) FROM data_request WHERE {_OPEN}")),
            "requests_late": int(self.value(late, (local_text(now),))),
            "copies_left": int(
                self.value("SELECT count(*) FROM copy_left WHERE reached_at IS NULL")
            ),
        }

    def copies(self, *, reached: bool = False, most: int = 1_000) -> list[CopyListed]:
        """Copies that erasures did not reach: those still to be destroyed, or those that were."""
        from counter_app.domain.journal.erased_copies import CopyKind, CopyListed

        known = "NOT NULL" if reached else "NULL"
        rows = self.rows(
            f"SELECT * FROM copy_left WHERE reached_at IS {known} ORDER BY listed, place LIMIT ?",
            (most,),
        )
        return [
            CopyListed(
                listed=row["listed"],
                place=row["place"],
                erased=row["erased"],
                subject=row["subject"],
                listed_at=from_local_text(row["listed_at"]),
                kind=CopyKind(row["kind"]),
                name=row["name"],
                where=row["lies"],
                at=_moment(row["at"]),
                reached_at=_moment(row["reached_at"]),
                reached_by=row["reached_by"],
                reason=row["reason"],
            )
            for row in rows
        ]

    def _list(self, where: str, *said: str | int) -> list[DataRequest]:
        return [self._request(row) for row in self.rows(f"{_ALL} WHERE {where}", said)]

    def _request(self, row: Row) -> DataRequest:
        """Loads what a request is with the first one: most days nobody asks."""
        from counter_app.domain.requests.request import (
            DataRequest,
            DueRule,
            Ground,
            Outcome,
            Proof,
            Wish,
        )

        dossiers = tuple(json.loads(row["dossiers"]))
        return DataRequest(
            id=row["id"],
            number=row["number"],
            year=row["year"],
            at=from_local_text(row["at"]),
            officer=row["officer"],
            wish=Wish(row["wish"]),
            asker=row["asker"],
            phone=row["asker_phone"],
            proved_by=Proof(row["proved_by"]),
            proof=row["proof"],
            name=row["name"],
            id_no=row["id_no"],
            asked=row["asked"],
            dossiers=dossiers,
            codes=tuple(self._code(dossier) for dossier in dossiers),
            answer_due=from_local_text(row["answer_due"]),
            rule=DueRule(**json.loads(row["rule"])),
            handler=row["handler"],
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            ground=Ground(row["ground"]) if row["ground"] else None,
            reason=row["reason"],
            answer=row["answer"],
            answered_at=_moment(row["answered_at"]),
            recorded_at=_moment(row["recorded_at"]),
            recorder=row["recorder"],
            handed_out_at=_moment(row["handed_out_at"]),
            voided_at=_moment(row["voided_at"]),
            void_reason=row["void_reason"],
        )

    def _code(self, dossier: int) -> str:
        return str(self.value("SELECT code FROM dossier WHERE id = ?", (dossier,)) or "")


def _moment(text: str | None) -> datetime | None:
    return from_local_text(text) if text else None
