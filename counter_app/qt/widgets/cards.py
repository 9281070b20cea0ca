"""White cards on the grey ground, page headings, badges, and the scrolling page that never clips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.qt.labels import Label
from counter_app.qt.widgets.fields import repolish
from counter_app.qt.widgets.icons import picture


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


class Badge(QLabel):
    """A word on a tinted ground with its icon before it: a status is never colour alone."""

    def __init__(self, label: Label | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if label is not None:
            self.show_label(label)

    def show_label(self, label: Label) -> None:
        """Show another status; hidden when there is nothing to say."""
        self.setText(label.text)
        self.setProperty("badge", label.tone if label.tone != "ink" else "muted")
        self.setVisible(bool(label.text))
        repolish(self)


class EmptyState(QWidget):
    """What a list shows when there is nothing: a picture, what is missing, what to do next."""

    def __init__(self, name: str, text: str, hint: str = "") -> None:
        super().__init__()
        drawing = QLabel()
        drawing.setPixmap(picture(name, "line-strong", 48))
        box = QVBoxLayout(self)
        box.addStretch(1)
        for widget in (drawing, text_label(text, "heading"), text_label(hint, "muted")):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(widget)
        box.addStretch(2)


def text_label(text: str, role: str = "") -> QLabel:
    """A wrapping label; ``role``: "title", "heading", "hint", "muted", "error", "big"."""
    label = QLabel(text)
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


def scrolling(content: QLayout | QWidget) -> QScrollArea:
    """A scroll area around a layout or widget, as wide as the page: at large text it scrolls rather than clips."""
    if isinstance(content, QLayout):
        holder = QWidget()
        holder.setLayout(content)
    else:
        holder = content
    holder.setProperty("bare", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area
