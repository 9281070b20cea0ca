"""Citizens who asked about a dossier: each time with its answer, and the way to write another one down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.sending import Sending
from counter_app.wording.followups import followup_text

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.qt.kit.workplace import Workplace


class FollowUpCard(Card):
    """The enquiries about a dossier, the latest first, and buttons for the one that waits."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Công dân hỏi về hồ sơ"))
        self._place, self._send = place, Sending()
        self._code = ""
        self._items: list[FollowUp] = []
        self.lines = text_label("")
        self.ask = ActionButton(_("Hỏi về hồ sơ này"), self._on_ask, name="help", key="F11")
        self.answer = ActionButton(_("Ghi trả lời"), self._on_answer, name="edit", key="Alt+G")
        self.tell = ActionButton(_("Đã báo công dân"), self._on_tell, name="phone", key="Alt+W")
        self.void = ActionButton(_("Hủy lần hỏi ghi nhầm"), self._on_void, name="undo", key="Alt+F")
        self.add(self.lines, self.ask, self.answer, self.tell, self.void)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what was asked about one dossier."""
        self._code = dossier.code
        office = self._place.office
        self._items = [
            item for item in office.followups.about(dossier.code) if item.voided_at is None
        ]
        names, now = office.staff.names(), office.now()
        texts = [followup_text(item, names, now) for item in reversed(self._items)]
        self.lines.setText("\n\n".join(texts))
        self.lines.setVisible(bool(texts))
        may = self._place.may(Duty.PROCESS)
        self.ask.setVisible(self._place.may(Duty.QUEUE))
        self.answer.setVisible(may and self._waiting() is not None)
        self.tell.setVisible(self._place.may(Duty.QUEUE) and self._untold() is not None)
        self.void.setVisible(may and bool(self._items))

    def _waiting(self) -> FollowUp | None:
        """The one that has to be answered first."""
        return next((item for item in self._items if item.waits()), None)

    def _untold(self) -> FollowUp | None:
        return next(
            (item for item in self._items if item.answered_at and item.told_at is None), None
        )

    def _on_ask(self) -> None:
        from counter_app.qt.kit.followup_dialog import ask_about

        ask_about(self._place, self._code, self)

    def _on_answer(self) -> None:
        from counter_app.qt.kit.answer_dialog import AnswerDialog

        item = self._waiting()
        if item is not None:
            AnswerDialog(self._place, item, self).open()

    def _on_tell(self) -> None:
        item = self._untold()
        if item is not None:
            self._place.act(lambda: self._send(self._place.office.answers.tell, item.id))

    def _on_void(self) -> None:
        """The latest one: whoever wrote it down by mistake has just done so."""
        from counter_app.qt.kit.answer_dialog import take_back

        if self._items:
            take_back(self._place, self._items[-1], self)
