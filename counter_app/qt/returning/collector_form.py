"""The taker of the result: the applicant by default, the owner, or somebody authorised; with or without the receipt."""

from __future__ import annotations

import string
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from counter_app.domain.card.identity_card import Card as IdentityCard
from counter_app.domain.card.identity_card import CardReading
from counter_app.domain.dossier.collecting import comes_by_somebody, number_known
from counter_app.domain.dossier.dossier import Collector, Dossier
from counter_app.i18n import _
from counter_app.qt.kit.card_box import CardBox
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import DigitsEdit, Field, LineEdit
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import RadioButton, TickBox


class CollectorForm(Card):
    """The collector's identity and right."""

    def __init__(self, reader: Callable[[str], CardReading]) -> None:
        super().__init__(_("Người nhận kết quả"))
        self._dossier: Dossier | None = None
        self.same = RadioButton(_("&Người nộp hồ sơ"))
        self.owner = RadioButton(_("C&hủ hồ sơ"))
        self.other = RadioButton(_("Người được ủ&y quyền"))
        self._group = QButtonGroup(self)
        for button in (self.same, self.owner, self.other):
            self._group.addButton(button)
        self.card = CardBox(reader)
        self.name = LineEdit(most=300)
        self.id_no = DigitsEdit(extra=string.ascii_letters, most=40)
        self.phone = DigitsEdit(extra="+ .", most=30)
        self.authorisation = LineEdit(
            placeholder=_("Số, ngày, nơi chứng thực giấy ủy quyền"), most=500
        )
        self.lost = TickBox(_("Mất &giấy hẹn"))
        self.identity = LineEdit(
            placeholder=_("Loại và số giấy tờ đã xem, ví dụ: căn cước 036190000123"), most=300
        )
        self._fields = {
            "name": Field(_("Họ tên người nhận kết quả"), self.name, required=True),
            "id_no": Field(_("Số định danh"), self.id_no),
            "phone": Field(_("Điện thoại"), self.phone),
            "authorisation": Field(_("Giấy ủy quyền"), self.authorisation, required=True),
            "identity_checked": Field(
                _("Giấy tờ tùy thân đã kiểm tra"), self.identity, required=True
            ),
        }
        self._build()
        self.enter = EnterMoves(self)
        self.other.toggled.connect(self._on_other)
        self.owner.toggled.connect(self._on_owner)
        self.lost.toggled.connect(self._on_lost)
        self.card.read.connect(self._on_card)

    def _build(self) -> None:
        holder, who = QWidget(), QWidget()
        ways = FlowLayout(who, spacing=scaled(10))
        for button in (self.same, self.owner, self.other):
            ways.addWidget(button)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(12))
        grid.setVerticalSpacing(scaled(8))
        placed: tuple[tuple[QWidget, int, int, int], ...] = (
            (who, 0, 0, 4),
            (self.card, 1, 0, 4),
            (self._fields["name"], 2, 0, 4),
            (self._fields["id_no"], 3, 0, 2),
            (self._fields["phone"], 3, 2, 2),
            (self._fields["authorisation"], 4, 0, 4),
            (self.lost, 5, 0, 4),
            (self._fields["identity_checked"], 6, 0, 4),
        )
        for widget, row, column, span in placed:
            grid.addWidget(widget, row, column, 1, span)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.add(holder)

    def fields(self) -> dict[str, Field]:
        """RuleError.field → field; what is wrong with an input that is not shown is said beside the name."""
        name = self._fields["name"]
        return {key: name if field.isHidden() else field for key, field in self._fields.items()}

    def begin(self, dossier: Dossier) -> None:
        """Offer the applicant of a dossier as the collector; for an organisation ask for the person it sent."""
        self._dossier = dossier
        self.card.clear()
        self.lost.setChecked(False)
        self.authorisation.clear()
        self.identity.clear()
        self.owner.setVisible(dossier.owner is not None)
        sent = comes_by_somebody(dossier)
        with QSignalBlocker(self.other):  # the keyboard stays at the scan
            (self.other if sent else self.same).setChecked(True)
        self._serve(sent)
        self._on_lost(False)
        for field in self._fields.values():
            field.set_error("")

    def collector(self) -> Collector:
        """The collector as typed."""
        authorised, lost = self.other.isChecked(), self.lost.isChecked()
        return Collector(
            name=self.name.value(),
            id_no=self.id_no.value(),
            phone=self.phone.value(),
            authorised=authorised,
            authorisation=self.authorisation.value() if authorised else "",
            lost_receipt=lost,
            identity_checked=self.identity.value() if lost else "",
        )

    def _fill_entitled(self) -> None:
        if self._dossier is not None:
            owner = self._dossier.owner if self.owner.isChecked() else None
            party = owner or self._dossier.applicant
            self.name.setText(party.name)
            self.name.setCursorPosition(0)
            self.id_no.setText(party.id_no)
            self.phone.setText(party.phone)

    def _serve(self, other: bool) -> None:
        self._fields["authorisation"].setVisible(other)
        if not other:
            self._fill_entitled()
            return
        for edit in (self.name, self.id_no, self.phone):
            edit.clear()

    def _on_other(self, other: bool) -> None:
        self._serve(other)
        if other:
            self.card.edit.setFocus()

    def _on_owner(self, _owner: bool) -> None:
        if not self.other.isChecked():
            self._fill_entitled()

    def _on_lost(self, lost: bool) -> None:
        self._fields["identity_checked"].setVisible(lost)
        if lost:
            self.identity.setFocus()

    def _on_card(self, card: IdentityCard) -> None:
        """Take the card's facts; they are compared with the dossier when the result is given, whoever was ticked."""
        party = card.to_party()
        self.name.setText(party.name)
        self.id_no.setText(
            number_known(self._dossier, party) if self._dossier is not None else party.id_no
        )
        if self.other.isChecked():
            self.authorisation.setFocus()
