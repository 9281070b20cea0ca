"""Every form that waits, and those that were cleared: looked through, taken up, thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from counter_app.domain.text import fold
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override
from counter_app.store.read.drafts import Draft
from counter_app.wording.dossier.drafts import draft_text, since_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class HoldList(Dialog):
    """A box to search in over a list; Enter takes a form up, Delete clears it.

    Signals:
        chosen(object): go on with this Draft.
        thrown(object): clear this Draft.
    """

    writes = False
    opening_width, opening_height = 640, 460

    chosen = Signal(object)
    thrown = Signal(object)

    def __init__(
        self, waiting: Sequence[Draft], cleared: Sequence[Draft], today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Biểu mẫu gác lại"))
        self._drafts, self._today = (*waiting, *cleared), today
        self.search = LineEdit(placeholder=_("Gõ tên, số thứ tự hoặc thủ tục"))
        self.search.setAccessibleName(_("Tìm biểu mẫu gác lại"))
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Biểu mẫu gác lại"))
        self.list.itemActivated.connect(lambda _item: self._on_take())
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self.about = text_label(
            _(
                "Biểu mẫu đã bỏ được giữ 7 ngày; xóa thông tin cá nhân theo yêu cầu thì xóa cả ở đây."
            ),
            "muted",
        )
        self.about.setWordWrap(True)
        self.shut = self.leaving()
        self.throw = ActionButton(
            _("Bỏ bản này"), self._on_throw, name="delete", key="Ctrl+Shift+Del"
        )
        self.take = ActionButton(
            _("Nhập tiếp"), self._on_take, name="restore", key="Ctrl+Return", tone="primary"
        )
        box = self.column()
        title = text_label(self.windowTitle(), "title")
        for widget in (title, self.search, self.list, self.about):
            box.addWidget(widget)
        box.addWidget(self.foot(self.throw, self.shut, self.take))
        self._show("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Arrows walk the list and Enter chooses, while typing goes on in the box."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(
                min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            )
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not is_repeat(event):
                self._on_take()
            return True
        return False

    def _show(self, text: str) -> None:
        wanted = fold(text).split()
        self.list.clear()
        for draft in self._drafts:
            said = draft_text(draft.body)
            if all(word in fold(said) for word in wanted):
                since = since_text(draft.updated_at, self._today)
                shown = (
                    _("{form} · đã bỏ lúc {since}") if draft.cleared else _("{form} · từ {since}")
                ).format(form=said, since=since)
                item = QListWidgetItem(shown)
                item.setData(Qt.ItemDataRole.UserRole, draft)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._offer()

    def _current(self) -> Draft | None:
        if self.list.currentRow() < 0:
            return None
        draft: Draft = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return draft

    def _offer(self) -> None:
        draft = self._current()
        self.take.setEnabled(draft is not None)
        self.throw.setEnabled(draft is not None and not draft.cleared)

    def _on_take(self) -> None:
        draft = self._current()
        if draft is not None:
            self.accept()
            self.chosen.emit(draft)

    def _on_throw(self) -> None:
        draft = self._current()
        if draft is not None and not draft.cleared:
            self.accept()
            self.thrown.emit(draft)
