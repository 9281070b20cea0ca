"""Hẹn trả on a dossier's page: the promised moment, its limit, other days beside it, and how it was counted."""

from __future__ import annotations

from datetime import datetime

from counter_app.domain.dossier.dossier import OPEN_STATES, PAUSED_STATES, Dossier
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.dossier_facts import limit_fact
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.paper.moments import due_text
from counter_app.wording.promise.due import explain_steps


class PromiseCard(Card):
    """The promised moment of the result with its reason, and the moment another office says that its time runs."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Hẹn trả"))
        self._place = place
        self._dossier: Dossier | None = None
        self.confirm = ActionButton(
            _("Nơi giải quyết xác nhận"), self._on_confirm, name="building", key="Alt+Y"
        )
        self.due, self.steps = text_label("", "heading"), text_label("", "muted")
        self.limit = text_label("", "muted")
        self.why = PushButton(_("Cách tính ngày trả (Alt+V)"))
        self.why.setShortcut("Alt+V")
        self.why.setCheckable(True)
        self.why.setProperty("tone", "quiet")
        self.add(self.due, self.limit, self.confirm, self.why, self.steps)
        self.why.toggled.connect(self.steps.setVisible)
        self.steps.hide()

    def show_dossier(self, dossier: Dossier, inner: datetime | None) -> None:
        """Show a dossier's promise; ``inner`` is the day another office has to be done by."""
        self._dossier = dossier
        confirmations = self._place.office.confirmations
        self.confirm.setVisible(
            confirmations.may_confirm(dossier)
            or (dossier.confirmed_at is not None and dossier.state in OPEN_STATES - PAUSED_STATES)
        )
        promised = dossier.promised_at
        none = (
            _("Không hẹn ngày trả")
            if dossier.accepted
            else _("Chưa hẹn ngày trả vì chưa tiếp nhận")
        )
        due = due_text(promised) if promised else none
        self.due.setText(_("{due} (tạm tính)").format(due=due) if dossier.provisional else due)
        more = (limit_fact(dossier), *_more_days(dossier, inner))
        self.limit.setText("\n".join(filter(None, more)))
        lines = explain_steps(dossier.due) if dossier.due else []
        if dossier.due is not None and promised is not None and promised != dossier.due.at:
            moved = (
                _("Sau khi gia hạn để xác minh, và các lần tạm dừng nếu có, hẹn trả {moment}.")
                if dossier.extensions
                else _("Sau khi tạm dừng và giải quyết tiếp, hẹn trả chuyển sang {moment}.")
            )
            lines.append(moved.format(moment=due_text(promised)))
        self.steps.setText("\n".join(lines))
        self.why.setVisible(bool(lines))

    def _on_confirm(self) -> None:
        from counter_app.qt.dossier.confirm_dialog import ConfirmDialog

        if self._dossier is not None:
            ConfirmDialog(self._place, self._dossier, self).open()


def _more_days(dossier: Dossier, inner: datetime | None) -> list[str]:
    """Days beside the promise: another office's own, and the one named in an apology."""
    told = dossier.reappointed_to
    return [
        _("Chờ {office} xác nhận đã nhận đủ hồ sơ; thời hạn tính từ lúc đó.").format(
            office=dossier.resolver
        )
        if dossier.provisional
        else "",
        _("Cơ quan giải quyết nhận đủ hồ sơ lúc {moment}").format(
            moment=due_text(dossier.confirmed_at)
        )
        if dossier.confirmed_at
        else "",
        _("Hạn của cơ quan phối hợp: giải quyết xong trước {moment}").format(moment=due_text(inner))
        if inner
        else "",
        _("Phiếu xin lỗi hẹn lại {moment}").format(moment=due_text(told)) if told else "",
    ]
