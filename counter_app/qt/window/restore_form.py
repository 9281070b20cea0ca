"""Coming back from a copy: which file, and the stick that may hold what came after it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import Card, row, scrolling, text_label
from counter_app.qt.kit.copy_key import CopyKey
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.saving import ask_copy, ask_folder
from counter_app.qt.window.found_copies import FoundCopies
from counter_app.system.places import as_meant


class RestoreForm(QWidget):
    """The copy, and optionally a folder with batches.

    Signals:
        ready(): a copy was named.
        back_wanted(): not now.
    """

    ready = Signal()
    back_wanted = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir = data_dir
        self.copy = LineEdit()
        self.batches = LineEdit()
        self.fields = {
            "copy": Field(
                _("&Bản sao lưu"), self.copy, _("Tệp sao-luu-quay-….db trên USB hoặc ổ khác.")
            ),
            "batches": Field(
                _("Thư mục có &gói dữ liệu đã xuất (nếu có)"),
                self.batches,
                _("USB đã gửi cấp trên: các lượt ghi sau bản sao lưu còn trên USB được lấy lại."),
            ),
        }
        self.found = FoundCopies(data_dir)
        self.found.chosen.connect(self.copy.setText)
        self.found.opened.connect(self._on_start)
        self.key = CopyKey(data_dir)
        self.key.hide()
        self.key.seen.connect(self._on_start)
        self.choose = ActionButton(_("Chọn &tệp"), self._choose_copy, name="folder")
        self.choose_batches = ActionButton(_("Chọn th&ư mục"), self._choose_batches, name="folder")
        self.start = ActionButton(
            _("&Khôi phục"), self._on_start, name="backup", key="Ctrl+Return", tone="primary",
            bind=False,
        )  # fmt: skip
        self.back = ActionButton(_("Quay lại"), self.back_wanted.emit, name="previous", key="Esc")
        self._build()
        EnterMoves(self).ends_at(self.start)
        strike_once(self, self._on_start)

    def _build(self) -> None:
        card = Card(
            _("Từ bản sao lưu"),
            _(
                "Bản sao lưu được kiểm tra từng lượt ghi trước khi dùng và giữ nguyên. Dữ liệu đang có được giữ riêng."
            ),
        )
        card.add(self.found, self.fields["copy"])
        card.body.addLayout(row(self.choose))
        card.add(self.key)
        card.add(self.fields["batches"])
        card.body.addLayout(row(self.choose_batches))
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text_label(_("Khôi phục"), "title"))
        column.addWidget(card)
        column.addStretch(1)
        foot = row(QWidget(), self.back, self.start, stretch=0)
        foot.setContentsMargins(24, 10, 24, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(column))
        box.addLayout(foot)

    def wish(self) -> tuple[Path, Path | None]:
        """The copy, and the folder with batches."""
        batches = self.batches.value()
        return Path(self.copy.value()), Path(as_meant(batches)) if batches else None

    def take_over(self, other: RestoreForm) -> None:
        """Show what was typed in another form."""
        self.copy.setText(other.copy.text())
        self.batches.setText(other.batches.text())

    def show_error(self, message: str) -> None:
        """Say beside the copy why it did not serve."""
        self.fields["copy"].set_error(message)
        self.copy.setFocus()

    def _on_start(self) -> None:
        if not self.copy.value():
            self.show_error(_("Chưa chọn bản sao lưu. Bấm Chọn tệp."))
            return
        self.fields["copy"].set_error("")
        if self.key.ask(Path(self.copy.value())):
            self.ready.emit()

    def _choose_copy(self) -> None:
        ask_copy(self, self.copy.text(), self.copy.setText)

    def _choose_batches(self) -> None:
        ask_folder(self, self.batches.text(), self.batches.setText)
