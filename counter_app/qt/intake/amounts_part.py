"""Sets, pages, copies, fee and, where the catalogue has none, the time limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.catalogue.sectors import FeeRule, Procedure
from counter_app.domain.dossier.facts import SETS_CEILING
from counter_app.domain.fees.fee import Relief
from counter_app.i18n import _
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.field_rows import FieldRows
from counter_app.qt.kit.fields import Choice, Field, LineEdit, MoneyEdit
from counter_app.qt.kit.limit_box import LimitBox
from counter_app.wording.catalogue.listing import ground_words
from counter_app.wording.paper.amounts import money

MOST_PAGES, MOST_COPIES = 9_999, 999


class AmountsPart(QWidget):
    """One row of numbers; what a procedure does not need is not shown.

    Signals:
        changed(): a number changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unlimited = False
        self._reliefs: tuple[Relief, ...] = ()
        self.sets, self.pages = CountBox(SETS_CEILING), CountBox(MOST_PAGES)
        self.copies = CountBox(MOST_COPIES)
        for box, name in ((self.sets, "sets"), (self.pages, "pages"), (self.copies, "copies")):
            box.setObjectName(name)
            box.counted.connect(self.changed)
        self.fee = MoneyEdit()
        self.fee.setObjectName("fee")
        self.fee.textChanged.connect(self.changed)
        self.limit = LimitBox()
        self.limit.changed.connect(self.changed)
        self.agreement = LineEdit(
            placeholder=_("Chỉ khi hẹn dài hơn: số, ngày văn bản thỏa thuận"), most=300
        )
        self.agreement.setObjectName("agreement")
        self.agreement.textChanged.connect(self._on_agreement)
        self.relief = self._relief_choice()
        self._fields = {
            "relief": Field(_("Miễn, giảm phí"), self.relief),
            "sets": Field(_("Số bộ hồ sơ"), self.sets),
            "pages": Field(_("Số trang mỗi bản"), self.pages),
            "copies": Field(_("Số bản"), self.copies),
            "fee": Field(_("Phí, lệ phí (đồng)"), self.fee),
            "limit": Field(_("Thời hạn giải quyết"), self.limit),
            "agreement": Field(_("Thỏa thuận hẹn dài hơn"), self.agreement),
        }
        rows = FieldRows(self)
        few = ((self._fields[name], 1) for name in ("sets", "pages", "copies"))
        rows.add_row(*few, (self._fields["fee"], 2))
        for name in ("relief", "agreement", "limit"):
            rows.add_row((self._fields[name], 1))
        self.show_procedure(None)

    def _relief_choice(self) -> Choice:
        """Asked only where the fee has grounds on which it is waived or lowered."""
        choice = Choice()
        choice.setObjectName("relief")
        choice.let_shrink()
        choice.chosen.connect(lambda _ground: self.changed.emit())
        return choice

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def show_procedure(self, procedure: Procedure | None, *, online: bool = False) -> None:
        """Show what this procedure needs; its own number of sets to begin with."""
        rule = procedure.fee.rule if procedure else FeeRule.NONE
        self._fields["pages"].setVisible(rule is FeeRule.CERTIFIED_COPY)
        self._fields["copies"].setVisible(procedure is not None and procedure.fee.by_copy)
        self._show_reliefs(procedure)
        limit = procedure.limit if procedure else None
        self._fields["agreement"].setVisible(limit is not None and limit.unit is LimitUnit.SAME_DAY)
        self._unlimited = procedure is not None and limit is None
        self._show_limit()
        self._fields["fee"].set_hint(
            _("Danh mục chưa có mức thu; nhập theo nghị quyết của HĐND tỉnh.")
            if rule is FeeRule.UNKNOWN
            else _("Mức thu theo {unit}: nhân ra rồi nhập số tiền.").format(unit=procedure.fee.unit)
            if procedure is not None and procedure.fee.compute() is None
            else ""
        )
        if procedure is not None:
            self.sets.set_count(procedure.sets)
        self.show_computed(procedure, online=online)

    def _show_reliefs(self, procedure: Procedure | None) -> None:
        """Offer the grounds of this procedure's fee; asked only where there are any."""
        self._reliefs = procedure.fee.usable_reliefs if procedure else ()
        self.relief.offer([])
        grounds = [(item.ground, _relief_text(item)) for item in self._reliefs]
        self.relief.offer([("", _("Không thuộc đối tượng miễn, giảm")), *grounds])
        self.relief.setCurrentIndex(0)
        self._fields["relief"].setVisible(bool(self._reliefs))

    def agreed(self) -> str:
        """The paper in which a longer limit was agreed; empty where none may be."""
        return "" if self._fields["agreement"].isHidden() else self.agreement.value()

    def _on_agreement(self) -> None:
        self._show_limit()
        self.changed.emit()

    def _show_limit(self) -> None:
        self._fields["limit"].setVisible(self._unlimited or bool(self.agreed()))
        self._fields["limit"].set_hint(
            _("Danh mục chưa có; nhập theo văn bản công bố của tỉnh.")
            if self._unlimited
            else _("Theo văn bản thỏa thuận với người yêu cầu.")
        )

    def show_computed(self, procedure: Procedure | None, *, online: bool = False) -> None:
        """Show the computed fee in grey; it counts while nothing is typed over it."""
        if procedure is None:
            self.fee.setPlaceholderText("")
            return
        fee = procedure.fee.compute(
            pages=self.pages.count(), copies=self.copies.count(), online=online
        )
        self.fee.setPlaceholderText(_fee_hint(fee))
        chosen = next((item for item in self._reliefs if item.ground == self.relief.value()), None)
        whole = self.fee.amount() if self.fee.amount() is not None else fee
        told = ""
        if chosen is not None and whole:
            waived = chosen.waived(whole)
            told = _("Được miễn, giảm {waived}, còn phải nộp {left}.").format(
                waived=money(waived), left=money(whole - waived)
            )
        self._fields["relief"].set_hint(told)

    def said(self) -> dict[str, Any]:
        """The numbers the citizen asked for, by the names of the facts. Errors: RuleError for the limit."""
        return {
            "sets": self.sets.count(),
            "fee": self.fee.amount(),
            "pages": self.pages.count(),
            "copies": self.copies.count(),
            "limit": self.typed_limit(),
            "agreement": self.agreed(),
            "relief": self.relief.value() or "",
        }

    def typed_limit(self) -> TimeLimit | None:
        """The limit typed, where one is asked for. Errors: RuleError (field "limit")."""
        return None if self._fields["limit"].isHidden() else self.limit.limit()

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe."""
        return {
            "sets": self.sets.count(),
            "pages": self.pages.count(),
            "copies": self.copies.count(),
            "fee": self.fee.amount(),
            "limit": self.limit.state(),
            "agreement": self.agreement.text(),
            "relief": self.relief.value() or "",
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told; an empty one clears."""
        self.sets.set_count(int(state.get("sets") or 1))
        self.pages.set_count(int(state.get("pages") or 1))
        self.copies.set_count(int(state.get("copies") or 1))
        self.fee.set_amount(state.get("fee"))
        self.agreement.setText(str(state.get("agreement") or ""))
        self.limit.restore(state.get("limit") or {})
        self.relief.choose(str(state.get("relief") or ""))


def _relief_text(relief: Relief) -> str:
    """``Hộ nghèo · miễn``, ``Nộp hồ sơ trực tuyến · giảm 50%``."""
    share = (
        _("miễn") if relief.percent == 100 else _("giảm {percent}%").format(percent=relief.percent)
    )
    return f"{ground_words(relief.ground)} · {share}"


def _fee_hint(fee: int | None) -> str:
    if fee is None:
        return _("Nhập số tiền")
    return _("không thu") if fee == 0 else _("{amount} (tự tính)").format(amount=money(fee))
