"""The paper somebody names themselves by: its kind, its number, the nationality of a passport; odd ones are said."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.person.documents import Document, document_warnings
from counter_app.domain.person.party import Birth, Party, PartyKind, Sex
from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.fields import Choice, DigitsEdit, Field, LineEdit
from counter_app.values import dataclass
from counter_app.wording.paper.documents import document_label, document_name

_OF = {
    PartyKind.PERSON: (
        Document.CARD,
        Document.PASSPORT,
        Document.BIRTH,
        Document.TAX,
        Document.NONE,
    ),
    PartyKind.ORGANISATION: (Document.TAX, Document.NONE),
}


@dataclass(frozen=True, slots=True)
class _Carded:
    """The values no field shows, told by the card with this number."""

    id_no: str = ""
    issued: date | None = None
    old_id: str = ""


class DocumentPart(QWidget):
    """Kind and number side by side, the nationality below them for a passport.

    Signals:
        changed(): something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Choice()
        self.kind.let_shrink(6)
        self.number = DigitsEdit(extra=string.ascii_letters + "-/", most=40)
        self.nationality = LineEdit(most=100)
        self.advice = Advice()
        self._party = PartyKind.PERSON
        self._carded = _Carded()
        self.fields = {
            "document": Field(_("Loại giấy tờ"), self.kind),
            "id_no": Field(_("Số định danh cá nhân"), self.number),
            "nationality": Field(_("Quốc tịch"), self.nationality),
        }
        for name, field in self.fields.items():
            field.editor.setObjectName(f"{where}.{name}")
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2)
        for widget in (self.fields["id_no"], self.fields["nationality"], self.advice):
            below.addWidget(widget)
        below.addStretch(1)
        self.serve(PartyKind.PERSON)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.number.textChanged.connect(self.changed)
        self.nationality.textChanged.connect(self.changed)

    @property
    def document(self) -> Document:
        """The kind that is chosen."""
        return Document(self.kind.value() or Document.NONE)

    @property
    def carded(self) -> str:
        """The number that a card or an earlier dossier told, while it stands here; else empty."""
        return self._by_card().id_no

    def serve(self, party: PartyKind) -> None:
        """Offer the papers that a person or an organisation can have."""
        other = party is not self._party
        self._party = party
        self.kind.offer([(item, document_name(item)) for item in _OF[party]])
        if other or self.kind.currentIndex() < 0:
            self.kind.choose(_OF[party][0])
        self._show()

    def said(self) -> dict[str, Any]:
        """The facts of a party that stand here."""
        carded = self._by_card()
        passport = self.document is Document.PASSPORT
        return {
            "id_no": self.number.value(),
            "document": self.document,
            "nationality": self.nationality.value() if passport else "",
            "id_issued": carded.issued,
            "old_id": carded.old_id,
        }

    def show_party(self, party: Party) -> None:
        """Fill in what is known of a party."""
        self._carded = _Carded(party.id_no, party.id_issued, party.old_id)
        self.serve(party.kind)
        self.kind.choose(party.document)
        self.number.setText(party.id_no)
        self.nationality.setText(party.nationality)

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe."""
        issued = self._by_card().issued
        return {
            "id_no": self.number.text(),
            "document": self.document.value,
            "nationality": self.nationality.text(),
            "id_issued": issued.isoformat() if issued else "",
            "old_id": self._by_card().old_id,
        }

    def restore(self, state: Mapping[str, Any], party: PartyKind) -> None:
        """Put back what ``state`` told."""
        issued = state.get("id_issued")
        self._carded = _Carded(
            clean(str(state.get("id_no") or "")),
            date.fromisoformat(issued) if issued else None,
            str(state.get("old_id") or ""),
        )
        self.serve(party)
        self.kind.choose(Document(state.get("document") or _OF[party][0]))
        self.number.setText(str(state.get("id_no") or ""))
        self.nationality.setText(str(state.get("nationality") or ""))

    def advise(self, birth: Birth | None, sex: Sex | None) -> None:
        """Say what is odd about the number beside what else is known."""
        number = clean(self.number.text())
        odd = document_warnings(
            self.document,
            number,
            birth=birth,
            sex=sex,
            nationality=self.nationality.text(),
        )
        self.advice.say(odd if number else "")

    def _by_card(self) -> _Carded:
        """The values only the card told, while its number stands here: another number is another person's."""
        same = self.document is Document.CARD and self.number.value() == self._carded.id_no
        return self._carded if same else _Carded()

    def _on_kind(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.fields["id_no"].set_label(document_label(self.document))
        self.fields["nationality"].setVisible(self.document is Document.PASSPORT)
