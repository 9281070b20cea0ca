"""The box that receipts are scanned into, one after the other, with a sound for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.domain.dossier.scanned import scanned_codes
from counter_app.i18n import _
from counter_app.qt.kit.signed_edit import SignedEdit
from counter_app.qt.kit.sounds import Sounds
from counter_app.qt.kit.theme import sized

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class ScanBox(SignedEdit):
    """Takes scans while it has the keyboard; empties itself after each.

    Signals:
        scanned(str): a barcode was scanned or a code typed.
    """

    scanned = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__(sign="scan", placeholder=_("Quét mã vạch trên giấy hẹn, hoặc gõ mã hồ sơ"))
        self._place = place
        self.sounds = Sounds()
        self.setObjectName("scanBox")
        self.setAccessibleName(_("Mã vạch hoặc mã hồ sơ"))
        self.setProperty("takesScans", True)
        self.setFont(sized(13))
        self.returnPressed.connect(self._on_entered)

    def take(self, text: str) -> None:
        """Take a scan that was caught elsewhere."""
        self.clear()
        self.setFocus()
        self.scanned.emit(text)

    def sound(self, good: bool) -> None:
        """Say by ear how the scan was judged."""
        if self._place.office.preferences.sound:
            self.sounds.play("ok" if good else "bad")

    def _on_entered(self) -> None:
        text = self.value()
        several = scanned_codes(text)
        if len(several) > 1:  # scanned one after the other without Return
            for code in several:
                self.take(code.barcode)
        elif text:
            self.take(text)
