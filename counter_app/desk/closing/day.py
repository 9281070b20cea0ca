"""The evening: close the day with its totals, and carry report and batch away on a stick."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.desk.access.book import AccessBook
from counter_app.desk.closing.carrying import Cancelled, Carrying, Progress
from counter_app.desk.closing.papers import EveningPapers
from counter_app.desk.closing.sealed_days import seals
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.desk.office.wraps import settle
from counter_app.desk.official.lists import OfficialLists
from counter_app.desk.promise.board import Board
from counter_app.domain.clock import local_date, local_text
from counter_app.domain.closing.events import BATCH_EXPORTED, DAY_CLOSED, DayClosed
from counter_app.domain.office.staff import Duty
from counter_app.errors import Cancelled as Stopped
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.stopping import stopping
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.desk.closing.beside import Beside
    from counter_app.store.read.closings import ClosedDay, WrittenBatch
    from counter_app.sync.stick.volumes import Target


MOST_REPORTS = 31
"""Day reports laid beside a batch at most; older days stand in the batch itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files an export left on the stick; ``notes`` are for the officer to know, ``travelled`` tells how much of the
    citizens' data went along, and who can read it.
    """

    batch: WrittenBatch
    files: tuple[Path, ...]
    notes: tuple[str, ...]
    travelled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExported:
    """The entries on no stick yet, and the days they are of with the dossiers received."""

    entries: int
    days: tuple[tuple[date, int], ...]


class Closing(Desk):
    """Everything done when the counter shuts."""

    def not_exported(self) -> NotExported:
        """The entries that would be lost with this computer."""
        done = self.store.closings.exported_to()
        days = tuple(self.store.closings.days_after(done))
        return NotExported(entries=self.store.closings.entries_after(done), days=days)

    def batches(self) -> list[WrittenBatch]:
        """Batches written so far, latest first."""
        return self.store.closings.batches()

    def totals(self, day: date) -> dict[str, int]:
        """A day's figures, as closing it would keep them."""
        from counter_app.reports.figures.figures import day_totals

        return day_totals(self.store, day)

    def evenings(self) -> tuple[dict[date, ClosedDay], frozenset[date]]:
        """The closing of every closed day, and the days on which more was done afterwards."""
        closings = self.store.closings
        return {item.day: item for item in closings.days(most=-1)}, closings.gone_on()

    def seals(self, day: date) -> bool:
        """True if closing a day seals days that are still open to late acts."""
        return seals(self.store, day)

    def close_day(
        self, day: date | None = None, *, approval: Approval = OWN, op_id: str = ""
    ) -> Done[ClosedDay]:
        """Write the day's totals and the chain's head into the journal, signed where the office's key is unlocked.

        Again later if more was done. A day that is over takes two people. Errors: RuleError for a day to come; as
        ``second_person``.
        """
        from counter_app.reports.figures.figures import day_totals

        act = self.act(Duty.CLOSE_DAY, op_id, DAY_CLOSED)
        day = day or self.today()
        if day > self.today():
            raise RuleError(
                _("Chưa tới ngày {day} nên chưa chốt sổ được. Chờ đến cuối ngày đó.").format(
                    day=short_date(day)
                )
            )
        sealing = (Duty.SEAL, approval, op_id, DAY_CLOSED)
        consent = consented(self, *sealing) if self.seals(day) else {}
        self.group(OfficialLists).drop_old()
        keys = self.group(Carrying).told_keys(act.officer)
        with act:
            if act.known is None:
                # Within the act: what another window records meanwhile is counted, as the head that is signed has it.
                totals: dict[str, Any] = day_totals(self.store, day)
                board = self.group(Board)
                here = board.here_at_closing(day) | board.unanswered_at_closing(day)
                totals |= {"numbers": self._last_numbers(f"{day:%Y}")} | here
                totals |= self._clock_facts(day)
                payload = DayClosed(day=day.isoformat(), at=local_text(act.now), totals=totals)
                if keys is not None:
                    from counter_app.desk.closing.day_signature import signed_closing

                    payload["signed"] = signed_closing(self.store, keys, day, payload["at"], totals)
                    payload["heads"] = True
                if looks := self.group(AccessBook).end_of_day():
                    payload["looks"] = looks
                act.record(DAY_CLOSED, f"day:{day.isoformat()}", payload, consent)
        if keys is not None:
            settle(self.store)  # scripting keys end by their day
        closed = self.store.closings.day(date.fromisoformat(act.payload["day"]))
        assert closed is not None  # noqa: S101 - just recorded, or known by its op_id
        return act.done(closed, Noun.CLOSING)

    def _clock_facts(self, day: date) -> dict[str, Any]:
        """The people who said on the day that the clock is right, and how much it dated; nothing on an ordinary day."""
        closings = self.store.closings
        words, flagged = closings.clock_words(day, day), closings.clock_flagged(day, day)
        if not words and not flagged:
            return {}
        told = [[local_text(word.at), word.officer, word.second] for word in words]
        return {"clock_words": told, "clock_flagged": flagged}

    def _last_numbers(self, year: str) -> list[list[str | int]]:
        """The last number of each series of the year: after a loss they are read from the closing sheet."""
        return [
            [name, period, last]
            for name, period, last in self.store.numbers.all()
            if period == year
        ]

    def export(
        self,
        target: Path | Target,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        op_id: str = "",
    ) -> Done[Exported]:
        """Write everything not yet exported, with the reports of its days, to ``target`` and read it back.

        Only when this returns may the stick be pulled. The last batch carries ``op_id``, for before it not all is
        there; sent again, the answer names it and no files. Errors: RuleError when there is nothing to export,
        DeviceError when the stick is full, read-only, gone or reads back wrongly.
        """
        act, carrying = self.act(Duty.EXPORT, "", BATCH_EXPORTED), self.group(Carrying)
        with carrying.alone():
            known = act.sent(op_id)
            if known is None:
                return self._export(target, act, op_id, progress, cancelled or _never)
        every = self.store.closings.batches(most=carrying.next_batch())
        batch = next(item for item in every if f"batch:{item.number}" == known.subject)
        return Done(Exported(batch=batch, files=(), notes=()), frozenset())

    def _export(
        self,
        target: Path | Target,
        act: OfficeAct,
        op_id: str,
        progress: Progress | None,
        cancelled: Cancelled,
    ) -> Done[Exported]:
        from counter_app.desk.closing.beside import beside_batch
        from counter_app.desk.closing.letters import exchange_keys, travelled_text
        from counter_app.desk.closing.stick_doubt import require_no_later
        from counter_app.sync.batch.packing import slices
        from counter_app.wording.exchange import strange_text

        waiting = self.not_exported()
        if waiting.entries == 0:
            raise RuleError(
                _("Mọi lượt ghi đã có trên USB. Không có lượt ghi mới để xuất."), rule="nothing_new"
            )
        exchange_keys(self.store)
        carrying = self.group(Carrying)
        carrying.told_keys(act.officer)
        sent = self.store.closings.exported_to()
        require_no_later(self.store, target if isinstance(target, Path) else target.folder, sent)
        parts = slices(sent + 1, self.store.journal.head().seq)
        with stopping(self.store.database, cancelled):
            how = beside_batch(self.store, self.settings)
            extra = self._extra_files(waiting, how, cancelled)
        files: list[Path] = []
        for part in parts:
            beside = extra if part == parts[-1] else []
            written = carrying.carry(part, beside, target, progress, cancelled, act.officer.login)
            carrying.note(written, act, op_id if part == parts[-1] else "")
            files += written.every
        told = (how.note, written.note, strange_text(written.strange))
        notes = tuple(text for text in told if text)
        batch = self.store.closings.batches(most=1)[0]
        travelled = travelled_text(self.store, batch)
        exported = Exported(batch=batch, files=tuple(files), notes=notes, travelled=travelled)
        return act.done(exported, Noun.BATCH)

    def _extra_files(
        self, waiting: NotExported, how: Beside, cancelled: Cancelled
    ) -> list[tuple[str, bytes]]:
        days = [day for day, _count in waiting.days] or [local_date(self.now())]
        papers, files = self.group(EveningPapers), list[tuple[str, bytes]]()
        for day in days[-MOST_REPORTS:]:
            _go_on_unless(cancelled)
            closed = self.store.closings.day(day)
            if how.any:
                files += self._reports(day, how, closed=closed is not None)
            if closed is not None:
                files += papers.signature_file(closed)
        return files

    def _reports(self, day: date, how: Beside, *, closed: bool) -> list[tuple[str, bytes]]:
        """The reports of a day for people, as the setting lets them travel."""
        stem, papers = f"bao-cao-ngay-{day:%Y-%m-%d}", self.group(EveningPapers)
        tables = papers.tables(day) if how.whole else papers.tables_to_carry(day)
        files = how.files(f"{stem}.pdf", papers.pdf(tables, day))
        files += how.files(f"{stem}.xlsx", papers.xlsx(tables, day))
        if closed:
            files += how.files(f"bien-ban-chot-{day:%Y-%m-%d}.pdf", papers.closing_pdf(day))
        return files


def _never() -> bool:
    return False


def _go_on_unless(cancelled: Cancelled) -> None:
    """Errors: Cancelled."""
    if cancelled():
        raise Stopped(_("Đã dừng theo yêu cầu; chưa ghi gì ra USB."))
