"""Beside the form: what it costs and which number comes next; then the number that was given, large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QGuiApplication

from counter_app.desk.certification.books import CertifyPreview
from counter_app.domain.certification.books import Certification, book_name
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import sized, token
from counter_app.wording.certification import signing_text
from counter_app.wording.paper.amounts import amount_words, money


class FeeCard(Card):
    """The fee of what is typed, in figures and words, and the place in the book."""

    def __init__(self) -> None:
        super().__init__(_("Phí phải thu"))
        self.fee = text_label("", "big")
        self.fee.setStyleSheet(f"color: {token('accent')};")
        self.words = text_label("")
        self.place = text_label("", "muted")
        self.signer = text_label("", "muted")
        self.trouble = Advice("warning")
        self.caution = Advice("warning")
        self.add(self.fee, self.words, self.place, self.signer, self.trouble, self.caution)

    def show_preview(self, preview: CertifyPreview, signer: str) -> None:
        """Show what will be recorded; ``signer`` is the name of who signs."""
        self.fee.setText(money(preview.fee))
        self.words.setText(amount_words(preview.fee))
        self.place.setText(
            _("Số tiếp theo {number} · {book}, quyển {volume}/{year}").format(
                number=preview.number,
                book=book_name(preview.book),
                volume=preview.volume,
                year=preview.book.partition("/")[2],
            )
        )
        known = bool(preview.signing.capacity)
        self.signer.setText(signing_text(preview.signing, signer) if known else "")
        self.trouble.say(preview.warning)
        locked = _("Sổ của năm đã khóa: ghi thêm phải có lãnh đạo duyệt.") if preview.locked else ""
        self.caution.say([locked, preview.caution])

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing can be reckoned yet."""
        self.fee.setText("–")
        self.words.setText("")
        self.place.setText("")
        self.signer.setText("")
        self.caution.say("")
        self.trouble.say(sentence)


class DoneCard(Card):
    """The visit just recorded, to be read out and written on the copies."""

    def __init__(self, print_note: ActionButton) -> None:
        super().__init__(_("Vừa ghi sổ"))
        self.number = plain_label()
        self.number.setFont(sized(34, weight=QFont.Weight.Bold))
        self.number.setStyleSheet(f"color: {token('good')};")
        self.number.setWordWrap(True)
        self.place = text_label("", "heading")
        self.fee = text_label("", "big")
        self.words = text_label("")
        self.money = text_label("", "muted")
        self._testimony = ""
        self.copy = ActionButton(_("Sao chép lời chứng"), self._on_copy, name="file", key="Alt+S")
        self.copied = Advice("good")
        self.add(self.number, self.place, self.fee, self.words, self.money)
        self.add(print_note, self.copy, self.copied)
        self.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._testimony)
        self.copied.say(_("Đã sao chép số, ngày và người ký của lời chứng."))

    def show_done(
        self, done: Sequence[Certification], *, paid: int, receipt_no: str, testimony: str
    ) -> None:
        """Show a visit's numbers; ``paid`` in đồng, ``testimony`` of every number, to be copied onto the papers."""
        self._testimony = testimony
        self.copied.say("")
        first, last = done[0], done[-1]
        numbers = str(first.number) if first == last else f"{first.number}–{last.number}"
        self.number.setText(numbers)
        self.number.setAccessibleName(_("Số chứng thực {numbers}").format(numbers=numbers))
        self.place.setText(
            _("{book}, quyển {volume}/{year}").format(
                book=book_name(first.book), volume=first.volume, year=first.year
            )
        )
        fee = sum(item.fee for item in done)
        self.fee.setText(money(fee))
        self.words.setText(amount_words(fee))
        self.money.setText(_money_text(fee, paid, receipt_no))
        self.show()

    def text(self) -> str:
        """The same in one sentence."""
        fee = f"{self.fee.text()} ({self.words.text()})"
        return _("Số chứng thực {number}. {place}. Phí {fee}.").format(
            number=self.number.text(), place=self.place.text(), fee=fee
        )


def _money_text(fee: int, paid: int, receipt_no: str) -> str:
    if not fee:
        return _("Không thu phí.")
    if not paid:
        return _("Chưa ghi đã thu phí.")
    if receipt_no:
        return _("Đã thu, biên lai số {number}.").format(number=receipt_no)
    return _("Đã thu; chưa ghi số biên lai.")
