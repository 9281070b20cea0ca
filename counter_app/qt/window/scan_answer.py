"""The answer to a scan that nothing in front can take: in the dialog that is open, in words and by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.card_box import CardBox
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.sounds import Sounds

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

Box = TypeVar("Box", ScanBox, CardBox)
NAME = "scanAnswer"


class ScanAnswer:
    """Says why a scan was not taken; a dialog in front is not left for it, and the page behind it is not turned."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self.sounds = Sounds()

    def dialog(self) -> QWidget | None:
        """The dialog that has to be answered first, None when a page is in front."""
        return QApplication.activeModalWidget()

    def take_receipt(self, dialog: QWidget, digits: str) -> None:
        """Hand a receipt to the dialog's own box for scans; without one say that it has to wait."""
        box = box_in(dialog, ScanBox)
        if box is not None:
            box.take(digits)
            return
        dossier = self._place.office.returning.verdict(digits).dossier
        if dossier is None:
            said = _("Mã vừa quét không có ở quầy này. Làm xong hoặc đóng cửa sổ này rồi quét lại.")
        else:
            said = _(
                "Vừa quét giấy {code} của {name}. Làm xong hoặc đóng cửa sổ này rồi quét lại."
            ).format(code=dossier.code, name=dossier.holder_name)
        self.say(said)

    def take_test_page(self, digits: str) -> bool:
        """Say the proof that the scan of a printer's test page gives; False for any other scan."""
        office = self._place.office
        proved = office.rules.first_steps.prove_printer(digits)
        if proved is None:
            return False
        if proved:
            self._place.hub.announce(Noun.SETTINGS)
            self.say(
                _("Đã quét được trang thử: máy in giấy hẹn in tốt."), tone=Tone.GOOD, sound="ok"
            )
        else:
            self.say(
                _(
                    "Trang thử này không phải của máy in giấy hẹn đang chọn. In trang thử ở Cài đặt rồi quét lại."
                )
            )
        return True

    def take_card(self, dialog: QWidget, text: str) -> None:
        """Hand a card to the dialog's own box for cards; without one say that it has to wait."""
        box = box_in(dialog, CardBox)
        if box is not None:
            box.take(text)
        else:
            self.say(_("Vừa quét thẻ căn cước. Làm xong hoặc đóng cửa sổ này rồi quét lại."))

    def say(self, text: str, *, tone: Tone = Tone.WARNING, sound: str = "bad") -> bool:
        """One sentence in the dialog in front (True), else in the page's band, and a sound: of a scan that failed."""
        dialog = self.dialog()
        layout = dialog.layout() if dialog is not None else None
        if dialog is None or not isinstance(layout, QBoxLayout):
            self._place.hub.notice(tone, text)
        else:
            advice = dialog.findChild(Advice, NAME)
            if advice is None:
                advice = Advice("warning", dialog)
                advice.setObjectName(NAME)
                layout.insertWidget(0, advice)
            advice.say(text)
        if self._place.office.preferences.sound:
            self.sounds.play(sound)
        return dialog is not None


def card_box(page: QWidget | None) -> CardBox | None:
    """The box of a page that takes cards."""
    return box_in(page, CardBox) if page is not None else None


def box_in(holder: QWidget, kind: type[Box]) -> Box | None:
    """The box of a page or dialog that takes receipts or cards, None when it has none in sight."""
    return next((box for box in holder.findChildren(kind) if box.isVisible()), None)
