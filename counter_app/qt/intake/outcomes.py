"""The other outcomes of checking what was handed in: not accepted yet, refused, or complete only now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counter_app.domain.catalogue.sectors import Procedure
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Outcomes(QObject):
    """Opens the dialogs of what is not accepted, and of what is accepted later.

    Signals:
        registered(object): this Dossier was written down and not accepted.
        accepted(object): this Dossier, which waited, was accepted.
    """

    registered = Signal(object)
    accepted = Signal(object)

    def __init__(self, place: Workplace, form: IntakeForm, page: QWidget) -> None:
        super().__init__(page)
        self._place, self._form, self._page = place, form, page

    def ask_what_lacks(self, *, op_id: str, draft_id: str) -> None:
        """Say what the form lacks to be accepted; what is wrong with the form itself is said there first."""
        guard(
            self._place,
            self._checked,
            self._form.fields(),
            then=lambda filled: self._open(*filled, op_id=op_id, draft_id=draft_id),
        )

    def _checked(self) -> tuple[IntakeDraft, Procedure]:
        draft = self._form.draft()
        return draft, self._place.office.intake.check(draft, promising=False).procedure

    def _open(self, draft: IntakeDraft, procedure: Procedure, *, op_id: str, draft_id: str) -> None:
        from counter_app.qt.intake.not_accepted_dialog import NotAcceptedDialog

        dialog = NotAcceptedDialog(
            self._place, draft, procedure, op_id=op_id, draft_id=draft_id, parent=self._page
        )
        dialog.registered.connect(self.registered)
        dialog.open()

    def accept(self, dossier: Dossier) -> None:
        """Accept a dossier that was handed in before."""
        from counter_app.qt.kit.accept_dialog import AcceptDialog

        dialog = AcceptDialog(self._place, dossier, self._page)
        dialog.accepted_dossier.connect(self.accepted)
        dialog.open()
