"""A fault of the official system: dossiers chosen to stand still in one act, and to go on in one act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from counter_app.desk.promise.call_columns import outage_columns
from counter_app.desk.promise.call_sheets import outage_table
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.moment_edit import MomentEdit
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.sending import Sending
from counter_app.store.read.board import BoardRow
from counter_app.wording.paper.moments import near_moment
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from counter_app.desk.desk import Done
    from counter_app.desk.promise.outages import Outage
    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace


class OutageDialog(ListDialog[BoardRow]):
    """Services that run, to be stopped; or dossiers an outage holds, to go on whole. Nothing is ticked unasked."""

    stem = "su-co-he-thong"

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        self._held: dict[str, Outage] = {item.key: item for item in place.office.outages.open()}
        self._year = place.office.board.today().year
        self.what = Choice(
            [
                *((key, self._called(item)) for key, item in self._held.items()),
                ("", _("Tạm dừng hồ sơ vì sự cố mới")),
            ]
        )
        self.at = MomentEdit()
        self.at_field = Field(_("Từ lúc"), self.at)
        self.reason = LineEdit(
            most=500, placeholder=_("Ví dụ: Hệ thống của tỉnh không truy cập được")
        )
        self.reason_field = Field(_("&Lý do"), self.reason, required=True)
        self.go = ActionButton("", self._go, name="pause", key="Ctrl+Return", tone="primary")
        columns = on_screen(outage_columns(self._year))
        super().__init__(place, _("Sự cố hệ thống"), columns, parent)
        self._send = Sending()
        self.what.chosen.connect(lambda _key: self.reload())

    def _called(self, outage: Outage) -> str:
        pattern = _("Hoạt động lại sau sự cố từ {moment} ({count} hồ sơ)")
        return pattern.format(moment=near_moment(outage.since, self._year), count=len(outage.rows))

    @override
    def add_fields(self, box: QVBoxLayout) -> None:
        for field in (Field(_("Thao tác"), self.what), self.at_field, self.reason_field):
            box.addWidget(field)

    @override
    def rows(self) -> Sequence[BoardRow]:
        held = self._held.get(str(self.what.value() or ""))
        self.reason_field.setVisible(held is None)
        self.about.setText(
            _(
                "Thời gian hệ thống gặp sự cố không tính vào thời hạn (Nghị định 301/2026/NĐ-CP Điều 4 khoản 7); hạn"
                " lùi đúng phần đã dừng. Tất cả tạm dừng hoặc giải quyết tiếp trong một lần ghi."
            )
        )
        return held.rows if held else self.place.office.outages.running()

    @override
    def code_of(self, row: BoardRow) -> str:
        return row.code

    @override
    def may(self, row: BoardRow) -> bool:
        return not self.what.value()

    @override
    def reload(self) -> None:
        super().reload()
        self.model.tick_all(False)

    @override
    def tables(self) -> Sequence[Table]:
        rows = self.rows() if self.what.value() else self.model.ticked()
        return (outage_table(rows, self.place.office.board.now()),)

    @override
    def nothing(self) -> str:
        return _("Không có hồ sơ nào đang giải quyết.")

    @override
    def acts(self) -> Sequence[ActionButton]:
        return (self.go,)

    @override
    def on_ticked(self, count: int) -> None:
        held = self._held.get(str(self.what.value() or ""))
        text = (
            plural("Giải quyết tiếp {count} hồ sơ (Ctrl+Enter)", len(held.rows))
            if held
            else plural("Tạm dừng {count} hồ sơ (Ctrl+Enter)", count)
        )
        self.go.setText(text.format(count=len(held.rows) if held else count))
        self.go.setEnabled(self.place.may(Duty.PROCESS) and (held is not None or count > 0))

    def _go(self) -> None:
        fields = {"reason": self.reason_field, "at": self.at_field, "": self.at_field}
        self.place.act(self._asked, fields, self._done)

    def _asked(self) -> Done[Any]:
        outages = self.place.office.outages
        at, key = self.at.moment(outages.now()), str(self.what.value() or "")
        if key:
            return self._send(outages.end, key, at=at)
        codes = [row.code for row in self.model.ticked()]
        return self._send(outages.begin, codes, reason=self.reason.value(), at=at)

    def _done(self, _result: object) -> None:
        self.accept()
        self.place.hub.notice(
            Tone.GOOD,
            _("Đã ghi; các hồ sơ giải quyết tiếp có hạn mới.")
            if self.what.value()
            else _("Đã tạm dừng các hồ sơ đã chọn; bấm Sự cố hệ thống khi hoạt động lại."),
        )
