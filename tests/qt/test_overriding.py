"""An error in a method that Qt calls is told as that of a slot is, Qt gets an answer, and the program lives on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)

from counter_app.qt.kit.overriding import override

ROOT = QModelIndex()
DIES = """
import sys
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import delete
from counter_app.qt.kit.overriding import override
if {bare}:
    override = lambda method: method
sys.excepthook = lambda kind, error, trace: print("told", kind.__name__)
gone = QObject()
delete(gone)
class Thing(QPushButton):
    @override
    def sizeHint(self):
        return {error}
app = QApplication([])
holder = QWidget()
box = QVBoxLayout(holder)
for number in range(4):
    box.addWidget(Thing())
area = QScrollArea()
area.setWidget(holder)
area.show()
app.processEvents()
print("lives", holder.sizeHint().height() > 40)
"""
ERRORS = [
    ("gone.objectName()", "RuntimeError"),
    ("len(3)", "TypeError"),
    ("[][0]", "IndexError"),
    ("1 // 0", "ZeroDivisionError"),
    ("int('x')", "ValueError"),
]


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A program of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("error", "kind"), ERRORS)
def test_an_error_in_an_override_is_told_and_not_the_end(error: str, kind: str) -> None:
    done = run(DIES.format(error=error, bare=False))
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.splitlines()) == {f"told {kind}", "lives True"}
    assert "Error calling" not in done.stderr, "it never left the override"


def test_without_it_python_3_11_dies() -> None:
    """What the watch is there for."""
    done = run(DIES.format(error="len(3)", bare=True))
    assert (done.returncode == 0) is (sys.version_info >= (3, 12))


class Model(QAbstractTableModel):
    """Three methods that Qt leaves to us."""

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        raise KeyError(parent)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 3

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        raise LookupError(role)


def test_what_qt_leaves_to_us_is_answered_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: told.append(kind))
    model = Model()
    assert (model.rowCount(), model.columnCount(), model.data(ROOT)) == (0, 3, None)
    assert told == [KeyError, LookupError]


class Ours:
    """A method that Qt knows nothing of."""

    def reload(self) -> None:
        """Read again."""


class Page(Ours, QObject):
    """A page that cannot be read."""

    @override
    def reload(self) -> None:
        raise LookupError


def test_the_error_of_a_method_of_ours_goes_to_its_caller() -> None:
    with pytest.raises(LookupError):
        Page().reload()


class Button(QObject):
    """Signals are connected to overrides too, and Qt asks them how many values they take."""

    clicked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @override
    def event(self, event: QEvent) -> bool:
        """Takes one."""
        self.heard.append(event)
        return True

    @override
    def deleteLater(self) -> None:
        """Takes none."""
        self.heard.append("none")


def test_a_signal_gives_an_override_as_many_values_as_it_takes() -> None:
    button = Button()
    button.clicked.connect(button.deleteLater)
    button.clicked.emit(True)
    assert button.heard == ["none"]


def test_names_and_defaults_stay() -> None:
    class Named(QObject):
        @override
        def objectName(self, /, prefix: str = "Bảng ", *, end: str = ".") -> str:
            """Named."""
            return f"{prefix}{super().objectName()}{end}"

    model = Named()
    model.setObjectName("1")
    assert (model.objectName(), model.objectName("Cột ", end="")) == ("Bảng 1.", "Cột 1")
    assert (Named.objectName.__name__, Named.objectName.__doc__) == ("objectName", "Named.")
