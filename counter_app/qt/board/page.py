"""Home: the morning at a glance – what is due, who waits, what is owed to paper and to the stick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.dossier.dossier import OPEN_STATES, State
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.tickets import TicketState
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.board.away import AwayNotice
from counter_app.qt.board.first_steps import FirstSteps
from counter_app.qt.board.health_line import HealthLine
from counter_app.qt.board.proposals import Proposals
from counter_app.qt.board.tiles import Tile
from counter_app.qt.board.urgent_lines import UrgentModel
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, row, scrolling, text_label
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.jobs import Cancelled, Progress
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.serving import in_hand
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.dossier_lines import DossierFilter
from counter_app.wording.totals import dossiers_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

_WORKING = frozenset({State.RECEIVED, State.PROCESSING})
_DAY = timedelta(days=1)
_PER_ROW = 5
MINUTE_MS = 60_000
MOST_SHOWN = 100
"""Rows of each kind; the tiles lead to all of them."""


class BoardPage(Page):
    """The first page of the day."""

    name: ClassVar[str] = "board"
    icon: ClassVar[str] = "board"
    nouns: ClassVar[frozenset[Noun]] = frozenset(Noun) - {
        Noun.DRAFT,
        Noun.REPORT,
        Noun.FEE,
        Noun.QUESTION,
    }

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._build()
        self._connect()
        self.first_read()

    @override
    def title(self) -> str:
        return _("Hôm nay")

    def _build(self) -> None:
        self.tiles = {
            "overdue": Tile(_("Quá hạn"), "clock-overdue", "bad"),
            "due_today": Tile(_("Hẹn trả hôm nay"), "calendar-day", "warning"),
            "due_soon": Tile(_("Sắp đến hạn"), "clock"),
            "lacking": Tile(_("Chờ công dân bổ sung"), "supplement", "warning"),
            "ready": Tile(_("Có kết quả, chờ trả"), "returning", "good"),
            "open": Tile(_("Đang giải quyết"), "dossiers"),
            "received": Tile(_("Tiếp nhận hôm nay"), "intake"),
            "waiting": Tile(_("Người đang chờ gọi"), "queue"),
            "unprinted": Tile(_("Giấy tờ chờ in"), "printer", "warning"),
            "not_exported": Tile(_("Ngày chưa xuất USB"), "usb", "warning"),
        }
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, at // _PER_ROW, at % _PER_ROW)
        box = QVBoxLayout()
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(12)
        self.away = AwayNotice()
        box.addLayout(self._head())
        self.first_steps = FirstSteps(self.place)
        box.addWidget(self.away)
        box.addLayout(grid)
        box.addWidget(self.first_steps)
        box.addWidget(self._due_part(), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(box))

    def _head(self) -> QHBoxLayout:
        self.intake = ActionButton(
            _("Tiếp nhận hồ sơ"),
            lambda: self.place.hub.go("intake", in_hand(self.place)),
            name="intake",
            key="F2",
            tone="primary",
            bind=False,
        )
        self.call = ActionButton(_("Gọi số"), self._to("queue"), name="call", key="F6", bind=False)
        self._greeting = text_label("", "title")
        self.health = HealthLine(self.place)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._greeting)
        words.addWidget(self.health)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.intake)
        head.addWidget(self.call)
        return head

    def _due_part(self) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self.due = UrgentModel()
        self.table = RowsTable(
            self.due,
            _("Hồ sơ cần giải quyết ngay"),
            stem="can-giai-quyet-ngay",
            counted=dossiers_text,
        )
        self.table.setMinimumHeight(scaled(170))
        self.welcome = EmptyState(
            "ok",
            _("Không có hồ sơ quá hạn, không có hồ sơ đến hạn trong 1 ngày làm việc."),
            _("Bấm F2 để tiếp nhận hồ sơ, F6 để gọi số, hoặc quét giấy hẹn để trả kết quả."),
        )
        self._stack = QStackedWidget()
        self._listed = with_foot(self.table)
        self._stack.addWidget(self._listed)
        self._stack.addWidget(self.welcome)
        self.print = ActionButton(_("In bảng việc"), self._print, name="printer", key="Ctrl+P")
        box.addLayout(row(text_label(_("Cần giải quyết ngay"), "heading"), self.print, stretch=0))
        self.proposals = Proposals(self.place)
        self.apologise, self.close_lapsed = self.proposals.apologise, self.proposals.close_lapsed
        self.call_up, self.missing = self.proposals.call_up, self.proposals.missing
        box.addWidget(self.proposals)
        box.addWidget(self._stack, 1)
        return part

    def _connect(self) -> None:
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, name=name: self._open_tile(name))
        self.table.activated.connect(self._open_line)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()

    def _on_minute(self) -> None:
        """A promise comes due, a day begins: the page left open says so by itself."""
        if self.isVisible():
            self.reload()

    def _to(self, page: str) -> Callable[[], None]:
        return lambda: self.place.hub.go(page)

    def _open_tile(self, name: str) -> None:
        lists = {
            "unprinted": self._open_unprinted,
            "lacking": self.proposals.open_waiting,
            "ready": self.proposals.open_ready,
        }
        if name in lists:
            lists[name]()
            return
        board = self.place.office.board
        self.place.hub.go(*_target(name, board.today(), board.soon()))

    def _open_unprinted(self) -> None:
        from counter_app.qt.kit.unprinted import UnprintedDialog

        UnprintedDialog(self.place, self).open()

    def _print(self) -> None:
        """The whole board on paper, computed off the UI thread."""

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> bytes:
            from counter_app.desk.promise.call_sheets import morning_tables

            return office.reports.pdf(morning_tables(office.board.morning()))

        self.place.jobs.start(
            work, finished=self._preview, failed=self._on_failed, name=_("Lập bảng việc")
        )

    def _preview(self, pdf: bytes) -> None:
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        today = self.place.office.board.today()
        SheetDialog(
            self.place, pdf, _("Bảng việc buổi sáng"), f"viec-hom-nay-{today:%Y%m%d}", self
        ).open()

    def _on_failed(self, error: Exception) -> None:
        show_error(self.place, error)

    def _open_line(self, index: QModelIndex) -> None:
        item = self.due.row(index.row())
        if item is not None:
            self.place.hub.go("dossier", item.row.code)

    @override
    def reload(self) -> None:
        office = self.place.office
        morning = office.board.morning(most=MOST_SHOWN)
        counts = morning.counts
        values = {
            **counts,
            "lacking": counts["waiting"],
            "open": office.dossiers.open_count(),
            "received": office.dossiers.received_on(morning.today),
            "waiting": len(office.queue.today_line(frozenset({TicketState.WAITING}))),
            "unprinted": len(office.paper.unprinted()),
            "not_exported": len(office.closing.not_exported().days),
        }
        for name, tile in self.tiles.items():
            tile.set_value(values[name])
        self.due.show_morning(morning, office.staff.names(), office.absences.standing_in())
        self.away.show_office(office)
        self.first_steps.reload()
        some = self.due.rowCount() > 0
        self._stack.setCurrentWidget(self._listed if some else self.welcome)
        missing = len(office.holders.alarms()) + len(office.originals.forgotten())
        seed = office.seed.pending() if self.place.may(Duty.CATALOGUE) else 0
        more = {"missing": missing, "running": values["open"], "seed": seed}
        self.proposals.show_counts({**counts, **more})
        busy = ("overdue", "due_today", "due_soon", "waiting", "ready", "unanswered", "untold")
        self.print.setVisible(any(counts[name] for name in busy))
        self._greet()

    def _greet(self) -> None:
        self.health.reload()
        now = self.place.office.queue.now()
        officer = self.place.office.session.officer
        mine = in_hand(self.place)
        said = (
            _("Tiếp nhận số {number}").format(number=mine.label) if mine else _("Tiếp nhận hồ sơ")
        )
        self.intake.setText(f"{said} (F2)")
        self.intake.setAccessibleName(said)
        self._greeting.setText(_greeting(now.hour, officer.name if officer else ""))

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()

    @override
    def first_field(self) -> QWidget | None:
        return self.table if self.due.rowCount() else self.intake


def _target(name: str, today: date, soon: date) -> tuple[str, object]:
    """Where a tile leads: the page and the list it counted."""
    return {
        "overdue": ("dossiers", _due(None, today - _DAY)),
        "due_today": ("dossiers", _due(today, today)),
        "due_soon": ("dossiers", _due(today + _DAY, soon)),
        "open": ("dossiers", DossierFilter(states=OPEN_STATES)),
        "received": ("dossiers", DossierFilter(received_on=today)),
        "waiting": ("queue", None),
        "not_exported": ("closing", "export"),
    }[name]


def _due(first: date | None, last: date) -> DossierFilter:
    return DossierFilter(due_from=first, due_until=last, states=_WORKING)


def _greeting(hour: int, name: str) -> str:
    """Whose morning or afternoon it is."""
    words = _("Công việc buổi sáng – {name}") if hour < 12 else _("Công việc buổi chiều – {name}")
    return words.format(name=name)
