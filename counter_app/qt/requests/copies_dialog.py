"""Copies that erasures did not reach: a leader ticks those that were destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.desk import Done
from counter_app.domain.journal.erased_copies import CopyKind, CopyListed
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.overriding import override
from counter_app.qt.requests.ticked_acts import TickedActs
from counter_app.wording.dossier.erasure import copy_kind_text, copy_text
from counter_app.wording.dossier.timeline import document_name
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace


class CopiesDialog(TickedActs[CopyListed]):
    """The work list of every erasure, the oldest first; the row in hand is told in full below."""

    stem = "ban-sao-phai-huy"

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        act = ActionButton(
            _("Xác nhận đã hủy"), self._tick, name="ok", key="Ctrl+Return", tone="primary"
        )
        super().__init__(
            place,
            _("Bản sao phải hủy sau khi xóa dữ liệu"),
            (
                Column(_("Xóa ngày"), lambda item: item.listed_at.date(), 1.1),
                Column(_("Loại"), lambda item: copy_kind_text(item.kind), 1.6),
                Column(_("Tên"), _name, 3.0),
                Column(_("Ở đâu"), lambda item: item.where, 3.0),
            ),
            label=_("Hủy &bằng cách nào, ai chứng kiến"),
            act=act,
            parent=parent,
        )
        self.table.chosen.connect(self._show_whole)

    @override
    def rows(self) -> Sequence[CopyListed]:
        rows = self.place.office.person_erasure.copies()
        text = plural("{count} bản sao chưa hủy.", len(rows))
        self.about.setText(text.format(count=len(rows)))
        return rows

    @override
    def code_of(self, row: CopyListed) -> str:
        return f"{row.listed}/{row.place}"

    @override
    def nothing(self) -> str:
        return _("Không còn bản sao nào phải hủy.")

    def _show_whole(self, at: int) -> None:
        row = self.model.row(at)
        self.said.say(copy_text(row) if row is not None else "", "info")

    def _tick(self) -> None:
        ticked = self.model.ticked()
        if ticked:
            self.place.act(lambda: self._send(self._tick_list, ticked), self.fields(), self._done)

    def _tick_list(self, ticked: Sequence[CopyListed], op_id: str = "") -> Done[int]:
        """One list at a time; those of other lists stay ticked for the next press."""
        first = ticked[0].listed
        places = [item.place for item in ticked if item.listed == first]
        reason = self.reason.value()
        return self.place.office.person_erasure.tick(first, places, reason=reason, op_id=op_id)

    def _done(self, count: int) -> None:
        text = plural("Đã xác nhận hủy {count} bản sao.", count)
        self.said.say(text.format(count=count), "good")


def _name(item: CopyListed) -> str:
    return document_name(item.name) if item.kind is CopyKind.PAPER else item.name
