"""The answer of whoever holds a dossier to a citizen's enquiry: written down, told, or the enquiry taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, LineEdit, TextArea
from counter_app.qt.kit.moment_edit import MomentEdit
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.followups import followup_text, sent_to_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.qt.kit.workplace import Workplace


class AnswerDialog(Dialog):
    """Answers one enquiry; one that is answered can be corrected with a reason.

    Signals:
        answered(object): the FollowUp as it stands now.
    """

    answered = Signal(object)

    def __init__(self, place: Workplace, item: FollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._item, self._op = place, item, new_op()
        names = place.office.staff.names()
        self.question = Advice("info")
        self.question.say(followup_text(item, names, place.office.now()))
        self.answer = TextArea(item.answer, lines=3)
        usual = item.answered_by or sent_to_text(item.sent_office, item.sent_officer, names)
        self.by = LineEdit(usual, most=300)
        self.at = MomentEdit()
        self.told = TickBox(_("Đã &báo công dân"))
        self.reason = TextArea(lines=2)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._build()
        self.finished.connect(self.deleteLater)
        self.answer.setFocus()

    def _build(self) -> None:
        again = self._item.answered_at is not None
        self._fields = {
            "answer": Field(_("&Trả lời"), self.answer, required=True),
            "by": Field(_("&Người trả lời"), self.by),
            "at": Field(_("Trả lời &lúc"), self.at),
            "reason": Field(_("Lý &do sửa"), self.reason, required=True),
        }
        self._fields[""] = self._fields["answer"]
        self._fields["at"].setVisible(not again)
        self._fields["reason"].setVisible(again)
        self.told.setVisible(self._item.told_at is None)
        lay_out(
            self,
            title=_("Ghi trả lời"),
            about=self._item.shown_code,
            meaning="",
            parts=(
                self.question,
                self._fields["answer"],
                self._fields["by"],
                self._fields["at"],
                self._fields["reason"],
                self.told,
            ),
            buttons=(self.shut, self.save),
            wide=620,
        )

    def _on_save(self) -> None:
        self._place.act(self._answer, self._fields, self._on_answered)

    def _answer(self) -> Done[FollowUp]:
        answers = self._place.office.answers
        return answers.answer(
            self._item.id,
            self.answer.value(),
            by=self.by.value(),
            at=self.at.moment(answers.now()),
            told=self.told.isChecked(),
            reason=self.reason.value(),
            op_id=self._op,
        )

    def _on_answered(self, item: FollowUp) -> None:
        self.accept()
        self.answered.emit(item)


def take_back(place: Workplace, item: FollowUp, parent: QWidget) -> ReasonDialog:
    """The dialog that takes an enquiry back, open."""
    dialog = ReasonDialog(
        place,
        partial(place.office.answers.void, item.id),
        title=_("Hủy lần hỏi ghi nhầm"),
        about=f"{item.shown_code} · {item.asker[:120]}",
        meaning=_("Lần hỏi này không tính nữa, phiếu đôn đốc của nó hết hiệu lực."),
        parent=parent,
    )
    dialog.open()
    return dialog
