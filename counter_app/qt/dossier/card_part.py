"""The further facts on a person's card: the day it was issued, and the old number of nine digits."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.card.identity_card import Card as IdentityCard
from counter_app.domain.person.party import Party, PartyKind
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.fields import DateEdit, DigitsEdit, Field
from counter_app.qt.kit.person_form import PersonForm
from counter_app.qt.kit.theme import scaled


class CardPart(QWidget):
    """Two inputs beside a person's form; a card that is scanned there fills them.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(self, where: str, form: PersonForm) -> None:
        super().__init__()
        self._where, self._shown = where, ("", "")
        self.issued = DateEdit()
        self.old_id = DigitsEdit(most=20)
        self.fields = {
            f"{where}.id_issued": Field(_("Ngày cấp"), self.issued),
            f"{where}.old_id": Field(_("Số CMND cũ"), self.old_id),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(22) if where == "owner" else 0, 0, 0, 0)
        line.setSpacing(scaled(12))
        for name, field in self.fields.items():
            field.editor.setObjectName(name)
            line.addWidget(field, 1)
        line.addStretch(2)
        for edit in (self.issued, self.old_id):
            edit.textChanged.connect(self.changed)
        form.card.read.connect(self._on_card)

    def show_party(self, party: Party) -> None:
        """Fill from a party known before."""
        self.issued.set_day(party.id_issued)
        self.old_id.setText(party.old_id)

    def keep_shown(self) -> None:
        """From here on what differs from what is shown was changed by somebody."""
        self._shown = self._typed()

    def added_to(self, party: Party) -> Party:
        """The party with what was changed here; an organisation has no card. Errors: RuleError beside the day."""
        if party.kind is not PartyKind.PERSON or self._typed() == self._shown:
            return party
        try:
            issued = self.issued.day(f"{self._where}.id_issued")
        except RuleError as error:
            raise RuleError(
                error.message, field=f"{self._where}.id_issued", rule=error.rule
            ) from error
        return replace(party, id_issued=issued, old_id=self.old_id.value())

    def _typed(self) -> tuple[str, str]:
        return self.issued.text(), self.old_id.text()

    def _on_card(self, card: IdentityCard) -> None:
        self.show_party(card.to_party())
