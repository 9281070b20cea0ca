"""A whole day at one counter, from the first start to the superior's table, with the keyboard alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.queue.tickets import TicketState
from counter_app.qt.board.page import BoardPage
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.dossiers.page import DossiersPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.reports.page import ReportsPage
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.window.first_run import FirstRun
from counter_app.qt.window.set_up import SetUpForm
from counter_app.qt.window.sign_in import SignInPanel
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.sync.stick.volumes import Target, Volume
from tests.printing.reading import flat_text, scan
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.scenarios.morning import is_out
from tests.scenarios.prints import PaperTray
from tests.superior.trusting import import_batches
from tests.sync.media import ExfatStick, Stick

PASSWORD = "quay-hai-ba-trung"
CARD = "001190000017||Trần Thị Ánh Nguyệt|05021990|Nữ|Thôn Đoài, xã Yên Hòa, tỉnh Mẫu|15062021"
NAME = "Trần Thị Ánh Nguyệt"
OFFICER = "Nguyễn Thị Hường"
GIGA = 2**30


def test_a_day_from_the_first_start_to_the_superior(
    counter: Counter,
    clock: FixedClock,
    tray: PaperTray,
    stick: Stick,
    heard: list[str],
    tmp_path: Path,
) -> None:
    set_up_the_office(counter, tray)
    clock.tick(minutes=15)
    sign_in_in_the_morning(counter)
    clock.tick(minutes=5)
    take_and_call_a_ticket(counter)
    dossier = receive_the_citizen(counter, clock)
    the_receipt_can_be_scanned(tray.papers(1)[0], dossier)
    give_the_receipt(counter)
    hand_on_and_finish(counter, clock, dossier)
    return_by_scan(counter, clock, dossier)
    the_slip_is_to_be_signed(tray.papers(2)[1], dossier)
    scan_once_more(counter, clock, dossier)
    assert heard[-2:] == ["ok", "bad"]
    see_the_invariant(counter)
    clock.tick(hours=2)
    close_the_day(counter)
    carry_to(counter, stick)
    leave(counter)
    the_superior_counts(stick, tmp_path / "superior", clock)
    whole(counter)


# --- the morning ---------------------------------------------------------------------------------


def set_up_the_office(counter: Counter, tray: PaperTray) -> None:
    """First run: one officer, one printer; at the counter at once, then everybody goes home."""
    counter.switch_on()
    first = counter.panel(FirstRun)
    counter.press(KEY.Key_T, ALT)
    assert first.form is not None
    fill_in(counter, first.form, tray)
    counter.press(ENTER, CTRL)
    counter.wait(lambda: counter.window.view is not None)
    assert counter.page(BoardPage).tiles["received"].value == 0
    assert counter.office.intake.settings.name.endswith("xã Yên Hòa")
    assert counter.office.preferences.printer == tray.wish
    counter.switch_off()


def fill_in(counter: Counter, form: SetUpForm, tray: PaperTray) -> None:
    """Commune, number, officer, password, printer, and that the password is written down."""
    counter.fill(form.office.commune, "xã Yên Hòa")
    counter.fill(form.office.number, "99001")
    name, _title, _role, login, password = form.officers.line(0)
    counter.fill(name, OFFICER)
    assert isinstance(login, LineEdit)
    assert login.text() == "huong.nt"
    counter.fill(password, PASSWORD)
    tray.choose(counter, form.printer)
    counter.reach(form.encrypted)
    counter.press(KEY.Key_Space)
    counter.reach(form.noted.tick)
    counter.press(KEY.Key_Space)


def sign_in_in_the_morning(counter: Counter) -> None:
    """A wrong password is said; the right one opens the day."""
    counter.switch_on()
    panel = counter.panel(SignInPanel)
    assert panel.officer.currentText().startswith(OFFICER)
    counter.type("khong-phai")
    counter.press(ENTER)
    counter.wait(lambda: "chưa đúng" in texts(panel))
    counter.sign_in(PASSWORD)
    assert f"Công việc buổi sáng – {OFFICER}" in texts(counter.page(BoardPage))


def take_and_call_a_ticket(counter: Counter) -> None:
    """The citizen draws A001 and is called."""
    counter.press(KEY.Key_F6)
    counter.press(KEY.Key_1, ALT)
    page = counter.page(QueuePage)
    assert "A001" in texts(page.drawn)
    counter.press(KEY.Key_F6)
    assert page.drawn.isHidden()
    assert page.current.digits.text() == "A001"
    assert page.current.ticket is not None
    assert page.current.ticket.state is TicketState.CALLED


# --- intake --------------------------------------------------------------------------------------


def receive_the_citizen(counter: Counter, clock: FixedClock) -> Dossier:
    """Card, procedure by initials, papers, the promise; Ctrl+Enter saves and prints."""
    counter.press(KEY.Key_B, ALT)
    page = counter.page(IntakePage)
    assert "A001" in page.ticket.text()
    clock.tick(hours=1)
    counter.type("tthn")
    counter.press(ENTER)
    counter.scan(CARD)
    assert page.form.content.value() == "", "the card fell into no field"
    assert page.form.applicant.name.text() == NAME
    counter.type("0912000321")
    counter.reach(page.form.papers.rows[2].given)
    counter.press(KEY.Key_Space)
    counter.fill(page.form.amounts.fee, "15000")
    assert page.due.text() == "09:00 thứ Sáu 27/11/2026"
    assert "trừ 24/11" in page.due.why.text()
    assert "15.000" in texts(page.due)
    counter.press(ENTER, CTRL)
    assert page.saved.isVisible()
    counter.wait(lambda: is_out(page.saved.paper.text()))
    return counter.office.dossiers.get(page.saved.code.text())


def the_receipt_can_be_scanned(pdf: bytes, dossier: Dossier) -> None:
    """What the 203 dpi printer put on paper is read by a scanner, in both codes and in words."""
    codes = scan(pdf)
    assert codes["Code 128"] == dossier.barcode
    for part in (dossier.code, "09:00 thứ Sáu 27/11/2026"):
        assert part in codes["QR Code"]
    text = flat_text(pdf)
    for part in (NAME, "Cấp Giấy xác nhận tình trạng hôn nhân", "15.000", OFFICER, dossier.code):
        assert part in text
    assert [paper.name[:7] for paper in dossier.papers] == ["Tờ khai", "Giấy tờ", "Giấy tờ"]
    assert dossier.applicant.id_no == "001190000017"
    assert dossier.fee == 15_000


def give_the_receipt(counter: Counter) -> None:
    """The citizen has the paper, and the ticket is done."""
    counter.press(KEY.Key_G, CTRL)
    assert "đã giao" in counter.page(IntakePage).saved.paper.text()
    assert counter.office.paper.unprinted() == []
    counter.press(KEY.Key_F6)
    counter.press(KEY.Key_X, ALT)
    assert counter.page(QueuePage).current.ticket is None
    assert counter.office.queue.today_line(frozenset({TicketState.WAITING})) == []


# --- the afternoon -------------------------------------------------------------------------------


def hand_on_and_finish(counter: Counter, clock: FixedClock, dossier: Dossier) -> None:
    """Found by a name without accents, handed to the officer, finished with a number."""
    counter.press(KEY.Key_F3)
    search = counter.page(DossiersPage)
    counter.type("tran thi anh nguyet")
    counter.press(ENTER)
    assert search.model.rowCount() == 1
    page = counter.page(DossierPage)
    assert page.code.text() == dossier.code
    counter.press(KEY.Key_H, ALT)
    counter.pick(counter.dialog(MoveDialog).officer, "huong.nt")
    counter.press(ENTER, CTRL)
    assert page.state.text() == "Đang giải quyết"
    clock.tick(hours=5)
    counter.press(KEY.Key_K, ALT)
    counter.dialog(MoveDialog)
    counter.type("12/XNTTHN")
    counter.press(ENTER, CTRL)
    assert page.state.text() == "Có kết quả, chờ trả"
    assert page.timeline.sentences()[0] == "Giải quyết xong. Kết quả số 12/XNTTHN."


def return_by_scan(counter: Counter, clock: FixedClock, dossier: Dossier) -> None:
    """The receipt scanned while something else is in front: green, handed over, slip printed."""
    clock.tick(minutes=30)
    counter.press(KEY.Key_F2)
    counter.scan(dossier.barcode)
    page = counter.page(ReturningPage)
    assert (page.band.tone, page.band.word.text()) == ("good", "Trả được kết quả")
    assert "12/XNTTHN" in page.band.sentence.text()
    assert page.form.name.text() == NAME
    counter.press(ENTER, CTRL)
    assert counter.office.dossiers.get(dossier.code).state is State.RETURNED
    counter.wait(lambda: is_out(page.paper.text()))


def the_slip_is_to_be_signed(pdf: bytes, dossier: Dossier) -> None:
    """The return slip names both hands and carries the dossier's code."""
    text = flat_text(pdf)
    for part in ("(Ký và ghi rõ họ tên)", NAME, OFFICER, "12/XNTTHN", dossier.code):
        assert part in text


def scan_once_more(counter: Counter, clock: FixedClock, dossier: Dossier) -> None:
    """The same receipt again, from the home page: red, with when, to whom and by whom."""
    clock.tick(minutes=10)
    counter.press(KEY.Key_F9)
    counter.scan(dossier.barcode)
    page = counter.page(ReturningPage)
    assert (page.band.tone, page.band.word.text()) == ("bad", "Đã trả trước đó")
    for part in (NAME, OFFICER, "thứ Hai 23/11/2026"):
        assert part in page.band.sentence.text()
    assert not page.give.isVisible()
    counter.press(KEY.Key_F2)
    assert counter.page(IntakePage).form.is_empty(), "the digits fell into no field"


# --- the evening ---------------------------------------------------------------------------------


def see_the_invariant(counter: Counter) -> None:
    """Form II.06a of the day says that what came in is done or still being worked on."""
    counter.press(KEY.Key_F8)
    page = counter.page(ReportsPage)
    counter.press(KEY.Key_Down)
    counter.press(KEY.Key_F8)
    counter.wait(lambda: page.tabs.count() == 1)
    assert page.list.report().name == "II.06a"
    assert "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT" in texts(page.tabs)
    assert "(3) = (7) + (11): 1 = 1 + 0, khớp" in texts(page.tabs)


def close_the_day(counter: Counter) -> None:
    """The closing sheet with the totals; nothing is owed but the stick."""
    counter.press(KEY.Key_F10)
    page = counter.page(ClosingPage)
    counter.wait(lambda: page._asked is None)
    totals = {name.text(): number.text() for name, number in page.totals.lines}
    assert totals["Tiếp nhận trong ngày"] == "1"
    assert page.owed.text("unprinted") == "Mọi giấy tờ đã in"
    counter.press(ENTER, CTRL)
    sheet = counter.dialog(SheetDialog)
    counter.wait(lambda: len(sheet.preview.pages) == 1)
    counter.press(ESCAPE)
    assert is_gone(sheet)
    assert "Đã chốt sổ ngày 23/11/2026" in counter.said()


def carry_to(counter: Counter, stick: Stick) -> None:
    """F10 again: the stick, written and read back."""
    page = counter.page(ClosingPage)
    page._media = port_with(stick)
    counter.press(KEY.Key_F10)
    dialog = counter.dialog(ExportDialog)
    counter.wait(lambda: dialog.sticks.usable() is not None and not dialog._looking)
    counter.press(ENTER, CTRL)
    counter.wait(lambda: dialog.outcome.tone == "good")
    assert dialog.outcome.sentence.text() == "Có thể rút USB"
    assert dialog.outcome.sentence.isVisible()
    counter.press(ESCAPE)
    assert is_gone(dialog)
    assert counter.office.closing.not_exported().entries == 0
    assert "Đã xuất USB" in counter.view.header.export.text()


def port_with(stick: Stick) -> Media:
    """The stick plugged in. Only how it calls itself is made up: an image on a loop device is no USB disk."""
    volume = Volume(
        path=stick.path,
        label="MOT CUA 01",
        filesystem="exfat",
        serial="4A21-90F3",
        size=16 * GIGA,
        free=12 * GIGA,
        removable=True,
        read_only=False,
    )
    return Media(
        volumes=lambda: [volume],
        refusal=lambda _volume, _data_dir: "",
        target=lambda chosen, _data_dir: Target.of(chosen.path),
    )


def leave(counter: Counter) -> None:
    """Home shows a finished day."""
    counter.press(KEY.Key_F9)
    tiles = counter.page(BoardPage).tiles
    assert {name: tile.value for name, tile in tiles.items() if tile.value} == {"received": 1}


# --- elsewhere -----------------------------------------------------------------------------------


def the_superior_counts(stick: Stick, folder: Path, clock: FixedClock) -> None:
    """The stick is pulled, travels, is plugged in: one received, one finished, and no more when it comes twice."""
    pull_and_plug_in(stick)
    summary = import_batches(stick.path, folder, clock)
    assert (len(summary.imported), summary.refused, summary.incomplete) == (1, [], [])
    again = import_batches(stick.path, folder, clock)
    assert (again.imported, len(again.already_known)) == ([], 1)
    day = date(2026, 11, 23)
    total = consolidated(OfficesAsked(folder, day, day, clock=clock)).total
    assert total is not None
    received, resolved, pending = total[2], total[6], total[10]
    assert (received, resolved, pending) == (1, 1, 0)


def pull_and_plug_in(stick: Stick) -> None:
    """Only what reached the medium is there on the other computer."""
    if isinstance(stick, ExfatStick):
        stick.take_out()
        stick.plug_in()


def whole(counter: Counter) -> None:
    """``check``: the chain holds and every table is what the journal says."""
    result = counter.office.store.check()
    assert result.ok, result.problems
