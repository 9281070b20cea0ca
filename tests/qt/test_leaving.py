"""Closing the window while work goes on."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from counter_app.qt.kit.jobs import Lane
from counter_app.qt.window import window_closing
from counter_app.qt.window.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.jobs import Cancelled, Job
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.counter_view import CounterView


def view_of(window: MainWindow) -> CounterView:
    assert window.view is not None
    return window.view


def until_stopped(_office: Any, _progress: Any, cancelled: Cancelled) -> str:
    """Work that stops when it is told to."""
    while not cancelled():
        threading.Event().wait(0.005)
    return "dừng"


def begun(place: Workplace, work: Any, ended: list[Any], name: str = "Sao lưu") -> Job:
    under_way = threading.Event()

    def seen(*asked: Any) -> Any:
        under_way.set()
        return work(*asked)

    job = place.jobs.start(
        seen, finished=ended.append, failed=ended.append, name=name, lane=Lane.LONG, stops=True
    )
    assert under_way.wait(60)
    return job


def said(window: MainWindow) -> str:
    return view_of(window).notice.text.text()


def test_the_first_close_asks_the_second_stops_the_work_and_closes(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    ended: list[Any] = []
    begun(place, until_stopped, ended)
    window.close()
    assert window.isVisible()
    assert "Đang chạy: Sao lưu" in said(window)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert ended == ["dừng"]


def test_work_that_ended_meanwhile_is_asked_about_no_more(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    ended: list[Any] = []
    job = begun(place, until_stopped, ended)
    window.close()
    job.cancel()
    qtbot.waitUntil(lambda: ended == ["dừng"])
    assert window.isVisible(), "only who asks twice wants it to end"
    begun(place, until_stopped, ended, "Kiểm tra dữ liệu")
    window.close()
    assert "Đang chạy: Kiểm tra dữ liệu" in said(window), "asked anew"


def test_work_that_does_not_stop_is_named_and_may_be_left(
    qtbot: QtBot, window: MainWindow, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.qt.kit.jobs.ENDING_MS", 1)
    window.leaving._late.setInterval(1)
    hold = threading.Event()
    begun(place, lambda *_asked: hold.wait(60), [], "In giấy tờ")
    window.close()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: "Chưa dừng được: In giấy tờ" in said(window))
    window.close()
    assert not window.isVisible()
    hold.set()
    qtbot.waitUntil(lambda: not place.jobs.working)


def test_what_is_over_before_anybody_reads_it_holds_nobody(
    window: MainWindow, place: Workplace
) -> None:
    begun(place, until_stopped, [], name="")
    window.close()
    assert not window.isVisible()
    assert not place.jobs.working or place.jobs.stop()


def test_two_seconds_are_promised() -> None:
    assert window_closing.STOPPING_MS == 2_000


_HANGING = """
import sys, threading, pathlib
from PySide6.QtCore import QTimer
from counter_app.qt.kit import jobs, one_shot
from counter_app.qt.window import app
jobs.ENDING_MS = one_shot.ENDING_MS = 50
shown = app.Program.start
def start(program):
    def hang():
        one_shot.Errand(threading.Event().wait).start()
        QTimer.singleShot(100, program.window.close)
    done = shown(program)
    program.window.painted.connect(hang)
    return done
app.Program.start = start
code = app.run(pathlib.Path(sys.argv[1]))
sys.exit(code + 7)
"""


def test_a_thread_that_hangs_ends_with_the_program_and_without_an_error(tmp_path: Path) -> None:
    """A network folder that never answers: Qt would end the program with an error."""
    done = subprocess.run(
        [sys.executable, "-c", _HANGING, tmp_path],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
