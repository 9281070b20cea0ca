"""The superior's set of pages: keys, rights, what runs beside the window, and decisions nobody makes by accident."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from counter_app import __version__
from counter_app.desk.desk import Noun
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.errors import Cancelled
from counter_app.office import Office
from counter_app.qt.superior import sealed_reports
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.far_dossiers_page import FarDossiersPage
from counter_app.qt.superior.inbox_page import InboxPage
from counter_app.qt.superior.key_card import KeyDialog
from counter_app.qt.superior.keys_page import KeysPage
from counter_app.qt.superior.quarantine_dialogs import DropDialog, EnrolDialog
from counter_app.qt.superior.send_down_dialog import SendDownDialog
from counter_app.qt.superior.settle_dialog import SettleDialog
from counter_app.qt.superior.stick_dialog import StickDialog
from counter_app.qt.superior.summed_page import SummedReportsPage
from counter_app.qt.window.page_list import ENTRIES, UNLISTED, PageSet, entry, pages_of
from counter_app.settings import COUNTER, SUPERIOR
from counter_app.superior.book.known_keys import KeyState
from counter_app.superior_desk.verbs import SuperiorDesk
from counter_app.sync.letters.parcel import ItemKind, read_parcel
from counter_app.system.exchange_keys import ExchangeKeys
from tests.desk.second import put
from tests.gallery.keys import claims
from tests.qt.test_keys import SAME_MEANING
from tests.qt.test_stray_keys import taken_on
from tests.superior_offices import TODAY, Sticks, sticks, stranger
from tests.test_docs import _NAMED_KEY, GUIDE, bound, key_tables

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow

SET = pages_of(SUPERIOR)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sticks]:
    """The superior's folder after three sticks, and the sticks."""
    root = tmp_path_factory.mktemp("superior")
    found = sticks(root / "xa")
    office = found.open(FixedClock(TODAY))
    found.introduce(office)
    for stick in (found.whole, found.lacking, found.other):
        office.superior.take_in(stick)
    office.close()
    return found.above, found


@pytest.fixture
def office(tmp_path: Path, world: tuple[Path, Sticks], clock: FixedClock) -> Iterator[Office]:
    """The superior's office, a copy of its own for each test."""
    clock.set(TODAY)
    shutil.copytree(world[0], tmp_path / "data")
    made = world[1].open(clock, tmp_path / "data")
    yield made
    made.close()


def at_rest(qtbot: QtBot, window: MainWindow) -> Any:
    """The page in front, once nothing is asked any more."""
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: not view.place.jobs.working)
    QApplication.processEvents()
    return view.pages.currentWidget()


def opened(qtbot: QtBot, window: MainWindow, name: str, argument: object = None) -> Any:
    """A page with its answer."""
    window.open_page(name, argument)
    return at_rest(qtbot, window)


def test_the_kind_of_office_chooses_the_pages(window: MainWindow) -> None:
    assert window.view is not None
    assert window.view.pages.name == "overview"
    assert list(window.view.navigation.buttons) == [item.name for item in SET.listed]
    assert pages_of(COUNTER) == PageSet(ENTRIES, UNLISTED)
    assert len({item.key for item in SET.listed}) == len(SET.listed)
    for hidden in (window.view.header.export, window.view.header.prints):
        assert not hidden.isVisible()
    offered = [command.title for command in window.view.commands()]
    assert "Nhận gói dữ liệu" in offered
    assert not {"Ghi lượt hướng dẫn", "Thẻ tra nhanh", "Giấy tờ chờ in"} & set(offered)


def test_no_key_is_claimed_twice_nor_taken_from_fields_and_systems(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    line = office.superior.overdue().lines[0]
    shown = {"far_dossier": {"journal": line.journal, "code": line.code}}
    navigation = {QKeySequence(item.key).toString() for item in SET.listed}
    for item in SET.every:
        page = opened(qtbot, window, item.name, shown.get(item.name))
        assert window.view is not None
        assert window.view.pages.name == item.name
        twice = {key: who for key, who in claims(page).items() if key and len(set(who)) > 1}
        assert twice == {}, item.name
        assert (set(claims(page)) - SAME_MEANING - {""}) & navigation == set(), item.name
        assert taken_on(window, item, "") == set(), item.name


def test_the_guide_names_keys_that_are_bound(qtbot: QtBot, window: MainWindow) -> None:
    tables = key_tables()
    told = [item for item in SET.listed[1:] + SET.unlisted[:1] if not item.group]
    for item in told:
        assert tables[item.title] - bound(opened(qtbot, window, item.name)) == set(), item.name
    chapter = GUIDE.read_text("utf-8").partition("### 11.8.")[2].partition("\n## ")[0]
    assert {item.key for item in SET.listed if not item.group} <= set(_NAMED_KEY.findall(chapter))


def test_sealed_reports_are_opened_from_the_inbox_and_saved_under_their_office(
    qtbot: QtBot,
    window: MainWindow,
    world: tuple[Path, Sticks],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Alt+R, the stick, a folder: what else lies on the stick is left alone."""
    page = opened(qtbot, window, "inbox")
    assert isinstance(page, InboxPage)
    (out := tmp_path / "ra").mkdir()
    asked = iter((world[1].whole, out))
    monkeypatch.setattr(
        sealed_reports, "ask_folder", lambda _page, _start, chosen: chosen(str(next(asked)))
    )
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    at_rest(qtbot, window)
    names = sorted(path.name for path in out.iterdir())
    assert names, page.said.text()
    assert all(name.startswith("99003-") for name in names)
    assert {Path(name).suffix for name in names} == {".pdf", ".xlsx"}
    assert f"Đã mở và lưu {len(names)} báo cáo" in page.said.text()
    page.take_in(world[1].whole)
    at_rest(qtbot, window)
    assert f"Trên USB có {len(names)} báo cáo niêm phong" in page.said.text()
    assert "Alt+R" in page.said.text()
    assert out.joinpath(names[0]).read_bytes().startswith(b"%PDF")
    mine = (
        out / names[0]
    )  # once more into the same folder, where somebody's own file has a name of theirs
    mine.write_bytes(b"%PDF, mine")
    asked = iter((world[1].whole, out))
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    at_rest(qtbot, window)
    assert mine.read_bytes() == b"%PDF, mine"
    assert len(list(out.iterdir())) == len(names) + 1


def test_an_office_is_shown_with_its_program_and_what_it_was_asked(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(qtbot, window, "offices", "99001")
    told = {label.text() for label in page.card.findChildren(QLabel)}
    assert {"Phiên bản", __version__} <= told
    assert "Phiên bản" in [column.title for column in page.model.columns]
    reports = opened(qtbot, window, "summed")
    offered = [reports.summed.item(row).text() for row in range(reports.summed.count())]
    assert {"Tình hình gửi số liệu", "Hướng dẫn, hỏi về hồ sơ và trả lời"} <= set(offered)
    for name in ("sending", "enquiries"):
        page = opened(qtbot, window, "summed", name)
        (table,) = page._shown.tables
        assert len(table.rows) == 4
    assert page._shown.tables[0].total[2] == 0


def test_pages_are_read_again_for_what_they_show() -> None:
    shown = {
        "overview": "batch calendar",
        "inbox": "batch",
        "offices": "batch calendar",
        "far_dossiers": "batch",
        "far_dossier": "batch",
        "summed": "batch catalogue settings",
    }
    for name, words in shown.items():
        assert set(entry(name).load().nouns) == {Noun(word) for word in words.split()}, name


def test_no_round_of_all_offices_is_made_by_the_window_itself(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []
    for name in ("board", "overdue", "met_twice", "compute", "far_dossier", "take_in"):
        verb = getattr(SuperiorDesk, name)

        def watched(
            self: SuperiorDesk, *said: Any, _verb: Any = verb, _name: str = name, **named: Any
        ) -> Any:
            asked.append((_name, threading.current_thread() is threading.main_thread()))
            return _verb(self, *said, **named)

        monkeypatch.setattr(SuperiorDesk, name, watched)
    opened(qtbot, window, "overview")
    opened(qtbot, window, "offices", "99004")
    opened(qtbot, window, "far_dossiers", "twice")
    page = opened(qtbot, window, "far_dossiers", "overdue")
    page.late_table.opened.emit(0)
    at_rest(qtbot, window)
    opened(qtbot, window, "summed", "compared")
    inbox = opened(qtbot, window, "inbox")
    inbox.take_in(Path("nowhere"))
    at_rest(qtbot, window)
    assert {name for name, _here in asked} == {
        *("board", "overdue", "met_twice", "compute", "far_dossier", "take_in"),
    }
    assert [name for name, here in asked if here] == []


def test_the_newest_question_counts(qtbot: QtBot, place: Workplace) -> None:
    asked = Round(place, place.jobs)
    answers: list[str] = []
    failures: list[Exception] = []
    asked.failed.connect(failures.append)
    begun, go_on = threading.Event(), threading.Event()

    def first(_office: Office, _progress: Any, cancelled: Any) -> str:
        begun.set()
        go_on.wait()
        if cancelled():
            raise Cancelled("Đã dừng.")
        return "first"

    asked.ask(first, answers.append, name="")
    begun.wait()
    asked.ask(lambda *_said: "second", answers.append, name="")
    asked.ask(lambda *_said: "third", answers.append, name="")
    go_on.set()
    qtbot.waitUntil(lambda: not asked.busy)
    assert answers == ["third"]
    assert failures == []


def test_whoever_only_reports_takes_nothing_in(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    office = window.view.place.office
    office.session.officer = office.staff.officers()[1]
    window.view.navigation.open_to(office.session.officer)
    assert not window.view.navigation.buttons["inbox"].isVisible()
    window.view.go("inbox")
    assert window.view.pages.name == "overview"
    assert "không được dùng mục" in window.view.notice.text.text()
    page = opened(qtbot, window, "overview")
    page.reload()
    at_rest(qtbot, window)
    assert not page.take_in.isVisible()
    assert page.tiles["forks"].value == 1, "what asks for somebody is seen all the same"


def test_the_other_branch_is_taken_from_where_it_lies_and_the_old_copy_is_kept(
    qtbot: QtBot, window: MainWindow, office: Office, world: tuple[Path, Sticks]
) -> None:
    page: InboxPage = opened(qtbot, window, "inbox")
    page.table.choose(page.model.find(lambda line: line.forked))
    page.card.settle.click()
    (dialog,) = page.findChildren(SettleDialog)
    dialog.reason.setPlainText("Máy cũ hỏng, đơn vị dùng máy đã khôi phục")
    dialog.take.setChecked(True)
    dialog.save.click()
    assert "Chưa chọn nơi chứa nhánh kia" in dialog._fields[""].error.text()
    assert office.decisions.made() == []
    dialog.take_from(str(world[1].other))
    dialog.save.click()
    at_rest(qtbot, window)
    (decision,) = office.decisions.made()
    assert decision.decision == "take"
    assert (office.data_dir / "don-vi" / decision.kept_file).is_file()
    assert page.which.value() == "open"
    assert [line.forked for line in page._rows()] == [False], "only the batch that waits is left"


def test_a_key_counts_once_its_letters_were_heard(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    card = tmp_path / "khoa-don-vi-99005.json"
    card.write_bytes(stranger(tmp_path / "xa-la", tmp_path / "la"))
    page: InboxPage = opened(qtbot, window, "inbox")
    page.take_in(tmp_path / "la")
    at_rest(qtbot, window)
    assert "cách ly 1" in page.said.text()
    assert page.card.outcome.text() == "Cách ly"
    assert (page.card.enrol.isVisible(), page.card.settle.isVisible()) == (True, False)
    page.card.enrol.click()
    (dialog,) = page.findChildren(EnrolDialog)
    dialog.save.click()
    assert "Chưa chọn thẻ khóa" in dialog._fields["card"].error.text()
    dialog.take_card(str(card))
    right = office.sender_keys.card(card).letters
    assert "Tân Lập (99005)" in dialog.whose.text()
    said = [item.text() for item in window.findChildren(QLabel)] + [dialog.whose.text()]
    assert not [text for text in said if right in text], "whoever types them has to have heard them"
    dialog.letters.setText("A" * 16)
    dialog.save.click()
    at_rest(qtbot, window)
    assert "không khớp" in dialog._fields["letters"].error.text()
    assert office.sender_keys.quarantined() != []
    dialog.letters.setText(right)
    dialog.save.click()
    at_rest(qtbot, window)
    assert office.sender_keys.quarantined() == []
    assert "99005" in {item.number for item in office.superior.offices()}
    assert window.view is not None
    assert "nhận 1 gói từ cách ly" in window.view.notice.text.text()
    assert (page.which.value(), page.card.outcome.text()) == ("last", "Đã nhận")
    assert page.card.enrol.isHidden(), "what was let in asks for no key again"


def test_a_key_is_revoked_by_keys_and_two_people(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    before, office.session.officer = office.session.officer, COMMAND_LINE
    second = put(office, Role.LEADER, "pho.chu.tich")
    office.session.officer = before
    page: KeysPage = opened(qtbot, window, "keys")
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    line = page.model.row(page.table.currentIndex().row())
    assert line is not None
    assert line.key.used_at is not None, "a batch it signed was taken in"
    assert page.card.letters.text() == line.key.letters
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(KeyDialog)
    QTest.keyClicks(dialog.reason, "Don vi bao mat may")
    QTest.keyClick(dialog.save, Qt.Key.Key_Space)
    at_rest(qtbot, window)
    errors = {name: field.error.text() for name, field in dialog.fields().items()}
    assert errors["approver"] or errors["password"], (errors, dialog.said.text())
    assert [key.state for key in office.sender_keys.known()].count(KeyState.REVOKED) == 0
    dialog.second.person.choose(second.approver)
    QTest.keyClicks(dialog.second.password, second.password)
    QTest.keyClick(dialog.save, Qt.Key.Key_Space)
    at_rest(qtbot, window)
    (ended,) = [key for key in office.sender_keys.known() if key.state is KeyState.REVOKED]
    assert ended.letters == line.key.letters
    assert "đồng ý" in ended.ended_by
    assert ended.reason == "Don vi bao mat may"
    shown = page.model.row(page.table.currentIndex().row())
    assert shown is not None
    assert shown.key == ended
    assert not page.card.revoke.isVisible()


def test_what_is_held_is_acknowledged_on_a_stick_in_one_act(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page: InboxPage = opened(qtbot, window, "inbox")
    (tmp_path / "usb").mkdir()
    page.answer_on(tmp_path / "usb")
    at_rest(qtbot, window)
    assert page.said.text().startswith("Đã ghi 4 giấy báo nhận lên USB.")
    assert page.said.text().endswith("Có thể rút USB.")
    written = sorted(path.name[:8] for path in (tmp_path / "usb").iterdir())
    assert written == ["BN_99001", "BN_99002", "BN_99003", "BN_99004"]


def test_a_notice_and_a_file_go_down_in_one_signed_parcel(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    page = opened(qtbot, window, "offices")
    page.down.click()
    (dialog,) = page.findChildren(SendDownDialog)
    dialog.save.click()
    assert "Chưa chọn gì" in dialog._fields["items"].error.text()
    dialog.add_notice.click()
    assert "Chưa có tên thông báo" in dialog._fields["title"].error.text()
    dialog.title.setText("Nghỉ lễ")
    dialog.text.setPlainText("Thứ Ba các đơn vị nghỉ.")
    dialog.add_notice.click()
    listed = tmp_path / "danh-muc.csv"
    listed.write_text("Mã,Tên\n1.001193,Đăng ký khai sinh\n", encoding="utf-8")
    dialog.add_file(ItemKind.CATALOGUE, listed)
    dialog.title.setText("Họp giao ban")
    dialog.save.click()
    assert "Chưa có nội dung" in dialog._fields["text"].error.text(), (
        "what is typed is not left behind"
    )
    dialog.text.setPlainText("08:00 ngày 05/12/2026.")
    dialog.save.click()
    (choice,) = dialog.findChildren(StickDialog)
    choice.reject()
    dialog.office.choose("99002")
    stick = tmp_path / "usb"
    stick.mkdir()
    dialog.send_on(stick)
    at_rest(qtbot, window)
    (place,) = stick.iterdir()
    assert office.keys is not None
    parcel = read_parcel(place, ExchangeKeys.of(office.keys.signing).public)
    assert [item.kind for item in parcel.items] == [
        ItemKind.NOTICE,
        ItemKind.CATALOGUE,
        ItemKind.NOTICE,
    ]
    assert parcel.offices == ("99002",)


def test_what_nobody_known_signed_is_let_in_or_dropped_with_a_reason(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    stranger(tmp_path / "xa-la", tmp_path / "la")
    page: InboxPage = opened(qtbot, window, "inbox")
    page.take_in(tmp_path / "la")
    at_rest(qtbot, window)
    page.card.drop.click()
    (dialog,) = page.findChildren(DropDialog)
    dialog_title = dialog.windowTitle()
    dialog.save.click()
    at_rest(qtbot, window)
    assert dialog._fields["reason"].error.text() == "Chưa ghi lý do. Ghi lý do rồi làm lại."
    dialog.reason.setPlainText("Đơn vị nói không gửi gói này")
    names: list[str] = []
    page.place.jobs.ended.connect(lambda job, _error: names.append(job.name))
    dialog.save.click()
    at_rest(qtbot, window)
    assert dialog_title in names, "no branch was decided"
    assert office.sender_keys.quarantined() == []
    assert (page.card.outcome.text(), page.card.drop.isHidden()) == ("Đã bỏ", True)
    assert "99005" not in {item.number for item in office.superior.offices()}


def test_a_list_of_citizens_leaves_with_a_reason_and_is_noted(
    qtbot: QtBot, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.desk.access.book.MOST_ROWS_UNASKED", 1)
    page: SummedReportsPage = opened(qtbot, window, "summed", {"office": "99001"})
    assert page.own.choose("late")
    page.run.click()
    at_rest(qtbot, window)
    saved: list[bytes] = []
    page._hand_out("xlsx", saved.append)
    at_rest(qtbot, window)
    assert saved == []
    (why,) = [item for item in page.children() if type(item).__name__ == "WhyDialog"]
    why.reason.setText("Báo cáo Chủ tịch tỉnh")  # type: ignore[attr-defined]
    why.go_on.click()  # type: ignore[attr-defined]
    at_rest(qtbot, window)
    assert saved[0].startswith(b"PK")
    office.access.write()
    today = office.superior.today()
    last = office.store.access.between(today, today)[-1].look
    assert (last.door, last.why) == ("exported", "Báo cáo Chủ tịch tỉnh")


def test_a_list_that_comes_late_leaves_the_keyboard_to_whoever_types(
    qtbot: QtBot, window: MainWindow
) -> None:
    page: FarDossiersPage = opened(qtbot, window, "far_dossiers")
    page.code.setFocus()
    page.reload()
    qtbot.waitUntil(lambda: page._found is not None)
    assert page.code.hasFocus()
    page.which.setFocus()
    page.reload()
    qtbot.waitUntil(page.late_table.hasFocus)


def test_a_code_is_opened_wherever_it_was_sent_from(qtbot: QtBot, window: MainWindow) -> None:
    page: FarDossiersPage = opened(qtbot, window, "far_dossiers")
    page.code.setText("T12345-261123-010001")
    page.open_code.click()
    assert "không có mã hồ sơ này" in page._fields["code"].error.text()
    page.code.setText("t99003-261109-010001")
    page.open_code.click()
    at_rest(qtbot, window)
    assert window.view is not None
    assert window.view.pages.name == "far_dossier"
    assert "99003" in at_rest(qtbot, window).told.text()
