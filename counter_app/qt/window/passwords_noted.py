"""First passwords are kept by people: a sheet to print or save, and a tick that they were written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from counter_app.errors import DeviceError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.printers import folder_of
from counter_app.qt.kit.saving import ask_file

if TYPE_CHECKING:
    from counter_app.qt.kit.printer_picker import PrinterPicker

STEM = "phieu-mat-khau"


class PasswordsNoted(QWidget):
    """Nobody founds an office whose door he could not open again: without the tick nothing is saved."""

    def __init__(self, sheet: Callable[[], bytes], printer: PrinterPicker, data_dir: Path) -> None:
        super().__init__()
        self._sheet, self._printer, self._data_dir = sheet, printer, data_dir
        self._errand: Errand | None = None
        self._sent_to = ""
        self.print = ActionButton(_("&In phiếu mật khẩu"), self._on_print, name="printer")
        self.save = ActionButton(_("&Lưu phiếu thành tệp"), self._on_save, name="save")
        self.tick = QCheckBox(_("Tôi đã &ghi lại mật khẩu"))
        self.answer = text_label("", "hint")
        self.error = text_label("", "error")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flowing(self.print, self.save))
        for widget in (self.answer, self.tick, self.error):
            box.addWidget(widget)
        self.answer.hide()
        self.error.hide()
        self.tick.toggled.connect(self.error.hide)

    def forget(self) -> None:
        """Another password or name: what was written down does not open this door."""
        self.tick.setChecked(False)

    def require(self) -> None:
        """Errors: RuleError (field "noted") while nobody says that the passwords are written down."""
        if not self.tick.isChecked():
            raise RuleError(
                _(
                    "Chưa ghi lại mật khẩu thì lần sau không ai vào được. "
                    "Ghi ra giấy hoặc in phiếu, rồi đánh dấu ô này."
                ),
                field="noted",
            )

    def _made(self) -> bytes | None:
        try:
            return self._sheet()
        except RuleError as error:
            self._say(error.message, "error")
            return None

    def _on_print(self) -> None:
        pdf, wish = self._made(), self._printer.wish()  # another may be chosen while it prints
        if pdf is None or self._errand is not None:
            return
        self._say(_("Đang in phiếu…"), "hint")
        self.print.setEnabled(False)
        self._errand = Errand(lambda: _send(pdf, wish))
        self._sent_to = wish
        self._errand.ready.connect(self._on_printed)
        self._errand.failed.connect(self._on_failed)
        self._errand.start()

    def _on_printed(self) -> None:
        self._end()
        folder = folder_of(self._sent_to)
        if folder is not None:
            said = _("Đã lưu phiếu vào {folder}. Xóa tệp sau khi đã giao mật khẩu.")
            self._say(said.format(folder=folder), "hint")
            return
        self._say(_("Đã gửi phiếu tới máy in. Cầm phiếu trên tay rồi mới đánh dấu."), "hint")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, DeviceError):
            self._say(_("Không in được phiếu. Ghi mật khẩu ra giấy."), "error")
            raise error
        self._say(error.message, "error")

    def _on_save(self) -> None:
        pdf = self._made()
        if pdf is not None:
            ask_file(self, f"{STEM}.pdf", pdf, (self._data_dir,), self._on_saved)

    def _on_saved(self, said: str, tone: str, _path: Path | None) -> None:
        self._say(said, "error" if tone == "bad" else "hint")

    def _end(self) -> None:
        if self._errand is not None:
            self._errand.wait()
            self._errand = None
        self.print.setEnabled(True)

    def _say(self, text: str, role: str) -> None:
        self.answer.setProperty("role", role)
        self.answer.setText(text)
        self.answer.show()
        repolish(self.answer)


def _send(pdf: bytes, wish: str) -> None:
    """Errors: DeviceError."""
    from counter_app.domain.paper.receipt_sheets import PaperSize
    from counter_app.qt.kit.qt_printer import printer_for

    device = printer_for(wish)
    device.preflight()
    device.print(pdf, title=STEM, size=PaperSize.A5, copies=1)
