"""Whose matter it is, when somebody else hands it in: the owner and the authorisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from counter_app.domain.card.identity_card import CardReading
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.person.party import Party
from counter_app.i18n import _
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.person_form import PersonForm
from counter_app.qt.kit.theme import scaled


class OwnerPart(QWidget):
    """A tick, and below it the owner's fields.

    Signals:
        changed(): something was typed or ticked.
    """

    changed = Signal()

    def __init__(self, reader: Callable[[str], CardReading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = QCheckBox(_("&Chủ hồ sơ là người khác (Alt+C)"))
        self.tick.setObjectName("ownerTick")
        self.person = PersonForm("owner", reader)
        self.authorisation = LineEdit(
            placeholder=_("Số, ngày giấy ủy quyền; hoặc quan hệ: cha, mẹ, con…"), most=500
        )
        self.authorisation.setObjectName("authorisation")
        self._paper = Field(_("Giấy ủy quyền hoặc quan hệ với chủ hồ sơ"), self.authorisation)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(scaled(22), 0, 0, 0)
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

    def owner(self) -> Party | None:
        """The owner as typed, None when the applicant asks for themselves. Errors: RuleError for the birth."""
        return self.person.party() if self.tick.isChecked() else None

    def paper(self) -> str:
        """The authorisation as typed."""
        return self.authorisation.value() if self.tick.isChecked() else ""

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return {**self.person.fields(), "authorisation": self._paper}

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe."""
        return {
            "ticked": self.tick.isChecked(),
            "person": self.person.state(),
            "authorisation": self.authorisation.text(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told; an empty one clears."""
        self.person.clear()
        self.person.restore(state.get("person") or {})
        self.authorisation.setText(str(state.get("authorisation") or ""))
        self.tick.setChecked(bool(state.get("ticked")))

    def set_owner(self, draft: IntakeDraft) -> None:
        """Fill from a form that was filled before."""
        self.restore({"authorisation": draft.authorisation, "ticked": draft.owner is not None})
        if draft.owner is not None:
            self.person.set_party(draft.owner)

    def _on_ticked(self, on: bool) -> None:
        self._inner.setVisible(on)
        if on and self.tick.hasFocus():
            self.authorisation.setFocus()
        self.changed.emit()
