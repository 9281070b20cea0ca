"""Choosing a printer: those of the system, CUPS queues, a network thermal printer, or PDF files in a folder."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import Choice, Field, LineEdit, repolish
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.saving import ask_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER, NETWORK = "file", "escpos"


class PrinterPicker(QWidget):
    """A list of printers with what each needs beside it; ``wish()`` is what preferences keep.

    Signals:
        edited(): another printer, folder or address was chosen.
    """

    edited = Signal()

    def __init__(
        self,
        label: str,
        *,
        folder: Path,
        size: Callable[[], PaperSize],
        empty: str = "",
        offers: Callable[[], Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._size = size
        self._errand: Errand | None = None
        self._items = [
            *([("", empty)] if empty else []),
            *(offers or system_printers)(),
            (FOLDER, _("Lưu thành tệp PDF trong thư mục")),
            (NETWORK, _("Máy in nhiệt qua mạng (ESC/POS)")),
        ]
        self.choice = Choice(self._items)
        self.field = Field(label, self.choice)
        self.place = LineEdit(str(folder))
        self.place_field = Field(_("Thư mục lưu tệp"), self.place)
        self.browse = ActionButton(_("Chọn thư mục"), self._browse, name="folder")
        self.address = LineEdit(placeholder="192.168.1.50:9100")
        self.address_field = Field(_("Địa chỉ máy in"), self.address)
        self.test = ActionButton(_("In trang thử"), self._try, name="printer")
        self.answer = text_label("", "hint")
        self.answer.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.field)
        box.addWidget(self.place_field)
        box.addWidget(self.address_field)
        box.addLayout(row(self.test, self.browse))
        box.addWidget(self.answer)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.place.editingFinished.connect(self.edited)
        self.address.editingFinished.connect(self.edited)
        self._on_chosen()

    def set_editable(self, may: bool) -> None:
        """Sets whether another printer may be chosen; trying the present one always may."""
        for widget in (self.choice, self.browse):
            widget.setEnabled(may)
        for edit in (self.place, self.address):
            edit.setReadOnly(not may)

    def wish(self) -> str:
        """ "qt:NAME", "lp:NAME", "file:FOLDER", "escpos:HOST:PORT" or empty."""
        chosen = str(self.choice.value() or "")
        if chosen == FOLDER:
            return f"file:{self.place.text().strip() or self._folder}"
        if chosen == NETWORK:
            address = self.address.text().strip()
            return f"escpos:{address}" if address else ""
        return chosen

    def show_wish(self, wish: str) -> None:
        """Show the printer that preferences keep; a printer that is gone stays listed and is not lost unseen."""
        kind, _colon, rest = wish.partition(":")
        if kind == FOLDER:
            self.place.setText(rest)
            self.choice.choose(FOLDER)
        elif kind == NETWORK:
            self.address.setText(rest)
            self.choice.choose(NETWORK)
        else:
            if wish and wish not in self.choice.values():
                text = _("{name} (không thấy lúc này)").format(name=rest)
                self.choice.offer([(wish, text), *self._items])
            self.choice.choose(wish)
        self._on_chosen()

    def in_hand(self) -> str:
        """The printer as it stands, right or wrong: an address half typed is one too."""
        chosen = str(self.choice.value() or "")
        typed = {FOLDER: self.place.text(), NETWORK: self.address.text()}
        return f"{chosen}:{typed[chosen]}" if chosen in typed else chosen

    def show_stored(self, wish: str) -> None:
        """Show the stored wish, as ``show_wish`` does."""
        self.show_wish(wish)

    def name(self) -> str:
        """The text of its label."""
        return self.choice.accessibleName()

    def _on_chosen(self) -> None:
        chosen = self.choice.value()
        self.place_field.setVisible(chosen == FOLDER)
        self.browse.setVisible(chosen == FOLDER)
        self.address_field.setVisible(chosen == NETWORK)
        self.test.setEnabled(bool(chosen) and self._errand is None)
        self.edited.emit()

    def _try(self) -> None:
        """Print the test page off the UI thread: a print server may take seconds to say no."""
        wish, size = self.wish(), self._size()
        self._errand = Errand(lambda: print_test_page(wish, size))
        self._errand.ready.connect(self._on_printed)
        self._errand.failed.connect(self._on_failed)
        self.test.setEnabled(False)
        self._say(_("Đang in trang thử…"))
        self._errand.start()

    def _on_printed(self) -> None:
        self._end_errand()
        self._say(
            _(
                "Đã gửi trang thử tới máy in. Xem giấy có đủ dấu, đủ nét không, rồi quét mã vạch trên giấy."
            )
        )

    def _on_failed(self, error: Exception) -> None:
        self._end_errand()
        if not isinstance(error, DeviceError):
            self._say(_("Không in được trang thử. Chọn máy in khác."), "error")
            raise error
        self._say(error.message, "error")

    def _end_errand(self) -> None:
        if self._errand is not None:
            self._errand.wait()
            self._errand = None
        self.test.setEnabled(True)

    def _say(self, text: str, role: str = "hint") -> None:
        self.answer.setProperty("role", role)
        self.answer.setText(text)
        self.answer.show()
        repolish(self.answer)

    def _browse(self) -> None:
        ask_folder(self, self.place.text(), self._on_browsed)

    def _on_browsed(self, chosen: str) -> None:
        self.place.setText(chosen)
        self.edited.emit()


def print_test_page(wish: str, size: PaperSize) -> None:
    """Send the test page to a printer. Errors: DeviceError."""
    from counter_app.printing.papers.sample_page import test_page
    from counter_app.qt.kit.qt_printer import printer_for

    device = printer_for(wish)
    device.preflight()
    device.print(test_page(size, wish), title=_("Trang in thử"), size=size, copies=1)


def system_printers() -> list[tuple[str, str]]:
    """Printers of the system through Qt; where CUPS lists queues, those by ``lp`` too: they keep vector text."""
    from counter_app.qt.kit.qt_printer import known_printers

    queues = [(f"lp:{name}", _("{name} (CUPS)").format(name=name)) for name in cups_queues()]
    return [*queues, *known_printers()]


def cups_queues() -> list[str]:
    """Names of CUPS queues; none where there is no CUPS or it does not answer at once."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return []
    try:
        answer = subprocess.run(  # noqa: S603 - the system's own program, found on its path
            [lpstat, "-e"], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [line.strip() for line in answer.stdout.splitlines() if line.strip()]
