"""Hẹn trả on a dossier's page: the promised moment, its limit, other days beside it, and how it was counted."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QPushButton

from counter_app.domain.dossier.dossier import Dossier
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.dossier_facts import limit_fact
from counter_app.wording.due import explain_steps
from counter_app.wording.moments import due_text


class PromiseCard(Card):
    """When the result is promised, and why then."""

    def __init__(self) -> None:
        super().__init__(_("Hẹn trả"))
        self.due, self.steps = text_label("", "heading"), text_label("", "muted")
        self.limit = text_label("", "muted")
        self.why = QPushButton(_("Cách tính ngày trả (Alt+V)"))
        self.why.setShortcut("Alt+V")
        self.why.setCheckable(True)
        self.why.setProperty("tone", "quiet")
        self.add(self.due, self.limit, self.why, self.steps)
        self.why.toggled.connect(self.steps.setVisible)
        self.steps.hide()

    def show_dossier(self, dossier: Dossier, inner: datetime | None) -> None:
        """Show a dossier's promise; ``inner`` is the day another office has to be done by."""
        promised = dossier.promised_at
        none = (
            _("Không hẹn ngày trả")
            if dossier.accepted
            else _("Chưa hẹn ngày trả vì chưa tiếp nhận")
        )
        self.due.setText(due_text(promised) if promised else none)
        more = (limit_fact(dossier), *_more_days(dossier, inner))
        self.limit.setText("\n".join(filter(None, more)))
        lines = explain_steps(dossier.due) if dossier.due else []
        if dossier.due is not None and promised is not None and promised != dossier.due.at:
            lines.append(
                _("Sau khi tạm dừng và giải quyết tiếp, hẹn trả chuyển sang {moment}.").format(
                    moment=due_text(promised)
                )
            )
        self.steps.setText("\n".join(lines))
        self.why.setVisible(bool(lines))


def _more_days(dossier: Dossier, inner: datetime | None) -> list[str]:
    """Days beside the promise: another office's own, and the one named in an apology."""
    told = dossier.reappointed_to
    return [
        _("Hạn của cơ quan phối hợp: giải quyết xong trước {moment}").format(moment=due_text(inner))
        if inner
        else "",
        _("Phiếu xin lỗi hẹn lại {moment}").format(moment=due_text(told)) if told else "",
    ]
