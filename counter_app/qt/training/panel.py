"""The side panel of the training: what the citizen wants, what to press, what the journal says was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QVBoxLayout

from counter_app.demo.training.situation import Scan, Standing
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, scrolling, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.demo.training.course import Course
    from counter_app.demo.training.situation import Situation

SCAN_KEY, NEXT_KEY, AGAIN_KEY, CARD_KEY = "Ctrl+F1", "Ctrl+F2", "Ctrl+F3", "Ctrl+F6"
WIDE = 300
"""Points at 100 % text beside the pages."""
TALL = 190
"""Points at 100 % text below the pages, where there is no room beside them."""


class TrainingPanel(QFrame):
    """One situation at a time. It never takes the keyboard: hands stay on the page.

    Signals:
        card_wanted(str), receipt_wanted(str): scan this in the place of a scanner.
        print_wanted(str, str): a card to practise with; the citizen's name, what its QR code says.
        help_wanted(str): read this chapter.
        again_wanted(): everything from the beginning, on fresh data.
    """

    card_wanted = Signal(str)
    receipt_wanted = Signal(str)
    print_wanted = Signal(str, str)
    help_wanted = Signal(str)
    again_wanted = Signal()

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course
        self.setProperty("card", True)
        self.setAccessibleName(_("Tập huấn"))
        self.count = text_label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Tập huấn"))
        self.title = text_label("", "heading")
        self.citizen = text_label("")
        self.pressing = text_label(_("Cần làm"), "muted")
        self.press = text_label("")
        self.steps = Advice("good")
        self.wrong, self.outcome = Advice("warning"), Advice("good")
        self.scan = self._button(_("Quét thay máy quét"), self._on_scan, SCAN_KEY, "scan")
        self.card = self._button(_("In thẻ tập"), self._on_card, CARD_KEY, "printer")
        self.next = self._button(_("Bỏ qua"), self._on_next, NEXT_KEY, "next")
        self.again = self._button(_("Làm lại từ đầu"), self.again_wanted.emit, AGAIN_KEY, "refresh")
        self.help = self._button(_("Đọc hướng dẫn"), self._on_help, "", "help")
        self._build()

    def _button(self, text: str, run: Callable[[], object], key: str, name: str) -> ActionButton:
        button = ActionButton(text, run, key=key, name=name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _build(self) -> None:
        sign = plain_label()
        sign.setPixmap(picture("user", "accent", 24))
        said = row(sign, self.citizen, stretch=1, spacing=scaled(8))
        said.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(scaled(8))
        words.addWidget(self.title)
        words.addLayout(said)
        for part in (self.pressing, self.press, self.steps, self.wrong, self.outcome):
            words.addWidget(part)
        words.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(scaled(8))
        for widget in (
            self.count,
            self.bar,
            flowing(self.next, self.scan, self.card, self.help, self.again),
        ):
            side.addWidget(widget)
        side.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setContentsMargins(scaled(14), scaled(12), scaled(14), scaled(12))
        self._parts.setSpacing(scaled(12))
        self._parts.addLayout(words, 3)
        self._parts.addLayout(side, 2)
        self._area = scrolling(self._parts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)

    def stand(self, *, beside: bool) -> None:
        """Be a column beside the pages, or a strip below them."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.TopToBottom if beside else way.LeftToRight)
        if beside:
            self.setMinimumHeight(0)
            self.setMaximumHeight(_ANY)
            self.setFixedWidth(scaled(WIDE))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY)
            self.setFixedHeight(scaled(TALL))

    def begin(self) -> None:
        """Take up the situation in hand."""
        self._try(self.course.go_on)

    def look(self) -> None:
        """Ask the journal how far the situation is, and say so."""
        standing = self.course.look()
        situation = self.course.current
        done, whole = len(self.course.progress.done), len(self.course.situations)
        self.count.setText(_("TẬP HUẤN · {done}/{whole}").format(done=done, whole=whole))
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        for widget in (self.citizen, self.press, self.pressing, self.next, self.help):
            widget.setVisible(situation is not None)
        if situation is None or standing is None:
            self._show_end()
            return
        self._show(situation, standing)

    def _show(self, situation: Situation, standing: Standing) -> None:
        given = self.course.progress.given
        self.title.setText(_(situation.title))
        self.citizen.setText("“" + _(situation.citizen).format(**given) + "”")
        lines = [_(text).format(**given) for text in situation.press]
        self.press.setText("\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1)))
        met = situation.wants[: len(standing.met)]
        self.steps.say([_(want.said).format(**given) for want in met])
        self.wrong.say(_(standing.wrong).format(**given) if standing.wrong else "")
        whole = standing.whole
        self.outcome.say(_(situation.learned) if whole else "", "good")
        self.press.setVisible(not whole)
        self.pressing.setVisible(not whole)
        self.scan.setVisible(not whole and situation.scan is not Scan.NOTHING)
        self.card.setVisible(not whole and situation.scan is Scan.CARD)
        word = _("Tình huống tiếp") if whole else _("Bỏ qua")
        self.next.setText(f"{word} ({NEXT_KEY})")
        self.next.setAccessibleName(word)
        self.next.set_tone("primary" if whole else "", "next")

    def _show_end(self) -> None:
        self.title.setText(_("Đã xong mười tình huống"))
        for advice in (self.steps, self.wrong):
            advice.say("")
        self.outcome.say(
            _("Kết quả tập huấn đã được ghi; lãnh đạo xem được. Đóng cửa sổ này để về quầy."),
            "good",
        )
        self.scan.hide()
        self.card.hide()

    def _on_scan(self) -> None:
        situation, given = self.course.current, self.course.progress.given
        if situation is not None and situation.scan is Scan.CARD:
            self.card_wanted.emit(given["card"])
        elif situation is not None and situation.scan is Scan.RECEIPT:
            self.receipt_wanted.emit(given["digits"])

    def _on_card(self) -> None:
        given = self.course.progress.given
        self.print_wanted.emit(given.get("name", ""), given.get("card", ""))

    def _on_help(self) -> None:
        if self.course.current is not None:
            self.help_wanted.emit(self.course.current.help)

    def _on_next(self) -> None:
        self._try(self.course.next)

    def _try(self, go: Callable[[], object]) -> None:
        try:
            go()
        except RuleError as error:
            self.look()
            self.wrong.say(error.message)
            return
        self.look()
        self._top()

    def _top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """Everything that is said now, line by line."""
        labels = (self.title, self.citizen, self.press)
        said = [label.text() for label in labels if label.isVisible()]
        advices = (self.steps, self.wrong, self.outcome)
        return "\n".join([*said, *(item.text() for item in advices if item.isVisible())])


_ANY = 16_777_215
"""Qt's word for no limit (QWIDGETSIZE_MAX)."""
