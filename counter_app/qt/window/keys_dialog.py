"""The map of keys (F1 twice): what every key of this page and of the program does, and another key for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.office import Office
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.key_map import KeyMap, KeyRow

_PASSED_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)  # fmt: skip
_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class KeyBox(LineEdit):
    """Shows the key that is pressed in it, whatever it does elsewhere; Enter, Tab and Esc do what they always do."""

    @override
    def event(self, event: QEvent, /) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HELD:
            return
        if _is_key(event):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            self.setText(QKeySequence(event.key() | held.value).toString())
        else:
            super().keyPressEvent(event)


def _is_key(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    plain = event.key() in _PASSED_ON and not (control and event.key() not in _PASSED_ON)
    return event.key() not in _HELD and not plain


class KeysDialog(Dialog):
    """A line for each key; Enter on one goes to the box in which another is pressed."""

    writes = False
    opening_width, opening_height = 980, 660

    def __init__(
        self,
        place: Workplace,
        keys: KeyMap,
        page: Page | None,
        every_page: Callable[[], list[Page]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._keys, self._page, self._every_page = place, keys, page, every_page
        self.setWindowTitle(_("Sơ đồ phím"))
        self.model: RowsModel[KeyRow] = RowsModel(
            columns(), self, key=lambda row: (row.page, row.usual, row.what)
        )
        self.table = RowsTable(self.model, self.windowTitle(), stem="so-do-phim")
        self.table.citizens = False
        self.box = KeyBox(placeholder=_("Chọn một dòng, rồi bấm phím muốn dùng ở ô này"))
        self.fields = {"key": Field(_("Phím khác cho dòng đang chọn"), self.box)}
        self.said = Advice("good")
        self.change = ActionButton(
            _("Đổi phím"), self._on_change, name="keyboard", key="Ctrl+Return", tone="primary"
        )
        self.usual = ActionButton(
            _("Dùng lại phím thường"), self._on_usual, name="undo", key="Alt+V"
        )
        self.print = ActionButton(_("In sơ đồ phím"), self._on_print, name="printer", key="Ctrl+P")
        self.shut = self.leaving()
        self._build()
        self.table.opened.connect(lambda _at: self.box.setFocus())
        self.finished.connect(self.deleteLater)
        self.reload()
        self.table.setFocus()

    def _build(self) -> None:
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        about = _(
            "Phím đổi ở đây là của riêng người đang đăng nhập, trên máy này. Enter, Esc, Ctrl+Enter, F1 không đổi được."
        )
        box.addWidget(text_label(about, "muted"))
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.fields["key"])
        box.addWidget(self.said)
        box.addWidget(self.foot(self.usual, self.print, self.shut, self.change))

    def reload(self) -> None:
        """Read the keys again."""
        self.model.show(self._keys.rows(self._page))

    def _on_change(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is None or not self.box.text():
            self.fields["key"].set_error(
                _("Chọn một dòng, bấm phím muốn dùng ở ô này rồi bấm Đổi phím.")
            )
            self.box.setFocus()
            return
        guard(self._place, lambda: self._changed(row), self.fields)

    def _changed(self, row: KeyRow) -> None:
        key = self.box.text()
        self._keys.change(row, "" if row.fixed else key, self._every_page())
        at = self.table.currentIndex().row()
        self.reload()
        self.table.choose(at)
        self.box.clear()
        self.said.say(_("Đã đổi: {what} dùng phím {key}.").format(what=row.what, key=key))
        self.table.setFocus()

    def _on_usual(self) -> None:
        self._keys.back_to_usual(self._every_page())
        self.reload()
        self.said.say(_("Mọi phím đã về phím thường dùng."))

    def _on_print(self) -> None:
        table = keys_table(self._keys.rows(self._page))

        def draw(office: Office) -> bytes:
            return office.reports.pdf([table])

        SheetDialog(self._place, draw, self.windowTitle(), "so-do-phim", self).open()


def columns() -> list[Column[KeyRow]]:
    """The columns about a key."""
    return [
        Column(_("Thao tác"), lambda row: row.what, 3.0),
        Column(_("Phím"), lambda row: row.key.replace("Return", "Enter"), 1.2),
        Column(_("Ở đâu"), lambda row: row.where, 1.6),
        Column(_("Phím thường"), lambda row: "" if row.usual == row.key else row.usual, 1.2),
    ]


def keys_table(rows: list[KeyRow]) -> Table:
    """The map as it is printed."""
    return Table(
        name="keys",
        title=_("SƠ ĐỒ PHÍM"),
        subtitle=rows[0].where if rows else "",
        columns=heads(columns()),
        rows=cells(columns(), rows),
        landscape=False,
    )
