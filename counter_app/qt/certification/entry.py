"""Entering a certification: three numbers and Enter; further documents, names and the receipt where they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.desk.certification.authorities import Signer
from counter_app.domain.catalogue.sectors import Procedure
from counter_app.domain.certification.authority import signing_note
from counter_app.domain.certification.books import (
    DOCUMENTS_CEILING,
    NUMBER_CEILING,
    VOLUME_CEILING,
    Certifying,
    Document,
    needs_name,
)
from counter_app.domain.dossier.facts import (
    CONTENT_LENGTH,
    COPIES_CEILING,
    NAME_LENGTH,
    PAGES_CEILING,
)
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.counted_digits import CountedDigits
from counter_app.qt.kit.fields import Choice, DigitsEdit, Field, LineEdit
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.kit.tick_box import TickBox

RECEIPT_LENGTH = 60


class EntryPart(Card):
    """The form. Enter goes pages → copies → into the book; it is one document unless another number stands there.

    Pages and copies begin empty: Enter alone never takes a number of the book.

    Signals:
        changed(): something that the fee or the number depends on changed.
        record_asked(): into the book with it.
        promise_asked(): it cannot be done today; make it a dossier.
    """

    changed = Signal()
    record_asked = Signal()
    promise_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Chứng thực tại quầy"))
        self._procedures: dict[str, Procedure] = {}
        self._listed: list[tuple[Document, ...]] = []
        self.procedure = Choice()
        self.procedure.let_shrink()
        self.documents = NumberBox(DOCUMENTS_CEILING)
        self.pages = NumberBox(PAGES_CEILING, None)
        self.copies = NumberBox(COPIES_CEILING, None)
        self._boxes = {"pages": self.pages, "copies": self.copies}
        self.title = LineEdit(most=CONTENT_LENGTH)
        self.applicant = LineEdit(most=NAME_LENGTH)
        self.receipt = LineEdit(most=RECEIPT_LENGTH)
        self.note = LineEdit(most=CONTENT_LENGTH)
        self.signer = Choice()
        self.signer.let_shrink()
        self.volume = DigitsEdit(most=len(str(VOLUME_CEILING)))
        self.start = DigitsEdit(most=len(str(NUMBER_CEILING)), placeholder="1")
        self.paid = TickBox(_("Đã thu phí (Alt+D)"))
        self.paid.setShortcut("Alt+D")
        self.paid.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its key leaves the keyboard where it is
        self.listed = text_label("")
        self.more = ActionButton(_("Thêm giấy tờ khác"), self._on_more, name="add", key="Alt+T")
        self.less = ActionButton(_("Bỏ dòng cuối"), self._on_less, name="delete", key="Alt+B")
        self.promise = ActionButton(
            _("Hẹn trả"), self.promise_asked.emit, name="calendar-day", key="Alt+H"
        )
        self.save = ActionButton(
            _("Ghi sổ"),
            self.ask_record,
            name="stamp",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self._build()
        self._connect()
        self._show_listed()

    def _build(self) -> None:
        self._fields = {
            "procedure": Field(_("Thủ tục"), self.procedure),
            "documents": Field(_("Số giấy tờ"), self.documents),
            "pages": Field(_("Số trang"), self.pages),
            "copies": Field(_("Số bản"), self.copies),
            "title": Field(_("Tên giấy tờ"), self.title),
            "applicant": Field(_("Họ tên người yêu cầu"), self.applicant),
            "receipt_no": Field(_("Số biên lai"), self.receipt),
            "note": Field(_("Ghi chú"), self.note),
            "signer": Field(_("Người ký"), self.signer),
            "volume": Field(_("Quyển số"), self.volume),
            "start": Field(
                _("Số đầu tiên"),
                self.start,
                _("Sổ chưa có số nào: ghi số nối tiếp sổ giấy đang dùng."),
            ),
        }
        self.add(self._fields["procedure"])
        self.body.addLayout(self._columns(("documents", "pages", "copies")))
        each = text_label(
            _("Số trang và số bản của mỗi giấy tờ; các bản của một giấy tờ cùng một số."), "hint"
        )
        self.add(each, self.listed)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=scaled(8))
        for button in (self.save, self.more, self.less, self.promise):
            flow.addWidget(button)
        self.add(buttons)
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(12))
        places = (("title", 0, 0), ("applicant", 0, 1), ("signer", 1, 0), ("note", 1, 1))
        for name, line, column in places:
            grid.addWidget(self._fields[name], line, column)
        grid.addLayout(self._columns(("receipt_no", "volume")), 2, 0)
        grid.addWidget(self.paid, 2, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._fields["start"], 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _columns(self, names: Sequence[str]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(scaled(12))
        for name in names:
            line.addWidget(self._fields[name], 1)
        return line

    def _connect(self) -> None:
        self.documents.returnPressed.connect(self.pages.setFocus)
        self.pages.returnPressed.connect(self._after_pages)
        lines = (self.title, self.applicant, self.receipt, self.note, self.volume, self.start)
        for edit in (self.copies, *lines):
            edit.returnPressed.connect(self.ask_record)
        strike_once(self, self.ask_record)
        for edit in (self.documents, self.pages, self.copies, *lines[1:3], *lines[4:]):
            edit.textChanged.connect(self.changed)
        self.signer.chosen.connect(self.changed)
        self.paid.toggled.connect(self.changed)
        self.procedure.chosen.connect(self._on_procedure)

    def fields(self) -> dict[str, Field]:
        """RuleError.field → field."""
        return self._fields

    def offer(self, procedures: Sequence[Procedure]) -> None:
        """Offer what can be certified; what was chosen stays."""
        self._procedures = {item.code: item for item in procedures}
        self.procedure.offer(
            [(item.code, f"{item.code} · {item.name}") for item in procedures], keep=True
        )
        self._on_procedure(self.procedure.value())

    def offer_signers(self, signers: Sequence[Signer]) -> None:
        """Offer who may sign, then who may not with that said; who was chosen stays."""
        told = [(item.officer.login, _signer_text(item)) for item in signers]
        self.signer.offer([("", _("Chưa chọn")), *told], keep=True)

    def chosen(self) -> Procedure | None:
        """The procedure that is certified; None while the catalogue has none."""
        return self._procedures.get(str(self.procedure.value() or ""))

    def wish(self) -> Certifying:
        """The form as it stands: the listed documents and, unless its three boxes are empty, the one being typed."""
        volume = int(self.volume.text()) if self.volume.text() else None
        return Certifying(
            procedure=str(self.procedure.value() or ""),
            documents=(*chain.from_iterable(self._listed), *self._typed()),
            applicant=self.applicant.value(),
            signer=str(self.signer.value() or ""),
            volume=volume,
            start=int(self.start.text()) if self.start.text() else None,
            note=self.note.value(),
            paid=self.paid.isChecked(),
            receipt_no=self.receipt.value() if self.paid.isChecked() else "",
        )

    def show_book(self, volume: int, *, fresh: bool) -> bool:
        """Say in which volume the book is; only a book without a number asks where it begins.

        Returns whether a beginning that was typed does not count any more.
        """
        self.volume.setPlaceholderText(str(volume))
        self._fields["start"].setVisible(fresh)
        typed = bool(self.start.text())
        if not fresh and typed:
            self.start.clear()
        return not fresh and typed

    def begin_anew(self) -> None:
        """Empty the form for the next visitor; procedure, signer, volume and whether it is paid stay."""
        self._listed = []
        for edit in (self.title, self.applicant, self.receipt, self.note):
            edit.clear()
        self.documents.put(1)
        for box in (self.pages, self.copies):
            box.put(None)
        for field in self._fields.values():
            field.set_error("")
        self._show_listed()
        self.pages.setFocus()

    def _typed(self) -> tuple[Document, ...]:
        boxes = (self.documents, self.pages, self.copies)
        count, pages, copies = (box.number() for box in boxes)
        if self._listed and count is None and pages is None and copies is None:
            return ()
        document = Document(
            title=self.title.value(),
            pages=1 if pages is None else pages,
            copies=1 if copies is None else copies,
        )
        return (document,) * (1 if count is None else count)

    def ask_record(self) -> None:
        """Into the book, once it is said how much it is."""
        if self._is_said():
            self.record_asked.emit()

    def _is_said(self) -> bool:
        """True if pages and copies were typed; what is missing has the keyboard then."""
        empty = [name for name, box in self._boxes.items() if box.number() is None]
        nothing = len(empty) == len(self._boxes) and self.documents.number() is None
        if not empty or (self._listed and nothing):
            return True
        words = {"pages": _("Ghi số trang."), "copies": _("Ghi số bản.")}
        self._fields[empty[0]].set_error(words[empty[0]])
        self._boxes[empty[0]].setFocus()
        return False

    def _after_pages(self) -> None:
        """An empty box after others were listed means there are no more."""
        if self.pages.number() is None:
            self.ask_record()
        else:
            self.copies.setFocus()

    def _on_more(self) -> None:
        if not self._is_said():
            return
        self._listed += [typed] if (typed := self._typed()) else []
        self.title.clear()
        for box in (self.documents, self.pages, self.copies):
            box.put(None)
        self._show_listed()
        self.pages.setFocus()

    def _on_less(self) -> None:
        if self._listed:
            self._listed.pop()
        self._show_listed()
        self.pages.setFocus()

    def _show_listed(self) -> None:
        lines = [_group_text(group[0], len(group)) for group in self._listed]
        self.listed.setText("\n".join(lines))
        self.listed.setVisible(bool(lines))
        self.less.setVisible(bool(lines))
        self.changed.emit()

    def _on_procedure(self, _code: object) -> None:
        chosen = self.chosen()
        needed = chosen is not None and needs_name(chosen)
        label = _("Họ tên người yêu cầu")
        self._fields["applicant"].set_label(f"{label} *" if needed else label)
        self.changed.emit()


def _signer_text(item: Signer) -> str:
    name = item.officer.name
    if item.signing is None:
        return _("{name} (chưa được ủy quyền)").format(name=name)
    note = signing_note(item.signing.capacity)
    return f"{name} – {note}" if note else name


def _group_text(document: Document, count: int) -> str:
    size = plural("{count} giấy tờ × {pages} trang × {copies} bản", count).format(
        count=count, pages=document.pages, copies=document.copies
    )
    title = document.title[:80]
    return f"• {title}: {size}" if title else f"• {size}"


class NumberBox(CountedDigits):
    """A box of large digits that is selected when the keyboard comes: typing replaces its text."""

    def __init__(self, most: int, value: int | None = 1) -> None:
        super().__init__("" if value is None else str(value), most=len(str(most)))
        self._most = most
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFont(sized(18))
        self.setMinimumWidth(scaled(90))
        self.setMinimumHeight(scaled(46))

    def number(self) -> int | None:
        """The number as typed, None when nothing is."""
        return int(self.text()) if self.text() else None

    def put(self, number: int | None) -> None:
        """Show another number, or none."""
        self.setText("" if number is None else str(number))

    @override
    def step_by(self, step: int) -> None:
        self.put(min(max((self.number() or 0) + step, 1), self._most))
