"""The place of the guide about the field in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.guide import HelpPlace
from counter_app.wording.help_sections import TROUBLE, room_section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def help_place(focus: QWidget | None, front: QWidget) -> HelpPlace:
    """The section about what refused the field in hand, else about ``front``, at the line that names the field."""
    field = _field_of(focus, front)
    section = field.help_section if field is not None else ""
    about = field.label.text().replace("&", "").rstrip(" *") if field is not None else ""
    return HelpPlace(section or _section(focus, front), about)


def _field_of(focus: QWidget | None, front: QWidget) -> Field | None:
    widget = focus
    while widget is not None and widget is not front:
        if isinstance(widget, Field):
            return widget
        widget = widget.parentWidget()
    return None


def _section(focus: QWidget | None, front: QWidget) -> str:
    """The section of the nearest class that has one: a dialog is about the page it belongs to."""
    widget = focus
    while widget is not None and widget is not front:
        if section := _own_section(widget):
            return section
        widget = widget.parentWidget()
    return _own_section(front) or TROUBLE


def _own_section(widget: QWidget) -> str:
    found = (room_section(f"{kind.__module__}.{kind.__name__}") for kind in type(widget).__mro__)
    return next(filter(None, found), "")
