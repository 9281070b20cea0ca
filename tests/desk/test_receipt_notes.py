"""What a receipt printed again says of its new day, and how that day was counted."""

from __future__ import annotations

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.sizes import PaperSize
from counter_app.office import Office
from tests.makers import MARITAL, receive
from tests.printing.reading import flat_text


def receipt(office: Office, dossier: Dossier) -> str:
    """The text of another copy."""
    office.paper.reissue(dossier.code, "receipt", reason="Xin lại")
    return flat_text(office.paper.draw_receipt(dossier.code, PaperSize.A4))


def test_the_reckoning_stands_beside_the_day_it_leads_to(office: Office) -> None:
    """Each moment of the paper is written in one way: the reckoning does not say the day again in another."""
    dossier = receive(office, MARITAL)
    text = receipt(office, dossier)
    assert "(Cách tính: 03 ngày làm việc" in text
    assert "09 giờ 00 phút, ngày 27 tháng 11 năm 2026" in text
    assert "→" not in text
    assert "»" not in text


def test_an_extended_day_has_no_reckoning_that_ends_elsewhere(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.promises.extend(dossier.code, reason="Xác minh")
    text = receipt(office, dossier)
    assert "09 giờ 00 phút, ngày 08 tháng 12 năm 2026" in text
    assert "Gia hạn xác minh theo quy định ngày 23/11/2026" in text
    assert "Cách tính" not in text


def test_a_wait_is_told_and_one_taken_back_is_not(office: Office, clock: FixedClock) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=2)
    office.moves.move(dossier.code, Act.RESUME)
    told = "Giải quyết tiếp ngày 25/11/2026, sau thời gian tạm dừng: hẹn trả"
    text = receipt(office, dossier)
    assert f"{told} 09:00 thứ Hai 30/11/2026." in text
    assert "Cách tính" not in text
    office.moves.move(dossier.code, Act.REVERT, reason="Chưa đủ giấy")
    assert told not in receipt(office, dossier)
    clock.tick(days=1)
    office.moves.move(dossier.code, Act.RESUME)
    text = receipt(office, dossier)
    assert "Giải quyết tiếp ngày 26/11/2026" in text
    assert told not in text
