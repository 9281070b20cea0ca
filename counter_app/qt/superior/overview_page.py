"""The superior's morning (F9): what asks for somebody, one next step each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.office.staff import Duty
from counter_app.errors import Cancelled as Stopped
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.even_rows import in_even_rows
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.health_line import HealthLine
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tiles import Tile
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.round_bar import RoundBar
from counter_app.qt.superior.stick_line import StickLine
from counter_app.superior.reports.office_board import OfficeLine, Trouble
from counter_app.superior.reports.office_words import trouble_label, trouble_step
from counter_app.wording.paper.agencies import short_name
from counter_app.wording.paper.moments import daytime_text
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.qt.kit.workplace import Workplace

_PER_ROW = 6


class OverviewPage(Page):
    """The first page of the superior's day."""

    name: ClassVar[str] = "overview"
    icon: ClassVar[str] = "board"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH, Noun.CALENDAR})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._read = False
        self.round = Round(place, self)
        self.bar = RoundBar(self.round)
        self._make_tiles()
        self._make_list()
        self._build()
        self._connect()

    @override
    def title(self) -> str:
        return _("Hôm nay")

    def _make_tiles(self) -> None:
        self.tiles = {
            "forks": Tile(_("Nhánh chờ quyết định"), "error", "bad"),
            "held": Tile(_("Gói giữ chờ gói thiếu"), "hold", "warning"),
            "late": Tile(_("Đơn vị chưa gửi"), "usb", "warning"),
            "aside": Tile(_("Đơn vị để riêng"), "error", "bad"),
            "overdue": Tile(_("Hồ sơ quá hạn"), "clock-overdue", "bad"),
            "hidden": Tile(_("Tạm dừng, đã qua hẹn"), "pause", "warning"),
        }
        self._targets: dict[str, tuple[str, object]] = {
            "forks": ("inbox", None),
            "held": ("inbox", None),
            "late": ("offices", "attention"),
            "aside": ("offices", "attention"),
            "overdue": ("far_dossiers", "overdue"),
            "hidden": ("summed", "compared"),
        }

    def _make_list(self) -> None:
        self.take_in = ActionButton(
            _("Nhận gói dữ liệu"),
            lambda: self.place.hub.go("inbox"),
            name="usb",
            key="F2",
            tone="primary",
            bind=False,
        )
        self.greeting = text_label("", "title")
        self.health = HealthLine(self.place)
        self.sticks = StickLine(self.place.office.data_dir)
        self.model: RowsModel[OfficeLine] = RowsModel(
            _columns(), self, key=lambda line: line.number
        )
        self.table = RowsTable(
            self.model, _("Đơn vị cần chú ý"), stem="don-vi-can-chu-y", counted=_counted
        )
        self.table.citizens = False
        self.none = EmptyState("ok", "", "")

    def _build(self) -> None:
        told = QWidget()
        words = QVBoxLayout(told)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.greeting)
        words.addWidget(self.health)
        words.addWidget(self.sticks)
        asked = QWidget()
        right = QHBoxLayout(asked)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.take_in)
        card = Card(_("Bước tiếp theo"), _("Bấm Enter để mở."))
        card.body.addWidget(self.table, 1)
        card.add(self.table.foot)
        card.body.addWidget(self.none, 1)
        box = QVBoxLayout()
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(12)
        box.addWidget(SideBySide(told, asked, least=NARROW, weights=(1, 0)))
        box.addWidget(self.bar)
        box.addWidget(in_even_rows(*self.tiles.values(), most=_PER_ROW))
        box.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(box))
        self.table.setMinimumHeight(scaled(180))

    def _connect(self) -> None:
        for name, tile in self.tiles.items():
            page, argument = self._targets[name]
            tile.clicked.connect(
                lambda _checked=False, page=page, argument=argument: self.place.hub.go(
                    page, argument
                )
            )
        self.table.opened.connect(self._open)
        self.round.failed.connect(self._on_failed)
        self._show([])

    @override
    def reload(self) -> None:
        self._greet()
        self._read = True
        self.take_in.setVisible(self.place.may(Duty.SUPERIOR))
        if self.place.may(Duty.REPORT):
            self.round.ask(
                lambda office, progress, cancelled: office.superior.board(
                    progress=progress, cancelled=cancelled
                ),
                self._show,
                name=_("Xem các đơn vị"),
            )

    @override
    def enter(self, argument: object = None) -> None:
        if self._read:
            self.refresh()
        else:
            self.reload()

    @override
    def first_field(self) -> QWidget | None:
        return self.table if self.table.isVisible() else self.take_in

    def _greet(self) -> None:
        self.health.reload()
        officer = self.place.office.session.officer
        words = daytime_text(self.place.office.now().hour)
        self.greeting.setText(words.format(name=officer.name if officer else ""))

    def _show(self, lines: list[OfficeLine]) -> None:
        works = [line.work for line in lines if line.work is not None]
        counts = {
            "forks": sum(line.forks for line in lines),
            "held": sum(line.held for line in lines),
            "late": sum(line.trouble is Trouble.LATE for line in lines),
            "aside": sum(line.trouble is Trouble.ASIDE for line in lines),
            "overdue": sum(work.overdue for work in works),
            "hidden": sum(work.hidden for work in works),
        }
        for name, tile in self.tiles.items():
            tile.set_value(counts[name])
        order = list(Trouble)
        asking = [line for line in lines if line.trouble not in (Trouble.NONE, Trouble.RESTORED)]
        asking.sort(key=lambda line: (order.index(line.trouble), -line.behind, line.number))
        self.model.show(asking)
        self.table.setVisible(bool(asking))
        self.none.setVisible(not asking)
        if lines:
            text = plural("Cả {count} đơn vị đã gửi đủ", len(lines)).format(count=len(lines))
            self.none.say(text, _("Xem báo cáo tổng hợp (F8)."))
        else:
            hint = _("Cắm USB của đơn vị rồi bấm Nhận gói dữ liệu (F2).")
            self.none.say(_("Chưa đơn vị nào gửi gói dữ liệu"), hint)
        self.table.stay()

    def _open(self, at: int) -> None:
        line = self.model.row(at)
        if line is None:
            return
        if line.trouble is Trouble.FORK and self.place.may(Duty.SUPERIOR):
            self.place.hub.go("inbox")
        else:
            self.place.hub.go("offices", line.number)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            show_error(self.place, error)


def _counted(count: int) -> str:
    return plural("{count} đơn vị cần chú ý", count).format(count=count)


def _columns() -> Sequence[Column[OfficeLine]]:
    return (
        Column(_("Tình trạng"), trouble_label, 1.6),
        Column(
            _("Đơn vị"),
            lambda line: f"{line.name} ({line.number})",
            1.7,
            say=lambda line: f"{short_name(line.name)} ({line.number})",
        ),
        Column(_("Bước tiếp theo"), trouble_step, 4.4),
    )
