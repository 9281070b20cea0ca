"""The signers for the agency and for the unit: the lines papers print at their end (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from counter_app.i18n import _
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.held import Put, show
from counter_app.settings import OfficeSettings, longest

TEXTS = ("signer_position", "signer_name", "unit_leader", "unit_symbol")


class SignersCard(Card):
    """The authority and the signer of Mẫu 04, 05 and reports, and the short name of the unit after a number."""

    def __init__(self) -> None:
        super().__init__(
            _("Người ký và ký hiệu"),
            _("In trên văn bản xin lỗi, thông báo dừng giải quyết, bảng niêm yết và báo cáo."),
        )
        self.capacity = Choice(
            [
                ("tm", _("TM. Ủy ban nhân dân")),
                ("tm-kt", _("TM. Ủy ban nhân dân, KT. Chủ tịch")),
                ("kt", _("KT. Chủ tịch")),
                ("tl", _("TL. Chủ tịch")),
                ("tuq", _("TUQ. Chủ tịch")),
                ("", _("Ký theo chức vụ")),
            ]
        )
        self.edits = {name: LineEdit(most=longest(name)) for name in TEXTS}
        self.fields: dict[str, Field] = {
            "signer_capacity": Field(_("Quyền hạn ký"), self.capacity),
            "signer_position": Field(
                _("Chức vụ người ký"),
                self.edits["signer_position"],
                _("Ví dụ: CHỦ TỊCH, PHÓ CHỦ TỊCH"),
            ),
            "signer_name": Field(
                _("Họ tên người ký"), self.edits["signer_name"], _("Để trống thì ghi tay khi ký")
            ),
            "unit_leader": Field(_("Người phụ trách bộ phận"), self.edits["unit_leader"]),
            "unit_symbol": Field(
                _("Ký hiệu đơn vị sau số"),
                self.edits["unit_symbol"],
                _("Để trống: TTPVHCC hoặc BPTNTKQ theo tên đơn vị"),
            ),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        for at, field in enumerate(self.fields.values()):
            grid.addWidget(field, at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def show_settings(self, kept: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        put(self.capacity, kept.signer_capacity)
        self.capacity.setEnabled(editable)
        for name, edit in self.edits.items():
            put(edit, getattr(kept, name))
            edit.setReadOnly(not editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """``before`` with what is chosen and typed here."""
        return replace(
            before,
            signer_capacity=self.capacity.value(),
            signer_position=self.edits["signer_position"].value(),
            signer_name=self.edits["signer_name"].value(),
            unit_leader=self.edits["unit_leader"].value(),
            unit_symbol=self.edits["unit_symbol"].value(),
        )
