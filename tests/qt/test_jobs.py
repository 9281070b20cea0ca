"""Jobs run one after another on one thread that stays, and call back where the window lives."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QThread
from shiboken6 import delete

from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Progress

HERE = threading.get_ident()


def where(_office: Office, progress: Progress, _cancelled: Cancelled) -> int:
    """The thread that the work is done in."""
    progress(1, 2, "nửa")
    return threading.get_ident()


def objects(root: QObject) -> int:
    """Everything below an object."""
    return len(root.findChildren(QObject))


def test_200_jobs_leave_one_thread(qtbot: QtBot, place: Workplace) -> None:
    ended: list[object] = []
    counts: list[int] = []
    for _job in range(200):
        place.jobs.start(where, finished=ended.append, failed=ended.append)
        qtbot.waitUntil(lambda: not place.jobs.working)
        counts.append(objects(place.jobs))
    assert len(ended) == 200
    assert len(set(ended)) == 1, "one thread for all of them"
    assert HERE not in ended
    assert len(place.jobs.findChildren(QThread)) == 1
    assert counts[0] == counts[-1]


def test_whoever_is_called_back_is_called_in_the_windows_thread(
    qtbot: QtBot, place: Workplace
) -> None:
    """A plain function connected to a signal of another thread would run in that thread and touch the window there."""
    called: list[tuple[str, int]] = []

    def fail(_office: Any, _progress: Any, _cancelled: Any) -> None:
        raise ValueError("x")

    def note(name: str) -> None:
        called.append((name, threading.get_ident()))

    place.jobs.start(
        where,
        finished=lambda _thread: note("finished"),
        failed=lambda _error: note("never"),
        progressed=lambda _done, _total, _text: note("progressed"),
    )
    place.jobs.start(fail, finished=lambda _no: note("never"), failed=lambda _error: note("failed"))
    qtbot.waitUntil(lambda: not place.jobs.working)
    assert called == [("progressed", HERE), ("finished", HERE), ("failed", HERE)]


def test_nobody_is_called_who_is_gone(qtbot: QtBot, place: Workplace) -> None:
    class Page(QObject):
        def on_ended(self, _result: object) -> None:
            self.objectName()

    page = Page()
    hold = threading.Event()
    place.jobs.start(
        lambda _office, _progress, _cancelled: hold.wait(10),
        finished=page.on_ended,
        failed=page.on_ended,
    )
    delete(page)
    hold.set()
    qtbot.waitUntil(lambda: not place.jobs.working)


def test_stopping_waits_for_the_work_and_forgets_what_waits_behind_it(
    qtbot: QtBot, place: Workplace
) -> None:
    ended: list[object] = []
    for _job in range(3):
        place.jobs.start(where, finished=ended.append, failed=ended.append)
    place.jobs.stop()
    qtbot.waitUntil(lambda: not place.jobs.working)
    assert len(ended) == 1
    place.jobs.start(where, finished=ended.append, failed=ended.append)
    qtbot.waitUntil(lambda: len(ended) == 2)


def test_an_errand_outlives_its_sender_and_goes_when_it_is_done(qtbot: QtBot) -> None:
    app = QCoreApplication.instance()
    assert app is not None
    before = len(app.findChildren(QThread))
    hold = threading.Event()

    class Dialog(QObject):
        def on_ready(self) -> None:
            self.objectName()

    dialog = Dialog()
    errand = Errand(lambda: hold.wait(10))
    errand.ready.connect(dialog.on_ready)
    errand.start()
    delete(dialog)
    hold.set()
    qtbot.waitUntil(lambda: len(app.findChildren(QThread)) == before)


def test_200_errands_leave_nothing(qtbot: QtBot) -> None:
    app = QCoreApplication.instance()
    assert app is not None
    before = objects(app)
    ended: list[object] = []
    for number in range(200):
        errand = Errand(partial(divmod, 1, number % 2))
        errand.ready.connect(lambda: ended.append(None))
        errand.failed.connect(ended.append)
        errand.start()
        wanted = number + 1
        qtbot.waitUntil(lambda wanted=wanted: len(ended) == wanted)  # type: ignore[misc]
    qtbot.waitUntil(lambda: objects(app) == before)
    assert sum(isinstance(item, ZeroDivisionError) for item in ended) == 100
