"""From the morning board: apologies for what is late, closing what nobody completed, calling who never came."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import State
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.board.page import BoardPage
from counter_app.qt.board.ready import ReadyDialog
from counter_app.qt.board.waiting import WaitingDialog
from counter_app.qt.intake.not_accepted_dialog import NotAcceptedDialog
from counter_app.qt.intake.page import IntakePage
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone, texts
from tests.scenarios.morning import saved, tile
from tests.scenarios.situations import (
    BIRTH,
    again,
    fill,
    finish,
    lines_of,
    moment,
    print_all,
    print_it,
    show_report,
    take_in,
    whole,
)

if TYPE_CHECKING:
    from counter_app.domain.clock import FixedClock

WHY = "Hệ thống dùng chung ngừng hoạt động"


def test_8_everything_late_is_apologised_for_in_one_act(
    morning: Counter, clock: FixedClock
) -> None:
    first = take_in(morning, BIRTH, "Bùi Thị Chậm", "0912000701")
    second = take_in(morning, BIRTH, "Bùi Văn Muộn", "0912000702")
    clock.set(moment(25, 7, 45))
    assert tile(morning, "overdue") == 2
    home = morning.page(BoardPage)
    assert "2 hồ sơ" in home.apologise.text()
    morning.press(KEY.Key_X, ALT)
    dialog = morning.dialog(ApologyDialog)
    morning.press(ENTER, CTRL)
    assert "Ghi lý do" in texts(dialog), "no apology without a reason"
    morning.fill(dialog.reason, WHY)
    assert [WHY in line for line in lines_of(dialog.model)] == [True, True]
    morning.press(ENTER, CTRL)
    assert is_gone(dialog)
    assert "Đã lập 2 phiếu xin lỗi" in morning.said()
    assert not home.apologise.isVisible(), "once each"
    for slip, dossier in zip(print_all(morning, 2), (first, second), strict=True):
        for part in (
            "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN",  # as Mẫu 04 is headed until 28/11/2026
            dossier.code,
            WHY,
            "17 giờ 30 phút, ngày 30 tháng 11 năm 2026",
        ):
            assert part in slip
    for dossier in (first, second):
        kept = again(morning, dossier)
        assert kept.promised_at == dossier.promised_at, "an apology moves no promise"
    finish(morning, first, "121/2026")
    assert again(morning, first).state is State.FINISHED, "the reason is known"
    late = show_report(morning, "late")
    for dossier, number in ((first, "Số 1"), (second, "Số 2")):
        (line,) = [item for item in late.splitlines() if dossier.code in item]
        for part in (WHY, number, "25/11/2026"):
            assert part in line
    whole(morning)


def test_10_the_citizen_never_comes(morning: Counter, clock: FixedClock) -> None:
    page = fill(morning, BIRTH, "Lý Thị Vắng", "0912000801")
    morning.reach(page.form.papers.rows[1].given)
    morning.press(KEY.Key_Space)
    ask_for_more(morning, page)
    (line,) = saved(morning)
    waiting = morning.office.dossiers.get(line.code)
    assert (waiting.state, waiting.accepted, waiting.promised_at) == (State.SUPPLEMENT, False, None)
    until = waiting.supplement_until
    assert until is not None
    clock.set(moment(until.day, 8, 0, month=until.month))
    assert tile(morning, "lacking") == 1
    assert not morning.page(BoardPage).close_lapsed.isVisible(), "the last day is the citizen's"
    clock.set(clock.now() + timedelta(days=1))
    morning.press(KEY.Key_F2)
    assert tile(morning, "lacking") == 1
    home = morning.page(BoardPage)
    assert home.close_lapsed.text().startswith("Kết thúc 1 hồ sơ quá hạn bổ sung")
    close_it(morning)
    assert again(morning, waiting).state is State.WITHDRAWN
    (slip,) = print_all(morning, 1)
    for part in (waiting.code, "Lý Thị Vắng", "chưa nhận được giấy tờ bổ sung"):
        assert part in slip
    whole(morning)


def ask_for_more(counter: Counter, page: IntakePage) -> None:
    """Not accepted: what lacks is ticked already, Mẫu 02 comes out."""
    counter.press(KEY.Key_L, CTRL)
    dialog = counter.dialog(NotAcceptedDialog)
    wanted = [paper.name for paper in dialog.supplement.wanted()]
    assert wanted[0].startswith("Giấy chứng sinh")
    assert len(wanted) == 1
    counter.press(ENTER, CTRL)
    assert "Ghi lý do" in texts(dialog)
    counter.fill(dialog.reason, "Thiếu giấy chứng sinh")
    counter.press(ENTER, CTRL)
    assert is_gone(dialog), texts(dialog)
    slip = print_it(counter)
    for part in ("Giấy chứng sinh", "Lý Thị Vắng", "Thiếu giấy chứng sinh"):
        assert part in slip


def close_it(counter: Counter) -> None:
    """What the board proposes, with its reason written already."""
    counter.press(KEY.Key_O, ALT)
    dialog = counter.dialog(WaitingDialog)
    assert "Quá hạn bổ sung, đề nghị kết thúc" in lines_of(dialog.model)[0]
    counter.press(ENTER, CTRL)
    counter.wait(lambda: "Đã kết thúc 1 hồ sơ" in texts(dialog))
    counter.press(ESCAPE)
    assert is_gone(dialog)


def test_10_a_result_that_nobody_collects_is_called_for(
    morning: Counter, clock: FixedClock
) -> None:
    dossier = take_in(morning, BIRTH, "Lý Văn Quên", "0912000802")
    finish(morning, dossier, "122/2026")
    clock.set(moment(7, 8, 0, month=12))
    assert tile(morning, "ready") == 1
    morning.press(KEY.Key_G, ALT)
    dialog = morning.dialog(ReadyDialog)
    (line,) = lines_of(dialog.model)
    for part in (dossier.code, "Lý Văn Quên", "0912 000 802", "23/11/2026", "14 ngày"):
        assert part in line
    morning.press(ESCAPE)
    assert is_gone(dialog)
    whole(morning)
