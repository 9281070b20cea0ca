"""Return by one scan, with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.person.party import Party, PartyKind, parse_birth
from counter_app.office import Office
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.returning.page import ReturningPage
from tests.makers import COPIES, collector, person, receive
from tests.memory_printer import Fault, MemoryPrinter
from tests.qt.hands import ALT, CTRL, ENTER, commit, focused, hold, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


LETTER = {"authorised": True, "authorisation": "15/UQ ngày 20/11/2026"}


class Heard:
    """Sounds that were asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def play(self, name: str) -> None:
        self.names.append(name)


@pytest.fixture
def printer(office: Office) -> MemoryPrinter:
    return with_printer(office, MemoryPrinter())


@pytest.fixture
def page(
    qtbot: QtBot, place: Workplace, printer: MemoryPrinter, monkeypatch: pytest.MonkeyPatch
) -> ReturningPage:
    made = ReturningPage(place)
    monkeypatch.setattr(made, "sounds", Heard())
    qtbot.addWidget(made)
    show(made)
    made.enter()
    made.first_field().setFocus()
    return made


@pytest.fixture
def ready(office: Office) -> Dossier:
    dossier = receive(office, COPIES, "Lê Hoàng Phúc")
    return office.moves.move(dossier.code, Act.FINISH, result="07/CT").result


def scan(text: str) -> None:
    """A scanner types and presses Enter."""
    QTest.keyClicks(focused(), text)
    press(ENTER)


def state(office: Office, dossier: Dossier) -> State:
    return office.dossiers.get(dossier.code).state


def test_before_a_scan_the_page_asks_for_one(page: ReturningPage) -> None:
    assert page.band.word.text() == "Quét giấy hẹn"
    assert not page.form.isVisible()
    assert page.today.none.isVisible()


def test_a_ready_dossier_is_green_and_asks_who_takes_it(
    page: ReturningPage, ready: Dossier
) -> None:
    scan(ready.barcode)
    assert (page.band.tone, page.band.word.text()) == ("good", "Trả được kết quả")
    assert "07/CT" in page.band.sentence.text()
    assert page.form.name.text() == "Lê Hoàng Phúc"
    assert page.scan.text() == ""
    assert focused() is page.scan


def test_control_enter_returns_and_prints_the_slip(
    qtbot: QtBot, page: ReturningPage, office: Office, printer: MemoryPrinter, ready: Dossier
) -> None:
    scan(ready.barcode)
    press(ENTER, CTRL)
    assert state(office, ready) is State.RETURNED
    assert page.band.word.text() == "Đã trả kết quả"
    qtbot.waitUntil(lambda: len(printer.jobs) == 1)
    assert printer.jobs[0].title == f"giay-bien-nhan-tra-{ready.code}"
    assert page.today.model.index(0, 1).data() == ready.code
    assert page.today.table.isVisible()
    assert focused() is page.scan
    qtbot.waitUntil(lambda: "đã in" in page.paper.text())


def test_the_key_held_down_returns_once(
    qtbot: QtBot, page: ReturningPage, office: Office, printer: MemoryPrinter, ready: Dossier
) -> None:
    scan(ready.barcode)
    hold(ENTER, CTRL)
    qtbot.waitUntil(lambda: len(printer.jobs) == 1)
    steps = office.dossiers.view(ready.code).timeline
    assert [step.kind for step in steps].count("dossier.returned") == 1


def test_the_same_receipt_again_is_red_with_by_whom_and_when(
    page: ReturningPage, office: Office, clock: FixedClock, ready: Dossier
) -> None:
    office.returning.hand_over(
        ready.code, collector("Trần Thị Lan", id_no="001190000009", **LETTER)
    )
    clock.tick(hours=1)
    scan(ready.barcode)
    assert (page.band.tone, page.band.word.text()) == ("bad", "Đã trả trước đó")
    for part in ("09:00 thứ Hai 23/11/2026", "Trần Thị Lan", "001190000009"):
        assert part in page.band.sentence.text()
    assert not page.form.isVisible()
    assert not page.give.isVisible()


def test_an_unfinished_dossier_is_amber_with_its_promise(
    page: ReturningPage, office: Office, clock: FixedClock
) -> None:
    dossier = receive(office, COPIES)
    scan(dossier.barcode)
    assert (page.band.tone, page.band.word.text()) == ("warning", "Chưa có kết quả")
    assert "17:30 thứ Hai 23/11/2026" in page.band.sentence.text()
    assert "quá hạn" not in page.band.sentence.text()
    clock.tick(days=2)
    scan(dossier.code)
    assert "Hồ sơ đã quá hạn" in page.band.sentence.text()
    press(ENTER, CTRL)
    assert state(office, dossier) is State.RECEIVED


def test_a_withdrawn_dossier_is_void(page: ReturningPage, office: Office) -> None:
    dossier = receive(office)
    office.moves.move(dossier.code, Act.WITHDRAW, reason="Không làm nữa")
    scan(dossier.barcode)
    assert (page.band.tone, page.band.word.text()) == (
        "bad",
        "Hồ sơ đã kết thúc, không trả kết quả",
    )


def test_another_office_is_named(page: ReturningPage, clock: FixedClock) -> None:
    other = DossierCode(office="12345", day=clock.now().date(), device=1, sequence=7)
    scan(other.barcode)
    assert page.band.word.text() == "Của đơn vị khác"
    assert "12345" in page.band.sentence.text()


def test_a_damaged_barcode_is_told_from_an_unknown_code(
    page: ReturningPage, ready: Dossier
) -> None:
    last = str((int(ready.barcode[-1]) + 1) % 10)
    scan(ready.barcode[:-1] + last)
    assert page.band.word.text() == "Mã vạch bị hỏng"
    scan("T99001-261123-019999")
    assert page.band.word.text() == "Không tìm thấy hồ sơ"
    assert page.search.isVisible()


def test_an_unknown_name_can_be_looked_for_in_the_list(
    qtbot: QtBot, page: ReturningPage, place: Workplace
) -> None:
    wanted: list[object] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    commit(page.scan, "Lê Hoàng")
    press(ENTER)
    press(Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: wanted == [("dossiers", "Lê Hoàng")])


def test_a_scan_caught_elsewhere_gives_its_verdict_at_once(
    page: ReturningPage, ready: Dossier
) -> None:
    page.enter(ready.barcode)
    assert page.band.word.text() == "Trả được kết quả"


def test_somebody_authorised_needs_the_authorisation(
    qtbot: QtBot, page: ReturningPage, office: Office, ready: Dossier
) -> None:
    scan(ready.barcode)
    press(Qt.Key.Key_Y, ALT)
    qtbot.waitUntil(page.form.other.isChecked)
    commit(
        page.form.card.edit,
        "001190000009||Trần Thị Lan|05031990|Nữ|Thôn Hạ, xã Thử|10052021",
    )
    press(ENTER)
    assert page.form.name.text() == "Trần Thị Lan"
    assert focused() is page.form.authorisation
    press(ENTER, CTRL)
    assert state(office, ready) is State.FINISHED
    assert "ủy quyền" in page.form.fields()["authorisation"].error.text()
    commit(page.form.authorisation, "15/UQ ngày 20/11/2026")
    press(ENTER, CTRL)
    taken = office.dossiers.get(ready.code).collector
    assert taken is not None
    assert (taken.name, taken.authorised, taken.authorisation) == (
        "Trần Thị Lan",
        True,
        "15/UQ ngày 20/11/2026",
    )


def test_nd_118_2025_dieu_6_a_stranger_is_told_beside_the_name(
    page: ReturningPage, office: Office, ready: Dossier
) -> None:
    scan(ready.barcode)
    page.form.name.setText("Nguyễn Người Lạ")
    press(ENTER, CTRL)
    assert state(office, ready) is State.FINISHED
    assert "không phải người nộp hay chủ hồ sơ" in page.form.fields()["name"].error.text()


def test_nd_118_2025_dieu_6_a_card_of_another_person_is_noticed(
    page: ReturningPage, office: Office, ready: Dossier
) -> None:
    scan(ready.barcode)
    page.form.card.take("001190000009||Lê Hoàng Phúc|05031990|Nam|Thôn Hạ, xã Thử|10052021")
    press(ENTER, CTRL)
    assert state(office, ready) is State.FINISHED
    assert "khác với số ghi trên hồ sơ" in page.form.fields()["id_no"].error.text()


def test_the_owner_takes_the_result_too(qtbot: QtBot, page: ReturningPage, office: Office) -> None:
    dossier = receive(office, COPIES, owner=person("Trần Thị Chủ", id_no="001190000009"))
    office.moves.move(dossier.code, Act.FINISH)
    scan(dossier.barcode)
    assert page.form.owner.isVisible()
    press(Qt.Key.Key_H, ALT)
    qtbot.waitUntil(page.form.owner.isChecked)
    assert (page.form.name.text(), page.form.id_no.text()) == ("Trần Thị Chủ", "001190000009")
    press(ENTER, CTRL)
    assert state(office, dossier) is State.RETURNED


def test_nd_118_2025_dieu_6_of_an_organisation_whoever_was_sent_is_asked_for(
    page: ReturningPage, office: Office
) -> None:
    firm = Party(PartyKind.ORGANISATION, "Công ty Mẫu", id_no="0100109106", address="Thôn Mẫu")
    dossier = receive(office, COPIES, applicant=firm)
    office.moves.move(dossier.code, Act.FINISH)
    scan(dossier.barcode)
    assert (page.form.other.isChecked(), page.form.name.text()) == (True, "")
    assert page.form.authorisation.isVisible()
    assert focused() is page.scan
    page.form.same.setChecked(True)
    press(ENTER, CTRL)
    assert "Công ty Mẫu là tổ chức" in page.form.fields()["authorisation"].error.text()
    page.form.other.setChecked(True)
    page.form.name.setText("Trần Văn Phái")
    page.form.authorisation.setText("Giấy giới thiệu số 5 ngày 20/11/2026")
    press(ENTER, CTRL)
    assert state(office, dossier) is State.RETURNED


def test_blds_2015_dieu_21_a_child_is_not_given_the_result_alone(
    page: ReturningPage, office: Office
) -> None:
    child = person("Trần Bé Út", id_no="", birth=parse_birth("05/06/2019"))
    code = receive(office, COPIES, owner=child, relation="parent", authorisation="GKS 1").code
    office.moves.move(code, Act.FINISH)
    page.judge(code)
    page.form.owner.setChecked(True)
    press(ENTER, CTRL)
    assert office.dossiers.get(code).state is State.FINISHED
    assert "chưa đủ 15 tuổi" in page.form.fields()["name"].error.text()
    page.form.same.setChecked(True)
    press(ENTER, CTRL)
    assert office.dossiers.get(code).state is State.RETURNED


def test_without_the_receipt_the_identity_is_checked(
    qtbot: QtBot, page: ReturningPage, office: Office, ready: Dossier
) -> None:
    scan(ready.code)
    press(Qt.Key.Key_G, ALT)
    qtbot.waitUntil(page.form.identity.isVisible)
    press(ENTER, CTRL)
    assert state(office, ready) is State.FINISHED
    assert "giấy tờ tùy thân" in page.form.fields()["identity_checked"].error.text()
    commit(page.form.identity, "căn cước 036190000123")
    press(ENTER, CTRL)
    taken = office.dossiers.get(ready.code).collector
    assert taken is not None
    assert taken.lost_receipt
    assert taken.identity_checked == "căn cước 036190000123"


def test_enter_in_the_empty_box_goes_to_the_collector(page: ReturningPage, ready: Dossier) -> None:
    scan(ready.barcode)
    press(ENTER)
    assert focused() is page.form.name


def test_the_next_scan_forgets_the_collector_before(
    page: ReturningPage, office: Office, ready: Dossier
) -> None:
    other = receive(office, COPIES, "Vũ Đình Quý")
    office.moves.move(other.code, Act.FINISH)
    scan(ready.barcode)
    page.form.other.setChecked(True)
    page.form.name.setText("Ai đó")
    page.scan.setFocus()
    scan(other.barcode)
    assert page.form.name.text() == "Vũ Đình Quý"
    assert page.form.same.isChecked()


def test_a_failed_printer_loses_no_return(
    qtbot: QtBot, page: ReturningPage, office: Office, printer: MemoryPrinter, ready: Dossier
) -> None:
    printer.fault = Fault.OFF
    scan(ready.barcode)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: "đã ghi là đã trả" in page.paper.text())
    assert state(office, ready) is State.RETURNED
    printer.fault = Fault.NONE
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(printer.jobs) == 1)


def test_a_sound_for_each_verdict_when_sounds_are_on(
    page: ReturningPage, office: Office, ready: Dossier
) -> None:
    from dataclasses import replace

    office.rules.change_preferences(replace(office.preferences, sound=True))
    scan(ready.barcode)
    scan("T99001-261123-019999")
    assert isinstance(page.sounds, Heard)
    assert page.sounds.names == ["ok", "bad"]


def test_long_names_stay_inside_the_page(page: ReturningPage, office: Office) -> None:
    long = receive(office, COPIES, "Nguyễn " * 42)
    office.moves.move(long.code, Act.FINISH)
    scan(long.barcode)
    assert page.minimumSizeHint().width() <= 1000
