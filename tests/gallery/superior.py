"""The superior's scenes, over an office of its own with what four communes sent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.qt.superior.decisions_dialog import DecisionsDialog
from counter_app.qt.superior.key_card import KeyDialog
from counter_app.qt.superior.quarantine_dialogs import DropDialog, LetInDialog
from counter_app.qt.superior.send_down_dialog import SendDownDialog
from counter_app.qt.superior.settle_dialog import DatesDialog, SettleDialog
from counter_app.qt.superior.stick_dialog import StickDialog
from counter_app.sync.stick.volumes import Volume
from tests.gallery.scenes import Scene
from tests.superior_offices import TODAY, sticks, stranger

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from tests.gallery.stage import Stage

CHIEF, REPORTER = "hoa.lt", "son.pv"


def _apart(stage: Stage) -> None:
    """What came from somebody whose key nobody compared yet."""
    stage.open("inbox").take_in(stage.folder.parent / "la")
    stage.rest()
    page = _inbox("open")(stage)
    page.table.choose(page.model.find(lambda line: line.quarantine > 0))


def _enrol(stage: Stage) -> None:
    _apart(stage)
    stage.open("inbox").card.enrol.click()


def _revoke(stage: Stage) -> None:
    stage.open("keys").card.revoke.click()


def superior_sample(folder: Path) -> None:
    """The superior after three sticks: a batch is missing, an office is late, another has two branches."""
    found = sticks(folder.with_name("xa"), FIRST_PASSWORD)
    office = found.open(FixedClock(TODAY))
    found.introduce(office)
    stranger(folder.with_name("xa-la"), folder.with_name("la"))
    for stick in (found.whole, found.lacking, found.other):
        office.superior.take_in(stick)
    office.close()
    shutil.move(found.above, folder)


def _decisions(stage: Stage) -> None:
    DecisionsDialog(stage.place, stage.window).open()


def _page(name: str, argument: object = None) -> Callable[[Stage], object]:
    return lambda stage: stage.open(name, argument)


def _inbox(which: str) -> Callable[[Stage], Any]:
    def show(stage: Stage) -> Any:
        page = stage.open("inbox")
        page.which.choose(which)
        page.reload()
        stage.rest()
        page.table.choose(page.model.find(lambda line: line.forked))
        return page

    return show


def _taken(stage: Stage) -> None:
    page = stage.open("inbox")
    page.take_in(stage.folder.parent / "xa" / "usb")


def _settle(stage: Stage) -> None:
    page = _inbox("open")(stage)
    row = page.model.row(page.table.currentIndex().row())
    dialog = SettleDialog(stage.place, row, Path("/media/USB-DONG-THANH"), page)
    dialog.take.setChecked(True)
    dialog.open()


def _stick(stage: Stage) -> None:
    one = Volume(
        path=Path("/media/USB-MY-LOC"),
        label="USB-MY-LOC",
        filesystem="exfat",
        serial="1A2B-3C4D",
        size=2**33,
        free=2**32,
        removable=True,
        read_only=False,
    )
    StickDialog(stage.place, print, stage.window, lambda: [one]).open()


def _send_down(stage: Stage) -> None:
    page = stage.open("offices")
    dialog = SendDownDialog(stage.place, page)
    dialog.title.setText("Nghỉ lễ Ngày Văn hóa Việt Nam")
    dialog.text.setPlainText(
        "Thứ Ba 24/11/2026 các đơn vị nghỉ; hẹn trả tính lại theo lịch kèm theo."
    )
    dialog.add_notice.click()
    dialog.open()


def _asked(made: Callable[[Stage, Any], QDialog]) -> Callable[[Stage], object]:
    """What is decided about a batch that came."""

    def show(stage: Stage) -> None:
        page = _inbox("open")(stage)
        made(stage, page.model.row(page.table.currentIndex().row())).open()

    return show


def _key(way: str) -> Callable[[Stage], object]:
    """What is done with an office's key."""

    def show(stage: Stage) -> None:
        page = stage.open("keys")
        KeyDialog(stage.place, page.model.row(0), way, stage.window).open()

    return show


def _dossier(stage: Stage) -> None:
    line = stage.office.superior.overdue().lines[0]
    stage.open("far_dossier", {"journal": line.journal, "code": line.code})


def _own(stage: Stage) -> None:
    page = stage.open("summed", {"office": "99001"})
    page.own.choose("register")
    page.run.click()


SUPERIOR_SCENES = (
    Scene("superior-overview", CHIEF, _page("overview")),
    Scene("superior-inbox", CHIEF, _inbox("open")),
    Scene("superior-inbox-book", CHIEF, _inbox("all")),
    Scene("superior-taken", CHIEF, _taken),
    Scene("superior-stick", CHIEF, _stick),
    Scene("superior-settle", CHIEF, _settle),
    Scene("superior-quarantine", CHIEF, _apart),
    Scene("superior-enrol", CHIEF, _enrol),
    Scene("superior-dates", CHIEF, _asked(lambda stage, line: DatesDialog(stage.place, line, stage.window))),
    Scene("superior-let-in", CHIEF, _asked(lambda stage, line: LetInDialog(stage.place, line, stage.window))),
    Scene("superior-drop", CHIEF, _asked(lambda stage, line: DropDialog(stage.place, line, stage.window))),
    Scene("superior-decisions", CHIEF, _decisions),
    Scene("superior-rekey", CHIEF, _key("rekey")),
    Scene("superior-keys", CHIEF, _page("keys")),
    Scene("superior-revoke", CHIEF, _revoke),
    Scene("superior-offices", CHIEF, _page("offices", "99004")),
    Scene("superior-send-down", CHIEF, _send_down),
    Scene("superior-overdue", CHIEF, _page("far_dossiers", "overdue")),
    Scene("superior-twice", CHIEF, _page("far_dossiers", "twice")),
    Scene("superior-dossier", CHIEF, _dossier),
    Scene("superior-compared", CHIEF, _page("summed", "compared")),
    Scene("superior-summed", CHIEF, _page("summed", "offices")),
    Scene("superior-sectors", CHIEF, _page("summed", "sectors")),
    Scene("superior-groups", CHIEF, _page("summed", "groups")),
    Scene("superior-enquiries", CHIEF, _page("summed", "enquiries")),
    Scene("superior-sending", CHIEF, _page("summed", "sending")),
    Scene("superior-own", CHIEF, _own),
    Scene("superior-reporter", REPORTER, _page("overview")),
)  # fmt: skip
