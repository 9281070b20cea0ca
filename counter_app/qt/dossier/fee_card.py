"""Phí, lệ phí on a dossier's page: what is due, what was taken in and given back, and the two buttons for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.fees.payments import Account, FeeEntry, FeeKind
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.catalogue.listing import ground_words
from counter_app.wording.dossier.labels import method_label
from counter_app.wording.paper.amounts import money
from counter_app.wording.paper.moments import clock_text, short_date


class FeeCard(Card):
    """The account of one dossier."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Phí, lệ phí"))
        self._place = place
        self._dossier: Dossier | None = None
        self._account = Account(fee=None)
        self.owed = text_label("", "heading")
        self.entries = text_label("")
        self.advice = Advice("warning")
        self.collect = ActionButton(
            _("Thu phí, lệ phí"), self.ask_collect, name="money", key="Alt+P"
        )
        self.waive = ActionButton(_("Miễn, giảm"), self.ask_waive, name="ok", key="Alt+X")
        self.refund = ActionButton(_("Hoàn phí, lệ phí"), self.ask_refund, name="undo", key="Alt+Q")
        self.unwaive = ActionButton(_("Hủy miễn, giảm"), self.ask_unwaive, name="undo", key="Alt+Z")
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=scaled(8))
        flow.addWidget(self.collect)
        flow.addWidget(self.waive)
        flow.addWidget(self.unwaive)
        flow.addWidget(self.refund)
        self.add(self.owed, self.entries, self.advice, buttons)

    def show_dossier(self, dossier: Dossier) -> None:
        """Read the account again and show it."""
        self._dossier = dossier
        self._account = account = self._place.office.fees.account(dossier.code)
        names = self._place.office.staff.names()
        self.owed.setText(_owed_text(account))
        self.entries.setText("\n".join(_line(item, names) for item in account.entries))
        self.entries.setVisible(bool(account.entries))
        back = account.given_up and account.kept > 0
        self.advice.say(
            _("Hồ sơ không giải quyết tiếp, đang giữ {kept} đã thu. Hoàn lại nếu phải trả.").format(
                kept=money(account.kept)
            )
            if back
            else ""
        )
        may = self._place.may(Duty.RECEIVE)
        self.collect.setVisible(may and account.owed != 0)
        reliefs = self._place.office.fees.reliefs(dossier.code)
        self.waive.setVisible(self.collect.isVisibleTo(self) and bool(account.owed and reliefs))
        self.unwaive.setVisible(may and bool(account.waivers or dossier.waived))
        self.refund.setVisible(may and account.kept > 0)

    def ask_collect(self) -> None:
        """Open the window in which money taken in is written down."""
        self._open(FeeKind.COLLECTED)

    def ask_waive(self) -> None:
        """Open the window in which what need not be paid is written down."""
        self._open(FeeKind.WAIVED)

    def ask_unwaive(self) -> None:
        """Open the window in which the latest waiver is taken back."""
        from counter_app.qt.kit.act_reason_dialog import ReasonDialog

        if self._dossier is None or self.unwaive.isHidden():
            return
        amount, ground = self._dossier.waived, self._dossier.relief
        if self._account.waivers:
            amount, ground = self._account.waivers[-1].amount, self._account.waivers[-1].ground
        ReasonDialog(
            self._place,
            partial(self._place.office.fees.unwaive, self._dossier.code, ground=ground),
            title=_("Hủy miễn, giảm phí, lệ phí"),
            about=f"{self._dossier.code} · {self._dossier.applicant.name[:120]}",
            meaning=_("Lần miễn, giảm {amount} ({ground}) không còn, phải thu lại số đó.").format(
                amount=money(amount), ground=ground_words(ground)
            ),
            parent=self,
        ).open()

    def ask_refund(self, reason: str = "") -> None:
        """Open the window in which money given back is written down."""
        self._open(FeeKind.REFUNDED, reason)

    def after_move(self, dossier: Dossier) -> None:
        """Offer the refund when a dossier was just given up and something was paid for it."""
        self.show_dossier(dossier)
        if self._account.given_up and self._account.kept > 0 and not self.refund.isHidden():
            reasons = {
                State.WITHDRAWN: _("Công dân rút hồ sơ"),
                State.REFUSED: _("Từ chối tiếp nhận hồ sơ"),
            }
            self.ask_refund(reasons.get(dossier.state, ""))

    def _open(self, kind: FeeKind, reason: str = "") -> None:
        from counter_app.qt.kit.cash_dialog import CashDialog

        if self._dossier is not None:
            CashDialog(self._place, self._dossier, self._account, kind, self, reason=reason).open()


def _owed_text(account: Account) -> str:
    if account.fee == 0 and not account.entries:
        return _("Không thu")
    if account.given_up:
        return _("Đã thu {collected}, đã hoàn {refunded}").format(
            collected=money(account.collected), refunded=money(account.refunded)
        )
    if account.fee is None:
        return _("Chưa xác định mức phí")
    if account.owed:
        return _("Còn phải thu {owed} trên {fee}").format(
            owed=money(account.owed), fee=money(account.fee)
        )
    if account.waived:
        return _("Đã thu {kept}, miễn, giảm {waived}").format(
            kept=money(account.kept), waived=money(account.waived)
        )
    return _("Đã thu đủ {fee}").format(fee=money(account.fee))


def _line(item: FeeEntry, names: dict[str, str]) -> str:
    moment = f"{clock_text(item.at)} {short_date(item.at)}"
    names_of = {
        FeeKind.COLLECTED: _("Thu"),
        FeeKind.REFUNDED: _("Hoàn"),
        FeeKind.WAIVED: _("Miễn, giảm"),
    }
    words = f"{names_of[item.kind]} {money(item.amount)}"
    if item.undone:
        words = _("Hủy lần miễn, giảm ghi nhầm")
    receipt = _("biên lai {number}").format(number=item.receipt_no) if item.receipt_no else ""
    how = ground_words(item.ground) if item.kind is FeeKind.WAIVED else method_label(item.method)
    parts = (moment, how, receipt, names.get(item.officer, ""), item.reason)
    detail = " · ".join(part for part in parts if part)
    return f"{words} ({detail})"
