"""Names and numbers of the legal forms: changed here when a circular changes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.staff import Duty
from counter_app.i18n import _, mark
from counter_app.qt.failures import guard
from counter_app.qt.hub import Tone
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import Card, row, text_label
from counter_app.qt.widgets.enter import EnterMoves
from counter_app.qt.widgets.fields import LineEdit
from counter_app.settings import FORM_LABELS, NUMBER_SUFFIXES

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.workplace import Workplace
    from counter_app.settings import OfficeSettings

TITLES = {
    "01": mark("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "02": mark("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "03": mark("Phiếu từ chối tiếp nhận"),
    "04": mark("Phiếu xin lỗi và hẹn lại ngày trả"),
    "05": mark("Phiếu dừng giải quyết"),
    "06": mark("Phiếu kiểm soát quá trình giải quyết"),
    "07": mark("Sổ theo dõi hồ sơ"),
}


class FormsPart(QWidget):
    """One line for each form: what it is called in the corner of the paper, and what follows its number."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.labels = {key: LineEdit(most=60) for key in FORM_LABELS}
        self.suffixes = {key: LineEdit(most=80) for key in NUMBER_SUFFIXES}
        self.save = ActionButton(_("&Lưu"), self._save, name="save", key="Ctrl+S", tone="primary")
        self.usual = ActionButton(_("Lấy lại mẫu gốc"), self._show_usual, name="restore")
        self._build()
        EnterMoves(self)

    def _build(self) -> None:
        card = Card(
            _("Mẫu giấy"),
            _("Theo Phụ lục I Thông tư 03/2025/TT-VPCP. Sửa khi văn bản mới đổi tên hoặc ký hiệu."),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        heads = (_("Giấy"), _("Tên mẫu"), _("Ký hiệu sau số"))
        for column, text in enumerate(heads):
            grid.addWidget(text_label(text, "muted"), 0, column)
        for line, key in enumerate(FORM_LABELS, start=1):
            title = _(TITLES[key])
            grid.addWidget(text_label(title), line, 0)
            grid.addWidget(self.labels[key], line, 1)
            self.labels[key].setAccessibleName(_("Tên mẫu: {form}").format(form=title))
            if key in self.suffixes:
                grid.addWidget(self.suffixes[key], line, 2)
                self.suffixes[key].setAccessibleName(_("Ký hiệu: {form}").format(form=title))
        for column, weight in enumerate((3, 2, 3)):
            grid.setColumnStretch(column, weight)
        card.body.addLayout(grid)
        box = QVBoxLayout(self)
        box.addWidget(card)
        box.addLayout(row(self.save, self.usual))
        box.addStretch(1)

    def reload(self) -> None:
        """Show what is kept, to be changed by whoever may."""
        kept = self._place.office.intake.settings
        officer = self._place.office.session.officer
        may = officer is not None and officer.may(Duty.SETTINGS)
        self._show(kept.form_labels, kept.number_suffixes)
        for edit in (*self.labels.values(), *self.suffixes.values()):
            edit.setReadOnly(not may)
        self.save.setEnabled(may)
        self.usual.setEnabled(may)

    def _show(self, labels: dict[str, str], suffixes: dict[str, str]) -> None:
        for key, edit in self.labels.items():
            edit.setText(labels.get(key, ""))
        for key, edit in self.suffixes.items():
            edit.setText(suffixes.get(key, ""))

    def _show_usual(self) -> None:
        self._show(FORM_LABELS, NUMBER_SUFFIXES)

    def _save(self) -> None:
        chosen = replace(
            self._place.office.intake.settings,
            form_labels={key: edit.value() for key, edit in self.labels.items()},
            number_suffixes={key: edit.value() for key, edit in self.suffixes.items()},
        )
        guard(
            self._place, lambda: self._place.office.rules.change_settings(chosen), None, self._saved
        )

    def _saved(self, done: Done[OfficeSettings]) -> None:
        self._place.hub.done(done)
        self._place.hub.notice(Tone.GOOD, _("Đã lưu tên mẫu và ký hiệu."))
