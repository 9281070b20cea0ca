"""A row that goes on in the next line, and what it keeps of widgets that come and go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.qt.kit.flow import FlowLayout, flowing


def go() -> None:
    """What was to be deleted is deleted now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_goes_on_in_the_next_line(qapp: object) -> None:
    assert qapp is not None
    holder = flowing(*(QPushButton(f"Nút {number}") for number in range(6)))
    layout = holder.layout()
    assert isinstance(layout, FlowLayout)
    assert layout.heightForWidth(2000) < layout.heightForWidth(200) < layout.heightForWidth(80)
    holder.resize(200, 300)
    holder.show()
    assert len({button.y() for button in holder.findChildren(QPushButton)}) > 1
    holder.deleteLater()
    go()


def test_other_layouts_that_end_take_nothing_from_it(qapp: object) -> None:
    """Items that Qt deleted before leave their addresses to new ones; what stood for them must not come with them."""
    assert qapp is not None
    window = QWidget()
    outer, inner = QVBoxLayout(window), QHBoxLayout()
    for number in range(400):
        inner.addWidget(QLabel(str(number)))
    outer.addLayout(inner)
    assert inner.itemAt(399) is not None
    buttons = [QPushButton(str(number)) for number in range(400)]
    holder = QWidget()
    flow = FlowLayout(holder)
    for label in window.findChildren(QLabel):
        label.deleteLater()
    go()
    for button in buttons:
        flow.addWidget(button)
    del outer, inner
    window.deleteLater()
    go()
    assert all(isValid(item) for item in flow._items)
    holder.show()
    assert flow.heightForWidth(500) > 100
    holder.deleteLater()
    go()


def test_a_widget_that_goes_takes_its_place_along(qapp: object) -> None:
    assert qapp is not None
    buttons = [QPushButton(str(number)) for number in range(3)]
    holder = flowing(*buttons)
    holder.show()
    layout = holder.layout()
    assert isinstance(layout, FlowLayout)
    buttons.pop(1).deleteLater()
    go()
    assert layout.count() == 2
    assert layout.heightForWidth(500) == buttons[0].sizeHint().height()
    layout.removeWidget(buttons[0])
    assert layout.count() == 1
    holder.deleteLater()
    go()
