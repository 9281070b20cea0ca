"""Offers the form that was being filled in when the program or the power went away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.store.read.drafts import Draft
from counter_app.wording.moments import clock_text, short_date

_LONG_NAME = 60


class RestoreBar(QFrame):
    """One line with two answers; hidden while there is no draft.

    Signals:
        accepted(object): go on with this Draft.
        refused(object): forget this Draft.
    """

    accepted = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.setProperty("notice", "warning")
        sign = plain_label()
        sign.setPixmap(picture("restore", "warning", 20))
        self.words = plain_label()
        self.words.setWordWrap(True)
        self.keep = ActionButton(_("Nhập tiếp"), self._on_keep, name="restore", key="Alt+K")
        self.drop = ActionButton(_("Bỏ bản nhập dở"), self._on_drop, name="delete", key="Alt+B")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(12), scaled(6), scaled(8), scaled(6))
        layout.addWidget(sign)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.keep)
        layout.addWidget(self.drop)
        self.hide()

    def offer(self, draft: Draft | None) -> None:
        """Offer a draft, or nothing."""
        self._draft = draft
        if draft is not None:
            self.words.setText(_offer_text(draft))
        self.setVisible(draft is not None)

    def _on_keep(self) -> None:
        draft, self._draft = self._draft, None
        self.hide()
        if draft is not None:
            self.accepted.emit(draft)

    def _on_drop(self) -> None:
        draft, self._draft = self._draft, None
        self.hide()
        if draft is not None:
            self.refused.emit(draft)


def _offer_text(draft: Draft) -> str:
    applicant = draft.body.get("applicant") or {}
    name = str(applicant.get("name") or "") or _("chưa có tên")
    procedure = str(draft.body.get("procedure_text") or "") or _("chưa chọn thủ tục")
    return _("Còn hồ sơ đang nhập dở từ {clock} ngày {day}: {name} – {procedure}.").format(
        clock=clock_text(draft.updated_at),
        day=short_date(draft.updated_at),
        name=name[:_LONG_NAME],
        procedure=procedure[:_LONG_NAME],
    )
