"""The board of offices (F3): a sortable list at the left, the office in hand at the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.office.staff import Duty
from counter_app.domain.proportion import wilson
from counter_app.errors import Cancelled as Stopped
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.facts import Facts
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.round_bar import RoundBar
from counter_app.superior.reports.office_board import RATE_DAYS, OfficeLine, Trouble
from counter_app.superior.reports.office_words import (
    answered_text,
    day_text,
    trouble_label,
    trouble_step,
    versions_text,
)
from counter_app.superior_desk.columns import office_columns
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import due_text, short_date

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior.reports.comparison import Work

ALL, ATTENTION = "all", "attention"


class OfficesPage(Page):
    """The offices, their batches, and their work."""

    name: ClassVar[str] = "offices"
    icon: ClassVar[str] = "building"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH, Noun.CALENDAR})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._lines: list[OfficeLine] = []
        self._line: OfficeLine | None = None
        self._wanted = ""
        self._read = False
        self.round = Round(place, self)
        self.bar = RoundBar(self.round)
        self.which = Choice([(ALL, _("Mọi đơn vị")), (ATTENTION, _("Đơn vị cần chú ý"))])
        self.which.setAccessibleName(_("Đơn vị đang xem"))
        self.model: RowsModel[OfficeLine] = RowsModel(
            office_columns(), self, key=lambda line: line.number
        )
        self.table = RowsTable(self.model, _("Các đơn vị"), stem="cac-don-vi", counted=_counted)
        self.table.citizens = False
        self.none = EmptyState("building", "")
        self._make_card()
        self._build()
        self._connect()

    @override
    def title(self) -> str:
        return _("Các đơn vị")

    def _make_card(self) -> None:
        self.head, self.state = text_label("", "heading"), Badge()
        self.step = text_label("")
        self.facts = Facts()
        self.reports = ActionButton(
            _("Báo cáo của đơn vị"), self._open_reports, name="reports", key="Alt+B", tone="primary"
        )
        self.overdue = ActionButton(
            _("Hồ sơ quá hạn"), self._open_overdue, name="clock-overdue", key="Alt+H"
        )
        self.asked = ActionButton(_("Hỏi và trả lời"), self._open_asked, name="phone", key="Alt+T")
        self.down = ActionButton(
            _("Gửi xuống các đơn vị"), self._open_down, name="hand-over", key="Alt+X"
        )
        self.inbox = ActionButton(
            _("Nhận gói dữ liệu"),
            lambda: self.place.hub.go("inbox"),
            name="usb",
            key="F2",
            bind=False,
        )

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, scaled(4), 0)
        left.setSpacing(scaled(8))
        left.addWidget(flowing(self.down))
        left.addWidget(self.which)
        left.addWidget(self.bar)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        left.addWidget(self.none, 1)
        self.card = Card()
        self.card.add(self.state, self.head, self.step, self.facts)
        self.card.add(flowing(self.reports, self.overdue, self.asked, self.inbox))
        self.card.body.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        split = SideBySide(holder, self.card, least=980, weights=(67, 33))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(scrolling(split))
        self.card.hide()

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _value: self._show_lines())
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(lambda _at: self._open_reports())
        self.round.failed.connect(self._on_failed)
        self._show_lines()

    @override
    def reload(self) -> None:
        self._read = True
        self.down.setVisible(self.place.may(Duty.SUPERIOR))
        self.round.ask(
            lambda office, progress, cancelled: office.superior.board(
                progress=progress, cancelled=cancelled
            ),
            self._on_board,
            name=_("Xem các đơn vị"),
        )

    @override
    def enter(self, argument: object = None) -> None:
        """An office's number opens it; "attention" keeps those that ask for somebody."""
        if isinstance(argument, str) and argument:
            self.which.choose(ATTENTION if argument == ATTENTION else ALL)
            self._wanted = "" if argument == ATTENTION else argument
            self._show_lines()
        if self._read:
            self.refresh()
        else:
            self.reload()

    @override
    def first_field(self) -> QWidget:
        return self.table if self.table.isVisible() else self.which

    def _on_board(self, lines: list[OfficeLine]) -> None:
        self._lines = lines
        self._show_lines()
        if self.isVisible() and self.which.hasFocus():
            self.table.setFocus()

    def _show_lines(self) -> None:
        quiet = (Trouble.NONE, Trouble.RESTORED)
        asking = [line for line in self._lines if line.trouble not in quiet]
        rows = asking if self.which.value() == ATTENTION else self._lines
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if self._lines:
            self.none.say(_("Không đơn vị nào cần chú ý"))
        else:
            hint = _("Cắm USB của đơn vị rồi bấm Nhận gói dữ liệu (F2).")
            self.none.say(_("Chưa đơn vị nào gửi gói dữ liệu"), hint)
        at = self.model.find(lambda line: line.number == self._wanted) if self._wanted else -1
        if at >= 0:
            self._wanted = ""
            self.table.choose(at)
        else:
            self.table.stay()
        self._on_row(self.table.currentIndex().row())

    def _on_row(self, at: int) -> None:
        line = self._line = self.model.row(max(at, 0))
        self.card.setVisible(line is not None)
        if line is None:
            return
        self.head.setText(f"{line.name} ({line.number})")
        self.state.show_label(trouble_label(line))
        self.step.setText(trouble_step(line))
        self.step.setVisible(bool(trouble_step(line)))
        self.facts.show_facts(office_facts(line))
        self.overdue.setVisible(bool(line.work and line.work.overdue and self.place.may(Duty.LOOK)))
        self.asked.setVisible(bool(line.enquiries and line.enquiries.asked))
        self.inbox.setVisible(bool(line.forks or line.held) and self.place.may(Duty.SUPERIOR))

    def _open_reports(self) -> None:
        if self._line is not None:
            self.place.hub.go("summed", {"office": self._line.number})

    def _open_overdue(self) -> None:
        if self._line is not None:
            self.place.hub.go("far_dossiers", {"office": self._line.number})

    def _open_asked(self) -> None:
        if self._line is not None:
            argument = {"office": self._line.number, "report": "followups"}
            self.place.hub.go("summed", argument)

    def _open_down(self) -> None:
        from counter_app.qt.superior.send_down_dialog import SendDownDialog

        SendDownDialog(self.place, self).open()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            show_error(self.place, error)


def office_facts(line: OfficeLine) -> dict[str, str]:
    """The known facts of one office, as names and values."""
    facts = {
        _("Nhận gần nhất"): due_text(line.arrived) if line.arrived else "",
        _("Gửi đến ngày"): day_text(line.told),
        _("Các máy"): "\n".join(
            _("Máy {device}: đến lượt ghi {seq}, ngày {day}").format(
                device=item.device, seq=grouped(item.seq), day=day_text(item.last_day)
            )
            + (f". {item.trouble}" if item.trouble else "")
            + (
                " " + _("Đã khôi phục bản cũ ngày {day}.").format(day=day_text(item.restored))
                if item.restored
                else ""
            )
            for item in line.standings
        ),
        _("Giữ chờ"): plural("{count} gói dữ liệu", line.held).format(count=line.held)
        if line.held
        else "",
        _("Nhánh khác"): plural("{count} gói dữ liệu", line.forks).format(count=line.forks)
        if line.forks
        else "",
        _("Từ chối"): plural("{count} gói dữ liệu", line.refused).format(count=line.refused)
        if line.refused
        else "",
    }
    if line.work is not None:
        facts |= _work_facts(line.work)
    if line.enquiries is not None:
        facts |= _asked_facts(line)
    return facts | {_("Phiên bản"): versions_text(line)}


def _asked_facts(line: OfficeLine) -> dict[str, str]:
    """The number of people who only asked, and the answers to reminders."""
    found = line.enquiries
    if found is None or not (found.questions or found.asked):
        return {}
    asked = plural("{count} lần", found.asked).format(count=grouped(found.asked))
    return {
        _("Lượt hướng dẫn, {days} ngày").format(days=RATE_DAYS): grouped(found.questions),
        _("Hỏi về hồ sơ, {days} ngày").format(days=RATE_DAYS): asked,
        _("Trả lời đôn đốc đúng hạn"): answered_text(line),
    }


def _work_facts(work: Work) -> dict[str, str]:
    low, high = wilson(work.in_time, work.ended)
    rate = (
        plural("{rate}% của {count} hồ sơ; khoảng tin cậy 95%: {low}–{high}%", work.ended).format(
            rate=grouped(round(100 * work.in_time / work.ended, 1)),
            count=grouped(work.ended),
            low=grouped(round(100 * low, 1)),
            high=grouped(round(100 * high, 1)),
        )
        if work.ended
        else _("chưa giải quyết xong hồ sơ nào")
    )
    hidden = grouped(work.hidden)
    if work.hidden:
        since = short_date(date.fromisoformat(work.hidden_since))
        hidden = _("{count}, lâu nhất từ {day}").format(count=hidden, day=since)
    return {
        _("Đúng hạn, {days} ngày").format(days=RATE_DAYS): rate,
        _("Đang mở"): grouped(work.open),
        _("Quá hạn"): grouped(work.overdue),
        _("Tạm dừng"): grouped(work.paused),
        _("Dừng, qua hẹn"): hidden,
    }


def _counted(count: int) -> str:
    return plural("{count} đơn vị", count).format(count=count)
