"""Reports as staff ask for them: computed for the screen, and issued as files that are the same ever after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from counter_app import __version__
from counter_app.desk.closing.sealed_days import seals
from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.desk.paper.prints import heading
from counter_app.domain.clock import local_text
from counter_app.domain.closing.events import REPORT_ISSUED, ReportIssued
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import slug
from counter_app.i18n import _, in_vietnamese
from counter_app.values import dataclass
from counter_app.wording.paper.moments import clock_text, short_date

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.domain.paper.report_table import Table
    from counter_app.reports.report import Report
    from counter_app.store.figures.report_issues import ReportIssue

FORMATS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The wanted report: its name, its days, a sector or an officer (login) it is narrowed to."""

    name: str
    first: date
    last: date
    sector: str = ""
    officer: str = ""

    @property
    def stem(self) -> str:
        """The beginning of file names, in Vietnamese whatever is spoken: they are read in the office."""
        from counter_app.reports.index import file_stem

        narrowed = [slug(part) for part in (self.sector, self.officer) if part]
        days = f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"
        return "-".join([file_stem(self.name), days, *narrowed])


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A report as files: format → bytes. ``issue`` is None while its period is not over.

    ``sha256`` is of what it says, not of the files. ``warning`` is empty unless it differs from what was issued before.
    """

    tables: tuple[Table, ...]
    files: dict[str, bytes]
    sha256: str
    issue: ReportIssue | None
    warning: str

    @property
    def final(self) -> bool:
        """True if its period is over; it is the same then whenever it is printed."""
        return self.issue is not None


class _Said(NamedTuple):
    tables: tuple[Table, ...]
    headed: Heading
    sha256: str


class ReportDesk(Desk):
    """Everything done on the report screen."""

    def compute(
        self, name: str, first: date, last: date, *, sector: str = "", officer: str = ""
    ) -> tuple[Table, ...]:
        """The tables of a report as of ``last``, or as of now when that is to come.

        Errors: RuleError naming what cannot be asked for.
        """
        wanted = Wanted(name=name, first=first, last=last, sector=sector, officer=officer)
        self.acting(Duty.REPORT)
        self.acting(_duty(name))
        tables = self._tables(wanted)
        self._note(wanted, tables)
        return tables

    def issue(
        self,
        wanted: Wanted,
        formats: Sequence[str] = FORMATS,
        *,
        approval: Approval = OWN,
        op_id: str = "",
        why: str = "",
    ) -> Done[Issued]:
        """The report as files to hand out. Of a period that is over the journal keeps when it was first issued.

        From then on nothing may be dated into that period, and the same report gives the same bytes. A report that
        says something else than before is issued all the same, with a warning. Many rows about citizens leave only with
        a reason, and what seals days takes two people. Errors: as ``compute`` and ``second_person``; RuleError (field
        "why"); StoreError.
        """
        self.acting(Duty.REPORT)
        act = self.act(_duty(wanted.name), op_id, REPORT_ISSUED)
        sealing = (Duty.SEAL, approval, op_id, REPORT_ISSUED)
        consent = consented(self, *sealing) if self.seals_by(wanted) else {}
        with in_vietnamese():
            seen = self.store.journal.head().seq
            said = self._computed(wanted)
            self._note(wanted, said.tables, why=why, leaves=True)
            if wanted.last >= self.today() or not _report(wanted.name).lasting:
                return Done(self._issued(wanted, said, formats, None, ""), frozenset())
            if not self.store.database.writable:
                return Done(self._shown(wanted, said, formats), frozenset())
            with act:
                if self.store.journal.head().seq != seen:
                    said = self._computed(wanted)
                earlier = self._issues(wanted)
                if all(item.sha256 != said.sha256 for item in earlier):
                    payload = _payload(wanted, said.sha256, act.now)
                    act.record(REPORT_ISSUED, f"report:{wanted.name}", payload, consent)
            issue = next(item for item in self._issues(wanted) if item.sha256 == said.sha256)
            warning = self._warning(earlier, said.sha256)
            return Done(self._issued(wanted, said, formats, issue, warning), changed(Noun.REPORT))

    def lasts(self, name: str) -> bool:
        """True if a report of a period that is over is issued, to be the same for ever. Errors: RuleError."""
        return _report(name).lasting

    def seals_by(self, wanted: Wanted) -> bool:
        """True if issuing it seals days that are still open to late acts. Errors: RuleError for an unknown report."""
        return self.lasts(wanted.name) and seals(self.store, wanted.last)

    def _shown(self, wanted: Wanted, said: _Said, formats: Sequence[str]) -> Issued:
        """The report from a folder that may only be read."""
        earlier = self._issues(wanted)
        issue = next((item for item in earlier if item.sha256 == said.sha256), None)
        warning = self._warning(earlier, said.sha256)
        if issue is None and not warning:
            warning = _("Thư mục chỉ đọc nên chưa ghi được là đã phát hành; in lại ở máy của quầy.")
        return self._issued(wanted, said, formats, issue, warning)

    def _issued(
        self,
        wanted: Wanted,
        said: _Said,
        formats: Sequence[str],
        issue: ReportIssue | None,
        warning: str,
    ) -> Issued:
        at = issue.at if issue else self.now()
        return Issued(
            tables=said.tables,
            files=self._drawn(said.tables, said.headed, formats, at, wanted.last),
            sha256=said.sha256,
            issue=issue,
            warning=warning,
        )

    def earlier(self, wanted: Wanted) -> list[ReportIssue]:
        """The way the same report was handed out before, oldest first."""
        return self._issues(wanted)

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """Let whatever is being counted fail soon after ``stopped()`` is true; for a worker's own connection."""
        self.store.database.stop_when(stopped)

    def issued(self, *, most: int = 200) -> list[ReportIssue]:
        """Reports handed out, latest first."""
        return self.store.report_issues.latest(most=most)

    def _computed(self, wanted: Wanted) -> _Said:
        from counter_app.reports.digest import report_digest

        tables = self._tables(wanted)
        headed = heading(self.store.asof.rules(wanted.last).settings)
        return _Said(tables, headed, report_digest(tables, headed))

    def _tables(self, wanted: Wanted) -> tuple[Table, ...]:
        from counter_app.reports.index import compute, last_day

        return compute(
            self.store,
            wanted.name,
            wanted.first,
            last_day(wanted.name, wanted.first, wanted.last, self.today()),
            sector=wanted.sector,
            officer=wanted.officer,
        )

    def _note(
        self, wanted: Wanted, tables: Sequence[Table], *, why: str = "", leaves: bool = False
    ) -> None:
        """Note who sees, or takes away, a report with citizens in it. Errors: as ``AccessBook.exported``."""
        from counter_app.desk.access.book import AccessBook
        from counter_app.desk.access.tables import TableRows

        if not _report(wanted.name).citizens:
            return
        book, rows = self.group(AccessBook), TableRows(self.store, tables)
        about = wanted.stem
        if _report(wanted.name).duty is Duty.ACCESS:
            book.read_book(f"report:{wanted.name}", rows.count, about=about)
        elif leaves:
            book.exported(f"report:{wanted.name}", rows, about=about, why=why)
        else:
            book.listed(f"report:{wanted.name}", rows, about=about)

    def _issues(self, wanted: Wanted) -> list[ReportIssue]:
        return self.store.report_issues.of(
            wanted.name, wanted.first, wanted.last, sector=wanted.sector, about=wanted.officer
        )

    def _warning(self, earlier: Sequence[ReportIssue], digest: str) -> str:
        different = [item for item in earlier if item.sha256 != digest]
        if not different:
            return ""
        last = different[-1]
        moment = f"{clock_text(last.at)} {short_date(last.at)}"
        if self.store.report_issues.erased_since(last.seq):
            return _(
                "Khác bản phát hành lúc {moment}: từ đó đã có dữ liệu cá nhân được xóa theo luật. Ghi rõ khi gửi."
            ).format(moment=moment)
        if last.program != __version__:
            return _(
                "CẢNH BÁO: khác bản phát hành lúc {moment}, do phiên bản {old} lập; nay là {new}. So lại trước khi gửi."
            ).format(moment=moment, old=last.program, new=__version__)
        return _(
            "CẢNH BÁO: báo cáo này khác bản đã phát hành lúc {moment} (mã kiểm tra {code}). Báo "
            "người phụ trách trước khi gửi."
        ).format(moment=moment, code=last.sha256[:12])

    def pdf(self, tables: Sequence[Table], until: date | None = None) -> bytes:
        """The tables as one PDF that is not issued; ``until`` is the period's last day."""
        return self._drawn(tables, self._headed(until), ("pdf",), self.now(), until)["pdf"]

    def xlsx(self, tables: Sequence[Table], until: date | None = None) -> bytes:
        """The tables as one workbook that is not issued; ``until`` is the period's last day."""
        from counter_app.reports.index import flagged

        tables = flagged(self.store, tables, until or date.max)
        return self._drawn(tables, self._headed(until), ("xlsx",), self.now(), until)["xlsx"]

    def _headed(self, until: date | None) -> Heading:
        return heading(self.store.asof.rules(until or self.today()).settings)

    def _drawn(
        self,
        tables: Sequence[Table],
        headed: Heading,
        formats: Sequence[str],
        at: datetime,
        until: date | None,
    ) -> dict[str, bytes]:
        from counter_app.printing.sheets.report_table import tables as draw
        from counter_app.printing.sheets.workbook import workbook

        files: dict[str, bytes] = {}
        for wish in formats:
            if wish == "pdf":
                files[wish] = draw(tables, headed, computed_at=at, period_text="", until=until)
            else:
                files[wish] = workbook(tables, headed, created=at, until=until)
        return files


def _report(name: str) -> Report:
    from counter_app.reports.index import known

    return known(name)


def _duty(name: str) -> Duty:
    """The duty of a report; of one that does not exist, the usual: whoever may not report is told that first."""
    from counter_app.reports.index import REPORTS

    return REPORTS[name].duty if name in REPORTS else Duty.REPORT


def _payload(wanted: Wanted, digest: str, at: datetime) -> ReportIssued:
    return {
        "name": wanted.name,
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "sector": wanted.sector,
        "about": wanted.officer,
        "sha256": digest,
        "program": __version__,
        "at": local_text(at),
    }
