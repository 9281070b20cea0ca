"""The menu of a table: what the page does with the row in hand, copying, sorting, columns, the workbook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaMethod, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.rows import GIVEN
from counter_app.qt.kit.table_export import export_table
from counter_app.qt.kit.workplace import workplace_of
from counter_app.wording.tables.columns import head_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.rows_view import RowsView


def menu_of(table: RowsView) -> QMenu:
    """The menu for the row in hand."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    at = table.currentIndex().row()
    if at >= 0:
        _add_row(menu, table, at)
        _add_verbs(menu, table)
    _add_copies(menu, table, at)
    menu.addSeparator()
    menu.addMenu(sort_menu(table, menu))
    menu.addMenu(columns_menu(table, menu))
    if table.exports and workplace_of(table) is not None:
        _add(menu, _("Lưu danh sách ra Excel…"), partial(export_table, table), "chart")
    return menu


def sort_menu(table: RowsView, parent: QWidget) -> QMenu:
    """The page's own order, or by a column; the same column again turns the order round."""
    menu = QMenu(_("Sắp xếp theo"), parent)
    model = table.rows_model
    by, falling = model.sorted_by
    choices = [(GIVEN, _("Thứ tự của trang")), *_titles(table)]
    for column, title in choices:
        turned = column == by and not falling and column != GIVEN
        order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        action = _add(menu, title, partial(table.sort_by, column, order))
        action.setCheckable(True)
        action.setChecked(column == by)
    return menu


def columns_menu(table: RowsView, parent: QWidget) -> QMenu:
    """The menu of shown columns; the first one is always shown, for it says what a row is."""
    menu = QMenu(_("Chọn cột"), parent)
    for column, title in _titles(table):
        action = _add(menu, title, partial(table.turn_column, column))
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(column))
        action.setEnabled(column > 0)
    menu.addSeparator()
    _add(menu, _("Trở lại như ban đầu"), table.forget_view, "undo")
    return menu


def verbs_of(table: QWidget) -> Sequence[ActionButton]:
    """The buttons of the page or dialog that a table lies on which may be pressed now; the nearest come first.

    Those that close it are left to the hand.
    """
    found: dict[ActionButton, None] = {}
    holder = table.parentWidget()
    while holder is not None:
        found |= dict.fromkeys(
            button
            for button in holder.findChildren(ActionButton)
            if button.isVisible() and button.isEnabled() and not button.leaves
        )
        if holder.isWindow() or hasattr(holder, "place"):
            break
        holder = holder.parentWidget()
    return tuple(found)


def _add_row(menu: QMenu, table: RowsView, at: int) -> None:
    if table.isSignalConnected(QMetaMethod.fromSignal(table.opened)):
        action = _add(menu, _("Mở dòng này (Enter)"), partial(table.opened.emit, at), "view")
        menu.setDefaultAction(action)
    if table.ticks:
        _add(menu, _("Chọn hoặc bỏ chọn dòng này (Space)"), partial(table.turn_tick, at), "ok")
    menu.addSeparator()


def _add_verbs(menu: QMenu, table: RowsView) -> None:
    for text, sign, act in table.row_acts():
        _add(menu, text, act, sign)
    for button in verbs_of(table):
        action = QAction(button.icon(), button.text().replace("\n", " "), menu)
        action.triggered.connect(button.click)
        menu.addAction(action)
    menu.addSeparator()


def _add_copies(menu: QMenu, table: RowsView, at: int) -> None:
    if at >= 0:
        _add(menu, _("Sao chép ô"), table.copy_cell)
        _add(menu, _("Sao chép dòng (Ctrl+C)"), table.copy_chosen)
    if table.model().rowCount():
        _add(menu, _("Sao chép tất cả các dòng đang xem (Ctrl+Shift+C)"), table.copy_all)


def _titles(table: RowsView) -> list[tuple[int, str]]:
    columns = enumerate(table.rows_model.columns)
    return [(at, head_text(column.title)) for at, column in columns]


def _add(menu: QMenu, text: str, act: Callable[[], object], sign: str = "") -> QAction:
    action = QAction(text.replace("&", "&&"), menu)
    if sign:
        action.setIcon(icon(sign))
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)
    return action
