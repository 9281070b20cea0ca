"""Forms that nobody saved, whoever filled them in: a leader erases one on a citizen's request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.desk import Done
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.second_person import with_second
from counter_app.qt.requests.ticked_acts import TickedActs
from counter_app.store.read.drafts import Draft
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.office.leader_consent import Approval
    from counter_app.qt.kit.workplace import Workplace


class DraftsDialog(TickedActs[Draft]):
    """The drafts, the latest first, with the officer and the person each is about."""

    stem = "to-khai-nhap"

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        act = ActionButton(
            _("Xóa tờ khai nháp đã chọn"),
            self._erase,
            name="delete",
            key="Ctrl+Return",
            tone="danger",
        )
        names = place.office.staff.names()
        super().__init__(
            place,
            _("Tờ khai nháp của mọi công chức"),
            (
                Column(_("Công chức"), lambda item: names.get(item.officer, item.officer), 2.0),
                Column(_("Người nộp"), _applicant, 2.6),
                Column(_("Lưu nháp lúc"), lambda item: item.updated_at, 1.4),
            ),
            label=_("&Căn cứ, lý do xóa"),
            act=act,
            parent=parent,
        )

    @override
    def rows(self) -> Sequence[Draft]:
        rows = self.place.office.person_erasure.drafts()
        self.about.setText(plural("{count} tờ khai nháp.", len(rows)).format(count=len(rows)))
        return rows

    @override
    def code_of(self, row: Draft) -> str:
        return row.id

    @override
    def nothing(self) -> str:
        return _("Không có tờ khai nháp nào.")

    def _erase(self) -> None:
        ticked = self.model.ticked()
        if not ticked:
            return

        def erase(consent: Approval) -> None:
            self.place.act(
                lambda: self._send(self._erase_one, ticked, consent), self.fields(), self._done
            )

        with_second(self.place, Duty.ERASE, _("Xóa tờ khai nháp đã chọn"), erase, self)

    def _erase_one(self, ticked: Sequence[Draft], consent: Approval, op_id: str = "") -> Done[str]:
        """One at a time; the others stay ticked for the next press."""
        reason = self.reason.value()
        return self.place.office.person_erasure.erase_draft(
            ticked[0].id, reason=reason, approval=consent, op_id=op_id
        )

    def _done(self, _draft: str) -> None:
        self.said.say(_("Đã xóa tờ khai nháp."), "good")


def _applicant(draft: Draft) -> str:
    applicant = draft.body.get("applicant")
    return str(applicant.get("name") or "") if isinstance(applicant, dict) else ""
