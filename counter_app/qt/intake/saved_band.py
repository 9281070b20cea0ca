"""After saving: the new dossier's code large, whether its paper is out, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.even_rows import in_even_rows
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.hub import KEEP_SEEN
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.theme import scaled, sized
from counter_app.wording.paper.amounts import money
from counter_app.wording.paper.moments import due_text, short_date

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
        self.setObjectName(KEEP_SEEN)
        self._code, self._paper = "", _("Giấy hẹn")
        self._sign = plain_label()
        self.code = plain_label()
        points = sized(17).pointSizeF()
        self.code.setStyleSheet(f"font-size: {points:.1f}pt; font-weight: 600;")
        self.code.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words = plain_label()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.paper = Advice("good")
        self.print = ActionButton(
            _("In giấy hẹn"), self.print_wanted.emit, name="printer", key="Ctrl+P"
        )
        self.hand = ActionButton(
            _("Đã giao cho công dân"), self.handed.emit, name="hand-over", key="Ctrl+G"
        )
        self.open = ActionButton(
            _("Mở hồ sơ"), lambda: self.opened.emit(self._code), name="view", key="Ctrl+O"
        )
        self._build()
        self.hide()

    def _build(self) -> None:
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.code)
        column.addWidget(self.words)
        column.addWidget(self.paper)
        buttons = in_even_rows(self.print, self.hand, self.open, most=3, spacing=4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(14), scaled(8), scaled(10), scaled(8))
        layout.addWidget(self._sign)
        layout.addWidget(SideBySide(told, buttons, least=NARROW, weights=(1, 0)), 1)

    def show_saved(self, dossier: Dossier) -> None:
        """Show a dossier just received; its paper is still to be printed."""
        name = _short(dossier)
        promised = due_text(dossier.promised_at) if dossier.promised_at else _("không hẹn ngày trả")
        self.words.setText(
            _("Đã tiếp nhận hồ sơ của {name}. Hẹn trả {moment}.").format(name=name, moment=promised)
        )
        self._begin(dossier, _("Giấy hẹn"))

    def show_registered(self, dossier: Dossier) -> None:
        """Show a dossier that was written down but not accepted; its slip is still to be printed."""
        refused = dossier.state is State.REFUSED
        slip = _("Phiếu từ chối") if refused else _("Phiếu yêu cầu bổ sung")
        pattern = (
            _("Đã từ chối tiếp nhận hồ sơ của {name}.")
            if refused
            else _("Hồ sơ của {name} chờ bổ sung đến {day}.")
        )
        until = dossier.supplement_until
        self.words.setText(
            pattern.format(name=_short(dossier), day=short_date(until) if until else "…")
        )
        self._begin(dossier, slip)

    def show_visit(self, dossiers: Sequence[Dossier]) -> None:
        """Show the dossiers of one visit, received together on one slip."""
        total = sum(dossier.fee or 0 for dossier in dossiers)
        self.words.setText(
            plural(
                "Đã tiếp nhận {count} hồ sơ của {name}, tổng phí {amount}: {codes}.", len(dossiers)
            ).format(
                count=len(dossiers),
                name=_short(dossiers[0]),
                amount=money(total),
                codes=", ".join(dossier.code for dossier in dossiers),
            )
        )
        self._begin(dossiers[0], _("Giấy hẹn"))

    def _begin(self, dossier: Dossier, paper: str) -> None:
        self._code, self._paper = dossier.code, paper
        self.code.setText(dossier.code)
        self._tone("good")
        self.paper.say("")
        self.hand.setEnabled(False)
        self.print.setEnabled(True)
        self.show()

    def show_printing(self) -> None:
        """The paper is on its way to the printer."""
        self.paper.say(_("{paper} đang in…").format(paper=self._paper), "info")
        self.print.setEnabled(False)

    def show_printed(self, *, filed: bool = False) -> None:
        """The paper is out; ``filed``: as a file in a folder, and still to be printed from there."""
        self._tone("good")
        words = (
            _("{paper} đã lưu thành tệp, chưa in ra giấy.")
            if filed
            else _("{paper} đã in. Đối chiếu rồi giao cho công dân.")
        )
        self.paper.say(words.format(paper=self._paper), "warning" if filed else "good")
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
        self.paper.say(_("{paper} đã giao cho công dân.").format(paper=self._paper), "good")
        self.hand.setEnabled(False)

    def _name_print(self, text: str) -> None:
        """Another word on the print button."""
        self.print.setText(f"{text} (Ctrl+P)")

    def _tone(self, tone: str) -> None:
        self.setProperty("notice", tone)
        self._sign.setPixmap(picture("ok" if tone == "good" else "error", tone, 40))
        if tone == "good":
            self._name_print(_("In giấy"))
        repolish(self)


def _short(dossier: Dossier) -> str:
    name = dossier.applicant.name
    return name if len(name) <= _LONG_NAME else name[: _LONG_NAME - 1] + "…"
