"""The printer is off, its queue is missing, its server is down: the dossier stands and the paper comes later."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.qt.board.page import BoardPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.unprinted import UnprintedDialog
from tests.printing.devices.cups import CupsServer
from tests.printing.devices.listener import Listener, free_port
from tests.printing.reading import scan as codes_on
from tests.scenarios.hands import CTRL, ENTER, ESCAPE, KEY, Counter
from tests.scenarios.morning import NAME, fill_in, one_sentence, print_on, saved, tile

QUEUE = "may-in-quay"


@pytest.fixture
def cups() -> Iterator[CupsServer]:
    """A print server that was not started yet."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # its printing user must reach the spool
        yield CupsServer(Path(folder))


def test_a_print_server_that_is_off_and_a_queue_that_is_missing(
    morning: Counter, cups: CupsServer
) -> None:
    print_on(morning, f"lp:{QUEUE}@{cups.address}")
    page = fill_in(morning)
    morning.press(ENTER, CTRL)
    morning.wait(lambda: "Máy chủ in không trả lời" in page.saved.paper.text())
    assert one_sentence(page.saved.paper.text())
    assert "Hồ sơ đã lưu, số không mất." in page.saved.paper.text()
    assert [line.name for line in saved(morning)] == [NAME]
    assert tile(morning, "unprinted") == 1
    assert "1 giấy tờ chờ in" in morning.view.header.prints.accessibleName()
    with cups, Listener() as listener:
        page = see_that_the_queue_is_missing(morning)
        cups.add_queue(QUEUE, listener.port)
        morning.press(KEY.Key_P, CTRL)
        morning.wait(lambda: "Giấy hẹn đã in" in page.saved.paper.text())
        (paper,) = listener.wait_for(1)
    assert (
        codes_on(paper)["Code 128"] == morning.office.dossiers.get(saved(morning)[0].code).barcode
    )
    assert tile(morning, "unprinted") == 0
    assert len(saved(morning)) == 1


def see_that_the_queue_is_missing(counter: Counter) -> IntakePage:
    """The server is back; the queue is not."""
    counter.press(KEY.Key_F2)
    page = counter.page(IntakePage)
    counter.press(KEY.Key_P, CTRL)
    counter.wait(lambda: f"Không có máy in tên “{QUEUE}”" in page.saved.paper.text())
    assert one_sentence(page.saved.paper.text())
    return page


def test_a_printer_that_is_off_prints_by_itself_when_it_is_on(
    morning: Counter, cups: CupsServer
) -> None:
    port = free_port()
    with cups:
        cups.add_queue(QUEUE, port)
        print_on(morning, f"lp:{QUEUE}@{cups.address}")
        page = fill_in(morning)
        morning.press(ENTER, CTRL)
        morning.wait(lambda: "đừng bấm in lại" in page.saved.paper.text())
        assert one_sentence(page.saved.paper.text())
        assert not page.saved.print.isEnabled()
        assert [line.name for line in saved(morning)] == [NAME]
        with Listener(port=port) as listener:
            (paper,) = listener.wait_for(1)
    assert (
        codes_on(paper)["Code 128"] == morning.office.dossiers.get(saved(morning)[0].code).barcode
    )


def test_papers_that_never_came_out_wait_behind_the_tile(morning: Counter) -> None:
    print_on(morning, "escpos:127.0.0.1:" + str(free_port()))
    page = fill_in(morning)
    morning.press(ENTER, CTRL)
    morning.wait(lambda: page.saved.property("notice") == "bad")
    folder = morning.folder.with_name("giay-sau")
    print_on(morning, f"file:{folder}")
    assert tile(morning, "unprinted") == 1
    morning.reach(morning.page(BoardPage).tiles["unprinted"])
    morning.press(KEY.Key_Space)
    morning.dialog(UnprintedDialog)
    morning.press(ENTER)
    dialog = morning.dialog(PrintDialog)
    morning.press(KEY.Key_P, CTRL)
    morning.wait(lambda: dialog.job().state == "printed")
    morning.press(KEY.Key_G, CTRL)
    morning.dialog(UnprintedDialog)
    morning.press(ESCAPE)
    assert morning.page(BoardPage).tiles["unprinted"].value == 0
    assert len(list(folder.glob("*.pdf"))) == 1
