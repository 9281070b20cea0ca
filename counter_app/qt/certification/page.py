"""Certifying at the counter (chứng thực, F5): documents ⏎ pages ⏎ copies ⏎, and the number stands in the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.desk.desk import Noun
from counter_app.domain.certification.books import Certification, Certifying, book_of
from counter_app.domain.fees.payments import Account, FeeKind
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.certification.entry import EntryPart
from counter_app.qt.certification.given_number import DoneCard, FeeCard
from counter_app.qt.certification.locked import late_record, voiding
from counter_app.qt.certification.today import CertificationsModel
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, scrolling, text_label
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from counter_app.desk.act import Done

LEAST_WIDTH = 640
"""Pixels at 100 % text below which the cards stand one below the other."""


class CertificationPage(Page):
    """The express page: recorded without a dossier, the last ten of today below."""

    name: ClassVar[str] = "certification"
    icon: ClassVar[str] = "stamp"
    nouns: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.CERTIFICATION, Noun.CATALOGUE, Noun.STAFF, Noun.SETTINGS}
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._op = new_op()
        self._visit: int | None = None
        self._locked = False
        self.make(self._making())

    def _making(self) -> Iterator[None]:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)  # it may be drawn half made
        self.entry = EntryPart()
        yield
        self._build()
        yield
        self._connect()
        preferences = self.place.office.preferences
        self._offer_choices()
        self.entry.paid.setChecked(preferences.certification_paid)
        self.entry.signer.choose(_usual_signer(self))
        self.first_read()

    @override
    def title(self) -> str:
        return _("Chứng thực tại quầy")

    def _build(self) -> None:
        completes(self.place.office, "document", self.entry.title)
        self.fee = FeeCard()
        self.note = ActionButton(_("In phiếu thu"), self._on_note, name="printer", key="Ctrl+P")
        self.done = DoneCard(self.note)
        self.model = CertificationsModel(self)
        title = _("Các số chứng thực gần nhất hôm nay")
        self.table = RowsTable(self.model, title, stem="chung-thuc-hom-nay")
        self.table.setMinimumHeight(scaled(210))
        self.void = ActionButton(
            _("Hủy số"), self._on_void, name="delete", key="Alt+X", tone="danger"
        )
        self.again = ActionButton(
            _("In lại phiếu thu"), self._on_again, name="print-again", key="Alt+I"
        )
        self.collect = ActionButton(_("Thu phí"), self._on_collect, name="money", key="Alt+M")
        self.books = ActionButton(_("Sổ và khóa sổ"), self._open_books, name="closing", key="Alt+K")
        self.empty = text_label(_("Hôm nay chưa có việc chứng thực nào."), "muted")
        side = QVBoxLayout()
        side.setSpacing(scaled(10))
        side.addWidget(self.fee)
        side.addWidget(self.done)
        side.addStretch(1)
        self._halves.setSpacing(scaled(12))
        self._halves.addWidget(self.entry, 62)
        self._halves.addLayout(side, 38)
        today = Card(_("Mười số gần nhất hôm nay"))
        today.add(self.empty, self.table, self.table.foot)
        today.add(flowing(self.void, self.again, self.collect, self.books))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, scaled(6), 0)
        column.setSpacing(scaled(12))
        column.addLayout(self._halves)
        column.addWidget(today, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        box.addWidget(scrolling(column))

    def _connect(self) -> None:
        self.entry.changed.connect(self._show_fee)
        self.entry.record_asked.connect(self._on_record)
        self.entry.promise_asked.connect(self._on_promise)
        self.entry.signer.chosen.connect(self._on_signer)
        self.entry.procedure.chosen.connect(lambda _code: self._offer_signers())
        self.entry.paid.toggled.connect(self._on_paid)
        self.table.opened.connect(lambda _at: self._on_again())
        self.table.chosen.connect(lambda _at: self._offer())

    def _offer_choices(self) -> None:
        self.entry.offer(self.place.office.certification.procedures())
        self._offer_signers()

    def _offer_signers(self) -> None:
        """Offer the signers; they depend on the book."""
        chosen = self.entry.chosen()
        book = book_of(chosen) if chosen else ""
        self.entry.offer_signers(self.place.office.authorities.signers(book))

    @override
    def reload(self) -> None:
        self._offer_choices()
        found = self.place.office.certification.latest()
        accounts = {item.id: self._account(item) for item in found}
        self.model.show_books(found, accounts)
        if any(item.visit == self._visit and item.voided_at is not None for item in found):
            self.done.hide()
        self.empty.setVisible(not found)
        for widget in (self.table, self.void, self.again, self.collect):
            widget.setVisible(bool(found))
        if found:
            self.table.stay()
        self._offer()
        self._show_fee()

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()
        if argument == "books":
            self._open_books()

    def _open_books(self) -> None:
        """The books on paper; one of a past year that nobody locked first."""
        from counter_app.qt.certification.books_dialog import BooksDialog

        unlocked = self.place.office.volumes.unlocked()
        BooksDialog(self.place, self, open_year=unlocked[0] if unlocked else "").open()

    @override
    def first_field(self) -> QWidget:
        return self.entry.pages

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another while there is room, else the fee below the form."""
        wide = event.size().width() >= scaled(LEAST_WIDTH)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        super().resizeEvent(event)

    def _chosen(self) -> Certification | None:
        return self.model.row(self.table.currentIndex().row())

    def _offer(self) -> None:
        chosen = self._chosen()
        self.void.setEnabled(chosen is not None and chosen.voided_at is None)
        self.again.setEnabled(chosen is not None)
        self.collect.setEnabled(chosen is not None and bool(self._account(chosen).owed))

    def _account(self, item: Certification) -> Account:
        return self.place.office.fees.account(certification=item.id)

    def _show_fee(self) -> None:
        try:
            preview = self.place.office.certification.preview(self.entry.wish())
            names = self.place.office.staff.names()
            self.fee.show_preview(preview, names.get(preview.signer, preview.signer))
            self._locked = preview.locked
            dropped = self.entry.show_book(preview.volume, fresh=preview.fresh)
            if dropped and self.place.hub.elsewhere:
                text = _(
                    "Sổ vừa có số ở nơi khác, nên số đầu tiên vừa gõ không dùng nữa. Xem số ở ô phí."
                )
                self.place.hub.notice(Tone.WARNING, text)
        except RuleError as error:
            self.fee.show_trouble(error.message)

    # --- recording ---------------------------------------------------------------------------

    def _on_record(self) -> None:
        if self._locked:
            dialog = late_record(self.place, self.entry.wish(), self)
            dialog.did.connect(self._on_recorded)
            dialog.open()
            return
        fields = self.entry.fields()
        self.place.act(
            self._record, fields, self._on_recorded, undoable=lambda _done: self.done.text()
        )

    def _record(self) -> Done[tuple[Certification, ...]]:
        wish = self.entry.wish()
        return self.place.office.certification.record(wish, op_id=self._op)

    def _on_recorded(self, done: tuple[Certification, ...]) -> None:
        self._op, self._visit = new_op(), done[0].visit
        accounts = [self._account(item) for item in done]
        receipts = [entry.receipt_no for account in accounts for entry in account.entries]
        books = self.place.office.certification
        self.done.show_done(
            done,
            paid=sum(account.kept for account in accounts),
            receipt_no=receipts[0] if receipts else "",
            testimony="\n\n".join(books.testimony(item.id) for item in done),
        )
        self.entry.volume.clear()
        self.entry.begin_anew()
        self.table.choose(0)

    def _on_signer(self, login: object) -> None:
        self._remember(certification_signer=str(login or ""))

    def _on_paid(self, paid: bool) -> None:
        self._remember(certification_paid=paid)

    def _remember(self, **wish: Any) -> None:
        office = self.place.office
        after = replace(office.preferences, **wish)
        if after != office.preferences:
            guard(self.place, lambda: office.rules.change_preferences(after))

    def _on_promise(self) -> None:
        """Not today: the same as a dossier with its due moment (Nghị định 23/2015/NĐ-CP Điều 21)."""
        wish = self.entry.wish()
        chosen = self.entry.chosen()
        if chosen is None or not wish.documents:
            return
        preview = guard(self.place, lambda: self.place.office.certification.preview(wish))
        if preview is None:
            return
        form = promised_form(chosen.code, wish, preview.fee)
        self.entry.begin_anew()
        text = _(
            "Không trả trong ngày: ghi văn bản thỏa thuận và thời hạn ở mục 3, hoặc lưu rồi bấm Gia hạn để xác minh."
        )
        self.place.hub.notice(Tone.INFO, text)
        self.place.hub.go("intake", form)

    # --- what was recorded -------------------------------------------------------------------

    def _on_void(self) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.voided_at is not None:
            return
        dialog = voiding(self.place, chosen, self)
        dialog.did.connect(self._on_voided)
        dialog.open()

    def _on_voided(self, done: Certification) -> None:
        text = _("Đã hủy số chứng thực {number}.").format(number=done.number)
        self.place.hub.notice(Tone.GOOD, text)

    def _on_collect(self) -> None:
        from counter_app.qt.kit.cash_dialog import CashDialog

        chosen = self._chosen()
        if chosen is not None:
            account = self._account(chosen)
            CashDialog(self.place, chosen, account, FeeKind.COLLECTED, self).open()

    def _on_note(self) -> None:
        if self._visit is not None:
            _show_note(self, self._visit)

    def _on_again(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            _show_note(self, chosen.visit)


def _usual_signer(page: CertificationPage) -> str:
    wish = replace(page.entry.wish(), signer="")
    try:
        return page.place.office.certification.preview(wish).signer
    except RuleError:
        return ""


def _show_note(page: CertificationPage, visit: int) -> None:
    """The internal note of a visit's fees, to be printed or kept."""
    from counter_app.qt.kit.sheet_dialog import SheetDialog

    size = PaperSize(page.place.office.preferences.receipt_size)

    def draw(office: Office) -> bytes:
        return office.certification.note(visit, size)

    stem = f"phieu-thu-chung-thuc-{visit}"
    SheetDialog(
        page.place, draw, _("Phiếu thu nội bộ"), stem, page, size=size, citizens=True
    ).open()


MOST_NAMED = 20


def promised_form(procedure: str, wish: Certifying, fee: int) -> dict[str, Any]:
    """The form as intake takes it; ``fee`` in đồng stands where several documents make it up."""
    lines = [
        plural("{title}: {pages} trang × {copies} bản", item.copies).format(
            title=item.title or _("Giấy tờ {number}").format(number=number),
            pages=item.pages,
            copies=item.copies,
        )
        for number, item in enumerate(wish.documents[:MOST_NAMED], 1)
    ]
    first = wish.documents[0]
    return {
        "procedure": procedure,
        "content": "; ".join(lines),
        "applicant": {"name": wish.applicant},
        "amounts": {
            "pages": first.pages,
            "copies": first.copies,
            "fee": fee if len(wish.documents) > 1 else None,
        },
    }
