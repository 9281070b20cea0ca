"""The present holder of each paper, since when; and papers that were given and never taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.handover.holders import Alarm
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.dossier_filter import MOST_LINES
from counter_app.domain.handover.whereabouts import HeldLine, Holder, still_kept
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.caseload_dialog import CaseloadDialog
from counter_app.qt.kit.handover_words import holder_text
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label, state_label
from counter_app.wording.paper.moments import near_moment, phone_text
from counter_app.wording.tables.columns import Column, figure

if TYPE_CHECKING:
    from counter_app.office import Office


@dataclass(frozen=True, slots=True)
class Keeper:
    """A row of the left list; ``holder`` None for what is under way."""

    holder: Holder | None
    count: int
    since: datetime | None


class HoldingPart(QWidget):
    """Holders at the left, what the chosen one has at the right, alarms above."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.alarm_words = text_label("", "heading")
        self.alarms: RowsModel[Alarm] = RowsModel(
            self._alarm_columns(), self, key=lambda item: (item.sheet.id, item.row.line.id)
        )
        self.alarm_table = RowsTable(
            self.alarms, _("Đã giao, chưa nhận quá hạn"), stem="giao-chua-nhan"
        )
        self.kept_words = text_label(
            _("Bản chính còn giữ của hồ sơ đã kết thúc: trả lại ngay"), "heading"
        )
        self.kept: RowsModel[Dossier] = RowsModel(_kept_columns(), self, key=lambda item: item.id)
        self.kept_table = RowsTable(self.kept, _("Bản chính chưa trả"), stem="ban-chinh-chua-tra")
        self.keepers: RowsModel[Keeper] = RowsModel(
            self._keeper_columns(), self, key=lambda item: item.holder
        )
        self.keeper_table = RowsTable(
            self.keepers, _("Người đang giữ hồ sơ giấy"), stem="nguoi-dang-giu"
        )
        self.keeper_table.nothing = _("Chưa ai giữ hồ sơ giấy. Lập phiếu bàn giao ở thẻ 1.")
        self.lines: RowsModel[HeldLine] = RowsModel(
            _line_columns(place.office.board.today().year), self, key=lambda item: item.line.id
        )
        self.line_table = RowsTable(self.lines, _("Hồ sơ đang giữ"), stem="ho-so-dang-giu")
        self.line_table.nothing = _("Chọn một người ở bên trái để xem hồ sơ người đó giữ.")
        self.hand_all = ActionButton(
            _("Bàn giao toàn bộ hồ sơ của một công chức"),
            self._on_hand_all,
            name="hand-over",
            key="Alt+B",
        )
        self._build()
        self.keeper_table.chosen.connect(self._on_keeper)
        self.line_table.opened.connect(self._on_line)
        self.alarm_table.opened.connect(self._on_alarm)
        self.kept_table.opened.connect(self._on_kept)

    def _build(self) -> None:
        split = SideBySide(
            with_foot(self.keeper_table), with_foot(self.line_table), least=900, weights=(4, 7)
        )
        for table in (self.alarm_table, self.kept_table):
            table.setMaximumHeight(scaled(150))
            table.setMinimumHeight(scaled(90))
        for table in (self.keeper_table, self.line_table):
            table.setMinimumHeight(scaled(140))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(4), scaled(8), scaled(4), 0)
        layout.setSpacing(scaled(8))
        layout.addLayout(row(self.alarm_words, self.hand_all, stretch=0))
        for widget in (
            self.alarm_table,
            self.alarm_table.foot,
            self.kept_words,
            self.kept_table,
            self.kept_table.foot,
        ):
            layout.addWidget(widget)
        layout.addWidget(split, 1)

    def reload(self) -> None:
        """Read alarms and holders again."""
        holders = self._place.office.holders
        alarms = holders.alarms()
        self.alarms.show(alarms)
        self.alarm_table.setVisible(bool(alarms))
        self.alarm_words.setText(
            plural(
                "{count} hồ sơ đã giao quá {hours} giờ làm việc mà chưa được nhận", len(alarms)
            ).format(count=len(alarms), hours=self._place.office.settings.handover_hours)
            if alarms
            else _("Không có hồ sơ nào đã giao mà quá hạn chưa nhận.")
        )
        forgotten = self._place.office.originals.forgotten()
        self.kept.show(forgotten, most=MOST_LINES)
        for widget in (self.kept_words, self.kept_table):
            widget.setVisible(bool(forgotten))
        way = holders.under_way()
        rows = [Keeper(item.holder, item.count, item.since) for item in holders.all()]
        if way:
            rows.append(Keeper(None, len(way), None))
        self.keepers.show(rows)
        self.keeper_table.stay()

    def first(self) -> QWidget:
        """The field the keyboard goes to."""
        return self.keeper_table

    def _on_hand_all(self) -> None:
        CaseloadDialog(self._place, self._chosen_login(), parent=self).open()

    def _chosen_login(self) -> str:
        chosen = self.keepers.row(self.keeper_table.currentIndex().row())
        return chosen.holder.officer if chosen is not None and chosen.holder is not None else ""

    def _on_keeper(self, at: int) -> None:
        holders, chosen = self._place.office.holders, self.keepers.row(at)
        if chosen is None:
            self.lines.show(())
        elif chosen.holder is None:
            self.lines.show(holders.under_way(), most=MOST_LINES)
        else:
            self.lines.show(holders.held_by(chosen.holder), total=chosen.count)

    def _on_line(self, at: int) -> None:
        item = self.lines.row(at)
        if item is not None:
            self._place.hub.go("dossier", item.line.code)

    def _on_alarm(self, at: int) -> None:
        alarm = self.alarms.row(at)
        if alarm is not None:
            self._place.hub.go("dossier", alarm.row.line.code)

    def _on_kept(self, at: int) -> None:
        dossier = self.kept.row(at)
        if dossier is not None:
            self._place.hub.go("dossier", dossier.code)

    def _keeper_columns(self) -> Sequence[Column[Keeper]]:
        return (
            Column(_("Người giữ"), self._keeper),
            figure(_("Số hồ sơ"), lambda item: item.count),
            Column(_("Lâu nhất từ"), lambda item: item.since and item.since.date()),
        )

    def _keeper(self, item: Keeper) -> str | Label:
        if item.holder is None:
            return Label(_("Đang luân chuyển"), "warning", "transfer")
        names = self._place.office.staff.names()
        icon = "building" if item.holder.office else "user"
        return Label(holder_text(item.holder, names), "ink", icon)

    def _alarm_columns(self) -> Sequence[Column[Alarm]]:
        return (
            Column(_("Phiếu"), lambda item: Label(item.sheet.label, "bad", "warning")),
            Column(_("Mã hồ sơ"), lambda item: item.row.line.code),
            Column(_("Chủ hồ sơ"), lambda item: item.row.line.names[-1], of_people=True),
            Column(_("Người nhận"), self._alarm_taker),
            Column(_("Đã qua"), _hours),
        )

    def _alarm_taker(self, item: Alarm) -> str:
        return holder_text(item.sheet.taker, self._place.office.staff.names())


def alarm_count(office: Office) -> int:
    """The number of papers missing for too long, and of ended dossiers with originals here."""
    return len(office.holders.alarms()) + len(office.originals.forgotten())


def _kept_columns() -> Sequence[Column[Dossier]]:
    return (
        Column(_("Trạng thái"), lambda item: state_label(item.state)),
        Column(_("Mã hồ sơ"), lambda item: item.code),
        Column(_("Bản chính"), lambda item: ", ".join(one.name for one in still_kept(item))),
        Column(_("Chủ hồ sơ"), lambda item: item.holder_name, of_people=True),
        Column(_("Điện thoại"), lambda item: item.applicant.phone, say=_phone),
    )


def _phone(item: Dossier) -> str:
    return phone_text(item.applicant.phone)


def _hours(item: Alarm) -> str:
    return plural("{hours} giờ làm việc", item.minutes // 60).format(hours=item.minutes // 60)


def _line_columns(year: int) -> Sequence[Column[HeldLine]]:
    return (
        Column(_("Mã hồ sơ"), lambda item: item.line.code),
        Column(
            _("Từ thời điểm"),
            lambda item: item.since,
            say=lambda item: near_moment(item.since, year),
        ),
        Column(_("Chủ hồ sơ"), lambda item: item.line.names[-1], of_people=True),
        Column(_("Trạng thái"), lambda item: state_label(item.line.state)),
        Column(_("Vị trí"), lambda item: item.shelf),
    )
