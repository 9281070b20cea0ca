"""A dossier entered by mistake, entered again rightly: the band that says so, and what is asked before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.approval_part import ApprovalPart
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.act import Done
    from counter_app.domain.dossier.dossier import Dossier


class Replacement(Advice):
    """The mistaken dossier the form takes the place of; hidden while there is none.

    Signals:
        replaced(object): the right Dossier, alone in a tuple, saved.
        stands(bool): the form takes the place of a dossier now, or of none.
    """

    replaced = Signal(object)
    stands = Signal(bool)

    def __init__(self, place: Workplace, form: IntakeForm) -> None:
        super().__init__("warning")
        self._place, self._form = place, form
        self.code = ""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Fill the form as it was typed, or from a mistaken dossier that is only named; an empty one clears it."""
        code = str(state.get("replaces") or "")
        if set(state) == {"replaces"}:
            code = code if self._fill_again(code) else ""
        else:
            self._form.restore(state)
        self.code = code
        text = _("Nhập lại cho hồ sơ nhầm {code}: chọn đúng thủ tục, sửa người nếu nhầm rồi lưu.")
        self.say(text.format(code=code) if code else "")
        self.stands.emit(bool(code))

    def typed(self, **more: Any) -> dict[str, Any]:
        """The form as it stands, with whose place it takes."""
        return {**self._form.state(), **more, "replaces": self.code}

    def saves(self, op: str, draft_id: str) -> bool:
        """True if the form takes a dossier's place: then why that was a mistake is asked, and both are written down."""
        if not self.code:
            return False
        guard(
            self._place,
            self._checked,
            self._form.fields(),
            then=lambda draft: self._ask(draft, op, draft_id),
        )
        return True

    def _fill_again(self, code: str) -> bool:
        try:
            draft = self._place.office.replacing.form(code)
        except RuleError as error:
            self._place.hub.notice(Tone.BAD, error.message)
            return False
        _fill(self._form, draft)
        return True

    def _checked(self) -> IntakeDraft:
        draft = self._form.draft()
        self._place.office.intake.check(draft)
        return draft

    def _ask(self, draft: IntakeDraft, op: str, draft_id: str) -> None:
        dialog = ReplacementDialog(self._place, self.code, draft, (op, draft_id), self.window())
        dialog.replaced.connect(lambda right: self.replaced.emit((right,)))
        dialog.open()


def _fill(form: IntakeForm, draft: IntakeDraft) -> None:
    """Fill everything but the procedure from a form that was filled before; its papers stay ticked."""
    form.clear()
    form.brought = draft
    form.applicant.set_party(draft.applicant)
    form.owner.set_owner(draft)
    form.content.setText(draft.content)
    form.returning.set_said(draft)
    form.procedure.edit.setFocus()


class ReplacementDialog(Dialog):
    """The reason of a mistake and a leader's consent; ``sent`` are the form's operation and its kept draft.

    Signals:
        replaced(object): the right Dossier.
    """

    replaced = Signal(object)

    def __init__(
        self,
        place: Workplace,
        code: str,
        draft: IntakeDraft,
        sent: tuple[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._place, self._code, self._draft = place, code, draft
        self._op, self._draft_id = sent
        office = place.office
        self.approval = ApprovalPart()
        self.reason = TextArea(lines=3)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._fields = {
            "reason": Field(_("Lý do hồ sơ trước là nhập nhầm"), self.reason, required=True),
            **self.approval.fields(),
        }
        self._fields[""] = self._fields["reason"]
        lay_out(
            self,
            title=_("Hủy hồ sơ nhầm, lập hồ sơ đúng"),
            about=code,
            meaning=_("Hồ sơ nhầm không tính vào số liệu; hai hồ sơ ghi mã của nhau."),
            parts=(self.approval, self._fields["reason"]),
            buttons=(self.shut, self.save),
            wide=560,
        )
        due = office.replacing.consent_due(office.dossiers.get(code))
        self.approval.setVisible(due)
        if due:
            self.approval.ask(
                _(
                    "Giấy hẹn đã giao cho công dân nên lãnh đạo phải đồng ý. Thu lại giấy hẹn đã "
                    "giao."
                ),
                office.session.officer,
                office.staff.officers(),
            )
        self.finished.connect(self.deleteLater)
        self.reason.setFocus()

    def _on_save(self) -> None:
        self._place.act(self._replace, self._fields, self._on_replaced)

    def _replace(self) -> Done[Dossier]:
        return self._place.office.replacing.replace(
            self._code,
            self._draft,
            reason=self.reason.value(),
            approval=self.approval.approval(),
            op_id=self._op,
            draft_id=self._draft_id,
        )

    def _on_replaced(self, dossier: Dossier) -> None:
        self.accept()
        self.replaced.emit(dossier)
