"""Reports (F8): which one, for which days; on the screen as it will stand on paper, then to PDF, Excel or a printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.access.book import NO_REASON
from counter_app.desk.act import new_op
from counter_app.desk.desk import Done, Noun
from counter_app.desk.office.leader_consent import Approval
from counter_app.desk.reports.issue import Issued, Wanted
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Cancelled, Job, Progress
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.period_box import PeriodBox
from counter_app.qt.kit.report_list import ReportList
from counter_app.qt.kit.report_tabs import ReportTabs, is_old
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.second_person import with_second
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.why_dialog import ask_to_take
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.reports.report_head import ReportHead, Shown
from counter_app.wording.paper.moments import short_date


class ReportsPage(Page):
    """Reports by name and period, computed off the UI thread."""

    name: ClassVar[str] = "reports"
    icon: ClassVar[str] = "reports"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.SETTINGS, Noun.STAFF, Noun.CATALOGUE})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._op = new_op()
        self._job: Job | None = None
        self._number = 0
        self._then: Callable[[Any], None] = self.show_tables
        self._again: Callable[[str], object] = str
        self._shown: Shown | None = None
        self._build()
        self._connect()
        self.first_read()
        self._on_report_chosen()

    @override
    def title(self) -> str:
        return _("Báo cáo")

    def _build(self) -> None:
        self.tabs = ReportTabs()
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "reports",
                _("Chọn báo cáo và kỳ báo cáo rồi bấm F8."),
                _("Số liệu tính đến hết ngày cuối kỳ, từ nhật ký của quầy này."),
            )
        )
        self._stack.addWidget(self.tabs)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._side())
        left = scrolling(column)
        left.setFixedWidth(scaled(286))
        right = QVBoxLayout()
        right.setSpacing(8)
        self.head = ReportHead(self._print, self._save_pdf, self._save_xlsx)
        right.addWidget(self.head)
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(14)
        layout.addWidget(left)
        layout.addLayout(right, 1)
        self._show_busy(False)

    def _side(self) -> QWidget:
        self.list = ReportList(self.place.may)
        self.list.setMinimumHeight(scaled(190))
        self.period = PeriodBox(self.place.office.reports.today())
        self.sector, self.officer = Choice(), Choice()
        for choice in (self.sector, self.officer):
            choice.let_shrink()
        self.fields = {
            **self.period.fields,
            "sector": Field(_("&Lĩnh vực"), self.sector),
            "officer": Field(_("N&gười giải quyết"), self.officer),
        }
        self.run = ActionButton(_("Xem báo cáo"), self._run, name="view", key="F8", tone="primary")
        self.busy = QProgressBar()
        self.busy.setAccessibleName(_("Đang tính"))
        self.cancel = ActionButton(_("Dừng"), self._cancel, name="stop", key="Alt+D")
        self.hint = text_label("", "hint")
        side = Card()
        side.body.addWidget(self.list, 1)
        side.add(self.hint, self.period, self.fields["sector"], self.fields["officer"])
        side.add(self.run, self.busy, self.cancel)
        return side

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_report_chosen)
        self.list.itemActivated.connect(self._run)
        self.period.changed.connect(self._show_mark)
        self.sector.chosen.connect(lambda _value: self._show_mark())
        self.officer.chosen.connect(lambda _value: self._show_mark())
        self.period.first.returnPressed.connect(self._run)
        self.period.last.returnPressed.connect(self._run)

    @override
    def first_field(self) -> QWidget | None:
        return self.list

    @override
    def reload(self) -> None:
        office = self.place.office
        sectors = [(sector.key, sector.name) for sector in office.catalogue.sectors()]
        officers = [(item.login, item.name) for item in office.staff.officers()]
        self.sector.offer([("", _("Mọi lĩnh vực")), *sectors], keep=True)
        self.officer.offer([("", _("Mọi người")), *officers], keep=True)

    @override
    def enter(self, argument: object = None) -> None:
        self.period.set_today(self.place.office.reports.today())
        if isinstance(argument, str) and self.list.choose(argument):
            self._run()

    def _on_report_chosen(self) -> None:
        report = self.list.report()
        start = self.place.office.reports.settings.report_start_day
        self.period.offer(report.periods, ahead=report.ahead, start=start)
        self.hint.setText(_(report.hint) if report.hint else "")
        self.hint.setVisible(bool(report.hint))
        self.fields["sector"].setVisible(report.by_sector)
        self.fields["officer"].setVisible(report.by_officer)
        self._show_mark()

    def _run(self) -> None:
        if self._job is not None:
            return
        wanted = guard(self.place, self._wanted, self.fields)
        if wanted is not None:
            self._start(lambda office: _computed(office, wanted), self.show_tables)

    def _wanted(self) -> Wanted:
        self.place.office.reports.acting(Duty.REPORT)
        return self._chosen()

    def _chosen(self) -> Wanted:
        """The report chosen at the left. Errors: RuleError for days that are none."""
        report = self.list.report()
        first, last = self.period.days()
        return Wanted(
            name=report.name,
            first=first,
            last=last,
            sector=self.sector.value() or "" if report.by_sector else "",
            officer=self.officer.value() or "" if report.by_officer else "",
        )

    def _start(self, ask: Callable[[Office], Any], then: Callable[[Any], None]) -> None:
        """Ask for something off the UI thread; an answer that nobody waits for any more is thrown away."""
        self._number += 1
        number, self._then = self._number, then

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> tuple[int, Any]:
            progress(0, 0, "")
            office.reports.stop_when(cancelled)
            try:
                return number, ask(office)
            except Exception as error:
                # An answer too: whether anybody still waits for it is known on the UI thread only.
                return number, error

        name = _("Lập báo cáo")
        self._job = self.place.jobs.start(
            work, finished=self._on_answer, failed=self._on_failed, name=name, stops=True
        )
        self._show_busy(True)

    def _on_answer(self, answer: tuple[int, Any]) -> None:
        number, result = answer
        if number == self._number and self._job is not None:
            self._job = None
            self._show_busy(False)
            if isinstance(result, Exception):
                _tell(self, result, self._again)
            else:
                self._then(result)

    def _on_failed(self, error: Exception) -> None:
        if self._job is not None:
            self._job = None
            self._show_busy(False)
            show_error(self.place, error, self.fields)

    def _cancel(self) -> None:
        """Stop what is being computed; whatever still comes of it is thrown away."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._show_busy(False)

    def show_tables(self, shown: Shown) -> None:
        """Show a computed report."""
        self._shown = shown
        self.tabs.show_tables(shown.tables)
        self._stack.setCurrentWidget(self.tabs)
        self._show_busy(False)

    def _is_old(self) -> bool:
        return is_old(self._shown and self._shown.wanted, self._chosen)

    def _show_mark(self) -> None:
        shown = self._shown
        if shown is None:
            return
        old = self._is_old()
        self.head.let_out(not old and self._job is None)
        if old:
            self.head.show_old(shown)
        else:
            self.head.show_standing(shown, self.place.office.staff.names())

    def _show_busy(self, busy: bool) -> None:
        self.busy.setRange(0, 0)
        self.busy.setVisible(busy)
        self.cancel.setVisible(busy)
        self.run.setEnabled(not busy)
        self.head.setVisible(self._shown is not None)
        self._show_mark()

    def _print(self) -> None:
        self._hand_out("pdf", self._on_preview)

    def _save_pdf(self) -> None:
        self._hand_out("pdf", lambda data: self._save(data, ".pdf"))

    def _save_xlsx(self) -> None:
        self._hand_out("xlsx", lambda data: self._save(data, ".xlsx"))

    def _hand_out(self, kind: str, then: Callable[[bytes], None], why: str = "") -> None:
        """Issue the report on the screen as proof for later, and go on with the file."""
        shown = self._shown
        if shown is None or self._job is not None or self._is_old():
            return

        def on_issued(done: Done[Issued]) -> None:
            self._op = new_op()
            self.place.hub.done(done)
            issued = done.result
            if issued.issue is not None:
                self._shown = shown._replace(issues=(issued.issue,))
                self._show_mark()
            if issued.warning:
                self.place.hub.notice(Tone.WARNING, issued.warning)
            then(issued.files[kind])

        ask = partial(_issued, shown.wanted, (kind, why, self._op))
        self._again = partial(self._hand_out, kind, then)
        _issue(self, shown.wanted, lambda consent: self._start(ask(consent), on_issued))

    def _on_preview(self, pdf: bytes) -> None:
        if self._shown is not None:
            title, stem = self._shown.tables[0].title, self._shown.stem
            SheetDialog(self.place, lambda _office: pdf, title, stem, self).open()

    def _save(self, data: bytes, suffix: str) -> None:
        if self._shown is not None:
            ask_and_save(self.place, self, self._shown.stem + suffix, data, tell_page(self.place))


def _issue(page: ReportsPage, wanted: Wanted, issue: Callable[[Approval], object]) -> None:
    """Issue a report, with a second person where it seals days that are still open to late acts."""
    about = _("Phát hành báo cáo khóa các ngày đến {day}: không ghi lùi vào đó nữa.")
    told, asked = (
        about.format(day=short_date(wanted.last)),
        page.place.office.reports.seals_by(wanted),
    )
    with_second(page.place, Duty.SEAL, told, issue, page, asked=asked)


def _issued(
    wanted: Wanted, said: tuple[str, str, str], consent: Approval
) -> Callable[[Office], Done[Issued]]:
    """The call that asks the office for one format, with the reason and the operation's id."""
    kind, why, op = said
    return lambda office: office.reports.issue(wanted, (kind,), approval=consent, op_id=op, why=why)


def _tell(page: ReportsPage, error: Exception, again: Callable[[str], object]) -> None:
    """Say what was refused; for want of a reason ask for it, and do it ``again``."""
    if isinstance(error, RuleError) and error.rule == NO_REASON:
        ask_to_take(page, error.message, again)
    else:
        show_error(page.place, error, page.fields)


def _computed(office: Office, wanted: Wanted) -> Shown:
    """The tables, and how the same report was handed out before, latest first."""
    reporting = office.reports
    tables = reporting.compute(
        wanted.name, wanted.first, wanted.last, sector=wanted.sector, officer=wanted.officer
    )
    issues = tuple(reversed(reporting.earlier(wanted)))
    over, lasting = wanted.last < reporting.today(), reporting.lasts(wanted.name)
    return Shown(wanted, tables, issues, over, lasting)
