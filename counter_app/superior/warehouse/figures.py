"""The figures of the office's reports, answered by an engine over many senders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.domain.dossier.dossier import Channel
from counter_app.store.figures.indicators import EVERYTHING, Load, Narrowed, Trip
from counter_app.store.figures.report_sums import MoneyTally, OfficerTally
from counter_app.store.figures.tallies import FeeTally, Tally
from counter_app.store.read.certification import CertificationTally
from counter_app.superior.warehouse import questions
from counter_app.superior.warehouse.engines.engine import Counted
from counter_app.superior.warehouse.finished_figures import FinishedFigures
from counter_app.superior.warehouse.questions import OFFICE, OFFICER, SECTOR, Period, Question
from counter_app.superior.warehouse.rows import Key, alone, filled, named
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.warehouse.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class Known:
    """A sender that counts: its number, its office, and the last day its journal tells of (None: nothing yet)."""

    sender: int
    office: str
    told: date | None


class WarehouseFigures:
    """Answers what the office's own reports ask of its store (``reports.report.Figures``), over the senders given."""

    def __init__(self, engine: Engine, known: Sequence[Known], queues: Mapping[str, str]) -> None:
        self.engine = engine
        self.known = known
        self._queues = queues
        one = len({item.office for item in known}) == 1
        self._officer = (OFFICER,) if one else (OFFICER, OFFICE)
        """Offices give the same logins to different people."""
        ended = FinishedFigures(self._asked, self._officer)
        self.finished = ended.finished
        self.finished_by_officer = ended.finished_by_officer
        self.finished_by_procedure = ended.finished_by_procedure
        self.times = ended.times
        self.times_by_kind = ended.times_by_kind
        self.times_by_officer = ended.times_by_officer
        self.overdue_by_officer = ended.overdue_by_officer
        self.overdue_online = ended.overdue_online
        self.posting = ended.posting
        self.charge = ended.charge

    def _asked(
        self,
        question: Question,
        first: date,
        last: date,
        *by: str,
        of: Narrowed = EVERYTHING,
        sector: str = "",
        hand_over: bool = True,
    ) -> list[tuple[Any, ...]]:
        sector = sector or of.sector
        senders = [
            Counted(item.sender, item.office, min(last, item.told or last)) for item in self.known
        ]
        earliest = min((item.until for item in senders), default=last)
        period = Period(
            first=first,
            last=last,
            earliest=earliest,
            by=by,
            sector=sector,
            queue=self._queues.get(sector, ""),
            handler=of.officer,
            hand_over=hand_over,
        )
        return self.engine.ask(question, period, senders)

    def tallies_by(
        self, first: date, last: date, *by: str, sector: str = "", hand_over: bool = True
    ) -> dict[Key, Tally]:
        """By office, sector, or both: what was done in the period, and how it stood at its end."""
        rows = self._asked(questions.tallies, first, last, *by, sector=sector, hand_over=hand_over)
        return filled(rows, Tally)

    def paused_past(self, last: date, *by: str, sector: str = "") -> dict[Key, tuple[int, str]]:
        """The number of paused dossiers promised for a day before ``last``, and since when (ISO) the longest waits."""
        rows = self._asked(questions.paused_past, last, last, *by, sector=sector)
        return {tuple(key): (int(number), since.isoformat()) for *key, number, since in rows}

    def tallies(self, first: date, last: date, *, hand_over: bool = True) -> dict[str, Tally]:
        """By sector."""
        return alone(self.tallies_by(first, last, SECTOR, hand_over=hand_over))

    def officers_by(
        self, first: date, last: date, *by: str, sector: str = ""
    ) -> dict[Key, OfficerTally]:
        """By office and officer (login), or another combination."""
        sums: dict[Key, Counter[str]] = defaultdict(Counter)
        for row in self._asked(questions.officers, first, last, *by, sector=sector):
            key, (figure, number) = row[: len(by)], row[len(by) :]
            sums[key] += Counter({figure: int(number or 0)})
        return {key: OfficerTally(**figures) for key, figures in sums.items()}

    def officers(self, first: date, last: date, *, sector: str = "") -> dict[str, OfficerTally]:
        """By login; of several offices, with the office behind it."""
        return named(self.officers_by(first, last, *self._officer, sector=sector))

    def fees(self, first: date, last: date) -> dict[str, FeeTally]:
        """Fees by sector of the dossiers received in the period."""
        return alone(filled(self._asked(questions.fees, first, last, SECTOR), FeeTally))

    def fees_by_receiver(self, first: date, last: date, *, sector: str = "") -> dict[str, FeeTally]:
        """The same by who received them."""
        rows = self._asked(questions.fees, first, last, *self._officer, sector=sector)
        return named(filled(rows, FeeTally))

    def money_by_sector(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, MoneyTally]:
        """Taken in and given back in the period."""
        rows = self._asked(questions.money, first, last, SECTOR, sector=sector)
        return alone(filled(rows, MoneyTally))

    def money_by_officer(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, MoneyTally]:
        """The same by who took it in or gave it back."""
        rows = self._asked(questions.money, first, last, *self._officer, sector=sector)
        return named(filled(rows, MoneyTally))

    def waived_by_ground(
        self, first: date, last: date, *, sector: str = ""
    ) -> list[tuple[str, int, int]]:
        """Ground, in how many matters, đồng waived."""
        rows = self._asked(questions.waived, first, last, sector=sector)
        return sorted((ground, int(number), int(amount)) for ground, number, amount in rows)

    def certified(self, first: date, last: date) -> dict[str, CertificationTally]:
        """Certifications by procedure."""
        rows = self._asked(questions.certified, first, last, "procedure")
        return alone(filled(rows, CertificationTally))

    def certified_by_signer(self, first: date, last: date) -> dict[str, CertificationTally]:
        """The same by who signed."""
        rows = self._asked(questions.certified, first, last, *self._officer)
        return named(filled(rows, CertificationTally))

    def loads(self, first: date, last: date, sector: str = "") -> list[Load]:
        """Acts by kind, day and hour."""
        acts: Counter[tuple[str, date, int]] = Counter()
        for kind, day, hour, _queue, number in self._asked(
            questions.loads, first, last, sector=sector
        ):
            acts[(kind, day, hour)] += int(number)
        return [Load(*key, number) for key, number in sorted(acts.items())]

    def places(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[tuple[Channel, str], tuple[int, int]]:
        """(channel, reception point) → received there in the period, given out there."""
        found: dict[tuple[Channel, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
        for channel, point, number, inwards in self._asked(
            questions.places, first, last, sector=sector
        ):
            taken, given = found[Channel(channel), point]
            found[Channel(channel), point] = (
                (taken + int(number), given) if inwards else (taken, given + int(number))
            )
        return dict(found)

    def trips(self, first: date, last: date, of: Narrowed) -> list[Trip]:
        """Dossiers handed over in the period, those alike beside each other."""
        return [
            trip
            for procedure, title, sector, officer, direct, brought, collected, number in sorted(
                self._asked(questions.trips, first, last, sector=of.sector)
            )
            if of.officer in ("", officer)
            for trip in [
                Trip(procedure, title, sector, officer, bool(direct), int(brought), bool(collected))
            ]
            * int(number)
        ]

    def enquiries_by(
        self, first: date, last: date, *by: str, sector: str = ""
    ) -> dict[Key, dict[str, int]]:
        """By office or another combination: figure (of ``superior.reports.enquiries.Enquiries``) → number."""
        found: dict[Key, dict[str, int]] = defaultdict(dict)
        for *key, figure, number in self._asked(
            questions.enquiries, first, last, *by, sector=sector
        ):
            found[tuple(key)][figure] = int(number)
        return found

    def overdue(self, last: date, *, sector: str = "") -> list[Overdue]:
        """Dossiers at work past their promise, the oldest promise first."""
        rows = self._asked(questions.overdue, last, last, sector=sector)
        return sorted(Overdue(*row) for row in rows)


@dataclass(frozen=True, slots=True, order=True)
class Overdue:
    """A dossier at work past its promise at the end of ``until``."""

    office: str
    code: str
    sector: str
    title: str
    officer: str
    promise: date
    until: date


def known_of(standings: Iterable[Standing], offices: frozenset[str] = frozenset()) -> list[Known]:
    """The senders that count, of these offices or of all."""
    from counter_app.superior.warehouse.columns import number_of

    return [
        Known(
            number_of(item.journal),
            item.office,
            date.fromisoformat(item.last_day) if item.last_day else None,
        )
        for item in standings
        if not item.trouble and (not offices or item.office in offices)
    ]
