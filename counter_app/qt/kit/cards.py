"""White cards on the grey ground, page headings, badges, and the scrolling page that never clips."""

# ``Qt`` is imported where it is used: making all its enumerations takes as long as half the first paint.
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.plain import plain_label

if TYPE_CHECKING:
    from counter_app.wording.dossier.labels import Label


class Card(QFrame):
    """A white card; widgets go into ``body``."""

    def __init__(self, heading: str = "", hint: str = "") -> None:
        super().__init__()
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 16)
        self.body.setSpacing(10)
        if heading:
            self.body.addWidget(text_label(heading, "heading"))
        if hint:
            self.body.addWidget(text_label(hint, "muted"))

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below one another."""
        for widget in widgets:
            self.body.addWidget(widget)


class Badge(QFrame):
    """A word on a tinted ground with its icon before it: a status is never colour alone."""

    def __init__(self, label: Label | None = None) -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self._picture = plain_label()
        self._word = plain_label()
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 2, 8, 2)
        line.setSpacing(6)
        line.addWidget(self._picture)
        line.addWidget(self._word)
        if label is not None:
            self.show_label(label)

    def text(self) -> str:
        """The word."""
        return self._word.text()

    def show_label(self, label: Label) -> None:
        """Show another status; hidden when there is nothing to say."""
        tone = label.tone if label.tone != "ink" else "muted"
        self._word.setText(label.text)
        self._picture.setVisible(bool(label.icon))
        if label.icon:
            from counter_app.qt.kit.icons import picture

            self._picture.setPixmap(picture(label.icon, tone, 16))
        for widget in (self, self._word):
            widget.setProperty("badge", tone)
            repolish(widget)
        self.setAccessibleName(label.text)
        if self.parentWidget() is not None or not label.text:
            self.setVisible(bool(label.text))  # without a parent it would be a window


class EmptyState(QWidget):
    """The card that stands in an empty list: a picture, the missing thing, the next step."""

    def __init__(self, name: str, text: str, hint: str = "") -> None:
        from PySide6.QtCore import Qt

        from counter_app.qt.kit.icons import picture

        super().__init__()
        drawing = plain_label()
        drawing.setPixmap(picture(name, "line-strong", 48))
        box = QVBoxLayout(self)
        box.addStretch(1)
        self._text, self._hint = text_label(text, "heading"), text_label(hint, "muted")
        for widget in (drawing, self._text, self._hint):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(widget)
        box.addStretch(2)

    def say(self, text: str, hint: str = "") -> None:
        """Say something else is missing."""
        self._text.setText(text)
        self._hint.setText(hint)

    def text(self) -> str:
        """The missing thing, in the words shown now."""
        return self._text.text()


def text_label(text: str, role: str = "") -> QLabel:
    """A wrapping label of plain text; ``role``: "title", "heading", "hint", "muted", "error", "big"."""
    label = plain_label(text)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def row(*widgets: QWidget, stretch: int = -1, spacing: int = 10) -> QHBoxLayout:
    """Widgets beside one another; ``stretch`` is the index that takes the room, -1 leaves it at the end."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for at, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if at == stretch else 0)
    if stretch < 0:
        layout.addStretch(1)
    return layout


def scrolling(content: QLayout | QWidget, parent: QWidget | None = None) -> QScrollArea:
    """A scroll area around a layout or widget, as wide as the page: at large text it scrolls rather than clips."""
    area = empty_area(parent)
    fill(area, content)
    return area


def empty_area(parent: QWidget | None = None) -> QScrollArea:
    """A scroll area that stands where it will stay before it is filled.

    Whatever is moved takes its looks on anew with all that is in it: a large part costs as much as to make it.
    """
    from PySide6.QtCore import Qt

    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def fill(area: QScrollArea, content: QLayout | QWidget) -> None:
    """Put a layout or widget into a scroll area."""
    if isinstance(content, QLayout):
        holder = QWidget()
        holder.setProperty("bare", True)
        area.setWidget(holder)
        holder.setLayout(content)
    else:
        content.setProperty("bare", True)
        area.setWidget(content)


def tab(tabs: QTabWidget, title: str) -> QScrollArea:
    """A further tab, still empty."""
    area = empty_area()
    tabs.addTab(area, title)
    return area
