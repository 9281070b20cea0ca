"""The office's answer to a request about personal data, on a declared ground; or the request taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.domain.requests.request import Ground, Outcome
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, TextArea
from counter_app.qt.kit.moment_edit import MomentEdit
from counter_app.wording.requests.requests import ground_text, outcome_text, request_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.domain.requests.request import DataRequest
    from counter_app.qt.kit.workplace import Workplace


class AnswerRequestDialog(Dialog):
    """Answers one request; the letter opens to be printed.

    Signals:
        answered(object): the DataRequest as it stands now.
    """

    answered = Signal(object)

    def __init__(self, place: Workplace, item: DataRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._item, self._op = place, item, new_op()
        self.question = Advice("info")
        names = place.office.staff.names()
        self.question.say(request_text(item, names, place.office.now()))
        self.outcome = Choice([(one, outcome_text(one)) for one in Outcome])
        self.ground = Choice([(None, ""), *((one, ground_text(one)) for one in Ground)])
        self.ground.let_shrink()
        self.reason, self.answer = TextArea(item.reason, lines=2), TextArea(item.answer, lines=3)
        self.at = MomentEdit()
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._build()
        self.outcome.chosen.connect(lambda _value: self._show_ground())
        self.finished.connect(self.deleteLater)
        if item.outcome is not None:
            self.outcome.choose(item.outcome)
            self.ground.choose(item.ground)
        self._show_ground()
        self.outcome.setFocus()

    def _build(self) -> None:
        self._fields = {
            "outcome": Field(_("&Kết quả"), self.outcome),
            "ground": Field(_("&Căn cứ"), self.ground, required=True),
            "reason": Field(_("&Văn bản, điều khoản, lý do cụ thể"), self.reason, required=True),
            "answer": Field(_("&Trả lời công dân"), self.answer, required=True),
            "at": Field(_("Trả lời &lúc"), self.at),
        }
        self._fields[""] = self._fields["answer"]
        self._fields["at"].setVisible(self._item.answered_at is None)
        lay_out(
            self,
            title=_("Trả lời yêu cầu về dữ liệu cá nhân"),
            about=self._item.shown_number,
            meaning="",
            parts=(self.question, *(self._fields[name] for name in _ORDER)),
            buttons=(self.shut, self.save),
            wide=660,
        )

    def _show_ground(self) -> None:
        """A ground is asked for what is not granted whole; the reason too, and where another answer stood."""
        whole = self.outcome.value() is Outcome.GRANTED
        self._fields["ground"].setVisible(not whole)
        self._fields["reason"].setVisible(not whole or self._item.answered_at is not None)

    def _on_save(self) -> None:
        self._place.act(self._answer, self._fields, self._on_answered)

    def _answer(self) -> Done[DataRequest]:
        requests = self._place.office.requests
        return requests.answer(
            self._item.id,
            self.outcome.value(),
            self.answer.value(),
            ground=self.ground.value(),
            reason=self.reason.value(),
            at=self.at.moment(requests.now()),
            op_id=self._op,
        )

    def _on_answered(self, item: DataRequest) -> None:
        self.accept()
        self.answered.emit(item)


_ORDER = ("outcome", "ground", "reason", "answer", "at")


def take_back(place: Workplace, item: DataRequest, parent: QWidget) -> ReasonDialog:
    """The dialog that takes a request back, open."""
    dialog = ReasonDialog(
        place,
        partial(place.office.requests.void, item.id),
        title=_("Hủy yêu cầu ghi nhầm"),
        about=f"{item.shown_number} · {item.asker[:120]}",
        meaning=_(
            "Yêu cầu này không tính nữa, giấy tờ của nó hết hiệu lực; số đã cấp không cấp lại."
        ),
        parent=parent,
    )
    dialog.open()
    return dialog
