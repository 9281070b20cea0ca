"""Giving results back when something is not as usual: a lost receipt, somebody else, a dossier taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from counter_app.domain.dossier.dossier import State
from counter_app.domain.handover.whereabouts import Holder, Purpose, holder_of
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.handover.page import HandoverPage
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.settings.page import SettingsPage
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.scenarios.morning import tile
from tests.scenarios.situations import (
    BIRTH,
    LAND,
    again,
    fill,
    finish,
    hand_out,
    lines_of,
    moment,
    move,
    open_dossier,
    print_it,
    save,
    scan_back,
    take_in,
    whole,
)

if TYPE_CHECKING:
    from counter_app.domain.clock import FixedClock
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.dossier.whereabouts_card import WhereaboutsCard

CARD = "001190000017||Trần Thị Ánh Nguyệt|05021990|Nữ|Thôn Đoài, xã Yên Hòa, tỉnh Mẫu|15062021"
PARTNER = "UBND xã Bình Minh"


def test_5_a_lost_receipt_needs_an_identity(morning: Counter, clock: FixedClock) -> None:
    dossier = take_in(morning, BIRTH, "Ngô Văn Quên", "0912000333")
    finish(morning, dossier, "119/2026")
    clock.tick(hours=3)
    open_dossier(morning, dossier)
    morning.press(KEY.Key_L, ALT)
    page = morning.page(ReturningPage)
    morning.press(KEY.Key_G, ALT)
    assert page.form.lost.isChecked()
    assert page.form.identity.hasFocus()
    morning.press(ENTER, CTRL)
    field = page.form.fields()["identity_checked"]
    assert field.error.isVisible()
    assert "kiểm tra giấy tờ tùy thân" in field.error.text()
    assert page.form.identity.hasFocus()
    assert again(morning, dossier).state is State.FINISHED
    morning.type("Căn cước 001090000444, đúng ảnh")
    slip = hand_out(morning)
    for part in ("119/2026", "Ngô Văn Quên", "Căn cước 001090000444"):
        assert part in slip
    returned = again(morning, dossier)
    assert returned.state is State.RETURNED
    assert returned.collector is not None
    assert returned.collector.lost_receipt
    whole(morning)


def test_6_somebody_else_collects_with_a_letter(morning: Counter) -> None:
    dossier = take_in(morning, BIRTH, "Đỗ Thị Bận", "0912000444")
    finish(morning, dossier, "120/2026")
    page = scan_back(morning, dossier)
    assert page.form.name.text() == "Đỗ Thị Bận"
    morning.press(KEY.Key_Y, ALT)
    assert page.form.name.text() == "", "the applicant's own facts are not the collector's"
    morning.scan(CARD)
    assert page.form.name.text() == "Trần Thị Ánh Nguyệt"
    assert page.form.id_no.text() == "001190000017"
    morning.press(ENTER, CTRL)
    assert "phải có giấy ủy quyền" in page.form.fields()["authorisation"].error.text()
    assert again(morning, dossier).state is State.FINISHED
    assert page.form.authorisation.hasFocus()
    morning.type("Số 15/2026 chứng thực ngày 20/11/2026")
    slip = hand_out(morning)
    for part in ("Trần Thị Ánh Nguyệt", "001190000017", "15/2026", "Đỗ Thị Bận"):
        assert part in slip
    returned = again(morning, dossier)
    assert returned.collector is not None
    assert returned.collector.authorised
    whole(morning)


def test_7_the_wrong_dossier_was_withdrawn(morning: Counter, clock: FixedClock) -> None:
    wrong = take_in(morning, LAND, "Lê Văn Bình", "0912000555")
    right = take_in(morning, LAND, "Lê Văn Bính", "0912000556")
    page = open_dossier(morning, wrong)
    move(morning, KEY.Key_R, "Hai bên tự hòa giải")
    morning.dialog(PrintDialog)
    morning.press(ESCAPE)
    assert page.state.text() == "Đã rút, đã kết thúc"
    assert page.fees.owed.text() == "Không thu", "no sums of nothing"
    clock.tick(minutes=4)
    morning.press(KEY.Key_U, ALT)
    dialog = morning.dialog(MoveDialog)
    assert "Hoàn lại thao tác ghi nhầm" in texts(dialog)
    morning.press(ENTER, CTRL)
    assert "Ghi lý do" in texts(dialog)
    morning.type("Rút nhầm hồ sơ của người trùng họ tên")
    morning.press(ENTER, CTRL)
    assert is_gone(dialog)
    back = again(morning, wrong)
    assert (back.state, back.promised_at) == (wrong.state, wrong.promised_at)
    told = "\n".join(page.timeline.sentences())
    assert "Rút nhầm hồ sơ của người trùng họ tên" in told
    assert "Hai bên tự hòa giải" in told, "nothing is wiped out"
    assert tile(morning, "unprinted") == 0, "the slip of the mistake is void"
    page = open_dossier(morning, right)
    move(morning, KEY.Key_R, "Hai bên tự hòa giải")
    slip = print_it(morning)
    for part in ("Lê Văn Bính", right.code, "Hai bên tự hòa giải"):
        assert part in slip
    whole(morning)


def test_9_a_dossier_goes_to_another_commune_and_comes_back(
    morning: Counter, clock: FixedClock
) -> None:
    name_the_partner(morning)
    form = fill(morning, LAND, "Hoàng Thị Xa", "0912000666")
    morning.pick(form.form.returning.resolver, PARTNER)
    morning.press(KEY.Key_Tab)
    assert form.form.returning.place.hasFocus(), "from left to right"
    dossier = save(morning, form)
    assert dossier.resolver == PARTNER
    clock.tick(minutes=30)
    page = hand_over(morning, dossier)
    take_over_there(morning, dossier)
    assert holder_of(again(morning, dossier)) == Holder(office=PARTNER)
    clock.set(moment(1, 9, 0, month=12))
    finish(morning, dossier, "7/BB-UBND")
    facts = again(morning, dossier).result_facts
    assert facts is not None
    assert facts.agency == PARTNER
    take_back(morning, dossier)
    assert holder_of(again(morning, dossier)) == Holder(officer="canbo")
    assert page.taking.waiting() == 0
    scan_back(morning, dossier)
    assert "7/BB-UBND" in hand_out(morning)
    where = open_dossier(morning, dossier).whereabouts
    assert f"{PARTNER} giao Công chức tiếp nhận" in whatever_it_says(where)
    whole(morning)


def whatever_it_says(card: WhereaboutsCard) -> str:
    """Every word of the card, also below what the screen shows now."""
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def name_the_partner(counter: Counter) -> None:
    """An office to work with, written in the settings."""
    counter.press(KEY.Key_4, CTRL)
    page = counter.page(SettingsPage)
    counter.press(KEY.Key_2, ALT)
    counter.fill(page.office.partners.partners, PARTNER)
    counter.press(KEY.Key_S, CTRL)
    assert "Đã lưu cài đặt" in counter.said()
    assert counter.office.handover.partners() == [PARTNER]


def hand_over(counter: Counter, dossier: Dossier) -> HandoverPage:
    """A sheet made by scanning, printed for both to sign."""
    counter.press(KEY.Key_5, CTRL)
    page = counter.page(HandoverPage)
    counter.pick(page.making.purpose, Purpose.FORWARD)
    assert page.making.taker.value() == Holder(office=PARTNER)
    assert "Đề nghị: 1 hồ sơ" in page.making.hint.text()
    counter.reach(page.making.scan)
    counter.scan(dossier.barcode)
    assert page.making.band.tone == "good"
    assert dossier.code in "\n".join(lines_of(page.making.model))
    counter.press(ENTER, CTRL)
    assert "Đã lưu phiếu" in page.making.band.word.text()
    counter.press(KEY.Key_P, CTRL)
    counter.dialog(PrintDialog)
    sheet = print_it(counter)
    for part in (PARTNER, dossier.code, "Hoàng Thị Xa"):
        assert part in sheet
    return page


def take_over_there(counter: Counter, dossier: Dossier) -> None:
    """The partner's officer takes the stack: scanned again, complete."""
    page = counter.page(HandoverPage)
    counter.press(KEY.Key_2, ALT)
    counter.scan(dossier.barcode)
    assert page.taking.band.word.text() == "Có trên phiếu"
    counter.press(ENTER, CTRL)
    assert "đã nhận đủ" in page.taking.band.word.text()


def take_back(counter: Counter, dossier: Dossier) -> None:
    """The papers come back from the partner and are here at once."""
    counter.press(KEY.Key_5, CTRL)
    page = counter.page(HandoverPage)
    counter.press(KEY.Key_1, ALT)
    counter.pick(page.making.purpose, Purpose.BACK)
    counter.reach(page.making.scan)
    counter.scan(dossier.barcode)
    assert page.making.band.tone == "good", page.making.band.sentence.text()
    assert page.making.at_once.isChecked()
    counter.press(ENTER, CTRL)
    assert "Đã lưu phiếu" in page.making.band.word.text()
