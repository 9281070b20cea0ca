"""The superior's day with the keyboard alone: sticks in, a dispute settled, offices, dossiers and reports looked at;
then the same at the terminal."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.office import SystemClock
from counter_app.qt.superior import stick_dialog
from counter_app.qt.superior.far_dossier_page import FarDossierPage
from counter_app.qt.superior.far_dossiers_page import FarDossiersPage
from counter_app.qt.superior.inbox_page import InboxPage
from counter_app.qt.superior.offices_page import OfficesPage
from counter_app.qt.superior.overview_page import OverviewPage
from counter_app.qt.superior.settle_dialog import SettleDialog
from counter_app.qt.superior.stick_dialog import StickDialog
from counter_app.qt.superior.summed_page import SummedReportsPage
from counter_app.sync.stick.volumes import Volume
from tests.cli.terminal import Terminal
from tests.makers import PASSWORD
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.superior_offices import TODAY, Sticks, sticks

GIGA = 2**30


class Above(Terminal):
    """The superior's terminal."""

    signer = "hoa.lt"


def test_a_day_at_the_superior(
    counter: Counter, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_road = sticks(tmp_path / "xa")
    # Here a stick is a folder of this computer's own disk, which nobody would take for one.
    monkeypatch.setattr(stick_dialog, "unread", lambda _volume, _data_dir: "")
    clock.set(TODAY)
    office = on_the_road.open(clock)
    on_the_road.introduce(office)
    office.close()
    shutil.move(on_the_road.above, counter.folder)
    counter.switch_on()
    counter.sign_in(PASSWORD)
    nothing_came_yet(counter)
    take_in_all_sticks(counter, on_the_road)
    settle_the_dispute(counter)
    see_what_is_next(counter)
    look_at_an_office(counter)
    compare_all(counter)
    follow_an_overdue_dossier(counter)
    counter.switch_off()
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())
    the_terminal_says_the_same(Above(counter.folder), on_the_road, tmp_path)


def ready(counter: Counter, kind: type) -> None:
    """Wait until a page in front has its answer."""
    counter.wait(lambda: not counter.page(kind).round.busy)


def nothing_came_yet(counter: Counter) -> None:
    """The first page says the one next step, and the counter's own keys lead nowhere."""
    ready(counter, OverviewPage)
    page = counter.page(OverviewPage)
    assert "Chưa đơn vị nào gửi gói dữ liệu" in texts(page)
    for volumes, said in (
        (list, "Không còn USB nào"),
        (partial(plugged_in, Path("/USB")), "Còn 1 USB"),
    ):
        page.sticks.volumes = volumes
        page.sticks.look()
        counter.wait(partial(_says, page, said))
    assert set(counter.view.navigation.buttons) == {
        *("overview", "inbox", "keys", "offices", "far_dossiers", "summed"),
        *("catalogue", "calendar", "staff", "settings", "help"),
    }
    counter.press(KEY.Key_F5)
    assert counter.page(OverviewPage) is page
    assert not counter.view.header.export.isVisible()


def take_in_all_sticks(counter: Counter, found: Sticks) -> None:
    """Three sticks one after another, each chosen with the keyboard."""
    counter.press(KEY.Key_F2)
    page = counter.page(InboxPage)
    said = []
    for path in (found.whole, found.lacking, found.other):
        page.volumes = partial(plugged_in, path)
        counter.press(KEY.Key_N, ALT)
        dialog = counter.dialog(StickDialog)
        counter.wait(dialog.sticks.usable)
        counter.press(ENTER, CTRL)
        counter.wait(partial(is_gone, dialog))
        ready(counter, InboxPage)
        said.append(page.said.text().split("\n")[0])
    assert said == [
        "Nhận mới 6, đã có 0, giữ chờ 0, từ chối 0.",
        "Nhận mới 0, đã có 0, giữ chờ 1, từ chối 0.",
        "Nhận mới 0, đã có 0, giữ chờ 1, từ chối 1.",
    ]
    assert page.said.text().endswith("Có thể rút USB.")


def _says(page: OverviewPage, said: str) -> bool:
    return page.sticks.said.text().startswith(said)


def plugged_in(path: Path) -> list[Volume]:
    """One stick and nothing else."""
    stick = Volume(
        path=path,
        label=path.name.upper(),
        filesystem="exfat",
        serial="1A2B-3C4D",
        size=8 * GIGA,
        free=4 * GIGA,
        removable=True,
        read_only=False,
    )
    return [stick]


ALONE = "Lê Thị Hòa, không có người thứ hai"


def settle_the_dispute(counter: Counter) -> None:
    """The branch that came last is in hand; nothing is chosen for whoever decides."""
    page = counter.page(InboxPage)
    assert page.card.outcome.text() == "Nhánh khác"
    assert "HAI NHẬT KÝ KHÁC NHAU" in page.card.why.text()
    counter.press(ENTER)
    dialog = counter.dialog(SettleDialog)
    counter.press(ENTER, CTRL)
    assert "Chưa chọn nhánh nào" in texts(dialog)
    counter.reach(dialog.keep)
    counter.press(KEY.Key_Space)
    counter.fill(dialog.reason, "Đơn vị xác nhận máy đang dùng là máy đúng")
    counter.press(ENTER, CTRL)
    counter.wait(lambda: is_gone(dialog))
    assert "Lê Thị Hòa" in counter.said()
    (decision,) = counter.office.decisions.made()
    assert (decision.decision, decision.by) == ("keep", ALONE)
    counter.pick(page.which, "open")
    assert [line.label.text for line in page._rows()] == ["Giữ chờ gói thiếu"]


def see_what_is_next(counter: Counter) -> None:
    """Home: what is settled asks for nobody any more."""
    counter.press(KEY.Key_F9)
    ready(counter, OverviewPage)
    tiles = {name: tile.value for name, tile in counter.page(OverviewPage).tiles.items()}
    assert tiles == {"forks": 0, "held": 1, "late": 1, "aside": 0, "overdue": 3, "hidden": 3}
    table = counter.page(OverviewPage).table
    assert [table.model().index(row, 0).data() for row in range(table.model().rowCount())] == [
        "Thiếu 12 lượt ghi",
        "Chưa gửi 9 ngày làm việc",
    ]


def look_at_an_office(counter: Counter) -> None:
    """Enter on the first row opens its office, Enter there its own reports."""
    counter.reach(counter.page(OverviewPage).table)
    counter.press(ENTER)
    ready(counter, OfficesPage)
    page = counter.page(OfficesPage)
    assert "Bình Hòa (99002)" in page.head.text()
    assert "Nhờ đơn vị xuất lại gói còn thiếu" in page.step.text()
    counter.reach(page.table)
    counter.press(ENTER)
    reports = counter.page(SummedReportsPage)
    assert reports.office.value() == "99002"
    assert reports.own.choose("II.06a")
    counter.press(KEY.Key_F8)
    ready(counter, SummedReportsPage)
    (view,) = reports.tabs.views
    assert "Chưa đủ số liệu: đơn vị mới gửi đến ngày 09/11/2026." in view.notes.text()


def compare_all(counter: Counter) -> None:
    """The tile of what is hidden behind pauses leads to the comparison, which is there without another key."""
    counter.press(KEY.Key_F9)
    counter.reach(counter.page(OverviewPage).tiles["hidden"])
    counter.press(KEY.Key_Space)
    ready(counter, SummedReportsPage)
    page = counter.page(SummedReportsPage)
    assert page.office.value() == ""
    (view,) = page.tabs.views
    assert view.table._table.total is not None
    assert view.table._table.total[2:5] == (24, 23, 95.8)
    assert view.chart.bars is not None
    counter.press(KEY.Key_Left, ALT)
    assert "kết quả cũ" in page.old.text()
    assert not page.pdf.isEnabled(), "October is chosen, and November stands on the screen"
    counter.press(KEY.Key_Right, ALT)
    assert page.pdf.isEnabled()


def follow_an_overdue_dossier(counter: Counter) -> None:
    """From the list of all offices to one dossier's life, and back."""
    counter.press(KEY.Key_F4)
    ready(counter, FarDossiersPage)
    page = counter.page(FarDossiersPage)
    assert page.late.rowCount() == 3
    counter.reach(page.late_table)
    counter.press(ENTER)
    ready(counter, FarDossierPage)
    dossier = counter.page(FarDossierPage)
    assert dossier.code.text() == "T99001-261109-010001"
    assert "Số liệu đến hết ngày 20/11/2026" in dossier.told.text()
    assert any("Tiếp nhận hồ sơ" in text for text in dossier.timeline.sentences())
    counter.office.access.write()
    looks = counter.office.store.access.between(TODAY.date(), TODAY.date())
    assert looks[-1].look.subject == "T99001-261109-010001", "who opened it is in the access book"
    counter.press(ESCAPE)
    page = counter.page(FarDossiersPage)
    counter.pick(page.which, "twice")
    ready(counter, FarDossiersPage)
    assert page.met.rowCount() == 2


def the_terminal_says_the_same(above: Above, found: Sticks, tmp_path: Path) -> None:
    """Every look without a screen; then the missing stick comes, and what waited follows it."""
    above.passwords = {"hoa.lt": PASSWORD}
    assert [item["trouble"] for item in above("superior", "offices")["offices"]] == [
        *("", "missing", "late", ""),
    ]
    assert above("superior", "overdue")["total"] == 3
    (met,) = above("superior", "twice")["met"]
    assert met["same_procedure"]
    out = tmp_path / "so-sanh.pdf"
    days = ("--from", "2026-11-01", "--to", "2026-11-23")
    table = above("superior", "report", "--name", "compared", *days, "--out", out)["table"]
    assert table["total"][2:5] == [24, 23, 95.8]
    assert out.read_bytes().startswith(b"%PDF")
    own = above("superior", "report", "--office", "99001", "--name", "late", *days)["tables"]
    assert [len(table["rows"]) for table in own] == [0, 2]
    shown = above("superior", "show", "99001", "T99001-261109-010001")
    assert [step["kind"] for step in shown["timeline"]] == ["dossier.received", "paper.issued"]
    assert above("superior", "import", found.missing)["imported"] == 2
    offices = {item["office"]: item for item in above("superior", "offices")["offices"]}
    assert offices["99002"]["trouble"] == ""
    assert offices["99002"]["told"] == "2026-11-19"
