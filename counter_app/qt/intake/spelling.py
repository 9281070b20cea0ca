"""The citizen checks the spelling before the paper is printed: asked by one key, confirmed there and then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.wording.paper.proof import SEEN, proof_facts, proof_lines

if TYPE_CHECKING:
    from counter_app.domain.dossier.draft import IntakeDraft
    from counter_app.qt.intake.intake_form import IntakeForm
    from counter_app.qt.intake.spelling_dialog import SpellingDialog
    from counter_app.qt.kit.workplace import Workplace

KEY = "Alt+V"


class SpellingButton(ActionButton):
    """Shows the form to the citizen; a confirmation stands for what was read and falls with the next change of it."""

    def __init__(self, place: Workplace, form: IntakeForm) -> None:
        super().__init__(_("Công dân xem lại"), self._on_pressed, name="view", key=KEY)
        self.setToolTip(
            _("Hiện họ tên, ngày sinh, địa chỉ, nội dung bằng chữ lớn cho công dân xem")
        )
        self._place, self._form = place, form
        self._read: tuple[object, ...] | None = None
        self.dialog: SpellingDialog | None = None
        form.proof = self.stamped
        form.changed.connect(self._show_standing)

    def stamped(self, draft: IntakeDraft) -> IntakeDraft:
        """The draft, saying that its citizen read it if he did."""
        return replace(draft, proofread=SEEN) if proof_facts(draft) == self._read else draft

    def _on_pressed(self) -> None:
        guard(self._place, self._checked, self._form.fields(), then=self._ask)

    def _checked(self) -> IntakeDraft:
        draft = self._form.draft()
        self._place.office.intake.check(draft)
        return draft

    def _ask(self, draft: IntakeDraft) -> None:
        from counter_app.qt.intake.spelling_dialog import SpellingDialog

        chosen = self._form.procedure.procedure()
        lines = proof_lines(draft, chosen.name if chosen else "")
        self.dialog = SpellingDialog(self._place, lines, self.window())
        self.dialog.confirmed.connect(lambda: self._on_confirmed(proof_facts(draft)))
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show_to_read()

    def _on_confirmed(self, read: tuple[object, ...]) -> None:
        self._read = read
        self._place.hub.notice(Tone.GOOD, _("Công dân đã xem, đúng. Lưu và in để ghi vào hồ sơ."))

    def _on_finished(self) -> None:
        self.dialog = None
        self._show_standing()

    def _show_standing(self) -> None:
        """Shows whether what stands in the form was read; nothing is asked of a form of which nothing was."""
        try:
            read = self._read is not None and bool(self._form.draft().proofread)
        except RuleError:
            read = False
        text = _("Công dân đã xem, đúng") if read else _("Công dân xem lại")
        self.setText(f"{text} ({KEY})")
        self.setAccessibleName(text)
