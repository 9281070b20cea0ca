"""Dossiers that wait for the citizen: until when, and closing those whose last day is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.promise.board import Morning
from counter_app.desk.promise.call_columns import waiting_columns
from counter_app.desk.promise.call_sheets import waiting_table
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.sending import Sending
from counter_app.store.read.board import BoardRow
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace


class WaitingDialog(ListDialog[BoardRow]):
    """Lapsed ones are ticked; closing gives each its slip (Mẫu 05)."""

    stem = "ho-so-cho-bo-sung"

    def __init__(self, place: Workplace, parent: QWidget | None = None, *, whose: str = "") -> None:
        self._whose = whose
        self._morning: Morning = place.office.board.morning(whose=self._whose)
        self.reason = LineEdit(_("Hết hạn bổ sung mà chưa nhận được giấy tờ bổ sung"), most=500)
        self.reason_field = Field(_("&Lý do kết thúc"), self.reason, required=True)
        self.close_them = ActionButton(
            _("Kết thúc hồ sơ đã chọn"), self._close, name="stop", key="Ctrl+Return", tone="danger"
        )
        columns = on_screen(waiting_columns(lambda: self._morning))
        super().__init__(place, _("Hồ sơ chờ công dân bổ sung"), columns, parent)
        self._send = Sending()

    @override
    def rows(self) -> Sequence[BoardRow]:
        self._morning = self.place.office.board.morning(whose=self._whose)
        lapsed = len(self._morning.lapsed)
        text = plural(
            "{count} hồ sơ đang chờ, {lapsed} hồ sơ đã quá hạn bổ sung và được đề nghị kết thúc.",
            self._morning.counts["waiting"],
        )
        self.about.setText(text.format(count=self._morning.counts["waiting"], lapsed=lapsed))
        self.reason_field.setVisible(bool(lapsed))
        self.close_them.setVisible(bool(lapsed))
        return self._morning.waiting

    @override
    def total(self) -> int:
        return self._morning.counts["waiting"]

    @override
    def code_of(self, row: BoardRow) -> str:
        return row.code

    @override
    def tables(self) -> Sequence[Table]:
        return (waiting_table(self._morning),)

    @override
    def may(self, row: BoardRow) -> bool:
        return row in self._morning.lapsed

    @override
    def nothing(self) -> str:
        return _("Không có hồ sơ nào chờ công dân bổ sung.")

    @override
    def acts(self) -> Sequence[ActionButton]:
        return (self.close_them,)

    @override
    def add_fields(self, box: QVBoxLayout) -> None:
        box.addWidget(self.reason_field)

    @override
    def on_ticked(self, count: int) -> None:
        may = self.place.may(Duty.PROCESS)
        text = plural("Kết thúc {count} hồ sơ đã chọn (Ctrl+Enter)", count)
        self.close_them.setText(text.format(count=count))
        self.close_them.setEnabled(may and count > 0)

    def _close(self) -> None:
        codes = [row.code for row in self.model.ticked()]
        self.place.act(
            lambda: self._send(
                self.place.office.board.close_lapsed, codes, reason=self.reason.value()
            ),
            {"reason": self.reason_field, "": self.reason_field},
            self._closed,
            undoable=_closed_text,
        )

    def _closed(self, dossiers: tuple[Dossier, ...]) -> None:
        self.said.say(_closed_text(dossiers), "good")


def _closed_text(dossiers: tuple[Dossier, ...]) -> str:
    text = plural(
        "Đã kết thúc {count} hồ sơ; thông báo dừng giải quyết đang chờ in.", len(dossiers)
    )
    return text.format(count=len(dossiers))
