"""Everything done at the superior's desk: batches taken in, offices and dossiers looked at."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.access.book import AccessBook
from counter_app.desk.desk import Desk, Done
from counter_app.desk.reports.issue import ReportDesk
from counter_app.domain.office.staff import Duty
from counter_app.errors import Cancelled, StoreError
from counter_app.i18n import _
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.register import offices_of
from counter_app.superior_desk.operation import book_of, once

if TYPE_CHECKING:
    from counter_app.desk.desk import Session
    from counter_app.domain.paper.report_table import Table
    from counter_app.reports.report import Report
    from counter_app.store.store import Store
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.arrivals import Arrival
    from counter_app.superior.book.register import SendingOffice
    from counter_app.superior.reports.far_dossiers import FarList, Meeting
    from counter_app.superior.reports.office_board import OfficeLine
    from counter_app.superior_desk.far_dossier import FarDossier
    from counter_app.superior_desk.office_reports import SummedWanted
    from counter_app.superior_desk.sealed_reports import OpenedReport

Progress = Callable[[int, int, str], None]
Asked = Callable[[], bool]
MET_DAYS = 365
"""Dossiers received within so many days are looked through for persons who went to two offices."""


class SuperiorDesk(Desk):
    """The superior's side of the exchange, kept in the office's own folder."""

    def __init__(self, store: Store, session: Session, data_dir: Path) -> None:
        super().__init__(store, session)
        self._folder, self._locked = data_dir, False

    # Batches

    def take_in(
        self,
        source: Path,
        *,
        op_id: str = "",
        progress: Progress | None = None,
        cancelled: Asked = bool,
    ) -> Done[ImportSummary]:
        """Take in every batch in a folder or on a stick, and lay acknowledgements onto it; what was taken in when it is
        stopped stays. What no known key signed waits in quarantine.

        Errors: RuleError without the right; BatchError for a folder that cannot be read; StoreError; Cancelled.
        """
        from counter_app.superior.batches.summary import ImportSummary
        from counter_app.superior.exchange.receiving import receive_stick
        from counter_app.superior_desk.key_binding import bound
        from counter_app.sync.batch.sealed_files import sealed_on

        trust = self.trust()

        def taken() -> ImportSummary:
            with bound(self, self._folder) as notes:
                summary = receive_stick(
                    source,
                    self._folder,
                    self.store.clock,
                    trust,
                    superior_name=self.settings.name,
                    progress=_stoppable(progress, cancelled),
                )
            summary.notes[:0] = notes
            with suppress(OSError):  # pulled out meanwhile
                summary.sealed = len(sealed_on(source))
            return summary

        return once(self, self._folder, op_id, "take_in", ImportSummary, taken)

    def open_reports(
        self, source: Path, *, progress: Progress | None = None, cancelled: Asked = bool
    ) -> list[OpenedReport]:
        """The sealed reports on a stick or in a folder. They may tell of citizens: who opened how many is written down
        before they are handed on.

        Errors: RuleError without the right, and while keys are locked; BatchError; Cancelled; StoreError.
        """
        from counter_app.superior_desk.sealed_reports import open_sealed

        self.acting(Duty.SUPERIOR)
        keys, told = self.store.database.held.keys, _stoppable(progress, cancelled)
        found = open_sealed(self._folder, source, keys, told)
        opened = [item for item in found if not item.trouble]
        offices = ", ".join(sorted({item.office for item in opened}))
        if opened:
            self.group(AccessBook).taken_out("superior:reports", len(opened), about=offices)
        return found

    def trust(self) -> Trust:
        """The acting officer, with the unlocked keys: batches are judged by it. Errors: RuleError without the right."""
        officer = self.acting(Duty.SUPERIOR)
        return Trust.of(officer.name, self.store.database.held.keys)

    def arrivals(self, *, most: int = 500) -> list[Arrival]:
        """The arrivals, latest first. Errors: RuleError without the right."""
        self.acting(Duty.SUPERIOR)
        with book_of(self._folder) as book:
            return book.latest(most=most) if book else []

    # Offices and reports

    def offices(self) -> list[SendingOffice]:
        """The offices that sent, by number, from the register alone: quick, however many.

        Errors: RuleError while nobody is signed in.
        """
        self.signed_in()
        with book_of(self._folder) as book:
            return offices_of(book.register) if book else []

    def board(
        self, *, progress: Progress | None = None, cancelled: Asked = bool
    ) -> list[OfficeLine]:
        """Every office with what it sent and how it works. Errors: RuleError without the right; Cancelled."""
        from counter_app.superior.reports.office_board import office_lines

        self.acting(Duty.REPORT)
        if not self._locked and self.store.database.writable:
            from counter_app.superior.keys.encrypting import encrypt_copies

            with suppress(StoreError):  # the next import says what stays in clear
                encrypt_copies(self._folder, _stoppable(progress, cancelled))
            self._locked = True
        return office_lines(
            self._folder,
            self.store.clock,
            self.today(),
            self.store.calendar.current(),
            progress=_stoppable(progress, cancelled),
        )

    def compute(
        self, wanted: SummedWanted, *, progress: Progress | None = None, cancelled: Asked = bool
    ) -> tuple[Table, ...]:
        """The tables of a report. Errors: RuleError naming what cannot be asked for; Cancelled."""
        from counter_app.superior_desk.office_reports import tables_of

        self.acting(Duty.REPORT)
        told = _stoppable(progress, cancelled)
        calendar = self.store.calendar.current()
        tables = tables_of(self._folder, wanted, self.store.clock, calendar, progress=told)
        if shows_citizens(wanted):
            rows = sum(len(table.rows) for table in tables)
            self.group(AccessBook).listed(f"superior:{wanted.name}", rows, about=wanted.stem)
        return tables

    def offered(self) -> list[Report]:
        """The reports over all offices that can be asked for here; those of figures alone need a warehouse."""
        from counter_app.superior_desk.office_reports import offered

        return offered(self._folder)

    def file_of(
        self, wanted: SummedWanted, tables: tuple[Table, ...], kind: str, *, why: str = ""
    ) -> bytes:
        """Computed tables as a "pdf" or "xlsx". Errors: RuleError (field "why") for many rows about citizens."""
        self.acting(Duty.REPORT)
        if shows_citizens(wanted):
            rows = sum(len(table.rows) for table in tables)
            book = self.group(AccessBook)
            book.exported(f"superior:{wanted.name}", rows, about=wanted.stem, why=why)
        drawing = self.group(ReportDesk)
        until = min(wanted.last, self.today())
        return drawing.pdf(tables, until) if kind == "pdf" else drawing.xlsx(tables, until)

    # Dossiers, as far as their data travelled

    def overdue(
        self, *, sector: str = "", progress: Progress | None = None, cancelled: Asked = bool
    ) -> FarList:
        """Overdue dossiers of all offices. Errors: RuleError without the right; Cancelled."""
        from counter_app.superior.reports.far_dossiers import overdue

        self.acting(Duty.LOOK)
        told = _stoppable(progress, cancelled)
        found = overdue(self._folder, self.store.clock, sector=sector, progress=told)
        self.group(AccessBook).listed("superior:overdue", len(found.lines))
        return found

    def met_twice(
        self, *, progress: Progress | None = None, cancelled: Asked = bool
    ) -> tuple[Meeting, ...]:
        """Persons and official codes met in two offices. Errors: RuleError without the right; Cancelled."""
        from counter_app.superior.reports.far_dossiers import met_twice

        self.acting(Duty.LOOK)
        since = self.today() - timedelta(days=MET_DAYS)
        told = _stoppable(progress, cancelled)
        found = met_twice(self._folder, self.store.clock, since, progress=told)
        rows = sum(len(item.lines) for item in found)
        self.group(AccessBook).listed("superior:twice", rows)
        return found

    def far_dossier(self, journal: str, code: str) -> FarDossier:
        """One dossier of another office, seen whole. Errors: RuleError without the right; (field "code") for none."""
        from counter_app.superior_desk.far_dossier import far_dossier

        self.acting(Duty.LOOK)
        found = far_dossier(self._folder, self.store.clock, journal, code)
        self.group(AccessBook).opened_elsewhere(
            found.standing.office, found.dossier.code, found.dossier.holder_name
        )
        return found


def shows_citizens(wanted: SummedWanted) -> bool:
    """True if some rows of a report are about one citizen each; sums over offices are not."""
    from counter_app.reports.index import known

    return bool(wanted.office) and known(wanted.name).citizens


def _stoppable(progress: Progress | None, cancelled: Asked) -> Progress:
    """Tells how far it is, and ends the round when it was asked to. Errors: Cancelled."""

    def told(done: int, total: int, text: str) -> None:
        if cancelled():
            raise Cancelled(_("Đã dừng. Phần đã làm xong vẫn giữ."))
        if progress is not None:
            progress(done, total, text)

    return told
