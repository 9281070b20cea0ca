"""Each kind of failing disk through the real intake form: one sentence, the words stay, the next try saves once."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from sqlcipher3 import dbapi2

from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import CTRL, ENTER, press, show, with_printer
from tests.qt.intake_desk import all_lines, fill, wait_printed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CODES = {
    Kind.FULL: (13, "database or disk is full"),
    Kind.BUSY: (5, "database is locked"),
    Kind.DENIED: (8, "attempt to write a readonly database"),
    Kind.WRITING: (10, "disk I/O error"),
    Kind.DAMAGED: (11, "database disk image is malformed"),
    Kind.ABSENT: (14, "unable to open database file"),
}
NEXT_STEP = {
    Kind.FULL: "Xóa bớt tệp",
    Kind.BUSY: "Chờ vài giây",
    Kind.DENIED: "người phụ trách máy",
    Kind.WRITING: "dây cắm",
    Kind.DAMAGED: "kiểm tra dữ liệu",
    Kind.ABSENT: "ổ đĩa còn cắm",
}


class Disk:
    """A disk whose every statement that begins so fails, until it is mended."""

    def __init__(self) -> None:
        self.statement = ""
        self.kind = Kind.FULL

    def fail(self, kind: Kind, statement: str) -> None:
        self.kind, self.statement = kind, statement

    def mend(self) -> None:
        self.statement = ""


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """SQLite itself reports the error; everything above it is real."""
    made = Disk()
    real: Any = dbapi2.Cursor.execute

    def execute(cursor: Any, sql: str, *values: Any) -> Any:
        if made.statement and sql.startswith(made.statement):
            code, text = CODES[made.kind]
            error: Any = engine.OperationalError(text)
            error.sqlite_errorcode = code
            raise error
        return real(cursor, sql, *values)

    monkeypatch.setattr(engine._Cursor, "execute", engine._telling(execute))
    yield made
    made.mend()


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> IntakePage:
    with_printer(office, MemoryPrinter())
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    made.enter()
    made.form.procedure.edit.setFocus()
    return made


def told() -> str:
    """What the box says; it is closed then."""
    boxes = [item for item in QApplication.topLevelWidgets() if isinstance(item, TroubleDialog)]
    shown = [box for box in boxes if box.isVisible()]
    assert len(shown) == 1
    texts = [label.text() for label in shown[0].findChildren(QLabel)]
    shown[0].reject()
    return " ".join(texts)


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO journal", "COMMIT"])
@pytest.mark.parametrize("kind", CODES)
def test_saving_on_a_failing_disk(
    qtbot: QtBot, page: IntakePage, office: Office, disk: Disk, kind: Kind, statement: str
) -> None:
    fill(page)
    disk.fail(kind, statement)
    press(ENTER, CTRL)
    said = told()
    assert NEXT_STEP[kind] in said
    assert ("khôi phục" in said) == (kind is Kind.DAMAGED)
    assert not re.search(r"disk I/O|database|SQLITE|Errno", said)
    assert page.form.applicant.name.text() == "Nguyễn Thị Ánh Nguyệt"
    disk.mend()
    assert all_lines(office) == []
    page.activateWindow()
    page.form.applicant.name.setFocus()
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert [line.code[-6:] for line in all_lines(office)] == ["010001"]
    assert office.store.check().ok


def test_a_draft_that_cannot_be_kept_is_said_in_the_band(
    qtbot: QtBot, page: IntakePage, place: Workplace, office: Office, disk: Disk
) -> None:
    notices: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: notices.append(text))
    fill(page)
    disk.fail(Kind.FULL, "BEGIN IMMEDIATE")
    qtbot.waitUntil(lambda: bool(notices), timeout=10_000)
    assert NEXT_STEP[Kind.FULL] in notices[0]
    assert page.form.applicant.name.text() == "Nguyễn Thị Ánh Nguyệt"
    page.fresh.click()
    assert page.form.is_empty(), "the form is begun anew all the same"
    disk.mend()
    assert office.drafts.mine() == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_file_that_cannot_be_written_is_said_in_a_box_and_is_no_bug(
    place: Workplace, number: int
) -> None:
    path = str(Path("/media/usb/bao-cao.pdf"))

    def write() -> None:
        raise OSError(number, "in English", path)

    guard(place, write)
    said = told()
    assert path in said
    assert "English" not in said
    assert "làm lại" in said
