"""Citizens' enquiries that wait: for an answer of whoever holds the dossier, or for the citizen to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.promise.call_columns import unanswered_columns
from counter_app.desk.promise.call_sheets import unanswered_table, untold_table
from counter_app.domain.followups.followup import FollowUp, Standing
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.sending import Sending
from counter_app.wording.dossier.labels import Label
from counter_app.wording.followups import followup_text, standing_text
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace


class UnansweredDialog(ListDialog[FollowUp]):
    """The earliest due first, then answers that nobody told; below the list the row in hand in full.

    Enter answers the row in hand; that a citizen was told is said by a key of its own.
    """

    stem = "cong-dan-hoi-ve-ho-so"

    def __init__(self, place: Workplace, parent: QWidget | None = None, *, whose: str = "") -> None:
        self._whose = whose
        self._names = place.office.staff.names()
        self.answer = ActionButton(
            _("Ghi trả lời"), self._on_answer, name="edit", key="Alt+G", tone="primary"
        )
        self.told = ActionButton(_("Đã báo công dân"), self._on_tell, name="phone", key="Alt+W")
        self.open_dossier = ActionButton(_("Mở hồ sơ"), self._on_open, name="view", key="Ctrl+O")
        columns = on_screen(unanswered_columns(self._names, place.office.now, self._state))
        super().__init__(place, _("Công dân hỏi về hồ sơ, chờ trả lời"), columns, parent)
        self._send = Sending()
        self.table.chosen.connect(self._show_whole)
        self.table.stay()

    def _state(self, item: FollowUp) -> Label:
        if not item.waits():
            return Label(_("Có trả lời, chưa báo công dân"), "info", "phone")
        standing = item.standing(self.place.office.now())
        text = standing_text(standing)
        late = standing is Standing.OVERDUE
        return Label(
            f"{text[0].upper()}{text[1:]}",
            "bad" if late else "warning",
            "clock-overdue" if late else "clock",
        )

    @override
    def rows(self) -> Sequence[FollowUp]:
        followups = self.place.office.followups
        whose = self._whose
        waiting, untold = followups.waiting(whose=whose), followups.untold(whose=whose)
        text = plural("{count} lần hỏi chờ trả lời, {untold} lần chưa báo công dân.", len(waiting))
        self.about.setText(text.format(count=len(waiting), untold=len(untold)))
        return [*waiting, *untold]

    @override
    def code_of(self, row: FollowUp) -> str:
        return f"{row.shown_code} ({row.id})"

    @override
    def may(self, row: FollowUp) -> bool:
        return False

    @override
    def propose(self, row: FollowUp) -> bool:
        return False

    @override
    def tables(self) -> Sequence[Table]:
        office = self.place.office
        followups, whose = office.followups, self._whose
        waiting, untold = followups.waiting(whose=whose), followups.untold(whose=whose)
        found = (
            unanswered_table(waiting, self._names, office.now()),
            untold_table(untold, office.now()),
        )
        return [table for table in found if table.rows]

    @override
    def nothing(self) -> str:
        return _("Mọi lần hỏi đã có trả lời và đã báo công dân.")

    @override
    def acts(self) -> Sequence[ActionButton]:
        return (self.answer, self.told, self.open_dossier)

    @override
    def _open(self, at: int) -> None:
        row = self.model.row(at)
        if row is not None and row.waits():
            self._on_answer()
        elif row is not None:
            self._on_open()

    def _show_whole(self, at: int) -> None:
        row = self.model.row(at)
        now = self.place.office.now()
        self.said.say("" if row is None else followup_text(row, self._names, now), "info")

    def _current(self) -> FollowUp | None:
        return self.model.row(max(self.table.currentIndex().row(), 0))

    def _on_answer(self) -> None:
        from counter_app.qt.kit.answer_dialog import AnswerDialog

        row = self._current()
        if row is not None and self.place.may(Duty.PROCESS):
            AnswerDialog(self.place, row, self).open()

    def _on_tell(self) -> None:
        row = self._current()
        if row is not None:
            self.place.act(lambda: self._send(self.place.office.answers.tell, row.id))

    def _on_open(self) -> None:
        row = self._current()
        if row is not None and row.code:
            self.reject()
            self.place.hub.go("dossier", row.code)
