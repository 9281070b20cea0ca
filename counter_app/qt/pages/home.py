"""Home: the morning at a glance – what is due, who waits, what is owed to paper and to the stick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from counter_app.desk.desk import Noun
from counter_app.domain.dossier import OPEN_STATES, PAUSED_STATES, State
from counter_app.domain.queueing import TicketState
from counter_app.i18n import _
from counter_app.qt.models import due_lines
from counter_app.qt.models.due_lines import DueModel
from counter_app.qt.page import Page
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import EmptyState, scrolling, text_label
from counter_app.qt.widgets.listing import listing
from counter_app.qt.widgets.theme import scaled
from counter_app.qt.widgets.tiles import Tile
from counter_app.qt.workplace import Workplace
from counter_app.store.dossiers import DossierFilter
from counter_app.wording.moments import short_date, weekday_name

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

_WORKING = frozenset({State.RECEIVED, State.PROCESSING})
_DAY = timedelta(days=1)
_PER_ROW = 5
MINUTE_MS = 60_000


class HomePage(Page):
    """The first page of the day."""

    name: ClassVar[str] = "home"
    icon: ClassVar[str] = "board"
    nouns: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.DOSSIER, Noun.TICKET, Noun.PRINT, Noun.BATCH, Noun.CLOSING, Noun.STAFF, Noun.SETTINGS}
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._build()
        self._connect()
        self.reload()

    @override
    def title(self) -> str:
        return _("Hôm nay")

    def _build(self) -> None:
        self.tiles = {
            "overdue": Tile(_("Quá hạn"), "clock-overdue", "bad"),
            "due_today": Tile(_("Hẹn trả hôm nay"), "calendar-day", "warning"),
            "due_soon": Tile(_("Hẹn trả ngày mai"), "clock"),
            "paused": Tile(_("Chờ công dân bổ sung"), "supplement", "warning"),
            "ready": Tile(_("Có kết quả, chờ trả"), "returning", "good"),
            "open": Tile(_("Đang giải quyết"), "dossiers"),
            "received": Tile(_("Tiếp nhận hôm nay"), "intake"),
            "waiting": Tile(_("Người đang chờ gọi"), "queue"),
            "unprinted": Tile(_("Giấy chưa in"), "printer", "warning"),
            "not_exported": Tile(_("Ngày chưa xuất USB"), "usb", "warning"),
        }
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, at // _PER_ROW, at % _PER_ROW)
        box = QVBoxLayout()
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addLayout(grid)
        box.addWidget(self._due_part(), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(box))

    def _head(self) -> QHBoxLayout:
        self.intake = ActionButton(
            _("Tiếp nhận hồ sơ"),
            self._to("intake"),
            name="intake",
            key="F2",
            tone="primary",
            bind=False,
        )
        self.call = ActionButton(_("Gọi số"), self._to("queue"), name="call", key="F6", bind=False)
        self._greeting = text_label("", "title")
        self._day = text_label("", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._greeting)
        words.addWidget(self._day)
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
        self.due = DueModel(self)
        self.table = listing(self.due, _("Hồ sơ quá hạn và hẹn trả hôm nay"), due_lines.PROCEDURE)
        self.table.setMinimumHeight(scaled(170))
        self.table.horizontalHeader().setMinimumSectionSize(scaled(100))
        self.welcome = EmptyState(
            "ok",
            _("Không có hồ sơ quá hạn, không có hồ sơ hẹn trả hôm nay."),
            _("Bấm F2 để tiếp nhận hồ sơ, F6 để gọi số, hoặc quét giấy hẹn để trả kết quả."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.welcome)
        box.addWidget(text_label(_("Cần xử lý ngay"), "heading"))
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
        if name == "unprinted":
            from counter_app.qt.dialogs.unprinted import UnprintedDialog

            UnprintedDialog(self.place, self).open()
            return
        page, argument = self._target(name, self.place.office.queue.today())
        self.place.hub.go(page, argument)

    def _target(self, name: str, today: date) -> tuple[str, object]:
        """Where a tile leads: the page and the list it counted."""
        return {
            "overdue": ("dossiers", _due(None, today - _DAY)),
            "due_today": ("dossiers", _due(today, today)),
            "due_soon": ("dossiers", _due(today + _DAY, today + _DAY)),
            "paused": ("dossiers", DossierFilter(states=PAUSED_STATES)),
            "ready": ("dossiers", DossierFilter(states=frozenset({State.FINISHED}))),
            "open": ("dossiers", DossierFilter(states=OPEN_STATES)),
            "received": ("dossiers", DossierFilter(received_on=today)),
            "waiting": ("queue", None),
            "not_exported": ("closing", "export"),
        }[name]

    def _open_line(self, index: QModelIndex) -> None:
        self.place.hub.go("dossier", self.due.line(index.row()).code)

    @override
    def reload(self) -> None:
        office = self.place.office
        today = office.queue.today()
        counts = office.dossiers.counts()
        waiting = office.queue.today_line(frozenset({TicketState.WAITING}))
        values = {
            **counts,
            "received": office.store.dossiers.received_on(today),
            "waiting": len(waiting),
            "unprinted": len(office.paper.unprinted()),
            "not_exported": len(office.closing.not_exported().days),
        }
        for name, tile in self.tiles.items():
            tile.set_value(values[name])
        lines = office.dossiers.due_list(today)
        self.due.show_due(lines, office.store.officers.names(), today)
        self._stack.setCurrentWidget(self.table if lines else self.welcome)
        self._greet()

    def _greet(self) -> None:
        now = self.place.office.queue.now()
        officer = self.place.office.session.officer
        part = _("Chào buổi sáng") if now.hour < 12 else _("Chào buổi chiều")
        self._greeting.setText(f"{part}, {officer.name}" if officer else part)
        day = weekday_name(now)
        self._day.setText(f"{day[0].upper()}{day[1:]}, {short_date(now)}")

    @override
    def enter(self, argument: object = None) -> None:
        self.reload()

    @override
    def first_field(self) -> QWidget | None:
        return self.table if self.due.rowCount() else self.intake


def _due(first: date | None, last: date) -> DossierFilter:
    return DossierFilter(due_from=first, due_until=last, states=_WORKING)
