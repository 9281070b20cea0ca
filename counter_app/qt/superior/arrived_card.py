"""The batch in hand at the inbox: what became of it and why, and what may be decided about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.sync.batch.names import MANIFEST_SUFFIX

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior_desk.columns import ArrivedLine


class ArrivedCard(Card):
    """Only what may be done with the row in hand is there; ``source`` is where batches were taken from last."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.source = Path()
        self._line: ArrivedLine | None = None
        self.head, self.outcome = text_label("", "heading"), Badge()
        self.about, self.why = text_label("", "muted"), text_label("")
        self.settle = ActionButton(
            _("Quyết định nhánh"), self._open_settle, name="stamp", key="Alt+Q", tone="primary"
        )
        self.dates = ActionButton(
            _("Chấp nhận ngày chưa tới"), self._open_dates, name="calendar-day", key="Alt+G"
        )
        self.enrol = ActionButton(
            _("Ghi nhận khóa"), self._open_enrol, name="id-card", key="Alt+K", tone="primary"
        )
        self.let_in = ActionButton(_("Cho vào"), self._open_let_in, name="ok", key="Alt+C")
        self.drop = ActionButton(
            _("Bỏ gói này"), self._open_drop, name="delete", key="Alt+J", tone="danger"
        )
        self.add(self.outcome, self.head, self.about, self.why)
        self.add(flowing(self.settle, self.dates, self.enrol, self.let_in, self.drop))
        self.body.addStretch(1)

    def show_line(self, line: ArrivedLine | None) -> None:
        """Show this row; nothing for none."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            self.settle.hide()
            self.enrol.hide()
            return
        self.outcome.show_label(line.label)
        self.head.setText(line.office or _("Chưa rõ đơn vị"))
        about = [line.name.removesuffix(MANIFEST_SUFFIX)]
        if line.entries:
            about.append(_("Lượt ghi {entries}").format(entries=line.entries))
        self.about.setText("\n".join(about))
        self.why.setText(line.why)
        for button in (self.let_in, self.drop):
            button.setVisible(line.quarantine > 0)
        self.enrol.setVisible(line.quarantine > 0 and line.signed)
        may = bool(line.journal)
        self.settle.setVisible(may and line.forked)
        self.dates.setVisible(may and line.why.startswith("[B26]"))

    @property
    def asks(self) -> bool:
        """True if something is to be decided about the row in hand."""
        return any(not button.isHidden() for button in (self.settle, self.enrol))

    def open_first(self) -> None:
        """Do what is to be done first with the row in hand."""
        for button in (self.settle, self.dates, self.enrol, self.let_in):
            if button.isVisible():
                button.click()
                return

    def _open_settle(self) -> None:
        from counter_app.qt.superior.settle_dialog import SettleDialog

        if self._line is not None:
            SettleDialog(self.place, self._line, self.source, self).open()

    def _open_dates(self) -> None:
        from counter_app.qt.superior.settle_dialog import DatesDialog

        if self._line is not None:
            DatesDialog(self.place, self._line, self).open()

    def _open_enrol(self) -> None:
        from counter_app.qt.superior.quarantine_dialogs import EnrolDialog

        if self._line is not None:
            EnrolDialog(self.place, self._line, self).open()

    def _open_let_in(self) -> None:
        from counter_app.qt.superior.quarantine_dialogs import LetInDialog

        if self._line is not None:
            LetInDialog(self.place, self._line, self).open()

    def _open_drop(self) -> None:
        from counter_app.qt.superior.quarantine_dialogs import DropDialog

        if self._line is not None:
            DropDialog(self.place, self._line, self).open()
