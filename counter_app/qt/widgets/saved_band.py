"""After saving: the new dossier's code large, whether its paper is out, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from counter_app.domain.dossier import Dossier
from counter_app.i18n import _
from counter_app.qt.widgets.advice import Advice
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.fields import repolish
from counter_app.qt.widgets.icons import picture
from counter_app.qt.widgets.theme import scaled, sized
from counter_app.wording.moments import due_text

_LONG_NAME = 90


class SavedBand(QFrame):
    """Full width, green while all is well, red when the printer failed; the dossier stands in either case.

    Signals:
        print_wanted(): print, or print again after a failure.
        handed(): the citizen has the paper.
        opened(str): open the dossier with this code.
    """

    print_wanted = Signal()
    handed = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._sign = QLabel()
        self.code = QLabel()
        points = sized(17).pointSizeF()
        self.code.setStyleSheet(f"font-size: {points:.1f}pt; font-weight: 600;")
        self.code.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.paper = Advice("good")
        self.print = ActionButton(
            _("In giấy hẹn"), self.print_wanted.emit, name="printer", key="Ctrl+P"
        )
        self.hand = ActionButton(
            _("Đã giao cho dân"), self.handed.emit, name="hand-over", key="Ctrl+G"
        )
        self.open = ActionButton(
            _("Mở hồ sơ"), lambda: self.opened.emit(self._code), name="view", key="Ctrl+O"
        )
        self._build()
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.code)
        column.addWidget(self.words)
        column.addWidget(self.paper)
        buttons = QVBoxLayout()
        buttons.setSpacing(scaled(4))
        for button in (self.print, self.hand, self.open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(14), scaled(8), scaled(10), scaled(8))
        layout.addWidget(self._sign)
        layout.addLayout(column, 1)
        layout.addLayout(buttons)

    def show_saved(self, dossier: Dossier) -> None:
        """Show a dossier just received; its paper is still to be printed."""
        self._code = dossier.code
        name = dossier.applicant.name
        if len(name) > _LONG_NAME:
            name = name[: _LONG_NAME - 1] + "…"
        self.code.setText(dossier.code)
        promised = due_text(dossier.promised_at) if dossier.promised_at else _("không hẹn ngày")
        self.words.setText(
            _("Đã tiếp nhận hồ sơ của {name}. Hẹn trả {moment}.").format(name=name, moment=promised)
        )
        self._tone("good")
        self.paper.say("")
        self.hand.setEnabled(False)
        self.print.setEnabled(True)
        self.show()

    def show_printing(self) -> None:
        """The paper is on its way to the printer."""
        self.paper.say(_("Đang in giấy hẹn…"), "info")
        self.print.setEnabled(False)

    def show_printed(self) -> None:
        """The paper is out."""
        self._tone("good")
        self.paper.say(_("Giấy hẹn đã in. Đối chiếu rồi giao cho người dân."), "good")
        self.print.setEnabled(True)
        self.hand.setEnabled(True)
        self._name_print(_("In lại"))

    def show_held(self, sentence: str) -> None:
        """The print server keeps the paper: it comes by itself, so nothing invites to print it again."""
        self._tone("good")
        self.paper.say(sentence, "warning")
        self.print.setEnabled(False)
        self.hand.setEnabled(True)

    def show_failed(self, sentence: str) -> None:
        """The printer failed; the dossier stays as it is."""
        self._tone("bad")
        self.paper.say(_("{reason} Hồ sơ đã lưu, số không mất.").format(reason=sentence), "bad")
        self.print.setEnabled(True)
        self._name_print(_("In lại"))

    def show_handed(self) -> None:
        """The citizen has the paper."""
        self.paper.say(_("Giấy hẹn đã giao cho người dân."), "good")
        self.hand.setEnabled(False)

    def _name_print(self, text: str) -> None:
        """Another word on the print button; a new text would take its key away."""
        self.print.setText(f"{text} (Ctrl+P)")
        self.print.setShortcut("Ctrl+P")

    def _tone(self, tone: str) -> None:
        self.setProperty("notice", tone)
        self._sign.setPixmap(picture("ok" if tone == "good" else "error", tone, 40))
        if tone == "good":
            self._name_print(_("In giấy hẹn"))
        repolish(self)
