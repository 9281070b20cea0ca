"""Closing the day and carrying it away (F10): totals, what is still owed, the sheet to sign, the stick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.desk.closing.papers import VERIFY_PROGRAM, verify_program
from counter_app.desk.desk import Noun
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.tickets import TicketState
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.closing.batch_actions import BatchActions
from counter_app.qt.closing.batch_lines import BatchModel
from counter_app.qt.closing.day_lines import DayLine, DayModel
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.closing.totals_card import TotalsCard
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import Card, EmptyState, row, scrolling, text_label
from counter_app.qt.kit.copying import copy_at_closing
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.jobs import Cancelled, Progress
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.second_person import with_second
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.theme import scaled, token
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.closings import ClosedDay
from counter_app.wording.paper.moments import short_date, weekday_name

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from counter_app.desk.closing.past import PastFigures
    from counter_app.store.read.exchange import StandingBatch

WIDE = 980
_UNDONE = frozenset(
    {TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.HELD}
)


class ClosingPage(Page):
    """The evening; ``enter("export")`` opens the stick's dialog at once."""

    name: ClassVar[str] = "closing"
    icon: ClassVar[str] = "usb"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.DOSSIER, Noun.TICKET, Noun.PRINT, Noun.CLOSING, Noun.BATCH}
    )

    def __init__(self, place: Workplace, media: Media | None = None) -> None:
        super().__init__(place)
        self._send = Sending()
        self._media = media
        self._asked: date | None = None
        self._build()
        self._connect()
        self.first_read()

    @override
    def title(self) -> str:
        return _("Chốt sổ, USB")

    def _build(self) -> None:
        self.totals = TotalsCard()
        self.close_day = ActionButton(
            _("Chốt sổ"), self._close_day, name="closing", key="Ctrl+Return", tone="primary",
            bind=False,
        )  # fmt: skip
        self.sheet = ActionButton(
            _("Xem và in biên bản"), self._show_sheet, name="printer", key="Ctrl+P"
        )
        self.totals.body.insertWidget(2, flowing(self.close_day, self.sheet))
        self.totals.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._owed_card())
        right.addWidget(self._days_card(), 3)
        right.addWidget(self._batches_card(), 2)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(20, 14, 20, 14)
        self._halves.setSpacing(14)
        self._halves.addWidget(self.totals, 2)
        self._halves.addLayout(right, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(self._halves))

    def _owed_card(self) -> QWidget:
        self.owed = OwedList()
        self.owed.add_line(
            "unprinted",
            ActionButton(
                _("Xem giấy tờ"), lambda: _show_unprinted(self), name="printer", key="Alt+G"
            ),
        )
        self.owed.add_line(
            "tickets",
            ActionButton(
                _("Hàng đợi"),
                lambda: self.place.hub.go("queue"),
                name="queue",
                key="F6",
                bind=False,
            ),
        )
        self.owed.add_line(
            "due",
            ActionButton(
                _("Xem hồ sơ"), lambda: _show_due(self.place), name="dossiers", key="Alt+X"
            ),
        )
        card = Card(_("Việc cần xử lý trước khi chốt sổ"))
        card.add(self.owed)
        return card

    def _days_card(self) -> QWidget:
        self.days = DayModel(self)
        title = _("Các ngày chưa chốt sổ hoặc chưa xuất")
        self.day_table = LowTable(self.days, title, stem="ngay-chua-xuat")
        self.waiting = text_label("", "heading")
        self.export = ActionButton(
            _("Xuất ra USB"), self.open_export, name="usb", key="F10", tone="primary"
        )
        card = Card()
        card.body.addLayout(row(self.waiting, self.export, stretch=0))
        card.body.addWidget(self.day_table, 1)
        card.add(self.day_table.foot)
        return card

    def _batches_card(self) -> QWidget:
        self.batches = BatchModel(self)
        self.batch_table = LowTable(self.batches, _("Các gói dữ liệu đã xuất"), stem="goi-du-lieu")
        self._no_batch = EmptyState("usb", _("Chưa xuất gói dữ liệu nào."))
        for table in (self.day_table, self.batch_table):
            table.citizens = False
            table.setMinimumHeight(scaled(108))
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verify = VerifyButton(self.place)
        card = Card(_("Các gói dữ liệu đã xuất"))
        self.batch_actions = BatchActions(self.place, self, self._chosen_batch, self.open_export)
        card.add(self.batch_actions.past)
        card.body.addWidget(self.batch_table, 1)
        card.body.addWidget(self.batch_table.foot)
        card.body.addWidget(self._no_batch, 1)
        card.body.addWidget(flowing(*self.batch_actions.buttons, self.verify))
        return card

    def _chosen_batch(self) -> StandingBatch | None:
        return self.batches.chosen(self.batch_table.currentIndex().row())

    def _connect(self) -> None:
        self.day_table.selectionModel().currentRowChanged.connect(self._on_day)
        self.day_table.activated.connect(self._close_day)
        strike_once(self, self._close_day)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways, wide = QBoxLayout.Direction, self.width() >= scaled(WIDE)
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    @override
    def reload(self) -> None:
        office = self.place.office
        waiting = office.closing.not_exported()
        self.waiting.setText(
            plural("{days} ngày, {entries} lượt ghi chưa có trên USB", len(waiting.days)).format(
                days=len(waiting.days), entries=waiting.entries
            )
            if waiting.entries
            else _("Mọi lượt ghi đã có trên USB")
        )
        chosen = self.chosen_day()
        self.days.show(_day_lines(self.place.office, dict(waiting.days)))
        at = max(self.days.row_of(chosen), 0)
        if at == self.day_table.currentIndex().row():
            self._on_day()
        else:
            self.day_table.setCurrentIndex(self.days.index(at, 0))
        batches = office.sent_batches.standing()
        self.batch_actions.show_for(bool(batches))
        self.batches.show_batches(batches, office.staff.names())
        self.batch_table.setVisible(bool(batches))
        self._no_batch.setVisible(not batches)
        self._say_owed()

    def _say_owed(self) -> None:
        office = self.place.office
        today = office.closing.today()
        self.owed.say(
            "unprinted",
            len(office.paper.unprinted()),
            _("{count} giấy tờ chờ in"),
            _("Mọi giấy tờ đã in"),
        )
        self.owed.say(
            "tickets",
            len(office.queue.today_line(_UNDONE)),
            _("{count} số thứ tự chưa xong"),
            _("Hàng đợi đã hết người"),
        )
        self.owed.say(
            "due",
            len(office.dossiers.due_list(today)),
            _("{count} hồ sơ đến hạn hoặc quá hạn chưa xong"),
            _("Không còn hồ sơ đến hạn"),
        )

    def chosen_day(self) -> date:
        """The day that would be closed now: the one under the cursor, else today."""
        index = self.day_table.currentIndex()
        if index.isValid():
            return self.days.line(index.row()).day
        return self.place.office.closing.today()

    def _on_day(self) -> None:
        index = self.day_table.currentIndex()
        if not index.isValid():
            return
        line = self.days.line(index.row())
        name = weekday_name(line.day)
        heading = f"{name[0].upper()}{name[1:]} {short_date(line.day)}"
        names = self.place.office.staff.names()
        officer = names.get(line.closed.officer, line.closed.officer) if line.closed else ""
        mark = self.place.office.evening.signing_mark(line.closed)
        self.totals.show_day(heading, line.closing, line.closed, officer, mark)
        self.sheet.setEnabled(again := line.closed is not None)
        _lead(self.close_day, self.export, closed=again)
        self._ask_totals(line.day)

    def _ask_totals(self, day: date) -> None:
        """Count off the UI thread; only the answer for the day still chosen is shown."""
        if self._asked == day:
            return
        self._asked = day

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> Any:
            from counter_app.reports.figures.figures import totals_text

            return day, totals_text(office.closing.totals(day))

        self.place.jobs.start(work, finished=self._on_totals, failed=self._on_failed)

    def _on_totals(self, answer: tuple[date, tuple[tuple[str, str], ...]]) -> None:
        day, totals = answer
        if day == self._asked:
            self._asked = None
        if day == self.chosen_day():
            self.totals.show_totals(totals)

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        show_error(self.place, error)

    def _close_day(self) -> None:
        _close_day(self, self._send, self._on_closed)

    def _on_closed(self, closed: ClosedDay) -> None:
        self.place.hub.notice(
            Tone.GOOD,
            _("Đã chốt sổ ngày {day}. Bấm F10 để xuất ra USB.").format(day=short_date(closed.day)),
        )
        _show_sheet(self, closed.day)
        copy_at_closing(self.place)

    def _show_sheet(self) -> None:
        _show_sheet(self, self.chosen_day())

    def open_export(self, number: int | None = None, past: PastFigures | None = None) -> None:
        """Open the stick's dialog for what is new, or a batch again, or the past; with nothing new it is said."""
        new = not number and past is None
        if new and self.place.office.closing.not_exported().entries == 0:
            self.place.hub.notice(
                Tone.INFO, _("Mọi lượt ghi đã có trên USB. Không có lượt ghi mới để xuất.")
            )
            return
        ExportDialog(self.place, self, self._media, again=number or None, past=past).open()

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()
        if argument == "export":
            self.open_export()

    @override
    def first_field(self) -> QWidget | None:
        return self.day_table


def _lead(close_day: ActionButton, export: ActionButton, *, closed: bool) -> None:
    """One button leads: a day is closed before it is carried away."""
    close_day.setText(_("Chốt sổ lại (Ctrl+Enter)") if closed else _("Chốt sổ ngày (Ctrl+Enter)"))
    close_day.set_tone("" if closed else "primary", "closing")
    export.set_tone("primary" if closed else "", "usb")


def _day_lines(office: Office, waiting: dict[date, int]) -> list[DayLine]:
    """Today and every day that is on no stick, the latest first."""
    closed, gone_on = office.closing.evenings()
    return [
        DayLine(
            day=day, received=waiting.get(day), closed=closed.get(day), more_since=day in gone_on
        )
        for day in sorted({office.closing.today(), *waiting}, reverse=True)
    ]


def _show_unprinted(page: ClosingPage) -> None:
    from counter_app.qt.kit.unprinted import UnprintedDialog

    UnprintedDialog(page.place, page).open()


def _show_due(place: Workplace) -> None:
    from counter_app.domain.dossier.dossier import OPEN_STATES
    from counter_app.domain.dossier.dossier_filter import DossierFilter

    today = place.office.closing.today()
    place.hub.go("dossiers", DossierFilter(states=OPEN_STATES, promised_until=today))


def _show_sheet(page: ClosingPage, day: date) -> None:
    """The sheet to be printed and signed; the stick is what comes next."""
    title = _("Biên bản chốt sổ ngày {day}").format(day=short_date(day))
    onward = ActionButton(_("Xuất ra USB"), name="usb", key="F10")
    stem = f"bien-ban-chot-{day:%Y-%m-%d}"

    def draw(office: Office) -> bytes:
        return office.evening.closing_pdf(day)

    dialog = SheetDialog(page.place, draw, title, stem, page, onward=onward)
    onward.clicked.connect(page.open_export)  # behind the dialog, which has closed by then
    dialog.open()


def _close_day(page: ClosingPage, send: Sending, then: Callable[[ClosedDay], object]) -> None:
    """Close the chosen day, with a second person where it is over and still open to late acts."""
    day, closing = page.chosen_day(), page.place.office.closing

    def close(consent: Approval) -> None:
        page.place.act(lambda: send(closing.close_day, day, approval=consent), then=then)

    about = _("Chốt sổ ngày {day} đã qua: không ghi lùi vào ngày đó nữa.")
    about, asked = about.format(day=short_date(day)), closing.seals(day)
    with_second(page.place, Duty.SEAL, about, close, page, asked=asked)


class OwedList(QWidget):
    """Lines that are settled turn green and lose their button."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[QLabel, QLabel, ActionButton]] = {}

    def add_line(self, name: str, button: ActionButton) -> None:
        """Make room for a line and the button that settles it."""
        sign, words = plain_label(), text_label("")
        at = len(self._lines)
        self._grid.addWidget(sign, at, 0)
        self._grid.addWidget(words, at, 1)
        self._grid.addWidget(button, at, 2)
        self._lines[name] = (sign, words, button)

    def say(self, name: str, count: int, owed: str, settled: str) -> None:
        """Say that ``count`` things are owed, or that none is."""
        sign, words, button = self._lines[name]
        tone = "warning" if count else "good"
        sign.setPixmap(picture("warning" if count else "ok", tone, 18))
        words.setText(owed.format(count=count) if count else settled)
        words.setStyleSheet(f"color: {token(tone)};")
        button.setVisible(bool(count))

    def text(self, name: str) -> str:
        """The text of a line now."""
        return self._lines[name][1].text()


class VerifyButton(ActionButton):
    """Asks where the program goes."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Lấy chương trình kiểm chứng"), self._on_wanted, name="save", key="Alt+K"
        )
        self._place = place
        self.setToolTip(
            _(
                "Giao cho người kiểm tra: kiểm chứng sao lưu, biên bản, gói dữ liệu, giấy hẹn trên máy khác."
            )
        )

    def _on_wanted(self) -> None:
        page = self.parentWidget() or self
        ask_and_save(self._place, page, VERIFY_PROGRAM, verify_program(), tell_page(self._place))
