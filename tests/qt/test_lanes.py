"""Printing, reports and long work never wait for each other; what runs is told in the header, and can be stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from counter_app.desk.access.book import NO_REASON
from counter_app.errors import Cancelled as CancelledError
from counter_app.errors import ClockError, RuleError, StoreError
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.pace import Pace, left_text
from counter_app.qt.window import tray as trays
from counter_app.qt.window.tray import Tray
from tests.patience import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.jobs import Job
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.counter_view import CounterView
    from counter_app.qt.window.main_window import MainWindow


def view_of(window: MainWindow) -> CounterView:
    assert window.view is not None
    return window.view


class Held:
    """Work that goes on until it is let go, each by its name."""

    def __init__(self, place: Workplace) -> None:
        self.jobs, self.gates = place.jobs, dict[str, threading.Event]()
        self.ended: list[str] = []
        self.errors: list[Exception] = []

    def start(self, name: str, lane: Lane, *, stops: bool = True) -> Job:
        gate = self.gates.setdefault(name, threading.Event())

        def work(_office: Any, progress: Any, _cancelled: Any) -> str:
            progress(30, 100, "Đang đọc")
            gate.wait(60)
            return name

        return self.jobs.start(
            work,
            finished=self.ended.append,
            failed=self.errors.append,
            lane=lane,
            name=name,
            stops=stops,
        )


@pytest.fixture
def held(place: Workplace) -> Iterator[Held]:
    made = Held(place)
    yield made
    for gate in made.gates.values():
        gate.set()
    place.jobs.stop()


@pytest.fixture
def tray(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Tray:
    monkeypatch.setattr(trays, "QUICK_SECONDS", 0.0)
    return view_of(window).tray


@pytest.mark.parametrize("busy", list(Lane))
def test_nobody_waits_for_another_lane(qtbot: QtBot, held: Held, busy: Lane) -> None:
    others = [lane for lane in Lane if lane is not busy]
    held.start("lâu", busy)
    for lane in others:
        held.start(lane.value, lane)
        held.gates[lane.value].set()
    qtbot.waitUntil(lambda: len(held.ended) == len(others))
    assert "lâu" not in held.ended


def test_work_of_one_lane_is_done_in_turn(qtbot: QtBot, held: Held) -> None:
    for name in ("một", "hai"):
        held.start(name, Lane.LONG)
    held.gates["hai"].set()
    assert held.ended == []
    held.gates["một"].set()
    qtbot.waitUntil(lambda: held.ended == ["một", "hai"])


def test_what_waits_for_its_turn_is_taken_back_at_once(qtbot: QtBot, held: Held) -> None:
    held.start("Kiểm tra", Lane.LONG)
    second = held.start("Sao lưu", Lane.LONG, stops=False)
    second.cancel()
    qtbot.waitUntil(lambda: len(held.errors) == 1)
    assert isinstance(held.errors[0], CancelledError)
    assert [job.name for job in held.jobs.under_way] == ["Kiểm tra"]
    held.gates["Kiểm tra"].set()
    qtbot.waitUntil(lambda: not held.jobs.working)
    assert held.ended == ["Kiểm tra"]


def test_the_header_tells_what_runs_and_how_far(qtbot: QtBot, tray: Tray, held: Held) -> None:
    assert not tray.isVisible()
    first = held.start("Kiểm tra dữ liệu", Lane.LONG)
    qtbot.waitUntil(lambda: tray.text() == "Kiểm tra dữ liệu 30 %")
    assert tray.isVisible()
    held.start("Lập báo cáo", Lane.READING)
    waiting = held.start("Sao lưu", Lane.LONG)
    qtbot.waitUntil(lambda: tray.text() == "3 công việc đang chạy")
    tray.open()
    panel = tray.panel
    assert panel is not None
    assert [line.split(":")[0] for line in panel.lines()] == [
        "Kiểm tra dữ liệu",
        "Lập báo cáo",
        "Sao lưu",
    ]
    assert "Đang đọc, 30 %" in panel.lines()[0]
    assert "Chờ" in panel.lines()[2]
    panel.stop_button(first).click()
    assert first.cancelled
    assert "Đang dừng" in panel.lines()[0]
    panel.stop_button(waiting).click()
    qtbot.waitUntil(lambda: [line.split(":")[0] for line in panel.lines()][2:] == [])
    panel.close()


def test_what_cannot_be_stopped_offers_no_stop(qtbot: QtBot, tray: Tray, held: Held) -> None:
    job = held.start("In giấy tờ", Lane.PAPER, stops=False)
    qtbot.waitUntil(tray.isVisible)
    tray.open()
    panel = tray.panel
    assert panel is not None
    assert panel.stop_button(job).isHidden()
    panel.close()


def test_how_it_ended_is_told_until_it_is_read(
    qtbot: QtBot, tray: Tray, place: Workplace, held: Held
) -> None:
    def fail(*_asked: Any) -> None:
        raise StoreError("Ổ đĩa đầy. Xóa bớt tệp rồi làm lại.")

    place.jobs.start(
        fail, finished=held.ended.append, failed=held.errors.append, name="Sao lưu", lane=Lane.LONG
    )
    qtbot.waitUntil(lambda: tray.text() == "Sao lưu: Ổ đĩa đầy. Xóa bớt tệp rồi làm lại.")
    tray.open()
    assert not tray.isVisible()
    assert tray.over[0][0] == "Sao lưu"
    assert tray.panel is not None
    tray.panel.close()


def test_a_long_answer_leaves_the_header_to_who_sits_there(
    qtbot: QtBot, window: MainWindow, tray: Tray, place: Workplace, held: Held
) -> None:
    """A printer's sentence pushed lock and search out of the header, and was cut at both ends itself."""
    said = "Máy in nhiệt 192.168.1.50:9100 chỉ in giấy 80 mm. Chọn khổ 80 mm hoặc máy in khác."

    def fail(*_asked: Any) -> None:
        raise StoreError(said)

    place.jobs.start(
        fail,
        finished=held.ended.append,
        failed=held.errors.append,
        name="In giấy tờ",
        lane=Lane.LONG,
    )
    qtbot.waitUntil(lambda: tray.accessibleName() == f"In giấy tờ: {said}")
    settle()
    header = view_of(window).header
    assert tray.text().endswith("…")
    assert tray.width() >= tray.sizeHint().width()
    assert header.lock.isVisible()
    assert header.palette_button.isVisible()
    tray.open()
    assert tray.panel is not None
    assert said in tray.panel._over.text()
    tray.panel.close()


def test_quick_work_is_shown_to_nobody(
    qtbot: QtBot, window: MainWindow, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trays, "QUICK_SECONDS", 3600.0)
    tray, ended = view_of(window).tray, list[Any]()
    place.jobs.start(
        lambda *_asked: 1, finished=ended.append, failed=ended.append, name="In giấy tờ"
    )
    qtbot.waitUntil(lambda: ended == [1])
    tray.look()
    assert not tray.isVisible()
    assert tray.over == []


@pytest.mark.parametrize("asking", [RuleError("Ghi lý do.", rule=NO_REASON), ClockError("Giờ?")])
def test_a_question_is_no_end_of_the_work(
    qtbot: QtBot, window: MainWindow, place: Workplace, asking: Exception
) -> None:
    """The header told the question that lay open before the officer as a failure, for a minute."""
    tray, ended = view_of(window).tray, list[Any]()

    def ask(*_asked: Any) -> None:
        raise asking

    place.jobs.start(ask, finished=ended.append, failed=ended.append, name="Lưu Excel")
    qtbot.waitUntil(lambda: ended == [asking])
    assert tray.over == []
    assert not tray.isVisible()


def paced(*notes: tuple[float, int], total: int = 100) -> Pace:
    pace = Pace()
    for moment, done in notes:
        pace.note(done, total, "", moment)
    return pace


def test_the_rest_takes_what_the_latest_part_took() -> None:
    assert paced((0, 0), (10, 20)).left(10) == pytest.approx(40)
    assert paced((0, 0), (10, 20)).left(20) == pytest.approx(80), "nothing came for ten seconds"
    slow_then_fast = paced(
        *((n, n) for n in range(50)), *((50 + n * 0.25, 50 + n) for n in range(40))
    )
    assert slow_then_fast.left(60) == pytest.approx(11 * 0.25, rel=0.2)


def test_nobody_says_how_long_before_it_is_known() -> None:
    assert paced((0, 0)).left(5) is None
    assert paced((0, 0), (1, 50)).left(1) is None, "too early"
    assert paced((0, 0), (10, 50), total=0).left(10) is None
    assert paced((0, 5), (10, 5)).left(10) is None
    begun_anew = paced((0, 0), (10, 90))
    begun_anew.note(0, 500, "", 11)
    assert begun_anew.left(20) is None, "a new part has a pace of its own"


def test_many_notes_at_once_do_not_hide_the_pace() -> None:
    pace = paced(*((n / 1000, n) for n in range(10_000)), total=20_000)
    left = pace.left(10.0)
    assert left == pytest.approx(10, rel=0.1)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, ""),
        (3, "còn vài giây"),
        (40, "còn dưới 1 phút"),
        (65, "còn khoảng 1 phút"),
        (170, "còn khoảng 3 phút"),
        (7_000, "còn khoảng 2 giờ"),
    ],
)
def test_time_left_in_words(seconds: float | None, text: str) -> None:
    assert left_text(seconds) == text
