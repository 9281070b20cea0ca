"""Citizens' enquiries about dossiers read back, with what became of each."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text, local_text
from counter_app.store.file.reading import Reading
from counter_app.store.read.charge_sql import own_condition
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Row

    from counter_app.domain.followups.followup import FollowUp
    from counter_app.domain.office.charge import Charge

_JOINED = "followup LEFT JOIN dossier ON dossier.id = followup.dossier"
_ALL = f"SELECT followup.*, dossier.code FROM {_JOINED}"
_OPEN = "answer_due IS NOT NULL AND answered_at IS NULL AND voided_at IS NULL"
_UNTOLD = "answered_at IS NOT NULL AND told_at IS NULL AND voided_at IS NULL"
_ABOUT = "(followup.dossier = :dossier OR (followup.official_code = :official AND :official <> ''))"


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of enquiries about one dossier so far, and of reminders."""

    times: int
    reminders: int


class FollowUps(Reading):
    """Reads who asked about which dossier."""

    def get(self, followup: int) -> FollowUp | None:
        """One enquiry."""
        row = self.one(f"{_ALL} WHERE followup.id = ?", (followup,))
        return _followup(row) if row else None

    def about(self, dossier: int | None, official: str) -> list[FollowUp]:
        """Every enquiry about a dossier, by its number here or its official code, oldest first."""
        said = {"dossier": dossier, "official": official}
        return [
            _followup(row) for row in self.rows(f"{_ALL} WHERE {_ABOUT} ORDER BY followup.id", said)
        ]

    def asked_by(self, names: Iterable[str]) -> list[FollowUp]:
        """Enquiries of somebody with one of these names, letter by letter; it may be a namesake."""
        return [
            item
            for name in dict.fromkeys(names)
            for item in self._list("asker = ? ORDER BY followup.id", name)
        ]

    def counts(self, dossier: int | None, official: str) -> Counts:
        """The number of times a dossier was asked about; one taken back counts for nothing."""
        said = {"dossier": dossier, "official": official}
        counted = f"SELECT count(*) FROM followup WHERE voided_at IS NULL AND {_ABOUT}"
        return Counts(
            int(self.value(counted, said)),
            int(self.value(f"{counted} AND reminder > 0", said)),
        )

    def open(self, *, most: int, charge: Charge | None = None) -> list[FollowUp]:
        """The enquiries that still have to be answered, of everybody or of an officer, the earliest due first."""
        whose, values = _own(charge)
        sql = f"{_ALL} WHERE {_OPEN} AND {whose} ORDER BY answer_due, followup.id LIMIT :most"
        return [_followup(row) for row in self.rows(sql, {**values, "most": most})]

    def untold(self, *, most: int, charge: Charge | None = None) -> list[FollowUp]:
        """The answers the citizen does not know yet, the oldest first."""
        whose, values = _own(charge)
        sql = f"{_ALL} WHERE {_UNTOLD} AND {whose} ORDER BY answered_at, followup.id LIMIT :most"
        return [_followup(row) for row in self.rows(sql, {**values, "most": most})]

    def open_counts(self, now: datetime, charge: Charge | None = None) -> dict[str, int]:
        """The number of those "unanswered", of those "answer_overdue", and of those "untold"."""
        whose, values = _own(charge)
        counted = f"SELECT count(*) FROM {_JOINED} WHERE {whose} AND"
        late = f"{counted} {_OPEN} AND answer_due < :now"
        return {
            "unanswered": int(self.value(f"{counted} {_OPEN}", values)),
            "answer_overdue": int(self.value(late, {**values, "now": local_text(now)})),
            "untold": int(self.value(f"{counted} {_UNTOLD}", values)),
        }

    def between(self, first: date, last: date) -> list[FollowUp]:
        """The enquiries from ``first`` to ``last``, both included, in their order."""
        return self._list(
            "followup.day BETWEEN ? AND ? ORDER BY followup.id", first.isoformat(), last.isoformat()
        )

    def touched_since(self, seq: int) -> list[FollowUp]:
        """The enquiries asked, answered, told or taken back after entry ``seq``; everything for 0."""
        return self._list(
            "followup.id > ?1 OR followup.id IN (SELECT body ->> '$.followup' FROM payload WHERE seq > ?1 "
            "AND body ->> '$.followup' IS NOT NULL) ORDER BY followup.id",
            seq,
        )

    def waiting_at(self, end: datetime) -> list[FollowUp]:
        """The enquiries open at a moment, as they were written down until then."""
        return self._list(
            "followup.at <= ?1 AND answer_due IS NOT NULL AND (recorded_at IS NULL OR recorded_at > ?1) "
            "AND (voided_at IS NULL OR voided_at > ?1) ORDER BY answer_due, followup.id",
            local_text(end),
        )

    def _list(self, where: str, *said: str | int) -> list[FollowUp]:
        return [_followup(row) for row in self.rows(f"{_ALL} WHERE {where}", said)]


def _own(charge: Charge | None) -> tuple[str, dict[str, Any]]:
    """The enquiries of an officer: those about the own dossiers, and those handed over to be answered."""
    if charge is None:
        return "1", {}
    dossiers, values = own_condition(charge)
    sent = "followup.sent_officer = :own_officer OR followup.officer = :own_officer"
    return f"({sent} OR {dossiers})", values


def _followup(row: Row) -> FollowUp:
    """Loads what an enquiry is with the first one: most days nobody asks."""
    from counter_app.domain.followups.followup import FollowUp, Means
    from counter_app.domain.followups.pasted import PastedDossier

    return FollowUp(
        id=row["id"],
        at=from_local_text(row["at"]),
        officer=row["officer"],
        means=Means(row["means"]),
        asker=row["asker"],
        phone=row["asker_phone"],
        asked=row["asked"],
        times=row["times"],
        dossier=row["dossier"],
        code=row["code"] or "",
        official_code=row["official_code"],
        sector=row["sector"],
        pasted=PastedDossier.from_dict(json.loads(row["pasted"])),
        reminder=row["reminder"],
        sent_office=row["sent_office"],
        sent_officer=row["sent_officer"],
        answer_due=_moment(row["answer_due"]),
        answer=row["answer"],
        answered_by=row["answered_by"],
        answered_at=_moment(row["answered_at"]),
        recorded_at=_moment(row["recorded_at"]),
        recorder=row["recorder"],
        told_at=_moment(row["told_at"]),
        voided_at=_moment(row["voided_at"]),
        void_reason=row["void_reason"],
    )


def _moment(text: str | None) -> datetime | None:
    return from_local_text(text) if text else None
