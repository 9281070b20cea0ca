"""Keys that two things in sight claim: Qt then presses neither, and nothing seems to happen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def claims(root: QWidget) -> dict[str, list[str]]:
    """Key → the visible widgets under ``root`` that claim it."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in _claimed(root):
        if key:
            found[key].append(name)
    return found


def _claimed(root: QWidget) -> Iterator[tuple[str, str]]:
    for button in root.findChildren(QAbstractButton):
        if button.isVisible():
            yield button.shortcut().toString(), button.text()
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            yield QKeySequence.mnemonic(label.text()).toString(), label.text()
    for bar in root.findChildren(QTabBar):
        for at in range(bar.count() if bar.isVisible() else 0):
            yield QKeySequence.mnemonic(bar.tabText(at)).toString(), bar.tabText(at)
    for shortcut in root.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and parent.isVisible() and shortcut.isEnabled():
            yield shortcut.key().toString(), parent.accessibleName() or str(parent)


def contested(root: QWidget) -> list[str]:
    """Keys claimed by several things of different names."""
    return [
        f"claimed twice: {key} by {' and '.join(sorted(set(names)))}"
        for key, names in claims(root).items()
        if len(set(names)) > 1
    ]
