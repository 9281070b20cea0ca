"""Reports at the superior (F8): over all offices, or any report of one of them; on screen, to paper, PDF and Excel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.access.book import NO_REASON
from counter_app.desk.desk import Noun
from counter_app.domain.office.staff import Duty
from counter_app.domain.periods import PeriodKind
from counter_app.errors import Cancelled as Stopped
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.period_box import PeriodBox
from counter_app.qt.kit.report_list import ReportList
from counter_app.qt.kit.report_tabs import ReportTabs, is_old
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.why_dialog import ask_to_take
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.round_bar import RoundBar
from counter_app.reports.index import grouped_reports
from counter_app.reports.report import GROUPS, Group, Report
from counter_app.superior.reports.summed_reports import SUMMED
from counter_app.superior_desk.office_reports import SummedWanted
from counter_app.wording.paper.agencies import short_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior.book.register import SendingOffice


class Shown(NamedTuple):
    """The report on the screen."""

    wanted: SummedWanted
    tables: tuple[Table, ...]


class SummedReportsPage(Page):
    """Whose, which, for which days; computed off the window's thread."""

    name: ClassVar[str] = "summed"
    icon: ClassVar[str] = "reports"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH, Noun.CATALOGUE, Noun.SETTINGS})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._offices: dict[str, SendingOffice] = {}
        self._shown: Shown | None = None
        self.round = Round(place, self)
        self.bar = RoundBar(self.round)
        self._make_side()
        self._make_right()
        self._build()
        self._connect()
        self.first_read()
        self._on_whose()

    @override
    def title(self) -> str:
        return _("Báo cáo tổng hợp")

    def _make_side(self) -> None:
        self.office, self.sector = Choice([("", _("Cộng mọi đơn vị"))]), Choice()
        for choice in (self.office, self.sector):
            choice.let_shrink()
        self.summed = ReportList(self.place.may, _in_groups(self.place.office.superior.offered()))
        # Who looked at whose data at an office stays with that office: its access book does not travel.
        groups = [
            (group, [item for item in reports if item.duty is Duty.REPORT])
            for group, reports in grouped_reports()
        ]
        self.own = ReportList(self.place.may, [pair for pair in groups if pair[1]])
        self.lists = QStackedWidget()
        self.lists.addWidget(self.summed)
        self.lists.addWidget(self.own)
        self.lists.setMinimumHeight(scaled(170))
        self.hint = text_label("", "hint")
        self.period = PeriodBox(self.place.office.reports.today())
        self.fields = {
            "office": Field(_("Đơn &vị"), self.office),
            **self.period.fields,
            "sector": Field(_("&Lĩnh vực"), self.sector),
        }
        self.run = ActionButton(_("Xem báo cáo"), self._run, name="view", key="F8", tone="primary")

    def _make_right(self) -> None:
        self.print = ActionButton(_("Xem và in"), self._print, name="printer", key="Ctrl+P")
        self.pdf = ActionButton(_("Lưu PDF"), partial(self._save, "pdf"), name="save", key="Ctrl+S")
        self.xlsx = ActionButton(
            _("Lưu Excel"), partial(self._save, "xlsx"), name="chart", key="Alt+E"
        )
        self.old = Advice("warning")
        self.tabs = ReportTabs()
        self.stack = QStackedWidget()
        self.stack.addWidget(
            EmptyState(
                "reports",
                _("Chọn báo cáo và kỳ báo cáo rồi bấm F8."),
                _("Số liệu của từng đơn vị tính đến ngày cuối mà đơn vị đã gửi."),
            )
        )
        self.stack.addWidget(self.tabs)

    def _build(self) -> None:
        side = Card()
        side.add(self.fields["office"])
        side.body.addWidget(self.lists, 1)
        side.add(self.hint, self.period, self.fields["sector"], self.run)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side)
        left = scrolling(column)
        left.setFixedWidth(scaled(286))
        right = QVBoxLayout()
        right.setSpacing(8)
        self.out = flowing(self.print, self.pdf, self.xlsx, spacing=6)
        for part in (self.bar, self.out, self.old):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(14)
        layout.addWidget(left)
        layout.addLayout(right, 1)
        self.out.hide()

    def _connect(self) -> None:
        self.office.chosen.connect(lambda _value: self._on_whose())
        self.summed.chosen.connect(self._on_report)
        self.own.chosen.connect(self._on_report)
        for listed in (self.summed, self.own):
            listed.itemActivated.connect(lambda _item: self._run())
        self.sector.chosen.connect(lambda _value: self._show_mark())
        self.period.changed.connect(self._show_mark)
        self.period.first.returnPressed.connect(self._run)
        self.period.last.returnPressed.connect(self._run)
        self.round.turned.connect(self._on_turned)
        self.round.failed.connect(self._on_failed)

    @override
    def first_field(self) -> QWidget:
        return self.own if self.office.value() else self.summed

    @override
    def reload(self) -> None:
        office = self.place.office
        self._offices = {item.number: item for item in office.superior.offices()}
        names = [
            (item.number, f"{short_name(item.name)} ({item.number})")
            for item in self._offices.values()
        ]
        self.office.offer([("", _("Cộng mọi đơn vị")), *names])
        sectors = [(sector.key, sector.name) for sector in office.catalogue.sectors()]
        self.sector.offer([("", _("Mọi lĩnh vực")), *sectors], keep=True)
        self._show_mark()

    @override
    def enter(self, argument: object = None) -> None:
        """A report's name computes it; an office's number chooses it, and computes a report of it that is named."""
        self.refresh()
        self.period.set_today(self.place.office.reports.today())
        if isinstance(argument, dict):
            self.office.choose(argument.get("office", ""))
            self._on_whose()
            if self.own.choose(argument.get("report", "")):
                self._run()
        elif isinstance(argument, str) and argument in SUMMED:
            self.office.choose("")
            self._on_whose()
            self.summed.choose(argument)
            self._run()

    def _on_whose(self) -> None:
        self.lists.setCurrentWidget(self.own if self.office.value() else self.summed)
        self._on_report()

    def _on_report(self) -> None:
        """Periods and narrowing as the report in hand takes them; a superior looks at months first."""
        report = self._report()
        month = [kind for kind in report.periods if kind is PeriodKind.MONTH]
        periods = (*month, *(kind for kind in report.periods if kind not in month))
        start = self.place.office.reports.settings.report_start_day
        self.period.offer(periods, ahead=report.ahead, start=start)
        self.fields["sector"].setVisible(report.by_sector)
        self.hint.setText(_(report.hint) if report.hint else "")
        self.hint.setVisible(bool(report.hint))
        self._show_mark()

    def _report(self) -> Report:
        return (self.own if self.office.value() else self.summed).report()

    def _chosen(self) -> SummedWanted:
        """The report chosen at the left. Errors: RuleError for days that are none."""
        first, last = self.period.days()
        number = str(self.office.value() or "")
        office = self._offices.get(number)
        report = self._report()
        return SummedWanted(
            name=report.name,
            first=first,
            last=last,
            sector=str(self.sector.value() or "") if report.by_sector else "",
            office=number,
            journals=office.journals if office is not None else (),
        )

    def _run(self) -> None:
        if self.round.busy:
            return
        wanted = guard(self.place, self._chosen, self.fields)
        if wanted is None:
            return
        self.round.ask(
            lambda office, progress, cancelled: Shown(
                wanted,
                office.superior.compute(wanted, progress=progress, cancelled=cancelled),
            ),
            self._show,
            name=_("Lập báo cáo"),
        )

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.tabs.show_tables(shown.tables)
        self.stack.setCurrentWidget(self.tabs)
        self._show_mark()

    def _is_old(self) -> bool:
        return is_old(self._shown and self._shown.wanted, self._chosen)

    def _show_mark(self) -> None:
        """A result that is not what is chosen at the left goes nowhere."""
        self.out.setVisible(self._shown is not None)
        old = self._is_old()
        self.old.say(
            _("Đang hiện kết quả cũ. Bấm F8 để tính báo cáo vừa chọn, rồi in hoặc lưu.")
            if old
            else ""
        )
        for button in (self.print, self.pdf, self.xlsx):
            button.setEnabled(not old and not self.round.busy)

    def _on_turned(self) -> None:
        self.run.setEnabled(not self.round.busy)
        self._show_mark()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            show_error(self.place, error, self.fields)

    # Handing out

    def _hand_out(self, kind: str, then: Any, why: str = "") -> None:
        """Draw what stands on the screen; many rows about citizens leave only with a reason."""
        shown = self._shown
        if shown is None or self.round.busy or self._is_old():
            return

        def drawn(answer: bytes | RuleError) -> None:
            if isinstance(answer, RuleError):
                ask_to_take(self, answer.message, partial(self._hand_out, kind, then))
            else:
                then(answer)

        self.round.ask(partial(_drawn, shown, (kind, why)), drawn, name=_("Lập báo cáo"))

    def _print(self) -> None:
        self._hand_out("pdf", self._preview)

    def _preview(self, pdf: bytes) -> None:
        if self._shown is not None:
            title, stem = self._shown.tables[0].title, self._shown.wanted.stem
            SheetDialog(self.place, lambda _office: pdf, title, stem, self).open()

    def _save(self, kind: str) -> None:
        self._hand_out(kind, partial(self._write, kind))

    def _write(self, kind: str, data: bytes) -> None:
        if self._shown is not None:
            name = f"{self._shown.wanted.stem}.{kind}"
            ask_and_save(self.place, self, name, data, tell_page(self.place))


def _in_groups(reports: Sequence[Report]) -> list[tuple[Group, list[Report]]]:
    """The reports over all offices, as lists of reports show them."""
    found = [(group, [item for item in reports if item.group is group]) for group in GROUPS]
    return [(group, items) for group, items in found if items]


def _drawn(shown: Shown, said: tuple[str, str], office: Any, *_asked: Any) -> bytes | RuleError:
    """The file, or that a reason is owed first."""
    kind, why = said
    try:
        data: bytes = office.superior.file_of(shown.wanted, shown.tables, kind, why=why)
    except RuleError as error:
        if error.rule != NO_REASON:
            raise
        return error
    return data
