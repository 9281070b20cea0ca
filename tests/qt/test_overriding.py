"""An error that leaves a method which Qt calls comes back to whoever called Qt, and the program lives on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QObject, Signal

from counter_app.qt.overriding import override

DIES = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from shiboken6 import delete
from counter_app.qt.overriding import override
if {bare}:
    override = lambda method: method
gone = QObject()
delete(gone)
class Thing(QObject):
    @override
    def event(self, event):
        return {error}
app = QCoreApplication([])
try:
    QCoreApplication.sendEvent(Thing(), QEvent(QEvent.Type.User))
except {kind} as error:
    print("told", type(error).__name__)
"""
ERRORS = [
    ("gone.objectName()", "RuntimeError"),
    ("len(3)", "TypeError"),
    ("[][0]", "IndexError"),
    ("1 // 0", "ZeroDivisionError"),
    ("int('x')", "ValueError"),
]


@pytest.mark.parametrize(("error", "kind"), ERRORS)
def test_an_error_out_of_c_code_is_told_and_not_the_end(error: str, kind: str) -> None:
    code = DIES.format(error=error, kind=kind, bare=False)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, f"told {kind}"), done.stderr


def test_without_it_python_3_11_dies() -> None:
    """What the guard is there for; from Python 3.12 on errors are whole by themselves, and it costs a try."""
    code = DIES.format(error="len(3)", kind="TypeError", bare=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is (sys.version_info >= (3, 12))


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
    class Model(QObject):
        @override
        def objectName(self, /, prefix: str = "Bảng ", *, end: str = ".") -> str:
            """Named."""
            return f"{prefix}{super().objectName()}{end}"

    model = Model()
    model.setObjectName("1")
    assert (model.objectName(), model.objectName("Cột ", end="")) == ("Bảng 1.", "Cột 1")
    assert (Model.objectName.__name__, Model.objectName.__doc__) == ("objectName", "Named.")
