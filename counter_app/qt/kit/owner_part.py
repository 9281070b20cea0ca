"""The owner of the matter and the authorisation, when somebody else hands it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.card.identity_card import CardReading
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.representing import RELATIONS
from counter_app.domain.person.party import Party
from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.person_form import PersonForm
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox


class OwnerPart(QWidget):
    """A tick, and below it the owner's fields.

    Signals:
        changed(): something was typed or ticked.
    """

    changed = Signal()

    def __init__(self, reader: Callable[[str], CardReading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = TickBox(_("&Chủ hồ sơ là người khác (Alt+C)"))
        self.tick.setObjectName("ownerTick")
        self.person = PersonForm("owner", reader)
        self.authorisation = LineEdit(
            placeholder=_("Số, ngày giấy ủy quyền, giấy khai sinh, giấy giới thiệu…"), most=500
        )
        offered = [(key, _(words)) for key, words in RELATIONS.items()]
        self.relation = Choice([("", _("Chưa ghi")), *offered])
        self.relation.setObjectName("relation")
        self._relation = Field(_("Người nộp là"), self.relation)
        self.authorisation.setObjectName("authorisation")
        self._paper = Field(_("Giấy ủy quyền, giấy tờ chứng minh quan hệ"), self.authorisation)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(scaled(22), 0, 0, 0)
        inner.addWidget(self._relation)
        inner.addWidget(self._paper)
        inner.addWidget(self.person)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tick)
        layout.addWidget(self._inner)
        self._inner.hide()
        self.tick.toggled.connect(self._on_ticked)
        self.person.changed.connect(self.changed)
        self.authorisation.textChanged.connect(self.changed)
        self.relation.currentIndexChanged.connect(self.changed)

    def owner(self) -> Party | None:
        """The owner as typed, None when the applicant asks for themselves. Errors: RuleError for the birth."""
        return self.person.party() if self.tick.isChecked() else None

    def paper(self) -> str:
        """The authorisation as typed."""
        return self.authorisation.value() if self.tick.isChecked() else ""

    def stands(self) -> str:
        """The relation of the applicant to the owner, as chosen."""
        return str(self.relation.value() or "") if self.tick.isChecked() else ""

    def known(self) -> Party | None:
        """The owner as far as it can be read; never raises."""
        return self.person.known() if self.tick.isChecked() else None

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return {
            **self.person.fields(),
            "authorisation": self._paper,
            "relation": self._relation,
        }

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe."""
        return {
            "ticked": self.tick.isChecked(),
            "person": self.person.state(),
            "authorisation": self.authorisation.text(),
            "relation": str(self.relation.value() or ""),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told; an empty one clears."""
        self.person.clear()
        self.person.restore(state.get("person") or {})
        self.authorisation.setText(str(state.get("authorisation") or ""))
        self.relation.choose(str(state.get("relation") or ""))
        self.tick.setChecked(bool(state.get("ticked")))

    def set_owner(self, draft: IntakeDraft) -> None:
        """Fill from a form that was filled before."""
        told = {"authorisation": draft.authorisation, "relation": draft.relation}
        self.restore({**told, "ticked": draft.owner is not None})
        if draft.owner is not None:
            self.person.set_party(draft.owner)

    def _on_ticked(self, on: bool) -> None:
        self._inner.setVisible(on)
        if on and self.tick.hasFocus():
            self.authorisation.setFocus()
        self.changed.emit()
