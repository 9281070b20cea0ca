"""Giấy khác: papers that no act issues by itself, made for one dossier and sent on to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.domain.fees.payments import Method
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit, MoneyEdit
from counter_app.qt.kit.wanted_table import WantedTable
from counter_app.wording.dossier.labels import document_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.prints import PrintJob

_PARTS: dict[str, tuple[str, ...]] = {
    "control": ("partner",),
    "guidance": ("wanted", "note"),
    "fee_note": ("amount", "payer", "receipt_no", "method"),
    "receipt": (),
    "result_list": ("giver", "taker"),
}
"""Document → the fields it asks for."""


class FurtherPapersDialog(Dialog):
    """Asks which paper and what it says, and issues it.

    Signals:
        issued(object): the PrintJob, to be printed.
    """

    issued = Signal(object)

    def __init__(self, place: Workplace, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._code = place, code
        self._op = new_op()
        self._refusals = {
            offer.document: offer.refusal for offer in place.office.further_papers.offers(code)
        }
        self.document = Choice(
            [(document, document_label(document).text) for document in self._refusals]
        )
        self.refusal = Advice("warning")
        self.partner = LineEdit(most=300)
        self.wanted = WantedTable()
        self.note = LineEdit(most=300)
        self.amount = MoneyEdit()
        self.payer = LineEdit(most=200)
        self.receipt_no = LineEdit(most=60)
        self.method = Choice(
            [(Method.CASH.value, _("tiền mặt")), (Method.TRANSFER.value, _("chuyển khoản"))]
        )
        self.giver, self.taker = LineEdit(most=200), LineEdit(most=200)
        self.save = ActionButton(
            _("Lập và in"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self.shut = self.leaving()
        self._build()
        self._fill()
        self.document.chosen.connect(lambda _document: self._show())
        self.finished.connect(self.deleteLater)
        self._begin()

    def _build(self) -> None:
        self._fields = {
            "document": Field(_("Loại giấy"), self.document),
            "partner": Field(_("Cơ quan phối hợp giải quyết"), self.partner),
            "wanted": Field(_("Giấy tờ cần có"), self.wanted),
            "note": Field(_("Nội dung hướng dẫn thêm"), self.note),
            "amount": Field(_("Số tiền"), self.amount, required=True),
            "payer": Field(_("Người nộp phí"), self.payer),
            "receipt_no": Field(_("Số biên lai chính thức"), self.receipt_no),
            "method": Field(_("Hình thức"), self.method),
            "giver": Field(_("Bên giao"), self.giver),
            "taker": Field(_("Bên nhận"), self.taker),
        }
        dossier = self._place.office.dossiers.get(self._code)
        lay_out(
            self,
            title=_("Lập giấy tờ khác"),
            about=f"{dossier.code} · {dossier.applicant.name[:120]}",
            meaning=_("Giấy lập ra được ghi vào nhật ký và nằm trong danh sách bản in của hồ sơ."),
            parts=(self._fields["document"], self.refusal, *list(self._fields.values())[1:]),
            buttons=(self.shut, self.save),
            wide=640,
        )

    def _fill(self) -> None:
        """Fill in the papers the office knows already."""
        office = self._place.office
        dossier = office.dossiers.get(self._code)
        amount, number = office.further_papers.suggested_fee(self._code)
        self.amount.set_amount(amount or None)
        self.receipt_no.setText(number)
        self.payer.setText(dossier.applicant.name)
        officer = office.session.officer
        self.taker.setText(officer.name if officer else "")
        self.wanted.show_papers(office.further_papers.required_papers(self._code), dossier.papers)

    def _begin(self) -> None:
        """The first paper that may be issued now."""
        free = [document for document, refusal in self._refusals.items() if not refusal]
        if free:
            self.document.choose(free[0])
        self._show()
        self.document.setFocus()

    def _show(self) -> None:
        document = str(self.document.value() or "")
        refusal = self._refusals.get(document, "")
        self.refusal.say(refusal, "warning")
        asked = () if refusal else _PARTS.get(document, ())
        for name, field in self._fields.items():
            if name != "document":
                field.setVisible(name in asked)
        self.save.setEnabled(not refusal)

    def _body(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "partner": self.partner.value(),
            "wanted": [item.to_dict() for item in self.wanted.wanted()],
            "note": self.note.value(),
            "amount": self.amount.amount(),
            "payer": self.payer.value(),
            "receipt_no": self.receipt_no.value(),
            "method": self.method.value(),
            "giver": self.giver.value(),
            "taker": self.taker.value(),
        }
        return {name: values[name] for name in _PARTS[str(self.document.value())]}

    def _on_save(self) -> None:
        if not self.save.isEnabled():
            return

        def issue() -> Done[PrintJob]:
            document = str(self.document.value())
            return self._place.office.further_papers.issue(
                self._code, document, body=self._body(), op_id=self._op
            )

        self._place.act(issue, self._fields, self._on_issued)

    def _on_issued(self, job: PrintJob) -> None:
        self.accept()
        self.issued.emit(job)
