"""Home: the morning at a glance – what is due, who waits, what is owed to paper and to the stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.desk.dossier.slices import Slice, slice_filter
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.tickets import TicketState
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.board.first_steps import FirstSteps
from counter_app.qt.board.two_ways import TwoWays
from counter_app.qt.board.work_part import WorkPart
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.even_rows import in_even_rows
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.health_line import HealthLine
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.serving import in_hand
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tiles import Tile
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.paper.moments import daytime_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from counter_app.domain.office.list_view import HomeView

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
        box = QVBoxLayout()
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(12)
        self.away = AwayNotice()
        box.addWidget(self._head())
        self.first_steps = FirstSteps(self.place)
        box.addWidget(self.away)
        box.addWidget(in_even_rows(*self.tiles.values(), most=_PER_ROW))
        box.addWidget(self.first_steps)
        self.work = WorkPart(self.place)
        self.due, self.table, self.figures = self.work.due, self.work.table, self.work.figures
        self.welcome, self.print = self.work.welcome, self.work.print
        self.proposals = self.work.proposals
        self.apologise, self.close_lapsed = self.proposals.apologise, self.proposals.close_lapsed
        self.call_up, self.missing = self.proposals.call_up, self.proposals.missing
        box.addWidget(self.work, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(box))

    def _head(self) -> QWidget:
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
        told = QWidget()
        words = QVBoxLayout(told)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._greeting)
        words.addWidget(self.health)
        words.addStretch(1)
        self.scope = TwoWays(
            ActionButton(_("Của tôi"), name="user", key="Alt+C"),
            ActionButton(_("Cả đơn vị"), name="building", key="Alt+V"),
            _("Hồ sơ đang xem"),
        )
        begin = QHBoxLayout()
        begin.addWidget(self.intake)
        begin.addWidget(self.call)
        asked = QWidget()
        right = QVBoxLayout(asked)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(scaled(6))
        right.addLayout(begin)
        right.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignRight)
        return SideBySide(told, asked, least=NARROW, weights=(1, 0))

    def _connect(self) -> None:
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, name=name: self._open_tile(name))
        self.table.activated.connect(self._open_line)
        self.figures.activated.connect(self._open_load)
        self.print.clicked.connect(lambda _checked=False: self._print())
        self.scope.chosen.connect(self._on_scope)
        self.work.figures_wanted.connect(self._on_figures)
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
        page, argument = _target(name, board.today(), board.soon())
        if isinstance(argument, DossierFilter):
            argument = replace(argument, own_of=self._whose())
        self.place.hub.go(page, argument)

    def _whose(self) -> str:
        """Login of whose dossiers alone are shown, "" for the office."""
        views = self.place.office.views
        return views.own_login() if views.home().own else ""

    def _on_scope(self, own: bool) -> None:
        self._keep(replace(self.place.office.views.home(), own=own))

    def _on_figures(self, figures: bool) -> None:
        self._keep(replace(self.place.office.views.home(), figures=figures))

    def _keep(self, view: HomeView) -> None:
        guard(self.place, lambda: self.place.office.views.keep_home(view))
        self.reload()
        field = self.first_field()
        if field is not None:  # who asks for another list reads it next
            field.setFocus()

    def _open_unprinted(self) -> None:
        from counter_app.qt.kit.unprinted import UnprintedDialog

        UnprintedDialog(self.place, self).open()

    def _print(self) -> None:
        """The whole board on paper, computed off the UI thread."""
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        whose = self._whose()

        def draw(office: Office) -> bytes:
            from counter_app.desk.promise.call_sheets import morning_tables

            return office.reports.pdf(morning_tables(office.board.morning(whose=whose)))

        today = self.place.office.board.today()
        SheetDialog(
            self.place,
            draw,
            _("Bảng việc buổi sáng"),
            f"viec-hom-nay-{today:%Y%m%d}",
            self,
            citizens=True,
        ).open()

    def _open_line(self, index: QModelIndex) -> None:
        item = self.due.row(index.row())
        if item is not None:
            self.place.hub.go("dossier", item.row.code)

    def _open_load(self, index: QModelIndex) -> None:
        line = self.work.loads.row(index.row())
        if line is not None:
            self.place.hub.go("dossiers", line.wanted(self.place.office.board.today()))

    @override
    def reload(self) -> None:
        office = self.place.office
        own, wish = office.views.own_login(), office.views.home()
        whose = own if wish.own else ""
        morning = office.board.morning(most=MOST_SHOWN, whose=whose)
        running, received = office.board.open_and_received(whose=whose)
        counts = morning.counts
        values = {
            **counts,
            "lacking": counts["waiting"],
            "open": running,
            "received": received,
            "waiting": len(office.queue.today_line(frozenset({TicketState.WAITING}))),
            "unprinted": len(office.paper.unprinted()),
            "not_exported": len(office.closing.not_exported().days),
        }
        for name, tile in self.tiles.items():
            tile.set_value(values[name])
        self.due.show_morning(morning, office.staff.names(), office.absences.standing_in())
        self.away.show_office(office)
        self.first_steps.reload()
        self._show_view(whose, figures=wish.figures and not whose, choice=bool(own))
        missing = len(office.holders.alarms()) + len(office.originals.forgotten())
        seed = office.seed.pending() if self.place.may(Duty.CATALOGUE) else 0
        more = {"missing": missing, "running": running, "seed": seed}
        self.proposals.show_counts({**counts, **more}, whose=whose)
        busy = ("overdue", "due_today", "due_soon", "waiting", "ready", "unanswered", "untold")
        self.print.setVisible(any(counts[name] for name in busy))
        self._greet()

    def _show_view(self, whose: str, *, figures: bool, choice: bool) -> None:
        """The figures are the office's; whoever looks at the own dossiers sees what is urgent."""
        office = self.place.office
        self.scope.show_way(first=bool(whose))
        self.scope.setVisible(choice)
        if figures:
            sectors = {sector.key: sector.name for sector in office.catalogue.sectors()}
            acting = office.absences.standing_in()
            loads = office.board.workloads()
            self.work.loads.show_loads(loads, office.staff.names(), sectors, acting)
        self.work.show_list(figures=figures, choice=not whose)

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
        return self.work.first_field() or self.intake


def _target(name: str, today: date, soon: date) -> tuple[str, object]:
    """The target of a tile: the page and the list it counted."""
    parts = {part.value: part for part in Slice}
    if name in parts:
        return "dossiers", slice_filter(parts[name], today, soon)
    return {
        "received": ("dossiers", DossierFilter(received_from=today, received_until=today)),
        "waiting": ("queue", None),
        "not_exported": ("closing", "export"),
    }[name]


def _greeting(hour: int, name: str) -> str:
    """The greeting of the morning, afternoon or evening."""
    return daytime_text(hour).format(name=name)


class AwayNotice(QLabel):
    """One line for each absence; hidden while everybody is here."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("role", "heading")
        self.hide()

    def show_office(self, office: Office) -> None:
        """Read who is away today."""
        notices = office.absences.notices()
        self.setText("\n".join(notices))
        self.setVisible(bool(notices))
