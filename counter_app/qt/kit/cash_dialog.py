"""Money of a dossier or a certification: how much was taken in under which receipt, or given back and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.act import Done, new_op
from counter_app.desk.fees.payments import RECEIPT_LENGTH, Cashed
from counter_app.desk.office.leader_consent import OWN
from counter_app.domain.certification.books import Certification
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.fees.payments import Account, FeeKind, Method
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit, MoneyEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.second_person import SecondPart
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.catalogue.listing import ground_words
from counter_app.wording.dossier.labels import method_label
from counter_app.wording.paper.amounts import amount_words, money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.domain.fees.fee import Relief

REASON_LENGTH = 500


class CashDialog(Dialog):
    """Takes in what is due, or gives back what was kept; both amounts may be made smaller."""

    def __init__(
        self,
        place: Workplace,
        matter: Dossier | Certification,
        account: Account,
        kind: FeeKind,
        parent: QWidget | None = None,
        *,
        reason: str = "",
    ) -> None:
        super().__init__(parent)
        self._place, self._matter, self._kind = place, matter, kind
        self._op = new_op()
        self._account = account
        self._reliefs = (
            place.office.fees.reliefs(**_named(matter)) if kind is FeeKind.WAIVED else ()
        )
        self.amount = MoneyEdit(account.kept if kind is FeeKind.REFUNDED else account.owed)
        self.ground = Choice(_grounds(self._reliefs))
        self.ground.let_shrink()
        self.words = text_label("", "muted")
        self.receipt = LineEdit(most=RECEIPT_LENGTH)
        self.reason = LineEdit(reason, most=REASON_LENGTH)
        self.method = Choice([(item, method_label(item.value)) for item in Method])
        self.warning = Advice("warning")
        self.save = ActionButton(
            _("Ghi nhận"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self.second = SecondPart(place, Duty.REFUND) if kind is FeeKind.REFUNDED else None
        self._fields = self._named_fields()
        self._build(account)
        self.amount.textChanged.connect(self._show_words)
        self.receipt.textChanged.connect(self._show_warning)
        self.ground.chosen.connect(lambda _ground: self._show_share())
        self._show_share()
        self._show_words()
        self.finished.connect(self.deleteLater)

    def _named_fields(self) -> dict[str, Field]:
        """Name in errors → field; each kind of entry shows its own of them."""
        return {
            "amount": Field(_("Số tiền (đồng)"), self.amount, required=True),
            "receipt_no": Field(
                _("Số biên lai"), self.receipt, _("Số trên biên lai chính thức đã giao người nộp.")
            ),
            "ground": Field(_("Đối tượng"), self.ground, required=True),
            "reason": Field(
                _("Giấy tờ chứng minh") if self._kind is FeeKind.WAIVED else _("Lý do"),
                self.reason,
                required=self._kind is FeeKind.REFUNDED,
            ),
            "method": Field(_("Hình thức"), self.method),
        }

    def _build(self, account: Account) -> None:
        title = {
            FeeKind.COLLECTED: _("Thu phí, lệ phí"),
            FeeKind.REFUNDED: _("Hoàn phí, lệ phí"),
            FeeKind.WAIVED: _("Miễn, giảm phí, lệ phí"),
        }[self._kind]
        shown = {
            FeeKind.COLLECTED: ("amount", "receipt_no", "method"),
            FeeKind.REFUNDED: ("amount", "reason", "method"),
            FeeKind.WAIVED: ("ground", "amount", "reason"),
        }[self._kind]
        parts: list[QWidget] = []
        for name in shown:
            parts.append(self._fields[name])
            if name == "amount":
                parts.append(self.words)
        for name in self._fields.keys() - set(shown):
            self._fields[name].setParent(self)
            self._fields[name].hide()
        if self.second is not None:
            self._fields |= self.second.fields()
            parts.append(self.second)
        lay_out(
            self,
            title=title,
            about=_about(self._matter),
            meaning=_state_text(account),
            parts=(*parts, self.warning),
            buttons=(self.shut, self.save),
            wide=520 if self.second is not None else 480,
        )
        first = self.amount if self.ground.value() or not self._reliefs else self.ground
        first.setFocus()
        self.amount.selectAll()

    def _show_share(self) -> None:
        """The share of the fee that the chosen ground spares; it may be made smaller."""
        ground = str(self.ground.value() or "")
        if ground:
            left = self._place.office.fees.share_left(ground, **_named(self._matter))
            self.amount.set_amount(min(left, self._account.owed or 0))

    def _show_words(self) -> None:
        amount = self.amount.amount()
        self.words.setText(amount_words(amount) if amount else "")

    def _show_warning(self) -> None:
        fees = self._place.office.fees
        self.warning.say(fees.warning(self.receipt.value(), **_named(self._matter)))

    def _on_save(self) -> None:
        # Only a waiver moves no money: taking it back leaves nothing in anybody's hand.
        undoable = self._written_text if self._kind is FeeKind.WAIVED else None
        self._place.act(self._write, self._fields, self._on_written, undoable=undoable)

    def _write(self) -> Done[Cashed]:
        fees, named = self._place.office.fees, _named(self._matter)
        amount, method = self.amount.amount() or 0, self.method.value()
        if self._kind is FeeKind.COLLECTED:
            done = fees.collect(
                amount=amount,
                receipt_no=self.receipt.value(),
                method=method,
                op_id=self._op,
                **named,
            )
        elif self._kind is FeeKind.WAIVED:
            done = fees.waive(
                amount=amount,
                ground=self.ground.value() or "",
                proof=self.reason.value(),
                op_id=self._op,
                **named,
            )
        else:
            done = fees.refund(
                amount=amount,
                reason=self.reason.value(),
                method=method,
                approval=self.second.approval() if self.second is not None else OWN,
                op_id=self._op,
                **named,
            )
        return done

    def _written_text(self, cashed: Cashed) -> str:
        words = {
            FeeKind.COLLECTED: _("Đã ghi thu {amount}."),
            FeeKind.REFUNDED: _("Đã ghi hoàn {amount}."),
            FeeKind.WAIVED: _("Đã ghi miễn, giảm {amount}."),
        }[self._kind]
        return words.format(amount=money(cashed.entry.amount))

    def _on_written(self, cashed: Cashed) -> None:
        said = (
            "" if self._kind is FeeKind.WAIVED else self._written_text(cashed)
        )  # told with its undoing
        if text := f"{said} {cashed.warning}".strip():
            self._place.hub.notice(Tone.WARNING if cashed.warning else Tone.GOOD, text)
        self.accept()


def _about(matter: Dossier | Certification) -> str:
    if isinstance(matter, Dossier):
        return f"{matter.code} · {matter.applicant.name[:120]}"
    number = _("Số chứng thực {number}").format(number=matter.number)
    return " · ".join(part for part in (number, matter.applicant[:120]) if part)


def _grounds(reliefs: Sequence[Relief]) -> list[tuple[str, str]]:
    """The grounds of a fee; of several none is chosen beforehand: who is let off is for the officer to say."""
    known = [(item.ground, ground_words(item.ground)) for item in reliefs]
    return [("", _("Chọn đối tượng")), *known] if len(known) > 1 else known


def _named(matter: Dossier | Certification) -> dict[str, Any]:
    """The way the verbs are told which matter it is."""
    if isinstance(matter, Dossier):
        return {"code": matter.code}
    return {"certification": matter.id}


def _state_text(account: Account) -> str:
    fee = _("chưa xác định") if account.fee is None else money(account.fee)
    return _("Mức phí {fee}; đã thu {collected}, đã hoàn {refunded}.").format(
        fee=fee, collected=money(account.collected), refunded=money(account.refunded)
    )
