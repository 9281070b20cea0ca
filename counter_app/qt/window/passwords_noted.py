"""First passwords are kept by people: a sheet to print or save, and a tick that they were written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.errors import DeviceError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.printers import folder_of
from counter_app.qt.kit.saving import ask_file
from counter_app.qt.kit.tick_box import TickBox

if TYPE_CHECKING:
    from counter_app.qt.kit.printer_picker import PrinterPicker

STEM, RECOVERY_STEM = "phieu-mat-khau", "phieu-khoi-phuc"
_Saved = Callable[[str, str, Path | None], None]


class PasswordsNoted(QWidget):
    """Nobody founds an office whose door he could not open again: without the tick nothing is saved."""

    def __init__(
        self,
        sheet: Callable[[], bytes],
        recovery: Callable[[], bytes],
        printer: PrinterPicker,
        data_dir: Path,
    ) -> None:
        super().__init__()
        self._sheet, self._recovery = sheet, recovery
        self._printer, self._data_dir = printer, data_dir
        self.recovery_out = False
        self._errand: Errand | None = None
        self._sent_to, self._sending_recovery = "", False
        self.print = ActionButton(_("&In phiếu mật khẩu"), self._on_print, name="printer")
        self.save = ActionButton(_("&Lưu phiếu thành tệp"), self._on_save, name="save")
        self.print_recovery = ActionButton(
            _("In phiếu &khôi phục"), self._on_print_recovery, name="printer"
        )
        self.save_recovery = ActionButton(
            _("Lưu phiếu khôi phục thành tệp"), self._on_save_recovery, name="save"
        )
        self.tick = TickBox(_("Tôi đã &ghi lại mật khẩu"))
        self.answer = text_label("", "hint")
        self.error = text_label("", "error")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flowing(self.print, self.save, self.print_recovery, self.save_recovery))
        box.addWidget(
            text_label(
                _(
                    "Phiếu khôi phục: cất vào phong bì dán kín; chỉ dùng khi không còn lãnh đạo nào vào được."
                ),
                "hint",
            )
        )
        for widget in (self.answer, self.tick, self.error):
            box.addWidget(widget)
        self.answer.hide()
        self.error.hide()
        self.tick.toggled.connect(self.error.hide)

    def forget(self) -> None:
        """Another password or name: what was written down does not open this door."""
        self.tick.setChecked(False)

    def require(self, *, recovery: bool) -> None:
        """Errors: RuleError (field "noted", "recovery") while nobody says that the passwords are written down.

        ``recovery``: the data will be encrypted, and without the sheet it could be lost with the passwords.
        """
        if recovery and not self.recovery_out:
            raise RuleError(
                _(
                    "Chưa in phiếu khôi phục, mà dữ liệu mã hóa cần phiếu đó. Bấm In phiếu khôi phục."
                ),
                field="recovery",
            )
        if not self.tick.isChecked():
            raise RuleError(
                _(
                    "Chưa ghi lại mật khẩu thì lần sau không ai vào được. "
                    "Ghi ra giấy hoặc in phiếu, rồi đánh dấu ô này."
                ),
                field="noted",
            )

    def _made(self, draw: Callable[[], bytes]) -> bytes | None:
        try:
            return draw()
        except RuleError as error:
            self._say(error.message, "error")
            return None

    def _on_print(self) -> None:
        self._print(self._sheet, STEM, recovery=False)

    def _on_print_recovery(self) -> None:
        self._print(self._recovery, RECOVERY_STEM, recovery=True)

    def _print(self, draw: Callable[[], bytes], stem: str, *, recovery: bool) -> None:
        pdf, wish = self._made(draw), self._printer.wish()  # another may be chosen while it prints
        if pdf is None or self._errand is not None:
            return
        self._say(_("Đang in phiếu…"), "hint")
        self._busy(True)
        self._sending_recovery = recovery
        self._errand = Errand(lambda: _send(pdf, wish, stem))
        self._sent_to = wish
        self._errand.ready.connect(self._on_printed)
        self._errand.failed.connect(self._on_failed)
        self._errand.start()

    def _on_printed(self) -> None:
        self._end()
        self.recovery_out |= self._sending_recovery
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
        self._save(self._sheet, STEM, self._on_saved)

    def _on_save_recovery(self) -> None:
        self._save(self._recovery, RECOVERY_STEM, self._on_recovery_saved)

    def _save(self, draw: Callable[[], bytes], stem: str, then: _Saved) -> None:
        pdf = self._made(draw)
        if pdf is not None:
            ask_file(self, f"{stem}.pdf", pdf, (self._data_dir,), then)

    def _on_recovery_saved(self, said: str, tone: str, path: Path | None) -> None:
        self.recovery_out |= path is not None
        self._on_saved(said, tone, path)

    def _on_saved(self, said: str, tone: str, _path: Path | None) -> None:
        self._say(said, "error" if tone == "bad" else "hint")

    def _end(self) -> None:
        if self._errand is not None:
            self._errand.wait()
            self._errand = None
        self._busy(False)

    def _busy(self, busy: bool) -> None:
        for button in (self.print, self.print_recovery):
            button.setEnabled(not busy)

    def _say(self, text: str, role: str) -> None:
        self.answer.setProperty("role", role)
        self.answer.setText(text)
        self.answer.show()
        repolish(self.answer)


def _send(pdf: bytes, wish: str, stem: str) -> None:
    """Errors: DeviceError."""
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.qt.kit.qt_printer import printer_for

    device = printer_for(wish)
    device.preflight()
    device.print(pdf, title=stem, size=PaperSize.A5, copies=1)
